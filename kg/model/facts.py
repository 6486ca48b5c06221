"""What documents state, as frames with slots. Each carries its evidence, the rule that made it, and its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.model.doubt import Doubt
from kg.model.evidence import Evidence
from kg.model.reading import ArticleKind
from kg.model.ref import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every frame has. evidence: the exact characters, at least one piece. rule: the name of the rule that made it.
    article: start (character of the source) of the article that it stands in; None for the page's furniture."""

    evidence: tuple[Evidence, ...]
    rule: str
    article: int | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFact(Fact):
    """An article. start, end: characters of the source. date: ISO 8601 or None. bylines: writers. paper: who published it."""

    title: str
    start: int
    end: int
    kind: ArticleKind
    date: str | None = None
    bylines: tuple[Ref, ...] = ()
    paper: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Fact):
    """A person's office, capacity or employment. role: the shortest form that names it (代表, 董事长).
    start, end: ISO dates where stated (appointment, removal)."""

    person: Ref
    role: str
    organization: Ref | None = None
    session: Ref | None = None
    start: str | None = None
    end: str | None = None


class ProposalKind(StrEnum):
    """Words in the press or in a speech; a numbered document filed with a congress or CPPCC; a body's own undertaking."""

    RECOMMENDATION = "recommendation"
    FILED = "filed"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Fact):
    """Who proposed what. text: the measure in the words of the document, torn pieces joined, folded. topics: phrases a reader would look
    it up by. capacities: organizations in whose name or as whose member the proposers speak. addressees: whom it asks to act. about:
    entities that it names. period: ISO year or interval that a commitment is for. heading: the heading that it stands under.
    title, number: of a filed proposal."""

    kind: ProposalKind
    proposers: tuple[Ref, ...]
    text: str
    topics: tuple[str, ...] = ()
    capacities: tuple[Ref, ...] = ()
    addressees: tuple[Ref, ...] = ()
    about: tuple[Ref, ...] = ()
    session: Ref | None = None
    period: str | None = None
    heading: str | None = None
    title: str | None = None
    number: str | None = None


class Predicate(StrEnum):
    """Plain relations between entities; the values are the local names of the contract."""

    LOCATED_IN = "locatedIn"
    PART_OF = "partOf"
    ISSUED_BY = "issuedBy"
    CARRIED_OUT_BY = "carriedOutBy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """A plain relation between two entities."""

    subject: Ref
    predicate: Predicate
    object: Ref


class Status(StrEnum):
    """Whether a figure was reached, is expected, is aimed at by the body itself, or is asked for by a recommendation."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """A figure. indicator: its name with the qualifiers that the text gives. area: what it is about. period: "2023", "2023-01/2023-11" or
    None. value: as written, without thousands separators. unit: as written (亿元, %, 位). bound: ">=" for 以上, 超过, 突破, "<=" for 以内,
    不到; None if exact. approximate: 左右, 约, 近, 余."""

    indicator: str
    value: Decimal
    unit: str
    status: Status
    area: Ref | None = None
    period: str | None = None
    approximate: bool = False
    bound: str | None = None
