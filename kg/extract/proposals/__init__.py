"""Who proposed what: recommendations, filed documents and commitments, with their proposers and the exact words.

The article is read once. Plans and reports give commitments by their sections (`plans`), tables give filed documents (`filed`), and running
text is attributed sentence by sentence (`prose`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from kg.extract.context import Context
from kg.extract.proposals.announced import announced
from kg.extract.proposals.cast import Cast
from kg.extract.proposals.casting import cast_of
from kg.extract.proposals.claims import Claim, proposal
from kg.extract.proposals.docket import docket
from kg.extract.proposals.filed import filed_line, filed_rows
from kg.extract.proposals.issuers import issuer, joint_issuers, printed_by
from kg.extract.proposals.labels import label_of, names_only, signed_behind
from kg.extract.proposals.plans import planner
from kg.extract.proposals.prose import Reader
from kg.extract.proposals.reply import is_reply, replies
from kg.extract.proposals.sections import in_brackets, plan_start
from kg.extract.proposals.stops import with_stops
from kg.extract.work import ArticleView, View
from kg.model import ArticleKind, BlockKind, EntityType, Position, Proposal, Ref

_PROSE = re.compile(r"[^。:]{12,}。[^。]{8,}。")  # two sentences at least
_READ = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING, BlockKind.SUBTITLE, BlockKind.KICKER)


def proposals(articles: Sequence[ArticleView], positions: Sequence[Position], context: Context) -> list[Proposal]:
    """All proposals that the articles state, in their order. positions: those of the whole document; they say who holds which office."""
    out: list[Proposal] = []
    document = tuple(dict.fromkeys(f.ref for a in articles for v in a.views for f in v.found if f.type is EntityType.ORGANIZATION))
    filed = {c.title: c.proposers for a in articles for v in a.views for _, c in filed_rows(v) if c.title}
    printed = next((body for a in articles[:1] if (body := printed_by(a)) is not None), None)
    replied: Ref | None = None  # whose reply the document gave last: the next letter of it, signed with the day alone, is that body's too
    for article in map(with_stops, articles):
        cast = cast_of(article, positions, context, document)
        cast.filed = filed
        body = issuer(article, cast)
        plan, begins = planner(article, cast), plan_start(article)
        listed = list(docket(article.views))
        if article.article.kind in (ArticleKind.AGENDA, ArticleKind.ROSTER) and not any(v.block.table for v in article.views):
            lines = (filed_line(v, context) for v in article.views)
            out += [proposal(c, cast) for c in (*listed, *(c for c in lines if c is not None))]
            out += [proposal(c, cast) for c in _told_beside(article, cast)]
            continue
        if is_reply(article):
            replied = body or replied or printed
            out += [proposal(c, cast) for c in (*listed, *replies(article, cast, replied))]
            continue
        tasks, inside = announced(article, cast, body) if plan is None else ([], frozenset())
        planned = [proposal(c, cast) for c in (*(plan or ()), *tasks)]
        reader = Reader(cast, body or printed, joint_issuers(article) if article.article.kind is ArticleKind.NOTICE else ())
        for n, (view, following) in enumerate(zip_longest(article.views, article.views[1:])):
            if plan is not None and n >= begins and view.block.kind is not BlockKind.HEADING and not _others_speak(view, following, cast):
                continue
            if n in inside:
                continue
            if view.block.kind is BlockKind.TABLE:
                reader.table(view)
            elif view.block.kind in _READ or (view.block.kind is BlockKind.HEADLINE and names_only(view)):
                reader.read(view, following)
        in_fields = {c.title for c in reader.claims if c.rule == "filed-field"}  # 案由:关于…的提案, with its addressee
        out += [*(proposal(c, cast) for c in listed if c.title not in in_fields), *planned, *(proposal(c, cast) for c in reader.claims)]
    return out


def _told_beside(article: ArticleView, cast: Cast) -> list[Claim]:
    """What the news printed below a list of names tells that people said (新闻链接, 建议摘要): its paragraphs, with somebody
    in them."""
    reader = Reader(cast)
    for view in article.views:
        if view.block.kind is BlockKind.PARAGRAPH and _PROSE.search(view.text) and any(f.type is EntityType.PERSON for f in view.found):
            reader.read(view)
    return reader.claims


def _others_speak(view: View, following: View | None, cast: Cast) -> bool:
    """Whether a block of a plan or an infographic holds somebody's own words: a label before them, a name behind them, or a bracket that
    tells what people said at the meeting."""
    if in_brackets(view.text):
        return any(f.type is EntityType.PERSON for f in view.found)
    if label_of(view, cast) is not None or signed_behind(view, cast)[0]:
        return True
    return following is not None and "“" in view.text and bool(signed_behind(following, cast)[0])


__all__ = ["proposals"]
