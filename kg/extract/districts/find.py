"""Puts the readers of places together."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.districts.divided import divided
from kg.extract.districts.local import below_counties, ethnic, of_township, townships
from kg.extract.districts.named import named
from kg.extract.districts.zones import areas, bare_zones, between_provinces, zones
from kg.extract.work import Found


def find(text: str, context: Context, breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The districts named in a folded text. breaks: places before which the source has a blank. Names inside longer names (of
    organizations, projects) are yielded too; the pipeline decides. Each text of a reading is read once; relations ask for them again."""
    known = context.places_of.get((text, breaks))
    if known is None:
        known = context.places_of[text, breaks] = tuple(_find(text, context, breaks))
    return iter(known)


def _find(text: str, context: Context, breaks: frozenset[int]) -> Iterator[Found]:
    known = list(divided(text, context, breaks))
    yield from known
    yield from below_counties(text, known)
    yield from townships(text, known, context)
    yield from of_township(text, context)
    yield from ethnic(text)
    yield from zones(text, known)
    listed = {(f.start, f.end) for f in known}
    yield from (f for f in areas(text) if (f.start, f.end) not in listed)  # 沈北新区 is a district of the list, no mere stretch of land
    yield from between_provinces(text)
    yield from bare_zones(text, context)
    yield from named(text, context)
