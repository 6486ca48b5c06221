"""Political parties and the many ways in which their local committees are written (民革市委会, 九三学社宜宾市委)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lexicon.divisions import divisions
from kg.lexicon.load import toml


@dataclass(frozen=True, slots=True)
class Party:
    """A party, the federation of industry and commerce, or 无党派. kind: ruling, democratic, federation, none.
    branch: complete name of a local committee with {place}; None where there are none."""

    name: str
    short: str
    forms: tuple[str, ...]
    member: tuple[str, ...]
    kind: str
    branch: str | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A local committee or basic unit as written. place: full or short name of a division, None where only the level's character stands.
    level: that character. unit: the name of a basic unit."""

    party: Party
    place: str | None = None
    level: str | None = None
    unit: str | None = None

    def name_at(self, issuing_place: str | None) -> str | None:
        """The complete name (中国国民党革命委员会洛阳市委员会). `issuing_place` (full name) is what a bare 市, 县 … means; None if that is
        not known and needed."""
        if self.unit is not None:
            return self.party.name + self.unit
        place = _whole(self.place) if self.place else issuing_place
        return None if place is None or self.party.branch is None else self.party.branch.replace("{place}", place)


@cache
def parties() -> tuple[Party, ...]:
    """All parties, in the customary order."""
    return tuple(
        Party(p["name"], p["short"], tuple(p["forms"]), tuple(p["member"]), p["kind"], p.get("branch")) for p in toml("parties")["party"]
    )


@cache
def memberships() -> Mapping[str, tuple[Party, str]]:
    """How a member of a democratic party is called, with the party and the word for its members (民建会员: 会员)."""
    return {form: (p, form[-2:]) for p in parties() if p.kind == "democratic" for form in p.member}


def party_named(form: str) -> Party | None:
    """The party of this full name, short form or other writing."""
    return _by_form().get(form)


def branch_of(form: str) -> Branch | None:
    """The local committee or basic unit of a democratic party that the whole of `form` names, or None."""
    for rule, pattern in _patterns():
        if (found := pattern.fullmatch(form)) and (branch := _branch(found, rule)):
            return branch
    return None


def matches_rule(rule: Mapping[str, Any], form: str) -> bool:
    """Whether one rule of `parties.toml` names a branch by `form`; for the check of its examples."""
    found = _compiled(rule["pattern"]).fullmatch(form)
    return bool(found) and _branch(found, rule) is not None


def _branch(found: re.Match[str] | None, rule: Mapping[str, Any]) -> Branch | None:
    if found is None:
        return None
    parts = found.groupdict()
    if parts.get("place") in rule.get("not_place", ()):
        return None
    return Branch(_by_form()[parts["party"]], parts.get("place"), parts.get("level"), parts.get("unit"))


def _whole(place: str) -> str:
    """洛阳 → 洛阳市 where one division alone is meant; else as written."""
    book = divisions()
    found = book.named(place)
    return book.full_name(found[0]) if found else place


@cache
def _by_form() -> Mapping[str, Party]:
    return {form: party for party in parties() for form in (party.name, party.short, *party.forms)}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    names = sorted((form for form, party in _by_form().items() if party.kind == "democratic"), key=len, reverse=True)
    return re.compile(pattern.replace("{party}", f"(?P<party>{'|'.join(names)})"))


@cache
def _patterns() -> tuple[tuple[Mapping[str, Any], re.Pattern[str]], ...]:
    return tuple((rule, _compiled(rule["pattern"])) for rule in toml("parties")["branch_rule"])


__all__ = ["Branch", "Party", "branch_of", "matches_rule", "memberships", "parties", "party_named"]
