"""Offices, posts and callings that stand beside a name, and words that show that none does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.load import toml


@cache
def roles() -> Mapping[str, str]:
    """Each role and its category, the longest first, so that an alternation made from the keys prefers 副市长 to 市长.

    Categories: deputy, congress, cppcc, party, government, justice, company, school, hospital, village, press, profession.
    """
    pairs = [(role, category["name"]) for category in toml("roles")["category"] for role in category["roles"]]
    return MappingProxyType(dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0]))))


@cache
def role_prefixes() -> tuple[str, ...]:
    """Words before a role that say how it is held (原, 时任), the longest first."""
    return tuple(sorted(toml("roles")["prefixes"]["words"], key=lambda word: (-len(word), word)))


@cache
def never_after_role() -> tuple[str, ...]:
    """What makes of a role a group or a thing (代表们, 委员工作室), the longest first: no name follows."""
    return tuple(sorted(toml("roles")["never_after"]["words"], key=lambda word: (-len(word), word)))


__all__ = ["never_after_role", "role_prefixes", "roles"]
