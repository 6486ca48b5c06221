"""What a proposal is made of, to compare it with others: the words of its measure, its topics and what it is about; each weighs by rarity.

The weight of a thing that n different wordings of the graph have is 1 - ⌊log2(n - 1)⌋ / 9 (inverse document frequency, K. Spärck Jones
1972, in steps): 1 where the two at hand are the only ones, a ninth less with each doubling, 0 from 513 on, however large the graph is. It
goes by steps and not by the size of the graph so that one document more or less changes few weights. Proposals with the same words, topics
and things are one wording, so that a document that the graph has twice makes nothing common.

Words are pairs of neighbouring characters, between words of grammar (kg/lexicon/data/set_phrases.toml); what two texts share is put
together again to the longest runs, to be read. Words that come back everywhere (发展, 推进) and the place's own name are no words. Figures
are none: a promise may differ from what was asked for.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kg.lexicon.divisions import divisions
from kg.lexicon.load import toml
from kg.model import Told
from kg.resolve.ledger import number_of

_NOT_HAN = re.compile("[^一-鿿]")


LEVELS = 9
"""Steps of rarity; a thing of the last step says nothing."""
MOST = 1 << LEVELS
"""Wordings that may have a thing which still says something."""


def level(number: int) -> int:
    """How common a thing is that so many wordings have, from 0 to `LEVELS`."""
    return min((number - 1).bit_length() - 1, LEVELS) if number > 1 else 0


def weight(level: int) -> float:
    """How rare a thing of this level is, from 0 to 1."""
    return (LEVELS - level) / LEVELS


@lru_cache(maxsize=1 << 17)
def feature_number(sort: str, value: str) -> int:
    """The number by which a thing is known in the tables."""
    return number_of(sort, value)


@dataclass(frozen=True)
class Wording:
    """stretches: the words, cut where no word goes on. topics: phrases. concepts: IRIs. about: IRIs and names of entities other than the
    place."""

    stretches: tuple[str, ...]
    topics: frozenset[str]
    concepts: frozenset[str]
    about: frozenset[tuple[str, str]]

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of neighbouring characters of its words."""
        return frozenset(s[i : i + 2] for s in self.stretches for i in range(len(s) - 1))

    @cached_property
    def text(self) -> str:
        """Its words, for looking whether a phrase is among them."""
        return "|".join(self.stretches)

    @cached_property
    def features(self) -> frozenset[int]:
        """All that it has, by numbers."""
        found = [feature_number("word", gram) for gram in self.grams]
        found += [feature_number("topic", topic) for topic in self.topics]
        found += [feature_number("concept", concept) for concept in self.concepts]
        return frozenset((*found, *(feature_number("about", node) for node, _ in self.about)))

    @cached_property
    def written(self) -> str:
        """All of it as text; two wordings of one text are one."""
        return json.dumps([self.stretches, sorted(self.topics), sorted(self.concepts), sorted(self.about)], ensure_ascii=False)

    @classmethod
    def of(cls, written: str) -> Wording:
        """The wording of a text that `written` made."""
        stretches, topics, concepts, about = json.loads(written)
        return cls(tuple(stretches), frozenset(topics), frozenset(concepts), frozenset((node, name) for node, name in about))


@lru_cache(maxsize=1 << 12)
def wording(told: Told) -> Wording:
    """The wording of a proposal."""
    own = own_names(told.place)
    text = f"{told.title}|{told.text}" if told.title and told.title not in told.text else told.text
    stretches = tuple(_stretches(text, own))
    topics = {phrase: concept for phrase, concept in told.topics if _tells(phrase) and phrase not in own}
    concepts = frozenset(concept for concept in topics.values() if concept is not None)
    about = frozenset((node, name) for node, name in told.about if name not in own and name != told.place)
    return Wording(stretches, frozenset(topics), concepts, about)


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


__all__ = ["LEVELS", "MOST", "Wording", "feature_number", "is_plain", "level", "own_names", "runs", "weight", "wording"]
