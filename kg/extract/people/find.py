"""Puts the signs together: every name that has one, and the names coordinated with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.people.acts import appointing, elected, honoured
from kg.extract.people.lines import addressed, apart, appointed, at_end, before_life, leading, padded, spaced, speaking
from kg.extract.people.lists import counted, enumerated, listed
from kg.extract.people.signs import after_roles, apposed, before_titles, beside, bracketed, noted
from kg.extract.work import Found
from kg.lexicon.names import is_name
from kg.lexicon.terms import ethnic_groups

_CREDIT = re.compile(r"^.{2,16}?(?:讯|电|消息)\([^()]{3,60}\)|\((?:[\u4e00-\u9fff]{0,6})(?:记者|通讯员)[^()]{2,40}\)$")


# The first that finds a name at a place decides where it ends.
_FINDERS = (
    addressed, before_life, elected, after_roles, before_titles, noted, bracketed, apposed, appointing, honoured,
    speaking, enumerated, counted, leading, beside,
)  # fmt: skip


def find(text: str, breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The people whose names have a sign in this folded text. breaks: places before which the source has a blank. Credits in brackets are
    left to kg.extract.press, which sees their white space."""
    text = _CREDIT.sub(lambda m: "|" * len(m.group()), text)
    seen: dict[int, Found] = {}
    for f in padded(text, breaks) if breaks else ():
        seen.setdefault(f.start, f)
    for finder in _FINDERS:
        for f in finder(text):
            seen.setdefault(f.start, f)
    for f in (*apart(text, breaks), *at_end(text, breaks), *spaced(text, breaks), *appointed(text)) if breaks else appointed(text):
        seen.setdefault(f.start, f)
    for f in list(seen.values()):
        for g in listed(text, f):
            seen.setdefault(g.start, g)
    named = (_unbroken(f, breaks, text) for _, f in sorted(seen.items()))
    yield from (f for f in named if not (f.name.endswith("族") and f.name in ethnic_groups()))  # 蒙古族代表46名


def _unbroken(f: Found, breaks: frozenset[int], text: str) -> Found:
    """A name that runs over a blank behind a whole name (全媒体记者 李昊 通讯员, 责任编辑 王 强 网站) ends there; a padded one (王 强,
    王 小 强) stays."""
    if f.name[-1:] in ("男", "女") and f.end - 1 in breaks and text.startswith(",", f.end) and is_name(f.name[:-1]):
        return f._replace(end=f.end - 1, name=f.name[:-1])  # 林 越 女,苗族
    followed = f.end not in breaks and "一" <= text[f.end : f.end + 1] <= "\u9fff"
    if f.end - f.start == 3 and {f.start + 1, f.start + 2} <= breaks and followed:
        return f._replace(end=f.end - 1, name=f.name[:2])
    cut = next((b for b in range(f.start + 2, f.end) if b in breaks), None)
    if cut is None or f.start + 1 in breaks or len(f.name) != f.end - f.start or "·" in f.name or not is_name(f.name[: cut - f.start]):
        return f
    return f._replace(end=cut, name=f.name[: cut - f.start])
