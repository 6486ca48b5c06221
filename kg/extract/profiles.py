"""Profiles: a name at the head of a paragraph, what is said of its bearer between commas, and the offices among it.

The genre is that of lists of candidates, of those who are commended and of notices before an appointment; lives that tell years
are read by kg.extract.biographies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_facts import facts
from kg.extract.titles import titles_before
from kg.extract.work import ArticleView, Found, View
from kg.model import BlockKind, EntityType, Position, Ref

_P = EntityType.PERSON
_HEAD = re.compile(r"(?:\([^()]{1,16}\))?(?:同志)?(?:\([^()]{1,16}\))?[,:]")
_ABOUT = re.compile(
    r"(?:[男女]|[\u4e00-\u9fff]{1,6}族|(?:生于)?\d{4}[年.].{0,10}|.{0,10}(?:人|生|出生)|现年\d+岁|\d+岁|中共.{0,4}党员|[\u4e00-\u9fff]{0,6}[党盟会社]员"
    r"|无党派(?:人士)?|群众|共青团员|.{0,24}(?:学历|学位|毕业|文化|专业|职称|研究生|大学|大专|本科|硕士|博士)|.{0,14}(?:参加工作|入党|加入.{2,8})|籍贯.{2,8})$"
)
_NOW = re.compile(r"(?:现任|现为|曾任|历任|时任|原任|先后任|先后担任|担任过|曾担任|担任|兼任|拟任|拟提名为?|拟提任|系|任)")
_LIFE = re.compile(r"\d{4}年\d{1,2}月(?:出?生|参加工作|入党|加入)")  # a biography: read there
_PRIZE = re.compile(r"表彰|评为|荣获|获得|称号|授予|推荐为|奖")
_HOSPITAL = re.compile(r"医院|卫生院|保健院|卫生服务中心")
_GRADE = re.compile(r"[医药护技]师$")
_SKIP = (BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.ROSTER)


def profiles(article: ArticleView, context: Context) -> Iterator[Position]:
    """The offices of the people whose profiles an article prints: 苏某某,女,市人大代表,某镇中心卫生院院长。"""
    for view in article.views:
        f = next((f for f in view.found if f.type is _P and f.start == 0), None) if view.block.kind not in _SKIP else None
        head = _HEAD.match(view.text, f.end) if f else None
        if f is None or head is None or (_LIFE.search(view.text[:120]) and re.match(r"[男女],", view.text[head.end() :])):
            continue
        stop = min((i for i in (view.text.find(c, head.end()) for c in "。;!?:") if i >= 0), default=len(view.text))
        yield from _clauses(view, f, head.end(), stop, article, context)


def _clauses(view: View, f: Found, begin: int, stop: int, article: ArticleView, context: Context) -> Iterator[Position]:
    """The offices of the clauses between commas, up to the first that is neither an office nor about the person."""
    body: Ref | None = None
    for piece in view.text[begin:stop].split(","):
        end = begin + len(re.sub(r"(?:职务|人选|职)$", "", piece))
        titles = [t for t in titles_before(view, end, context) if t.start >= begin]
        now = _NOW.match(piece)
        titles = [] if _PRIZE.search(piece) else titles
        if body is not None and _HOSPITAL.search(body.name):
            titles = [t._replace(organization=body) if t.organization is None and _GRADE.search(t.role) else t for t in titles]
        if titles and titles[0].start - begin - (now.end() if now else 0) <= 10:
            yield from facts(titles, f, view, article, context, "name-then-office")
            body = titles[-1].organization or body
        elif not _ABOUT.match(piece) and not now:
            return
        begin += len(piece) + 1


__all__ = ["profiles"]
