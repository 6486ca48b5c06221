"""Nouns of office in running text: where they stand, and which words only look like one."""

from __future__ import annotations

from functools import cache

import ahocorasick_rs

from kg.lexicon.load import toml


@cache
def roles() -> frozenset[str]:
    """All nouns of office and calling, save those that are as often a common word."""
    return (frozenset(r for c in toml("roles")["category"] for r in c["roles"]) | {"党代会代表", "掌柜", "创始人"}) - frozenset(toml("person_context")["vague_roles"])


@cache
def press_roles() -> frozenset[str]:
    """Roles of journalists and editors."""
    return frozenset(r for c in toml("roles")["category"] if c["name"] == "press" for r in c["roles"])


@cache
def _no_roles() -> frozenset[str]:
    return frozenset(toml("person_context")["no_roles"])


@cache
def _role_matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    forms = sorted(roles() | _no_roles(), key=len, reverse=True)
    return ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), forms


def role_spans(text: str) -> list[tuple[int, int]]:
    """Where nouns of office stand, left to right, longest first, without overlaps; words that only look like one (委员会) left out."""
    matcher, forms = _role_matcher()
    return [(a, b) for i, a, b in matcher.find_matches_as_indexes(text) if forms[i] not in _no_roles()]


@cache
def _role_ends_matcher() -> tuple[int, frozenset[str]]:
    return max(map(len, roles())), roles()


def role_ends(text: str, at: int) -> bool:
    """Whether a noun of office ends at text[at]."""
    longest, words = _role_ends_matcher()
    return any(text[max(0, at - n) : at] in words for n in range(2, longest + 1))
