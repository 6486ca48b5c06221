"""What a graph knows of its entities, to compare them with each other: names and places of all, and what documents say of people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.graph.sayings import Statements
from kg.graph.store import GraphStore
from kg.lexicon.decisions import key_of_iri
from kg.lexicon.numbers import value_of
from kg.model import EntityType, Known, Office
from kg.vocab import Mint, Term, class_of, iri

_TERM = re.compile(r"第?([一二三四五六七八九十百\d]{1,4})届")
_NOTES = (("gender", Term.FOAF_GENDER), ("ethnicGroup", Term.ETHNIC_GROUP))
_OF_AN_ENTITY = (Term.MAIN_TYPE, Term.SKOS_PREF_LABEL, Term.SKOS_ALT_LABEL, Term.JURISDICTION, Term.KIND)
_OF_A_POSITION = (Term.ORG_ORGANIZATION, Term.ORG_ROLE, Term.AT_SESSION)

Values = dict[Term, list[str]]
Said = tuple[dict[str, str], tuple[Office, ...]]
"""What a document says of a person: notes by their kind, and offices."""


def known(graph: GraphStore, keys: Iterable[str]) -> dict[str, Known]:
    """What the graph of entities says of these entities, by key; those that it has not are left out."""
    mint, store = Mint(graph.base), graph.store
    terms = {iri(term): term for term in _OF_AN_ENTITY}
    said: dict[str, Values] = {}
    if isinstance(graph.path, Path):
        for key in keys:
            values: Values = defaultdict(list)
            for quad in store.quads_for_pattern(mint.entity(key), None, None, mint.entities_graph):
                if (term := terms.get(quad.predicate)) is not None:
                    values[term].append(quad.object.value)  # type: ignore[union-attr]
            said[key] = values
    else:  # in a server, where each look costs a request
        wanted = {mint.entity(key).value: key for key in keys}
        said = {key: defaultdict(list) for key in wanted.values()}
        for predicate, term in terms.items():
            for quad in store.quads_for_pattern(None, predicate, None, mint.entities_graph):
                if (node := wanted.get(quad.subject.value)) is not None:  # type: ignore[union-attr]
                    said[node][term].append(quad.object.value)  # type: ignore[union-attr]
    types = {class_of(type_).value: type_ for type_ in EntityType}
    found = {key: (types.get(_one(values, Term.MAIN_TYPE) or ""), values) for key, values in said.items()}
    return {key: _known(key, type_, values) for key, (type_, values) in found.items() if type_ is not None}


def every_key(graph: GraphStore) -> list[str]:
    """The keys of all entities."""
    found = graph.store.quads_for_pattern(None, iri(Term.MAIN_TYPE), None, Mint(graph.base).entities_graph)
    keys = (key_of_iri(quad.subject.value, graph.base) for quad in found)  # type: ignore[union-attr]
    return sorted(key for key in keys if key is not None)


def named(said: Statements, source: str, base: str) -> dict[str, Said | None]:
    """The entities that a document names, by key, and what it says of those that are people. source: IRI of the document."""
    person = class_of(EntityType.PERSON).value
    nodes = dict(said.of(source, Term.MAIN_TYPE))
    people = {node for node, type_ in nodes.items() if type_ == person}
    notes: dict[str, dict[str, str]] = defaultdict(dict)
    for name, note in _NOTES:
        for node, value in sorted(said.of(source, note)):
            notes[node].setdefault(name, value)
    offices = _offices(said, source, base, people)
    found: dict[str, Said | None] = {}
    for node in sorted(nodes):
        key = key_of_iri(node, base)
        if key is not None:
            found[key] = (notes.get(node, {}), offices.get(node, ())) if node in people else None
    return found


def _offices(said: Statements, source: str, base: str, people: set[str]) -> dict[str, tuple[Office, ...]]:
    """The offices that a document gives to people. A body and a session are called as their IRIs do, which are the same everywhere."""
    held = {position: person for position, person in said.of(source, Term.ORG_MEMBER) if person in people}
    if not held:
        return {}
    values: dict[str, dict[Term, str]] = defaultdict(dict)
    for term in _OF_A_POSITION:
        for position, value in said.of_nodes(source, term, held):
            values[position][term] = value
    kinds = dict(sorted(said.of(source, Term.KIND), reverse=True))
    found: dict[str, set[Office]] = defaultdict(set)
    for position, person in held.items():
        own = values[position]
        if body := own.get(Term.ORG_ORGANIZATION):
            number = _number(_name(own.get(Term.AT_SESSION, ""), base))
            found[person].add(Office(_name(own.get(Term.ORG_ROLE, ""), base), _name(body, base), kinds.get(body), number))
    return {person: tuple(sorted(some, key=str)) for person, some in found.items()}


def _known(key: str, type_: EntityType, values: Values) -> Known:
    name = _one(values, Term.SKOS_PREF_LABEL) or ""
    forms = (name, *sorted(values[Term.SKOS_ALT_LABEL]))
    return Known(key, type_, name, forms, _one(values, Term.JURISDICTION), _one(values, Term.KIND))


def _one(values: Values, term: Term) -> str | None:
    """The first of the values of a property, in code point order; None where there is none."""
    return min(values.get(term, ()), default=None) or None


def _name(node: str, base: str) -> str:
    """The last part of the key of a node: a name."""
    return (key_of_iri(node, base) or node).rpartition("/")[2]


def _number(session: str) -> int | None:
    """The number of the 届 in the name of a session."""
    found = _TERM.search(session)
    number = value_of(found[1]) if found else None
    return int(number) if number is not None else None
