"""The scheme of topics (kg/lexicon/data/topics.toml) and where a text names one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import ahocorasick_rs

from kg.errors import RuleError
from kg.lexicon.load import toml


@dataclass(frozen=True, slots=True)
class Concept:
    """A topic. id: stable name in Latin letters. zh, en: preferred labels. alt: other Chinese forms. broader: id of the wider concept."""

    id: str
    zh: str
    en: str
    alt: tuple[str, ...] = ()
    broader: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The label and the other forms."""
        return (self.zh, *self.alt)


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts by id, in the order of the list. Raises RuleError for a doubled form or id, an unknown broader concept or a circle."""
    out: dict[str, Concept] = {}
    owner: dict[str, str] = {}
    for item in toml("topics")["concept"]:
        concept = Concept(item["id"], item["zh"], item["en"], tuple(item["alt"]), item.get("broader"))
        if concept.id in out:
            raise RuleError(f"topics.toml: two concepts are called {concept.id!r}")
        for form in concept.forms:
            if form in owner:
                raise RuleError(f"topics.toml: {form!r} stands for {owner[form]!r} and for {concept.id!r}; keep one")
            owner[form] = concept.id
        out[concept.id] = concept
    for concept in out.values():
        depth(concept, out)
    return MappingProxyType(out)


def depth(concept: Concept, known: Mapping[str, Concept]) -> int:
    """How many concepts lie above this one. Raises RuleError for an unknown broader concept or a circle."""
    steps = 0
    at = concept
    while at.broader is not None:
        if at.broader not in known:
            raise RuleError(f"topics.toml: {at.id!r} is under {at.broader!r}, which is no concept")
        at = known[at.broader]
        steps += 1
        if steps > 5:
            raise RuleError(f"topics.toml: {concept.id!r} stands under itself or too deep")
    return steps


@dataclass(frozen=True, slots=True)
class Named:
    """A place text[start:end] that names a concept by one of its forms."""

    concept: Concept
    form: str
    start: int
    end: int
    depth: int


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, Concept, int]]]:
    known = concepts()
    forms = [(form, concept, depth(concept, known)) for concept in known.values() for form in concept.forms]
    return ahocorasick_rs.AhoCorasick([f for f, _, _ in forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), forms


def named_in(text: str) -> list[Named]:
    """The concepts that a text names, left to right, the longest form at each place."""
    matcher, forms = _matcher()
    return [Named(forms[i][1], forms[i][0], a, b, forms[i][2]) for i, a, b in matcher.find_matches_as_indexes(text)]


@cache
def _plain() -> frozenset[str]:
    return frozenset(toml("topics")["plain"])


@cache
def _by_label() -> frozenset[str]:
    return frozenset(toml("topics")["by_label"])


def too_plain(form: str) -> bool:
    """Whether a form says little by itself (发展, 项目), so that others go first."""
    return form in _plain()


def rather_by_label(form: str) -> bool:
    """Whether a form names an indicator or a detail that is better looked up by the label of its concept (地区生产总值 → 经济增长)."""
    return form in _by_label()
