"""Names, and what they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model.doubt import Doubt
from kg.model.evidence import Evidence
from kg.model.facts import ArticleFact, Observation, Position, Proposal, Relation
from kg.model.reading import BlockPlace, Issue
from kg.model.ref import EntityType, Ref
from kg.model.source import Source


class Mention(NamedTuple):
    """One place where a document names an entity.

    type: what it is. name: the fullest name that the mention stands for in this document (市人大 → 宜昌市人民代表大会).
    form: the characters as written, folded (see kg.segment.fold). evidence: where. rule: which rule found it.
    """

    type: EntityType
    name: str
    form: str
    evidence: tuple[Evidence, ...]
    rule: str
    attributes: tuple[tuple[str, str], ...] = ()  # gender, ethnicGroup, party, kind

    @property
    def ref(self) -> Ref:
        """The reference that facts use for what is mentioned."""
        return Ref(self.type, self.name)


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions refer to.

    ref: type and canonical name, by which facts refer to it. types: all types that hold, the first is `ref.type`.
    key: the path of its IRI below the base, computed from type, jurisdiction and name (person/宜昌市/田玉蓉).
    aliases: other forms in the document, in order of appearance, without the name itself. jurisdiction: full name of the district that
    tells it from its namesakes, or None where the name does so by itself. kind: code of the kind of organization or district, if known.
    code: GB/T 2260 code of a district. mentions: where the document names it; may be empty for an entity that is only implied by an
    office (an organization that 市人大代表 implies has the mention 市人大). merged: keys that it had before a person decided that they are
    this one.
    """

    ref: Ref
    key: str
    types: tuple[EntityType, ...]
    aliases: tuple[str, ...] = ()
    jurisdiction: str | None = None
    kind: str | None = None
    code: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    merged: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The canonical (fullest) name."""
        return self.ref.name


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """All that one source says. Every Ref of a fact is the ref of exactly one of `entities`. blocks: how the source is laid out, so that
    evidence can name the block that it stands in; may be empty where that is not known."""

    source: Source
    issue: Issue
    articles: tuple[ArticleFact, ...] = ()
    entities: tuple[Entity, ...] = ()
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())
    blocks: tuple[BlockPlace, ...] = ()


__all__ = ["DocumentFacts", "Entity", "EntityType", "Mention", "Ref"]
