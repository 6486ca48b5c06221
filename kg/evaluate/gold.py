"""What a careful reader takes from one document: an annotation made by hand, ready to be compared with.

Entities are referred to by the ids of the annotation. Where several readings are equally right, all of them stand there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.evaluate.compare import alike, folded

Spans = tuple[tuple[int, int], ...]
"""Characters of the document's text, the end exclusive."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """types: all that are right, the first is the usual one. name: the fullest. forms: the name and all others, folded."""

    id: str
    types: tuple[str, ...]
    name: str
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """start: character of the text. date: ISO 8601, None if none is printed."""

    title: str
    start: int
    date: str | None
    bylines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPosition:
    """organizations: ids that are equally right; none where the document names none."""

    person: str
    role: str
    organizations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldProposal:
    """kind: recommendation or commitment. proposers: ids. spans: the words that say the measure."""

    kind: str
    proposers: tuple[str, ...]
    spans: Spans
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """subject, object: ids."""

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """areas: ids that are equally right. status: actual, estimate or target."""

    indicator: str
    value: str
    unit: str
    areas: tuple[str, ...]
    period: str | None
    status: str | None


@dataclass(frozen=True)
class Gold:
    """The annotation of the document `source`, whose text is `text`. doubts: entities of which no form stands in the text."""

    source: str
    text: str
    articles: tuple[GoldArticle, ...] = ()
    entities: tuple[GoldEntity, ...] = ()
    positions: tuple[GoldPosition, ...] = ()
    proposals: tuple[GoldProposal, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    indicators: tuple[GoldFigure, ...] = ()
    doubts: tuple[str, ...] = ()

    @cached_property
    def named(self) -> dict[str, str]:
        """The name of each entity, by id."""
        return {entity.id: entity.name for entity in self.entities}

    @cached_property
    def _found(self) -> dict[str, frozenset[str]]:
        return {}  # names asked for before; `find` is asked for the same few names thousands of times

    def find(self, name: str | None) -> frozenset[str]:
        """Ids of the entities that a name can refer to: those that bear it, else those that bear one like it."""
        key = folded(name)
        if key not in self._found:
            same = frozenset(e.id for e in self.entities if key in e.forms)
            self._found[key] = same or frozenset(e.id for e in self.entities if any(alike(key, form) for form in e.forms))
        return self._found[key]
