"""What a proposal is made of, to compare it with others: the words of its measure, its topics and what it is about; each weighs by rarity.

The weight of a thing that n of the graph's N different wordings have is 1 - ln(n - 1) / ln N (inverse document frequency, K. Spärck Jones
1972, brought to 0..1): 1 where the two at hand are the only ones, 0 where all have it. Proposals with the same words, topics and things are
one wording, so that a document that the graph has twice makes nothing common.

Words are pairs of neighbouring characters, between words of grammar (kg/lexicon/data/set_phrases.toml); what two texts share is put
together again to the longest runs, to be read. Words that come back everywhere (发展, 推进) and the place's own name are no words. Figures
are none: a promise may differ from what was asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from kg.lexicon.divisions import divisions
from kg.lexicon.load import toml
from kg.model import Told

_NOT_HAN = re.compile("[^一-鿿]")


@dataclass(frozen=True, slots=True)
class Wording:
    """stretches: the words, cut where no word goes on. grams: pairs of characters. topics: phrases. concepts: IRIs. about: IRIs of
    entities other than the place."""

    stretches: tuple[str, ...]
    grams: frozenset[str]
    topics: frozenset[str]
    concepts: frozenset[str]
    about: frozenset[str]

    @property
    def text(self) -> str:
        """Its words, for looking whether a phrase is among them."""
        return "|".join(self.stretches)

    @property
    def features(self) -> frozenset[tuple[str, str]]:
        """All of it, each with its sort in front."""
        return frozenset(
            (sort, value)
            for sort, values in (("word", self.grams), ("topic", self.topics), ("concept", self.concepts), ("about", self.about))
            for value in values
        )


def wording(told: Told) -> Wording:
    """The wording of a proposal."""
    own = own_names(told.place)
    text = f"{told.title}|{told.text}" if told.title and told.title not in told.text else told.text
    stretches = tuple(_stretches(text, own))
    grams = frozenset(s[i : i + 2] for s in stretches for i in range(len(s) - 1))
    topics = {phrase: concept for phrase, concept in told.topics if _tells(phrase) and phrase not in own}
    concepts = frozenset(concept for concept in topics.values() if concept is not None)
    about = frozenset(node for node, name in told.about if name not in own and name != told.place)
    return Wording(stretches, grams, frozenset(topics), concepts, about)


class Rarity:
    """The weights of what the wordings of a graph are made of."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        different = set(wordings)
        self._total = max(len(different), 3)
        self._counts = Counter(feature for each in different for feature in each.features)

    def count(self, sort: str, value: str) -> int:
        """How many wordings have it."""
        return self._counts[sort, value]

    def weight(self, sort: str, value: str) -> float:
        """How rare it is, from 0 to 1."""
        return max(0.0, 1 - log(max(self._counts[sort, value] - 1, 1)) / log(self._total))


def runs(one: Wording, other: Wording) -> tuple[str, ...]:
    """The longest runs of characters that both have, at least two long, none inside another, in the order of the first."""
    shared = one.grams & other.grams
    found: dict[str, None] = {}
    whole = other.text
    for stretch in one.stretches:
        at = 0
        while at < len(stretch) - 1:
            end = at + 1
            while end < len(stretch) and stretch[end - 1 : end + 1] in shared and stretch[at : end + 1] in whole:
                end += 1
            if end - at >= 2:
                found[stretch[at:end]] = None
            at = max(end - 1, at + 1)
    return tuple(run for run in found if not any(run != longer and run in longer for longer in found))


@lru_cache(maxsize=1 << 12)
def own_names(place: str | None) -> frozenset[str]:
    """The names of a place and of what holds it, short forms included: they are in all that is said there, and tell nothing."""
    if place is None:
        return frozenset()
    book = divisions()
    here = [d for division in book.named(place) for d in (division, *book.parents(division))]
    return frozenset({place, *(form for d in here for form in (d.name, book.full_name(d), *book.short_forms(d)))})


def _stretches(text: str, own: frozenset[str]) -> list[str]:
    for name in sorted(own, key=lambda name: (-len(name), name)):
        text = text.replace(name, "|")
    return [stretch for stretch in _breaks().split(text) if len(stretch) > 1]


@cache
def _breaks() -> re.Pattern[str]:
    """What no word of a measure holds: everything but Han characters, function words and counters, and what is said everywhere."""
    lists = toml("set_phrases")
    said = {*toml("topic_phrases")["no_keyword"], *lists["phrases"].split(), *lists["frame"].split()}
    said.update(_NOT_HAN.sub(" ", toml("doctrines")["words"]).split())
    plain = "|".join(sorted(said, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:{plain}|[{lists['grammar']}]|{_NOT_HAN.pattern})+")


@lru_cache(maxsize=1 << 14)
def _tells(phrase: str) -> bool:
    """Whether a topic says more than what a proposal is (提案办理)."""
    return any(len(part) > 1 for part in _breaks().split(phrase))


@cache
def is_plain(phrase: str) -> bool:
    """Whether a topic is a form of the scheme that says little by itself (补贴, 培训)."""
    return phrase in _plain()


@cache
def _plain() -> frozenset[str]:
    return frozenset(toml("topics")["plain"])


__all__ = ["Rarity", "Wording", "is_plain", "own_names", "runs", "wording"]
