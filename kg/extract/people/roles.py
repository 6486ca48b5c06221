"""Nouns of office in running text: where they stand, and which words only look like one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import ahocorasick_rs

from kg.lexicon.load import toml
from kg.lexicon.parties import memberships


@cache
def roles() -> frozenset[str]:
    """All nouns of office and calling, save those that are as often a common word."""
    listed = frozenset(r for c in toml("roles")["category"] for r in c["roles"]) | {"党代会代表", "掌柜", "创始人"}
    listed |= frozenset(memberships())
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
    spans = [(a, b) for i, a, b in matcher.find_matches_as_indexes(text) if real[i]]
    if "科主任" in text:  # 感染科|主任医师
        spans = [_of_doctor(text, a, b) for a, b in spans if not (text.endswith("科主任", 0, a) and _DOCTOR.match(text, a))]
    return tuple(
        (a, b) for a, b in spans if not (text[a + 1 : b] == "长" and (text[a - 1 : a] in _WHOLE or _LONG_PLACE.match(text, b - 1)))
    )


def _of_doctor(text: str, a: int, b: int) -> tuple[int, int]:
    if text.endswith("科主任", a, b) and (m := _DOCTOR.match(text, b)):
        return b - 2, m.end()
    if text[a:b] == "学科主任" and text[a - 1 : a] in ("医", "化", "力"):  # 核医学科主任
        return a + 1, b
    return a, b


_DOCTOR = re.compile("中?[医药护技]师")
# 平利县|长安镇: 长 begins the name of a township.
_LONG_PLACE = re.compile(
    "长[安春沙岭兴寿治乐宁江城河坪坝塘流桥青胜丰湖山坡沟滩源田洲泰葛垣武阳清汀白顺庆峪冲陵福旺林龙石水发征]"
    "(?:镇|乡|村|街道|社区|林场|农场|苏木|路|大道)"
)
_WHOLE = ("全", "我", "本", "各")  # 全市长寿企业, 我县长期…: the sign of a level belongs to the word before it


@cache
def _role_ends_matcher() -> tuple[int, frozenset[str], frozenset[str]]:
    ends = roles() | frozenset(toml("person_context")["kin"].split())
    return max(map(len, ends)), ends, frozenset(r[-1] for r in ends)


def role_ends(text: str, at: int) -> bool:
    """Whether a noun of office, or of kin, ends at text[at]."""
    longest, ends, last = _role_ends_matcher()
    return text[at - 1 : at] in last and any(text[max(0, at - n) : at] in ends for n in range(2, longest + 1))
