"""The last words of organizations' names (有限公司, 职业学院), each with what it takes to make a name of it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from kg.lexicon.load import toml


class Kind(NamedTuple):
    """code: kind of organization. strong: long or formal enough to make a name by itself when something stands before it. placed: makes a
    name only behind a place or a level's sign. held: only before a role of somebody who runs it or works there."""

    code: str
    strong: bool
    placed: bool
    held: bool


@cache
def kinds() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, Kind]]]:
    """The matcher of all kinds, and for each of its patterns the form and the kind."""
    forms: dict[str, Kind] = {}
    for item in toml("organization_grammar")["kind"]:
        for form in item["forms"]:
            flags = (item.get(key, False) for key in ("strong", "placed", "held"))
            forms.setdefault(form, Kind(item["code"], *flags))
    pairs = sorted(forms.items(), key=lambda p: -len(p[0]))
    return ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


@cache
def stops() -> re.Pattern[str]:
    """Words behind which a name begins."""
    words = sorted(toml("organization_grammar")["stops"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def soft_stops() -> re.Pattern[str]:
    """Prepositions, conjunctions and short verbs: a name begins behind one unless it is part of a word of the name."""
    return re.compile("|".join(map(re.escape, toml("organization_grammar")["soft_stops"])))


@cache
def pattern(key: str) -> re.Pattern[str]:
    """One of the regular expressions of the grammar (not_soft, common_head …)."""
    return re.compile(toml("organization_grammar")[key])


@cache
def trades() -> frozenset[str]:
    """Stops that are no stops right before the kind of a company."""
    return frozenset(toml("organization_grammar")["trades"])


@cache
def common_nouns() -> tuple[frozenset[str], tuple[str, ...]]:
    """What has the form of a name but is a common noun; and those of four characters and more, which also end longer ones."""
    words = frozenset(toml("organization_grammar")["never"])
    return words, tuple(w for w in words if len(w) >= 4)
