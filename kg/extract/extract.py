"""Runs the parts of extraction over a reading, in the order in which each needs the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract import policies, sessions
from kg.extract.cells import take_entries, take_whole
from kg.extract.context import Context
from kg.extract.known import spread
from kg.extract.list_tables import form_of
from kg.extract.lists import listed
from kg.extract.medium import stated_medium
from kg.extract.observations import observations
from kg.extract.overlaps import settle
from kg.extract.own_units import add_own_units, own_units_on_page, units_of_paper
from kg.extract.people import press_roles
from kg.extract.pipeline import mentions_of
from kg.extract.positions import positions
from kg.extract.press import credited
from kg.extract.proposals import proposals
from kg.extract.proposed import propose
from kg.extract.publishers import publishers, sites
from kg.extract.relations import relations
from kg.extract.work import ArticleView, Findings, View
from kg.model import ArticleFact, Block, BlockKind, EntityType, Evidence, Mention, Position, Reading, Ref
from kg.recognizer import Recognizer

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION


def extract(reading: Reading, recognizer: Recognizer | None = None) -> Findings:
    """Everything that a reading says, before names are brought together (kg.resolve). recognizer: what proposes names where no rule finds
    any; None for rules alone."""
    context = Context(reading)
    articles = views_of(reading, context)
    press = list(credited(articles, reading.furniture, context))
    in_lists = list(listed(articles, context))
    reporters = frozenset(m.name for m, p in press if p is None or p.role in press_roles())
    names = [m.name for m, _ in press] + [x.name for x in in_lists if isinstance(x, Mention) and x.type is _P]
    spread(articles, names, reporters)
    if recognizer is not None:
        propose(articles, recognizer)
    stated = [*positions(articles, context), *(x for x in in_lists if isinstance(x, Position)), *(p for _, p in press if p is not None)]
    _yield_to_cells(articles, [x for x in in_lists if isinstance(x, Mention) and x.type is _O])
    published = [*publishers(reading, context), *sites(reading), *own_units_on_page(reading, articles), *units_of_paper(reading)]
    mentions = [
        *_mentions(articles, context),
        *_on_the_page(reading, context),
        *(m for m, _ in press),
        *(x for x in in_lists if isinstance(x, Mention)),
        *_paper(reading),
        *published,
    ]
    proposed = proposals(articles, stated, context)
    return Findings(
        mentions=tuple(mentions),
        articles=tuple(_article_facts(reading)),
        positions=tuple(stated),
        proposals=tuple(proposed),
        relations=tuple(relations(articles, context, [*published, *stated])),
        observations=tuple(observations(articles, context, proposed)),
        doubts=reading.doubts,
    )


def _yield_to_cells(articles: Sequence[ArticleView], bodies: Sequence[Mention]) -> None:
    """Takes from tables the bodies found inside a cell that as a whole names one."""
    spans = sorted((m.evidence[0].start, m.evidence[-1].end) for m in bodies)
    for view in (v for a in articles for v in a.views if v.block.table is not None) if spans else ():
        places = [view.block.pieces(f.start, f.end) for f in view.found]
        view.found = [
            f
            for f, ps in zip(view.found, places, strict=True)
            if f.type is not _O or not any(a <= ps[0][0] and ps[-1][1] <= b for a, b in spans)
        ]


def views_of(reading: Reading, context: Context) -> list[ArticleView]:
    """The articles of a reading with the mentions that the pipeline finds in each block."""
    blocks = [b for a in reading.articles for b in a.blocks]
    pieces = [_pieces(b) for b in blocks]
    found = iter(
        mentions_of(((text, _breaks(b, at, text, context)) for b, ps in zip(blocks, pieces, strict=True) for at, text in ps), context)
    )
    seen = [
        View(b, [f._replace(start=f.start + at, end=f.end + at) for at, _ in ps for f in next(found)])
        for b, ps in zip(blocks, pieces, strict=True)
    ]
    for view in seen:
        take_whole(view, context)
    take_entries(seen, reading.source.text)
    views = iter(seen)
    articles = [ArticleView(a, [next(views) for _ in a.blocks]) for a in reading.articles]
    policies.unite(articles)
    add_own_units(articles)
    return articles


_LABELS = re.compile(r"[\u4e00-\u9fff]{5,14}(?=:)|(?<=\()[^()]{7,30}(?=\))")


def _pieces(block: Block) -> list[tuple[int, str]]:
    """The stretches of a block that are read by themselves, with their places in its text: each cell of a table, else the whole. Bylines
    and rosters have grammars of their own; of a roster the labels are read (市政协联系领导:) and long notes (某镇卫生院护士长)."""
    if block.kind is BlockKind.ROSTER:
        return [(m.start(), m.group()) for m in _LABELS.finditer(block.text)]
    if block.kind is BlockKind.BYLINE and not re.search(r"[代委][表员]、", block.text):
        return []
    if block.table is None:
        return [(0, block.text)]
    out = []
    if form_of(block.table.header):  # the first row holds values too
        at = 0
        for text in block.table.header:
            at = max(at, block.text.find(text, at))
            out.append((at, text))
            at += len(text)
    for row in block.table.rows:
        for cell in row:
            if cell.end > cell.start:
                at = bisect_left(block.offsets, cell.start)
                out.append((at, block.text[at : bisect_left(block.offsets, cell.end)]))
    return out


def _breaks(block: Block, at: int, text: str, context: Context) -> frozenset[int]:
    """Places in text[1:] before which the source has blanks on the same line between two Chinese characters."""
    out = []
    source = context.source.text
    for i in range(at + 1, at + len(text)):
        a, b = block.offsets[i - 1], block.offsets[i]
        if 1 < b - a < 8 and "\n" not in source[a:b] and source[a + 1 : b].isspace() and source[a] > "\u2fff" and source[b] > "\u2fff":
            out.append(i - at)
    return frozenset(out)


def _mentions(articles: Sequence[ArticleView], context: Context) -> Iterator[Mention]:
    for article in articles:
        for view in article.views:
            for f in view.found:
                yield Mention(
                    f.type, f.name, view.text[f.start : f.end], view.evidence(context.source, f.start, f.end), f.rule, f.attributes
                )


def _on_the_page(reading: Reading, context: Context) -> Iterator[Mention]:
    """Sessions that only the furniture of the page names (2025宜昌两会特刊), and those in bylines."""
    bylines = (b for a in reading.articles for b in a.blocks if b.kind is BlockKind.BYLINE)
    for block in (*reading.furniture, *bylines):
        for f in settle(list(sessions.find(block.text, context))):
            yield Mention(f.type, f.name, block.text[f.start : f.end], block.evidence(reading.source, f.start, f.end), f.rule, f.attributes)


def _paper(reading: Reading) -> Iterator[Mention]:
    """The newspaper, at the first place that names it, and 本报 wherever it stands."""
    paper = reading.issue.paper
    text = reading.source.text
    if not paper:
        if medium := stated_medium(reading.source):
            evidence = (Evidence.of(reading.source, medium.start, medium.start + len(medium.name)),)
            yield Mention(_O, medium.name, medium.name, evidence, "medium", (("kind", "media"),))
        return
    at = text.find(paper)
    if at >= 0:
        yield Mention(_O, paper, paper, (Evidence.of(reading.source, at, at + len(paper)),), "paper", (("kind", "media"),))
    at = text.find("本报")
    if at >= 0:
        yield Mention(_O, paper, "本报", (Evidence.of(reading.source, at, at + 2),), "paper-deictic", (("kind", "media"),))


def _article_facts(reading: Reading) -> Iterator[ArticleFact]:
    for a in reading.articles:
        head = next((b for b in a.blocks if b.kind is BlockKind.HEADLINE), a.blocks[0])
        paper = Ref(_O, reading.issue.paper) if reading.issue.paper and reading.source.text.find(reading.issue.paper) >= 0 else None
        yield ArticleFact(
            evidence=head.evidence(reading.source, 0, len(head.text)), rule="article", article=a.start, title=a.title, start=a.start,
            end=a.end,
            kind=a.kind, date=a.date, bylines=tuple(Ref(_P, n) for n in a.bylines), paper=paper,
        )  # fmt: skip
