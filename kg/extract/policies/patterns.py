"""Policies whose whole form is a pattern: 一企一策, adjectives with a place (清廉某市), and the goal that a place sets itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.divisions import divisions
from kg.lexicon.gazetteer import places_in
from kg.lexicon.load import toml
from kg.model import EntityType, Source

_PLACE = "(?P<place>[\u4e00-\u9fff]{2,5}?)"


def _home_forms(context: Context) -> set[str]:
    """The writings of the issuing place and of those above it. Short names of other counties are often words (合作, 惠民)."""
    book = divisions()
    return {form for d in context.chain for form in (d.name, *book.short_forms(d))}


class _Slogan(NamedTuple):
    """A goal of two parts. name: without adverbs; parts: what names it when it stands alone (打造某名城, 某名城, 幸福某市)."""

    name: str
    parts: re.Pattern[str]


def patterned(text: str, context: Context) -> Iterator[Found]:
    """Policies found by the patterns of the grammar. A slot for a place is filled only by a name of the list of divisions."""
    for slogan in _slogans(context.source):
        for m in slogan.parts.finditer(text):
            yield Found(m.start(), m.end(), EntityType.POLICY, slogan.name, "slogan-of-place")
    chars = set(text)
    for name, needs, pattern, slot in _patterns():
        if needs and chars.isdisjoint(needs):
            continue
        for m in pattern.finditer(text):
            start, end = m.span("name")
            if slot:
                place = next((p for p in places_in(text[m.start("place") : m.start("place") + 8]) if p.start == 0), None)
                if place is None or not (place.level <= 2 or place.form in _home_forms(context)):
                    continue
                end = m.start("place") + place.end
            yield Found(start, end, EntityType.POLICY, text[start:end], name)


@lru_cache(maxsize=4)
def _slogans(source: Source) -> tuple[_Slogan, ...]:
    """The goals that a document states in full, by which their parts are known elsewhere in it."""
    rule = toml("policy_grammar")["slogan"]
    lead = f"(?:{rule['leads']})?"
    out: dict[str, _Slogan] = {}
    for m in re.finditer(rule["pattern"], re.sub(r"\s+", "", source.text)):
        place = next((p for p in places_in(m["place"]) if p.start == 0 and p.level <= 3), None)
        if place is None:
            continue
        one, two = re.sub(f"^{lead}", "", m["one"]), re.sub(f"^{lead}", "", m["two"][: m.start("place") - m.start("two") + place.end])
        whole = f"{lead}{one}[、,]?{lead}{two}"
        parts = "|".join((whole, one, two, m["what"] + "(?!市)", m["how"] + place.form))
        out.setdefault(f"{one}、{two}", _Slogan(f"{one}、{two}", re.compile(parts)))
    return tuple(out.values())


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str], bool], ...]:
    return tuple(
        (rule["name"], rule.get("needs", ""), re.compile(rule["pattern"].replace("{place}", _PLACE)), "{place}" in rule["pattern"])
        for rule in toml("policy_grammar")["pattern"]
    )


__all__ = ["patterned"]
