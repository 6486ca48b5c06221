"""Commitments: what a plan, a work report or its poster sets as target and task, section by section.

Inside a part that looks ahead (kg.extract.proposals.sections) every bullet, every row of a table of targets and every sentence is a task,
save headings that run in, lead-ins, guiding thought, analysis and exhortation (kg/lexicon/data/proposal_cues.toml).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.issuers import issuer
from kg.extract.proposals.labels import label_of, signed_behind
from kg.extract.proposals.lookback import looked_back
from kg.extract.proposals.sections import (
    NUMBER,
    Section,
    in_brackets,
    is_item,
    is_pitched,
    is_plan,
    item_marks,
    item_start,
    lists_works,
    marked,
    of_headings,
    plan_start,
    plan_year,
    turns,
    verdict,
    weigh,
)
from kg.extract.proposals.tasks import (
    ANY_YEAR,
    HAS_FIGURE,
    TARGET,
    THEME,
    before_lead_in,
    counts,
    is_heading,
    is_task,
    of_past,
    task_start,
    themed,
)
from kg.extract.proposals.text import pieces
from kg.extract.proposals.words import one_pattern
from kg.extract.work import ArticleView, View
from kg.model import ArticleKind, Block, BlockKind, EntityType, ProposalKind, Ref

_C = ProposalKind.COMMITMENT
_O = EntityType.ORGANIZATION
_READ = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.TABLE, BlockKind.HEADING, BlockKind.SUBTITLE, BlockKind.HEADLINE)
_TITLE = re.compile(r"报告|会议")
_FIGURE_CELL = re.compile(r"[+±≥≤-]?\d(?!\d{3}年)")
_NO_CONTENT = re.compile(r"^(?:序号|编号|类别|备注)$|责任|牵头|单位|部门|领导|联系")  # columns of a list of works that say no task
_KIND_OF_TARGET = re.compile(r"^(?:指标)?(?:属性|性质)$")  # a column of a table of indicators of a plan of several years
_CONTENT = re.compile(r"内容|任务|规模|措施|目标|实事|项目名称")
_LONGEST_LEAD, _LONGEST_THEME = 26, 9  # characters of a line before the items of a poster, of a bullet that heads a paragraph
_SHORTEST_LINE = 8  # characters of an item of a poster that gives no figure
_FIGURE_LINE = re.compile(r"(?:增长|达到?|突破|不低于|控制在|以上|完成|新增)[^,。]{0,12}\d|\d[\d.,]*(?:%|亿元|万元|万人|亩|公里)")
_ITEM = re.compile(r"^(?:——|—|·|[^\w\s“”‘’《》()【】\[\]<>#_,。;:!?、])+")
_TITLE_OF_PLAN = re.compile(r"20\d\d年(?:度)?(?:主要|重点|工作|预期|发展|年度)*(?:工作|任务|目标|安排|计划|要点|举措)")
_GUIDING_HEAD = re.compile(r"(?:总体要求|指导思想|基本原则|工作原则|总体思路|工作思路)$")


def planner(article: ArticleView, cast: Cast) -> list[Claim] | None:
    """The commitments of a report, a plan or a poster; None for articles of other genres."""
    if not is_plan(article):
        return None
    body = issuer(article, cast)
    if body is None:
        return None
    return list(_claims(article, cast, body))


def _claims(article: ArticleView, cast: Cast, body: Ref) -> Iterator[Claim]:
    year = plan_year(article, cast)
    blocks = [v.block for v in article.views]
    marks = item_marks(blocks)
    begins = plan_start(article)
    poster = article.article.kind is ArticleKind.INFOGRAPHIC or begins > 0 or _bulleted(blocks)
    lead = article.article.title if poster and article.article.title else blocks[0].text if blocks else ""
    running = verdict(lead, None) if poster or marks else None
    is_themed = themed(blocks)
    if begins or article.article.kind is ArticleKind.TABLE or lists_works(article):
        running = Section.PLAN
    for n, view in enumerate(article.views):
        block = view.block
        if n == 0 and not article.article.title and verdict(block.text, None) is Section.PLAN and not _FIGURE_LINE.search(block.text):
            continue  # the title itself
        if n < begins or block.kind is BlockKind.SIGNATURE:
            continue
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        if poster and running is Section.PLAN and block.kind is BlockKind.SUBTITLE and is_line(block, blocks[n - 1], following):
            yield Claim(_C, (body,), ((view, 0, len(block.text)),), "plan-bullet", period=str(year) if year else None)
            continue
        if running is Section.PLAN and _stands_alone(block, blocks[n - 1] if n else None, following, year):
            yield Claim(_C, (body,), ((view, item_start(block.text), len(block.text)),), "plan-item", period=str(year) if year else None)
            continue
        if _heads(block, marks):
            dated = block.kind is BlockKind.HEADING or (poster and not _TITLE.search(block.text))
            said = verdict(block.text, year if dated else None)
            if said is not None and running is not None and is_pitched(block.text):
                said = None if running is Section.PLAN else running
            if said is None and block.kind is BlockKind.HEADING and of_headings(_above(block, marks), year) is None:
                said = weigh(blocks, n, running)
            running = said if said is not None else running
            continue
        if block.kind not in _READ or not block.text or in_brackets(block.text):
            continue
        if poster and following is not None and following.kind is BlockKind.BULLET and (turned := _lead_line(block, year)) is not None:
            running = turned
            continue
        if block.kind is BlockKind.BULLET and _is_theme(block, following):
            continue
        section = of_headings(_above(block, marks), year)
        if section is None:
            running = Section.PLAN if running is not Section.PLAN and turns(block) else running
            section = running
        if any(_GUIDING_HEAD.search(h) for h in block.headings[-1:]) and not counts(block.text):
            continue
        behind = article.views[n + 1] if block.text.startswith("“") and n + 1 < len(article.views) else None
        if label_of(view, cast) is not None or signed_behind(view, cast)[0] or (behind is not None and signed_behind(behind, cast)[0]):
            continue  # somebody's own words inside a plan or a poster: prose
        if section is Section.PLAN and block.table is not None:
            yield from _rows(view, body, year)
        elif section is Section.PLAN:
            yield from tasks_in(view, body, year, is_themed)
        elif section is Section.PAST and block.table is None:
            yield from looked_back(view, body, year, cast)


def is_line(block: Block, before: Block, following: Block | None) -> bool:
    """Whether a line of a poster is an item: it holds a figure, or it stands in a column of lines and is longer than a theme (建成第三中学
    风雨操场 below 民生提档)."""
    if _FIGURE_LINE.search(block.text):
        return True
    if len(block.text) < _SHORTEST_LINE or block.text.endswith((":", "!", "?")):
        return False
    if ANY_YEAR.match(block.text) or verdict(block.text, None) is not None:
        return False
    return before.kind is BlockKind.SUBTITLE and (following is None or following.kind not in (BlockKind.BULLET, BlockKind.PARAGRAPH))


def _bulleted(blocks: list[Block]) -> bool:
    """Whether most of what an article has to read are bullets."""
    read = [b for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.TABLE)]
    return sum(b.kind is BlockKind.BULLET for b in read) * 2 >= len(read) > 0


def _stands_alone(block: Block, before: Block | None, following: Block | None, year: int | None) -> bool:
    """Whether a numbered heading with nothing below it is an item of a list that was set as headings (③改造老旧管网200公里)."""
    if block.kind is not BlockKind.HEADING or verdict(block.text, year) is not None or not HAS_FIGURE.search(NUMBER.sub("", block.text)):
        return False
    if item_start(block.text) == 0 and NUMBER.match(block.text) is None:
        return False
    beside = [b for b in (before, following) if b is not None and b.kind is BlockKind.HEADING and b.level == block.level]
    below = following is not None and following.kind not in (BlockKind.HEADING, BlockKind.HEADLINE, BlockKind.SUBTITLE)
    return bool(beside) and (not below or item_start(following.text) > 0 if following is not None else True)


def _lead_line(block: Block, year: int | None) -> Section | None:
    """What a short line of a poster before its items announces (2025,这些目标请收藏); None if it tells nothing."""
    dated = (
        block.kind is BlockKind.BULLET and ANY_YEAR.match(block.text) and not counts(block.text)
    )  # among lines of which each is a bullet
    if not (block.kind is BlockKind.PARAGRAPH or dated) or len(block.text) > _LONGEST_LEAD or block.text.endswith("。"):
        return None
    return verdict(block.text, year)


def _is_theme(block: Block, following: Block | None) -> bool:
    """Whether a bullet only heads the paragraph below it (▶开放拓通道)."""
    text = block.text[item_start(block.text) :]
    below = following is not None and following.kind is BlockKind.PARAGRAPH
    return below and len(text) <= _LONGEST_THEME and not HAS_FIGURE.search(text) and not re.search(r"[,。;:]", text)


def _heads(block: Block, marks: frozenset[str]) -> bool:
    """Whether a block is a heading, and no item of a poster or sentence that was set like one."""
    if block.kind not in (BlockKind.HEADING, BlockKind.SUBTITLE, BlockKind.HEADLINE):
        return False
    return not is_item(block, marks) and not (block.text.endswith("。") and not NUMBER.match(block.text))


def _above(block: Block, marks: frozenset[str]) -> list[str]:
    """The headings above a block, without the items and sentences that were set like headings."""
    return [h for h in block.headings if not (h.endswith("。") and not NUMBER.match(h)) and not marked(h, marks)]


def _rows(view: View, body: Ref, year: int | None) -> Iterator[Claim]:
    """The rows of a table of targets, each with its figure; so is a head that holds a figure itself."""
    table, offsets = view.block.table, view.block.offsets
    assert table is not None
    if _KIND_OF_TARGET.search(table.header[-1] if table.header else ""):
        return
    others = {n for n, label in enumerate(table.header) if _NO_CONTENT.search(label)}
    if not any(_CONTENT.search(label) for n, label in enumerate(table.header) if n not in others):
        others = set()
    rows = [[c for n, c in enumerate(row) if c.text and n not in others] for row in table.rows]
    spans = [(bisect_left(offsets, r[0].start), bisect_left(offsets, r[-1].end)) for r in rows if len(r) > 1]
    if spans and any(_FIGURE_CELL.match(label) for label in table.header[1:]):
        head = view.text[: spans[0][0]]
        spans.insert(0, (len(head) - len(head.lstrip("|")), len(head.rstrip("|"))))
    for start, end in spans:
        if HAS_FIGURE.search(view.text, start, end):
            yield Claim(_C, (body,), ((view, start, end),), "plan-row", period=str(year) if year else None)


def tasks_in(view: View, body: Ref, year: int | None, has_themes: bool = False) -> Iterator[Claim]:
    """The tasks of a block that stands in a plan. has_themes: its first sentence may only name the theme."""
    text, block = view.text, view.block
    period = str(year) if year else None
    if _TITLE_OF_PLAN.fullmatch(text):
        return
    if block.kind is BlockKind.BULLET and not one_pattern("proposal_cues", "no_task").search(text):
        yield Claim(_C, (body,), ((view, item_start(text), len(text)),), "plan-bullet", period=period)
        return
    cut, _ = pieces(text)
    spans: list[tuple[int, int]] = []
    situation = any(_SITUATION.search(h) for h in block.headings[-1:])
    closing = "让我们" in text
    for number in dict.fromkeys(p.sentence for p in cut):
        parts = [p for p in cut if p.sentence == number]
        spans.append((parts[0].start, parts[-1].end))
    for n, (start, end) in enumerate(_items(text, spans)):
        words = text[start:end]
        if next_theme := _NEXT_THEME.search(words, 8):
            end, words = start + next_theme.start(), words[: next_theme.start()]
        if words.endswith(":") and (cut_at := before_lead_in(words)):
            end, words = start + cut_at, words[:cut_at]
        if has_themes and n == 0 and len(spans) > 1 and THEME.fullmatch(words):
            continue
        if is_heading(text, start, end, n, spans, block) or not is_task(words):
            continue
        if (
            (situation and not TARGET.search(words))
            or (closing and not _WE_WILL.search(words) and not counts(words))
            or of_past(words, year)
        ):
            continue
        if _ASKS.match(words):
            yield Claim(ProposalKind.RECOMMENDATION, (body,), ((view, start, end),), "plan-asks", period=period)
            continue
        pledges = list(_pledges(view, start, end, period))
        if pledges:
            yield from pledges
            continue
        yield Claim(_C, (_doer(view, start, end) or body,), ((view, task_start(text, start, end), end),), "plan-sentence", period=period)


def _items(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences without the dash of an item before them."""
    for start, end in spans:
        mark = _ITEM.match(text[start:end])
        yield start + (mark.end() if mark else 0), end


_ASKS = re.compile(
    r"(?:为此,?|同时,?|在此,?|最后,?)?(?:我们)?(?:恳?请求?|建议|希望)"
    r"(?=[国省市州县区旗]?(?:人大|政协|常委会|委|政府)|上级|各位(?:代表|委员)|[省市州县区]直)"
)
_NEXT_THEME = re.compile(r"(?<=[^,;:、])\([一二三四五六七八九十]{1,2}\)[^,。;]{2,16}。$")  # …绿道5公里(三)抓好安全。: no full stop
_SITUATION = re.compile(r"环境|形势")
_WE_WILL = re.compile(r"我们(?:将|要|会)")


_PLEDGES = re.compile(r"(?:郑重)?(?:承诺|表示|表态|提出),?")
_WILL = re.compile(r"(?:将|要|会)(?=[^,。]{2})")


def _pledges(view: View, start: int, end: int, period: str | None) -> Iterator[Claim]:
    """Undertakings of other bodies inside a plan's sentence: 甲县政府承诺,…;乙县政府承诺,…"""
    text = view.text
    made = [f for f in view.within(start, end, _O) if _PLEDGES.match(text, f.end) and (f.start == start or text[f.start - 1] in ",;:。")]
    for n, f in enumerate(made):
        stop = made[n + 1].start if n + 1 < len(made) else end
        yield Claim(_C, (f.ref,), ((view, f.start, stop),), "pledge", period=period)


def _doer(view: View, start: int, end: int) -> Ref | None:
    """A body that opens the sentence and is said to do the task (州政府将按季通报)."""
    head = next((f for f in view.within(start, min(end, start + 24), _O) if f.start == start), None)
    return head.ref if head and _WILL.match(view.text, head.end) and head.name.endswith(("人民政府", "委员会")) else None
