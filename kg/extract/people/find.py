"""Puts the signs together: every name that has one, and the names coordinated with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.people.lines import apart, appointed, at_end, leading, spaced, speaking
from kg.extract.people.lists import counted, enumerated, listed
from kg.extract.people.signs import after_roles, appointing, before_titles, beside, noted
from kg.extract.work import Found

_CREDIT = re.compile(r"^.{2,16}?(?:讯|电|消息)\([^()]{3,60}\)|\((?:[\u4e00-\u9fff]{0,6})(?:记者|通讯员)[^()]{2,40}\)$")


def find(text: str, breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The people whose names have a sign in this folded text. breaks: places before which the source has a blank. Credits in brackets are
    left to kg.extract.press, which sees their white space."""
    text = _CREDIT.sub(lambda m: "|" * len(m.group()), text)
    seen: dict[int, Found] = {}
    for finder in (after_roles, before_titles, noted, appointing, speaking, enumerated, counted, leading, beside):
        for f in finder(text):
            seen.setdefault(f.start, f)
    for f in (*apart(text, breaks), *at_end(text, breaks), *spaced(text, breaks), *appointed(text)) if breaks else appointed(text):
        seen.setdefault(f.start, f)
    for f in list(seen.values()):
        for g in listed(text, f):
            seen.setdefault(g.start, g)
    yield from (f for _, f in sorted(seen.items()))
