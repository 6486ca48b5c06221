"""Nodes that may be one, and nodes that may be two: what is not certain is recorded as a candidate for a person to judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.model.ref import EntityType


class Reason(StrEnum):
    """Why two nodes may be one, or one node may be two. The value is the code that is written into the graph."""

    RELATED_PLACE = "same-name-in-related-places"
    NO_PLACE = "same-name-place-unknown"
    OTHER_TYPE = "same-name-of-another-type"
    PLACE_IN_FRONT = "same-name-with-place-in-front"
    SHORT_FORM = "short-form-of-one"
    SHORT_FORM_OF_SEVERAL = "short-form-of-several"
    SAME_HEART = "same-quoted-words"
    RENAMED = "district-renamed"
    TOLD_APART = "namesake-told-apart-elsewhere"
    GENDER = "gender-differs"
    ETHNIC_GROUP = "ethnic-group-differs"
    ASSEMBLIES = "sits-in-different-assemblies"
    EMPLOYERS = "employers-differ"
    TERMS = "terms-far-apart"

    @property
    def splits(self) -> bool:
        """Whether it says that one node may be two."""
        return self in (Reason.GENDER, Reason.ETHNIC_GROUP, Reason.ASSEMBLIES, Reason.EMPLOYERS, Reason.TERMS)

    @property
    def label(self) -> str:
        """The reason in Chinese and English."""
        return _LABELS[self]


_LABELS: dict[Reason, str] = {
    Reason.RELATED_PLACE: "同名，所属地区一上一下 same name, one place lies in the other",
    Reason.NO_PLACE: "同名，一方地区不明 same name, the place of one is not known",
    Reason.OTHER_TYPE: "同名，类型不同 same name, different types",
    Reason.PLACE_IN_FRONT: "一名为另一名前加地名 one is the other with its place in front",
    Reason.SHORT_FORM: "可能是简称 may be the short form of the other",
    Reason.SHORT_FORM_OF_SEVERAL: "简称，可指几个全称 a short form that several full forms may have",
    Reason.SAME_HEART: "引号内的名称相同 the same words in quotation marks",
    Reason.RENAMED: "行政区划更名 a district that was renamed",
    Reason.TOLD_APART: "另有文献区分同名者 a document tells namesakes apart",
    Reason.GENDER: "性别不一 documents state different genders",
    Reason.ETHNIC_GROUP: "民族不一 documents state different ethnic groups",
    Reason.ASSEMBLIES: "属于不同的人大或政协 sits in different congresses or conferences",
    Reason.EMPLOYERS: "任职单位不同 is with different employers",
    Reason.TERMS: "届次相隔很远 terms far apart",
}


@dataclass(frozen=True, slots=True)
class Office:
    """What a document says that a person is. body: name of the organization. kind: code of its kind, if known. term: number of the 届, if
    stated."""

    role: str
    body: str
    kind: str | None = None
    term: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entity to compare it with others. key: the path of its IRI. names: all its names and forms. place: its
    jurisdiction. kind: code of its kind of organization. notes: for people, what documents (by name) state
    of gender and ethnic group. offices: likewise of offices. documents: all that name it, for people."""

    key: str
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    place: str | None = None
    kind: str | None = None
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    offices: dict[str, tuple[Office, ...]] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two nodes that may be one, left and right in code point order; or one (left is right) that may be two, of which the second is in
    `documents`. score: how likely it is that they are one, in hundredths: a rank for the eye, not a probability that was measured."""

    left: str
    right: str
    reason: Reason
    score: int
    documents: tuple[str, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """What it is about."""
        return self.left, self.right
