"""The values that the parts of extraction hand to each other: what was found in a block, and a block with what was found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import (
    Article,
    ArticleFact,
    Block,
    Doubt,
    EntityType,
    Evidence,
    Mention,
    Observation,
    Position,
    Proposal,
    Ref,
    Relation,
    Source,
)


class Found(NamedTuple):
    """A mention inside one block. start, end: characters of the block's folded text. name: what it stands for in this document, written out
    (市人大 → 宜昌市人民代表大会); for a mention that cannot be written out, the form itself. rule: the rule that found it."""

    start: int
    end: int
    type: EntityType
    name: str
    rule: str
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def ref(self) -> Ref:
        """How facts refer to what is mentioned."""
        return Ref(self.type, self.name)


@dataclass(slots=True)
class View:
    """A block of an article with its mentions, sorted by start, without overlaps save a district inside a longer name."""

    block: Block
    found: list[Found] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block's folded text."""
        return self.block.text

    def within(self, start: int, end: int, *types: EntityType) -> list[Found]:
        """The mentions that lie inside text[start:end], of the given types (all types if none is given)."""
        return [f for f in self.found if start <= f.start and f.end <= end and (not types or f.type in types)]

    def evidence(self, source: Source, start: int, end: int) -> tuple[Evidence, ...]:
        """Evidence for text[start:end]."""
        return self.block.evidence(source, start, end)


@dataclass(slots=True)
class ArticleView:
    """An article with its blocks seen. `start` is the article's, by which facts name it."""

    article: Article
    views: list[View]

    @property
    def start(self) -> int:
        """The article's first character in the source."""
        return self.article.start


@dataclass(frozen=True, slots=True)
class Findings:
    """What extraction found in one reading: mentions (one per place) and facts that refer to entities by type and name."""

    mentions: tuple[Mention, ...] = ()
    articles: tuple[ArticleFact, ...] = ()
    positions: tuple[Position, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    doubts: tuple[Doubt, ...] = ()
