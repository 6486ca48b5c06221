"""Finds the names of divisions in running text, all at once (Aho-Corasick, longest match first)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick_rs

from kg.lexicon.divisions import Division, divisions

_TOWNSHIP = 4


class Place(NamedTuple):
    """A form that names a division. start, end: characters of the text searched; full: written out (宜昌市), not short (宜昌)."""

    form: str
    start: int
    end: int
    full: bool
    level: int  # of the highest division that the form can mean


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, bool, int]]]:
    """Names of levels 1 to 4 and short forms of levels 1 to 3, each with whether it is a full name and its highest level."""
    forms: dict[str, tuple[bool, int]] = {}
    book = divisions()
    for d in book:
        if len(d.name) > 1:
            full, level = forms.get(d.name, (True, d.level))
            forms[d.name] = (full, min(level, d.level))
        if d.level <= 3:
            for short in book.short_forms(d):
                if short not in forms:
                    forms[short] = (False, d.level)
    items = [(form, *info) for form, info in forms.items()]
    return ahocorasick_rs.AhoCorasick([f for f, _, _ in items], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), items


def places_in(text: str) -> Iterator[Place]:
    """The names of divisions in `text`, left to right, without overlaps. What a form means, the context decides (see `meanings`)."""
    matcher, items = _matcher()
    for index, start, end in matcher.find_matches_as_indexes(text):
        form, full, level = items[index]
        yield Place(form, start, end, full, level)


@lru_cache(maxsize=1 << 15)
def meanings(form: str, within: Division | None = None) -> tuple[Division, ...]:
    """What a form can mean; where `within` is given and some meanings lie in it (or are it, or hold it), only these."""
    found = divisions().named(form)
    if within is None or len(found) < 2:
        return found
    book = divisions()
    above = {within.code, *(p.code for p in book.parents(within))}
    close = tuple(d for d in found if d.code in above or within.code in {p.code for p in book.parents(d)})
    if close:
        return close
    province = [p for p in (within, *book.parents(within)) if p.level == 1]
    known = tuple(d for d in found if d.level < _TOWNSHIP) or found  # a city is meant before a town of the same name elsewhere
    same = tuple(d for d in known if province and province[0].code in {p.code for p in book.parents(d)})
    return same or found
