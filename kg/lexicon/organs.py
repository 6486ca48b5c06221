"""Organs of state, party and people's organizations: the writings that a document uses and the full name that each stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.lexicon.load import toml


class Rank(IntEnum):
    """The level of an organ: national, provincial, or local (prefecture, county, township)."""

    NATIONAL = 0
    PROVINCE = 1
    LOCAL = 2


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ under one of its full names. full: without the place (nationally: complete). kind: code of the kind of organization.
    pattern: the complete name, with {place} for the full name of the division. short: other writings without the place.
    local: writings with {L} for the character of the level (市, 县 …)."""

    full: str
    kind: str
    rank: Rank
    pattern: str
    short: tuple[str, ...] = ()
    local: tuple[str, ...] = ()

    def name_at(self, place: str) -> str:
        """The complete name of the organ of `place` (绵阳市 → 绵阳市教育局); `place` is ignored by national organs."""
        return self.pattern.replace("{place}", place)

    def written_at(self, level: str) -> tuple[str, ...]:
        """The writings that begin with or hold the character of the level (市 → 市教育局; 团市委)."""
        return tuple(form.replace("{L}", level) for form in self.local)


@cache
def organs() -> tuple[Organ, ...]:
    """All organs, each name of each rank once, in the order of the list."""
    out: list[Organ] = []
    for item in toml("organs")["organ"]:
        out.append(_placed(item, item["full"], item.get("short", ()), Rank.LOCAL))
        if "province" in item:
            out.append(_placed(item, item["province"], item.get("province_short", ()), Rank.PROVINCE))
        if "national" in item:
            out.append(_national(item["national"], item.get("national_short", ()), item["kind"]))
    out += [_national(item["full"], item.get("short", ()), item["kind"]) for item in toml("organs")["national"]]
    return tuple(out)


def organs_with(suffix: str) -> tuple[Organ, ...]:
    """The organs below the national rank that a name without its place (教育局, 发改委, 人大) can mean."""
    return _by_writing().get(suffix, ())


def national_organ(name: str) -> Organ | None:
    """The national organ of this full or short name (教育部, 国务院), or None."""
    return _by_national_name().get(name)


def _placed(item: Mapping[str, Any], full: str, short: tuple[str, ...], rank: Rank) -> Organ:
    written = tuple(item.get("local", ())) if rank is Rank.LOCAL or "local" in item else ()
    pattern = item.get("pattern", "{place}" + full)
    if rank is Rank.PROVINCE and "pattern" in item:
        pattern = pattern.replace(item["full"], full)
    if rank is Rank.PROVINCE and written:
        written = tuple(form.replace(item["full"], full) for form in written)
    return Organ(
        full=full,
        kind=item["kind"],
        rank=rank,
        pattern=pattern,
        short=tuple(short),
        local=written or tuple("{L}" + form for form in (full, *short)),
    )


def _national(full: str, short: tuple[str, ...], kind: str) -> Organ:
    return Organ(full=full, kind=kind, rank=Rank.NATIONAL, pattern=full, short=tuple(short))


@cache
def _by_writing() -> Mapping[str, tuple[Organ, ...]]:
    out: dict[str, list[Organ]] = {}
    for organ in organs():
        if organ.rank is not Rank.NATIONAL:
            for form in dict.fromkeys((organ.full, *organ.short)):
                out.setdefault(form, []).append(organ)
    return MappingProxyType({form: tuple(found) for form, found in out.items()})


@cache
def _by_national_name() -> Mapping[str, Organ]:
    return MappingProxyType({form: organ for organ in organs() if organ.rank is Rank.NATIONAL for form in (organ.full, *organ.short)})


__all__ = ["Organ", "Rank", "national_organ", "organs", "organs_with"]
