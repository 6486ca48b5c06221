"""Lists of names behind an office in running text: 委员有:甲、乙、丙; 大会副秘书长为甲、乙; 主任委员:甲. Rosters are read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.people import role_spans
from kg.extract.position_facts import committee_named_before, coordinated, session_roles, sitting_body
from kg.extract.titles import titles_before
from kg.extract.work import ArticleView, Found, View
from kg.model import EntityType, Position, Ref

_O, _P = EntityType.ORGANIZATION, EntityType.PERSON
_BEHIND = re.compile(r"(?:\([^()]{1,16}\))?(?:分别)?(?:有|为|是|包括|由)?:?$")
_MEMBERS = frozenset(("委员", "主任委员", "副主任委员", "主任", "副主任", "成员", "组员", "组长", "副组长", "秘书长", "副秘书长"))
_SITTING = re.compile(r"大会$")  # 大会副秘书长
_LONGEST = 8  # characters between an office and its first holder


def listed_roles(view: View, article: ArticleView, context: Context) -> Iterator[Position]:
    """The positions of people who are listed behind an office with 有, 为, 是 or a colon.

    An office of a committee without the committee's name is one of the committee last named in the block.
    """
    text = view.text
    people = [f for f in view.found if f.type is _P]
    for i, first in enumerate(people):
        if i and coordinated(text, people[i - 1].end, first.start):
            continue
        office = next((s for s in reversed(role_spans(text)) if s[1] < first.start), None)
        if office is None or first.start - office[1] > _LONGEST or not _BEHIND.fullmatch(text, office[1], first.start):
            continue
        names = _run(text, people[i:])
        start, end = office
        role, body = text[start:end], None
        titles = titles_before(view, end, context)
        if titles:
            role, body, start = titles[-1].role, titles[-1].organization, titles[-1].start
        if body is None:
            body = _body(view, start, role, context)
        if body is None or (len(names) < 2 and text[office[1]] != "为"):
            continue
        for f in names:
            yield Position(
                evidence=view.evidence(context.source, start, f.end), rule="listed-behind-office", article=article.start,
                doubts=(), person=f.ref, role=role, organization=body,
            )  # fmt: skip


def _run(text: str, people: list[Found]) -> list[Found]:
    """The first of some people, with those who stand beside it one after the other."""
    out = [people[0]]
    for f in people[1:]:
        if not coordinated(text, out[-1].end, f.start):
            break
        out.append(f)
    return out


def _body(view: View, at: int, role: str, context: Context) -> Ref | None:
    """Whose office it is that stands at character `at` without its body: the session's (大会副秘书长), the committee's named before it."""
    if _SITTING.search(view.text, 0, at) or role in session_roles():
        return sitting_body(context)
    return committee_named_before(view, at) if role in _MEMBERS else None


__all__ = ["listed_roles"]
