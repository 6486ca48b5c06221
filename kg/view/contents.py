"""What a graph holds that a picture can show, read by the queries of `queries/view/`: things, and statements about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from kg.graph import GraphStore, QueryFile, load_queries
from kg.graph.query import evaluate
from kg.vocab import Mint, data_folder

TOPIC = "Topic"
PROPOSALS = ("Recommendation", "FiledProposal", "Commitment")
"""Classes of proposals, by the local names of the ontology."""
ENDS = ("proposer", "topic", "capacity", "addressee", "about", "session", "member", "organization", "subject", "object")
"""The slots of a statement that hold things."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity or a topic. kind: its class (a name of EntityType, or TOPIC). forms: other names. notes: property and value of attributes.
    broader: topics that include this one."""

    iri: str
    kind: str
    name: str
    forms: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposal, position or relation as one document states it.

    kind: local name of its class. document: name of the file; graph: IRI of its named graph. start: its first character in the document.
    links: IRIs of things by slot, in order. words: text by slot. predicate: of a relation, local name. doubts: codes.
    """

    iri: str
    kind: str
    document: str
    graph: str
    start: int
    links: dict[str, tuple[str, ...]]
    words: dict[str, str]
    predicate: str | None
    doubts: tuple[str, ...]

    @property
    def ends(self) -> tuple[str, ...]:
        """All things that it is about, each once, in the order of ENDS."""
        return tuple(dict.fromkeys(iri for slot in ENDS for iri in self.links.get(slot, ())))

    @property
    def is_proposal(self) -> bool:
        """Whether it says who proposed what."""
        return self.kind in PROPOSALS

    @property
    def year(self) -> int | None:
        """Year of the date of the document or article, None if unknown."""
        date = self.words.get("date", "")[:4]
        return int(date) if date.isdecimal() and date.isascii() else None


@dataclass(frozen=True, slots=True)
class Contents:
    """things: by IRI. statements: by IRI, in the order of dates, documents and their text. terms: labels (language → text) of the
    vocabulary by local name; languages are `zh-hans` and `en`."""

    things: dict[str, Thing]
    statements: dict[str, Statement]
    terms: dict[str, dict[str, str]]


def contents(store: GraphStore) -> Contents:
    """Everything of a graph that can be drawn. Raises QueryError, GraphError."""
    queries = _queries()
    statements: list[Statement] = []
    for name, entry in store.sources.items():
        statements += _statements(store, name, entry.graph, queries["statements"])
    statements.sort(key=lambda s: (s.words.get("date", "~"), s.document, s.start, s.iri))
    terms: dict[str, dict[str, str]] = {}
    for term, language, label in store.query(queries["terms"].sparql).rows:
        terms.setdefault(str(term), {}).setdefault(str(language), str(label))
    return Contents({t.iri: t for t in _things(store)}, {s.iri: s for s in statements}, terms)


def _things(store: GraphStore) -> Iterator[Thing]:
    """The entities as the graph of entities has them, then the topics."""
    entities = evaluate(store.store, _queries()["things"].sparql, {}, [Mint(store.base).entities_graph])
    said: dict[str, dict[str, list[str]]] = {}
    kinds: dict[str, str] = {}
    for iri, kind, slot, value in entities.rows:
        kinds[str(iri)] = str(kind)
        said.setdefault(str(iri), {}).setdefault(str(slot), []).append(str(value))
    for iri, values in said.items():
        names, forms = values.pop("name", [_tail(iri)]), values.pop("form", [])
        notes = tuple((slot, "；".join(found)) for slot, found in sorted(values.items()))
        yield Thing(iri, kinds[iri], names[0], tuple(dict.fromkeys((*names[1:], *forms))), notes)
    names_of: dict[str, list[str]] = {}
    broader: dict[str, list[str]] = {}
    for topic, name, wider in store.query(_queries()["topics"].sparql).rows:
        names_of.setdefault(str(topic), []).append(str(name))
        if wider is not None:
            broader.setdefault(str(topic), []).append(str(wider))
    for iri, names in names_of.items():
        unique = list(dict.fromkeys(names))
        yield Thing(iri, TOPIC, unique[0], tuple(unique[1:]), broader=tuple(dict.fromkeys(broader.get(iri, ()))))


def _statements(store: GraphStore, document: str, graph: str, query: QueryFile) -> Iterator[Statement]:
    # seeing only this graph spares the store from looking through all the others
    slots: dict[str, dict[str, list[str]]] = {}
    kinds: dict[str, str] = {}
    for _, iri, kind, slot, _, value in evaluate(store.store, query.sparql, {}, [NamedNode(graph)]).rows:
        kinds[str(iri)] = str(kind)
        slots.setdefault(str(iri), {}).setdefault(str(slot), []).append(str(value))
    for iri, values in slots.items():
        links = {slot: tuple(dict.fromkeys(values.pop(slot))) for slot in ENDS if slot in values}
        doubts = tuple(_tail(d) for d in values.pop("doubt", []))
        start = min((int(s) for s in values.pop("start", [])), default=0)
        predicates = values.pop("predicate", [])
        words = {slot: "；".join(dict.fromkeys(found)) for slot, found in values.items()}
        yield Statement(iri, kinds[iri], document, graph, start, links, words, _tail(predicates[0]) if predicates else None, doubts)


def _tail(iri: str) -> str:
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]


@cache
def _queries() -> dict[str, QueryFile]:
    return load_queries(data_folder("queries") / "view")
