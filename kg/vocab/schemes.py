"""The SKOS schemes: which concept a phrase, a role, an indicator or a code of a text belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from kg.errors import RuleError
from kg.vocab.ontology import ontology

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = {_SKOS + "prefLabel": True, _SKOS + "altLabel": False, _SKOS + "hiddenLabel": False}
_CODE = _SKOS + "notation"
_CHINESE = "zh-hans"


class Scheme(StrEnum):
    """A scheme of the ontology, as prefix:name."""

    TOPICS = "kg:topics"
    INDICATORS = "kg:indicators"
    ORGANIZATION_KINDS = "kg:organizationKinds"
    ROLE_KINDS = "kg:roleKinds"
    DIVISIONS = "kg:divisions"


@dataclass(frozen=True, slots=True)
class Match:
    """A concept that a phrase belongs to. exact: the phrase is its preferred label, not another form. broader: the wider concept."""

    concept: NamedNode
    exact: bool
    broader: NamedNode | None


def concept_named(scheme: Scheme, name: str) -> Match | None:
    """The concept of a scheme of which `name` is the Chinese label or another form; None if there is none."""
    return _by_name(scheme).get(name)


def concept_coded(scheme: Scheme, code: str) -> NamedNode | None:
    """The concept of a scheme with this notation; None if there is none."""
    return _by_code(scheme).get(code)


def division_concept(code: str) -> NamedNode:
    """The concept of a division's code of GB/T 2260; the same in every graph, whatever its base."""
    return NamedNode(f"{ontology().prefixes['kg']}division/{code}")


@cache
def _by_name(scheme: Scheme) -> Mapping[str, Match]:
    members, broader = _members(scheme), _broader()
    found: dict[str, Match] = {}
    for quad in ontology().triples:
        if quad.subject in members and quad.predicate.value in _LABELS and isinstance(quad.object, Literal) and quad.object.language == _CHINESE:
            concept, name = NamedNode(quad.subject.value), quad.object.value
            if name in found:
                raise RuleError(f"ontology: {name} names both {found[name].concept.value} and {concept.value} of {scheme}; keep one")
            found[name] = Match(concept, _LABELS[quad.predicate.value], broader.get(concept))
    return MappingProxyType(found)


@cache
def _by_code(scheme: Scheme) -> Mapping[str, NamedNode]:
    members = _members(scheme)
    return MappingProxyType(
        {q.object.value: NamedNode(q.subject.value) for q in ontology().triples if q.subject in members and q.predicate.value == _CODE}
    )


def _members(scheme: Scheme) -> frozenset[NamedNode]:
    node = ontology().iri(scheme.value)
    return frozenset(
        q.subject for q in ontology().triples if q.predicate.value == _SKOS + "inScheme" and q.object == node and isinstance(q.subject, NamedNode)
    )


@cache
def _broader() -> Mapping[NamedNode, NamedNode]:
    return MappingProxyType(
        {
            q.subject: q.object
            for q in ontology().triples
            if q.predicate.value == _SKOS + "broader" and isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
        }
    )
