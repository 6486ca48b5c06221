"""What a graph knows of its entities, to compare them with each other: names and places of all, and of people what documents say of them.

The entities are read in one pass. Offices are looked up only of people who could be two, or one with another: those whom several documents
name, and namesakes. In a server, where each look costs a request, they are read in one pass, too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from kg.graph.store import GraphStore
from kg.lexicon.decisions import key_of_iri
from kg.lexicon.numbers import value_of
from kg.model import EntityType, Known, Office
from kg.vocab import Mint, Term, class_of, iri

_TERM = re.compile(r"第?([一二三四五六七八九十百\d]{1,4})届")
_NOTES = (("gender", Term.FOAF_GENDER), ("ethnicGroup", Term.ETHNIC_GROUP))
_OF_A_POSITION = (Term.ORG_ORGANIZATION, Term.ORG_ROLE, Term.AT_SESSION)

Values = dict[str, list[str]]


def known(graph: GraphStore) -> tuple[Known, ...]:
    """What is known of every entity, in order of their keys."""
    types = {class_of(t).value: t for t in EntityType}
    wanted = {iri(t).value for t in (Term.MAIN_TYPE, Term.SKOS_PREF_LABEL, Term.SKOS_ALT_LABEL, Term.JURISDICTION, Term.KIND)}
    said: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for quad in graph.store.quads_for_pattern(None, None, None, Mint(graph.base).entities_graph):
        predicate = quad.predicate.value
        if predicate in wanted:
            said[quad.subject.value][predicate].append(quad.object.value)  # type: ignore[union-attr]
    documents, notes = _documents(graph)
    named = Counter(_bare(_one(values, Term.SKOS_PREF_LABEL)) for node, values in said.items() if node in documents)
    people = {n for n, some in documents.items() if len(some) > 1 or named[_bare(_one(said[n], Term.SKOS_PREF_LABEL))] > 1}
    offices = _offices(graph, people, said)
    found = []
    for node, values in said.items():
        type_, key = types.get(_one(values, Term.MAIN_TYPE)), key_of_iri(node, graph.base)
        if type_ is not None and key is not None:
            name = _one(values, Term.SKOS_PREF_LABEL)
            forms = (name, *sorted(values[iri(Term.SKOS_ALT_LABEL).value]))
            place, kind = (_one(values, term) or None for term in (Term.JURISDICTION, Term.KIND))
            own = (notes.get(node, {}), offices.get(node, {}), tuple(sorted(documents.get(node, ()))))
            found.append(Known(key, type_, name, forms, place, kind, *own))
    return tuple(sorted(found, key=lambda k: k.key))


def _one(values: Values, term: Term) -> str:
    """The first of the values of a property, in code point order; empty where there is none."""
    return min(values.get(iri(term).value, ()), default="")


def _bare(name: str) -> str:
    """A person's name without the note by which a document told namesakes apart."""
    return name.partition("（")[0]


def _documents(graph: GraphStore) -> tuple[dict[str, set[str]], dict[str, dict[str, dict[str, str]]]]:
    """The documents that name each person, and the notes that they give."""
    documents: dict[str, set[str]] = defaultdict(set)
    notes: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    sources = {entry.graph: name for name, entry in graph.sources.items()}
    for node, _, document in _said(graph, sources, Term.MAIN_TYPE, class_of(EntityType.PERSON)):
        documents[node].add(document)
    for name, term in _NOTES:
        for node, value, document in sorted(_said(graph, sources, term)):
            notes[node].setdefault(document, {}).setdefault(name, value)
    return documents, notes


def _offices(graph: GraphStore, people: set[str], said: dict[str, Values]) -> dict[str, dict[str, tuple[Office, ...]]]:
    """The offices that documents give to people."""
    sources = {entry.graph: name for name, entry in graph.sources.items()}
    value = _looked_up(graph) if isinstance(graph.path, Path) else _read(graph, sources)
    found: dict[str, dict[str, set[Office]]] = defaultdict(lambda: defaultdict(set))
    for position, person, document in _held(graph, sources, people):
        body, role, session = (value(position, term) for term in _OF_A_POSITION)
        if body:
            kind = _one(said.get(body, {}), Term.KIND) or None
            word = (key_of_iri(role, graph.base) or role).rpartition("/")[2]
            term = _term(_one(said.get(session, {}), Term.SKOS_PREF_LABEL))
            found[person][document].add(Office(word, _one(said.get(body, {}), Term.SKOS_PREF_LABEL), kind, term))
    return {person: {doc: tuple(sorted(some, key=str)) for doc, some in each.items()} for person, each in found.items()}


def _held(graph: GraphStore, sources: dict[str, str], people: set[str]) -> Iterator[tuple[str, str, str]]:
    """Position, person and document of each position of these people."""
    if isinstance(graph.path, Path):
        for person in sorted(people):
            yield from _said(graph, sources, Term.ORG_MEMBER, NamedNode(person))
    else:
        yield from (row for row in _said(graph, sources, Term.ORG_MEMBER) if row[1] in people)


def _looked_up(graph: GraphStore) -> Callable[[str, Term], str]:
    store = graph.store

    def value(position: str, term: Term) -> str:
        found = store.quads_for_pattern(NamedNode(position), iri(term), None, None)
        return next((quad.object.value for quad in found), "")  # type: ignore[union-attr]

    return value


def _read(graph: GraphStore, sources: dict[str, str]) -> Callable[[str, Term], str]:
    values = {(position, term): value for term in _OF_A_POSITION for position, value, _ in _said(graph, sources, term)}
    return lambda position, term: values.get((position, term), "")


def _said(graph: GraphStore, sources: dict[str, str], term: Term, value: NamedNode | None = None) -> Iterator[tuple[str, str, str]]:
    """Subject, value and document of each statement of a source with this property."""
    for quad in graph.store.quads_for_pattern(None, iri(term), value, None):
        document = sources.get(quad.graph_name.value)  # type: ignore[union-attr]
        if document is not None:
            yield quad.subject.value, quad.object.value, document  # type: ignore[union-attr]


def _term(session: str) -> int | None:
    """The number of the 届 in the name of a session."""
    found = _TERM.search(session)
    number = value_of(found[1]) if found else None
    return int(number) if number is not None else None
