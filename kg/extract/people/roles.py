"""Nouns of office in running text: where they stand, and which words only look like one."""

from __future__ import annotations

from functools import cache, lru_cache

import ahocorasick_rs

from kg.lexicon.load import toml


@cache
def roles() -> frozenset[str]:
    """All nouns of office and calling, save those that are as often a common word."""
    listed = frozenset(r for c in toml("roles")["category"] for r in c["roles"]) | {"党代会代表", "掌柜", "创始人"}
    return (listed | offices_abroad() | set(toml("person_context")["offices"])) - frozenset(toml("person_context")["vague_roles"])


@cache
def offices_abroad() -> frozenset[str]:
    """Offices that are held abroad only."""
    return frozenset(toml("name_characters")["offices_abroad"])


@cache
def press_roles() -> frozenset[str]:
    """Roles of journalists and editors."""
    return frozenset(r for c in toml("roles")["category"] if c["name"] == "press" for r in c["roles"])


@cache
def _no_roles() -> frozenset[str]:
    return frozenset(toml("person_context")["no_roles"])


@cache
def _role_matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[str], list[bool]]:
    forms = sorted(roles() | _no_roles(), key=len, reverse=True)
    return (
        ahocorasick_rs.AhoCorasick(forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        forms,
        [f not in _no_roles() for f in forms],
    )


@lru_cache(maxsize=64)
def role_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where nouns of office stand, left to right, longest first, without overlaps; words that only look like one (委员会) left out."""
    matcher, _, real = _role_matcher()
    spans = ((a, b) for i, a, b in matcher.find_matches_as_indexes(text) if real[i])
    return tuple((a, b) for a, b in spans if not (text[a + 1 : b] == "长" and text[a - 1 : a] in _WHOLE))


_WHOLE = ("全", "我", "本", "各")  # 全市长寿企业, 我县长期…: the sign of a level belongs to the word before it


@cache
def _role_ends_matcher() -> tuple[int, frozenset[str], frozenset[str]]:
    ends = roles() | frozenset(toml("person_context")["kin"].split())
    return max(map(len, ends)), ends, frozenset(r[-1] for r in ends)


def role_ends(text: str, at: int) -> bool:
    """Whether a noun of office, or of kin, ends at text[at]."""
    longest, ends, last = _role_ends_matcher()
    return text[at - 1 : at] in last and any(text[max(0, at - n) : at] in ends for n in range(2, longest + 1))
