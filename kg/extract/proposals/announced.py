"""Tasks that the news tells one after another, behind a paragraph that announces whose they are and says no more (为实现上述目标,某区将着力
抓好以下重点工作:). Each paragraph below begins with its theme or with a verb of action; the first with somebody in it ends them.
"""

from __future__ import annotations

import re
from itertools import takewhile

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.issuers import government
from kg.extract.proposals.plans import tasks_in
from kg.extract.proposals.sections import plan_year
from kg.extract.proposals.tasks import THEME
from kg.extract.proposals.words import action_heads
from kg.extract.work import ArticleView, View
from kg.model import ArticleKind, BlockKind, EntityType, Ref

_ANNOUNCES = re.compile(
    r"(?:将|[要拟须]|计划|重点|着力|突出|全力|聚焦)[^。;:]{0,24}(?:抓好|做好|抓|做|推进|实施|开展|落实|完成|从|围绕|在)[^。;:]{0,20}"
    r"(?:以下|如下|[几一二三四五六七八九十\d]+(?:个|大|项|件))(?:重点|主要)?(?:个?方面|工作|任务|项)[^。;:,]{0,12}[:。]$"
)
_NUMBER = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）、.]|是|要)")
_LEAST = 2  # paragraphs of tasks


def announced(article: ArticleView, cast: Cast, issuer: Ref | None) -> tuple[list[Claim], frozenset[int]]:
    """The tasks that a news item announces, and the numbers of the views that tell nothing else. issuer: the body whose report it tells
    of, where it says so."""
    if article.article.kind is not ArticleKind.NEWS:
        return [], frozenset()
    claims: list[Claim] = []
    inside: set[int] = set()
    year = plan_year(article, cast)
    for n, view in enumerate(article.views):
        body = _announces(view, cast, issuer) if n not in inside else None
        if body is None:
            continue
        below = list(takewhile(lambda m: _is_task(article.views[m]), range(n + 1, len(article.views))))
        if len(below) >= _LEAST:
            inside.update(below)
            claims += [claim for m in below for claim in tasks_in(article.views[m], body, year, True)]
    return claims, frozenset(inside)


def _announces(view: View, cast: Cast, issuer: Ref | None) -> Ref | None:
    """Whose tasks follow the block: of the body that its last sentence names, else of the issuer, else of the government where it
    names the place; None where it announces none, or somebody says so."""
    if view.block.kind is not BlockKind.PARAGRAPH or not _ANNOUNCES.search(view.text):
        return None
    start = view.text.rfind("。", 0, len(view.text) - 1) + 1
    named = view.within(start, len(view.text), EntityType.PERSON, EntityType.ORGANIZATION, EntityType.DISTRICT)
    if any(f.type is EntityType.PERSON for f in named) or "“" in view.text[start:]:
        return None
    if (body := next((f.ref for f in named if f.type is EntityType.ORGANIZATION), None) or issuer) is not None:
        return body
    return government(cast) if any(f.name == cast.context.home for f in named) else None


def _is_task(view: View) -> bool:
    if view.block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET) or any(f.type is EntityType.PERSON for f in view.found):
        return False
    text = view.text[m.end() :] if (m := _NUMBER.match(view.text)) else view.text
    return view.block.kind is BlockKind.BULLET or bool(action_heads().match(text) or THEME.match(text.partition("。")[0] + "。"))


__all__ = ["announced"]
