"""The word lists of places, each made ready once a process."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.load import toml


@cache
def ordinary() -> frozenset[str]:
    """Short forms of divisions that are everyday words."""
    return frozenset(toml("ordinary_places")["words"].split()) | frozenset(toml("district_grammar")["also_ordinary"].split())


@cache
def pattern(key: str) -> re.Pattern[str]:
    """One of the regular expressions of the grammar (not_name, cut, vague …)."""
    return re.compile(toml("district_grammar")[key])


@cache
def rule(name: str) -> re.Pattern[str]:
    """The pattern of one rule of the grammar, to be matched right behind a division ({p})."""
    return re.compile(next(r["pattern"] for r in toml("district_grammar")["rule"] if r["name"] == name).replace("{p}", ""))


@cache
def never_before() -> tuple[str, ...]:
    """What makes of a short form another word, when it stands behind it."""
    return tuple(toml("district_grammar")["never_before"])


@cache
def list_signs() -> frozenset[str]:
    """Marks and words between the places of a list."""
    return frozenset(toml("district_grammar")["list_signs"])
