"""The SKOS schemes: which concept a phrase, a role, an indicator or a code of a text belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from kg.errors import RuleError
from kg.vocab.ontology import ontology

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = {_SKOS + "prefLabel": True, _SKOS + "altLabel": False, _SKOS + "hiddenLabel": False}
_CODE, _BROADER, _IN_SCHEME = _SKOS + "notation", _SKOS + "broader", _SKOS + "inScheme"
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
    broader = {node: wider for node, property_, wider in _statements() if property_ == _BROADER and isinstance(wider, NamedNode)}
    members, found = _members(scheme), dict[str, Match]()
    for node, property_, label in _statements():
        if node in members and property_ in _LABELS and isinstance(label, Literal) and label.language == _CHINESE:
            if label.value in found:
                raise RuleError(f"ontology: {label.value} names {found[label.value].concept.value} and {node.value} of {scheme}; keep one")
            found[label.value] = Match(node, _LABELS[property_], broader.get(node))
    return MappingProxyType(found)


@cache
def _by_code(scheme: Scheme) -> Mapping[str, NamedNode]:
    members = _members(scheme)
    codes = {code.value: node for node, p, code in _statements() if node in members and p == _CODE and isinstance(code, Literal)}
    return MappingProxyType(codes)


def _members(scheme: Scheme) -> frozenset[NamedNode]:
    home = ontology().iri(scheme.value)
    return frozenset(node for node, property_, value in _statements() if property_ == _IN_SCHEME and value == home)


def _statements() -> Iterator[tuple[NamedNode, str, object]]:
    """Subject, property and value of all that the ontology says; it has no blank nodes."""
    return ((q.subject, q.predicate.value, q.object) for q in ontology().triples if isinstance(q.subject, NamedNode))
