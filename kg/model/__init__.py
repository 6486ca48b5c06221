"""The immutable values that travel from one step to the next.

A file becomes a `Source`; segmentation turns it into a `Reading` of `Article`s and `Block`s; extraction adds `Mention`s and facts;
resolution gathers mentions into `Entity`s. Nothing here reads, writes or guesses.
"""

from kg.model.candidate import Candidate, Known, Office, Reason
from kg.model.doubt import Doubt
from kg.model.entity import DocumentFacts, Entity, EntityType, Mention, Ref
from kg.model.evidence import Evidence
from kg.model.facts import (
    ArticleFact,
    Fact,
    Observation,
    Position,
    Predicate,
    Proposal,
    ProposalKind,
    Relation,
    Status,
)
from kg.model.link import LinkKind, LinkReason, ProposalLink, Told
from kg.model.reading import Article, ArticleKind, Block, BlockKind, BlockPlace, Cell, Issue, Reading, Table
from kg.model.source import Placed, Source

__all__ = [
    "Article",
    "ArticleFact",
    "ArticleKind",
    "Block",
    "BlockKind",
    "BlockPlace",
    "Candidate",
    "Cell",
    "DocumentFacts",
    "Doubt",
    "Entity",
    "EntityType",
    "Evidence",
    "Fact",
    "Issue",
    "Known",
    "LinkKind",
    "LinkReason",
    "Mention",
    "Observation",
    "Office",
    "Placed",
    "Position",
    "Predicate",
    "Proposal",
    "ProposalKind",
    "ProposalLink",
    "Reading",
    "Reason",
    "Ref",
    "Relation",
    "Source",
    "Status",
    "Table",
    "Told",
]
