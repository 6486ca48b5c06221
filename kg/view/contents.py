"""What a graph holds that a picture can show: things, and statements about them; all of it, or only what is near to some things.

Read by looking into the store's indexes, statement by statement: what lies far away costs nothing, and a whole graph is read several times
faster than by a query that joins all slots.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.graph import GraphStore, QueryFile, load_queries
from kg.graph.links import all_links, links_of
from kg.model import ProposalLink
from kg.vocab import Mint, Term, data_folder, iri

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
    vocabulary by local name; languages are `zh-hans` and `en`. inferred: links between two of the proposals, the surest first; no document
    states them."""

    things: dict[str, Thing]
    statements: dict[str, Statement]
    terms: dict[str, dict[str, str]]
    inferred: tuple[ProposalLink, ...] = ()


_CLASSES = {
    Term.RECOMMENDATION: "Recommendation",
    Term.FILED_PROPOSAL: "FiledProposal",
    Term.COMMITMENT: "Commitment",
    Term.POSITION: "Position",
    Term.RDF_STATEMENT: "Statement",
}
_LISTS = {Term.PROPOSER_ITEM: "proposer", Term.TOPIC_ITEM: "topic"}
_SLOTS = {
    Term.CAPACITY: "capacity",
    Term.ADDRESSEE: "addressee",
    Term.SCHEMA_ABOUT: "about",
    Term.AT_SESSION: "session",
    Term.ORG_MEMBER: "member",
    Term.ORG_ORGANIZATION: "organization",
    Term.RDF_SUBJECT: "subject",
    Term.RDF_PREDICATE: "predicate",
    Term.RDF_OBJECT: "object",
    Term.DOUBT: "doubt",
    Term.TEXT: "text",
    Term.HEADING: "heading",
    Term.PERIOD: "period",
    Term.DCTERMS_TITLE: "title",
    Term.SCHEMA_IDENTIFIER: "number",
    Term.DCTERMS_DATE: "date",
    Term.SCHEMA_START_DATE: "from",
    Term.SCHEMA_END_DATE: "to",
}
_NOTES = {
    Term.FOAF_GENDER: "gender",
    Term.ETHNIC_GROUP: "ethnicGroup",
    Term.PARTY: "party",
    Term.JURISDICTION: "jurisdiction",
}
_LINKS = (
    Term.PROPOSER, Term.TOPIC, Term.CAPACITY, Term.ADDRESSEE, Term.SCHEMA_ABOUT, Term.AT_SESSION, Term.ORG_MEMBER, Term.ORG_ORGANIZATION,
    Term.RDF_SUBJECT, Term.RDF_OBJECT,
)  # fmt: skip
"""The properties by which a statement has a thing."""
_HUB = 400
"""So many statements of one thing are read for its neighbourhood, the latest first; a picture shows far fewer."""


def contents(store: GraphStore) -> Contents:
    """Everything of a graph that can be drawn. Raises QueryError, GraphError."""
    look = _Look(store)
    things = [*look.subjects(Term.MAIN_TYPE, Mint(store.base).entities_graph), *look.objects(Term.TOPIC)]
    return look.contents([i for term in _CLASSES for i in look.typed(term)], things, all_links(store))


def neighbourhood(store: GraphStore, middle: Sequence[str]) -> Contents:
    """What has to do with the things of these IRIs: the statements about them, and the proposals of their members and parts."""
    look = _Look(store)
    things = dict.fromkeys(middle)
    while narrower := [i for t in things for i in look.above(t, Term.SKOS_BROADER) if i not in things]:
        things.update(dict.fromkeys(narrower))
    found = dict.fromkeys(i for t in things for i in look.about(t))
    inner = {
        end
        for i in found
        if (s := look.statement(i)) is not None and not s.is_proposal
        for slot, other in (("organization", "member"), ("object", "subject"))
        if things.keys() & set(s.links.get(slot, ()))
        for end in s.links.get(other, ())
    }
    found.update(dict.fromkeys(i for t in sorted(inner) for i in look.about(t)))
    links = look.links(found)
    found.update(dict.fromkeys(end for link in links for end in (link.left, link.right)))
    people = {end for i in found if (s := look.statement(i)) is not None and s.is_proposal for end in s.links.get("proposer", ())}
    found.update(dict.fromkeys(i for t in sorted(people) for i in look.about(t, (Term.ORG_MEMBER,))))
    ends = dict.fromkeys(end for i in found if (s := look.statement(i)) is not None for end in s.ends)
    return look.contents(found, [*things, *ends], links)


class _Look:
    """Looks into one graph."""

    def __init__(self, store: GraphStore) -> None:
        self._graph, self._store = store, store.store
        self._documents = {entry.graph: name for name, entry in store.sources.items()}
        self._entities = Mint(store.base).entities_graph
        self._slots = {iri(term): slot for term, slot in _SLOTS.items()}
        self._lists = {iri(term): slot for term, slot in _LISTS.items()}
        self._classes = {iri(term): name for term, name in _CLASSES.items()}
        self.statement = cache(self._statement)

    def contents(self, statements: Iterable[str], things: Iterable[str], links: Iterable[ProposalLink]) -> Contents:
        """The contents with these statements and things, in order, and those of the links that join two of them."""
        said = [s for i in dict.fromkeys(statements) if (s := self.statement(i)) is not None]
        said.sort(key=lambda s: (s.words.get("date", "~"), s.document, s.start, s.iri))
        found = [t for i in sorted(set(things)) if (t := self._thing(i)) is not None]
        found.sort(key=lambda t: t.kind == TOPIC)
        terms: dict[str, dict[str, str]] = {}
        for term, language, label in self._graph.query(_queries()["terms"].sparql).rows:
            terms.setdefault(str(term), {}).setdefault(str(language), str(label))
        there = {s.iri for s in said}
        return Contents({t.iri: t for t in found}, {s.iri: s for s in said}, terms, tuple(x for x in links if {x.left, x.right} <= there))

    def links(self, statements: Iterable[str]) -> list[ProposalLink]:
        """The inferred links of the proposals among these, each once."""
        proposals = [i for i in statements if (s := self.statement(i)) is not None and s.is_proposal]
        return list(dict.fromkeys(link for i in proposals for link in links_of(self._graph, i)))

    def typed(self, term: Term) -> list[str]:
        """IRIs of a class."""
        found = self._store.quads_for_pattern(None, iri(Term.RDF_TYPE), iri(term))
        return sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})

    def subjects(self, term: Term, graph: NamedNode) -> list[str]:
        """What has a property in a named graph."""
        return [q.subject.value for q in self._store.quads_for_pattern(None, iri(term), None, graph) if isinstance(q.subject, NamedNode)]

    def objects(self, term: Term) -> list[str]:
        """What is the object of a property."""
        return [q.object.value for q in self._store.quads_for_pattern(None, iri(term), None) if isinstance(q.object, NamedNode)]

    def above(self, address: str, term: Term) -> list[str]:
        """What has this thing as its value of a property, in order."""
        found = self._store.quads_for_pattern(None, iri(term), NamedNode(address))
        return sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})

    def about(self, address: str, terms: Sequence[Term] = _LINKS) -> list[str]:
        """The statements about a thing, the latest first, at most so many."""
        found = {i for term in terms for i in self.above(address, term)}
        if len(found) > _HUB:
            return sorted(found, key=lambda i: (max(self._texts(i, Term.DCTERMS_DATE), default=""), i), reverse=True)[:_HUB]
        return sorted(found)

    def _statement(self, address: str) -> Statement | None:
        values: dict[str, list[tuple[int, str]]] = {}
        kind = graph = None
        for quad in self._store.quads_for_pattern(NamedNode(address), None, None):
            predicate, value = quad.predicate, quad.object
            if predicate == iri(Term.RDF_TYPE) and isinstance(value, NamedNode) and value in self._classes:
                kind, graph = self._classes[value], quad.graph_name
            elif predicate in self._lists and isinstance(value, NamedNode):
                position = int(min(self._texts(value.value, Term.SCHEMA_POSITION), default="0"))
                for item in self._texts(value.value, Term.SCHEMA_ITEM):
                    values.setdefault(self._lists[predicate], []).append((position, item))
            elif predicate in self._slots and isinstance(value, NamedNode | Literal):
                values.setdefault(self._slots[predicate], []).append((0, value.value))
            elif predicate == iri(Term.ORG_ROLE) and isinstance(value, NamedNode):
                values.setdefault("role", []).extend((0, name) for name in self._texts(value.value, Term.SKOS_PREF_LABEL))
        if kind is None or not isinstance(graph, NamedNode) or graph.value not in self._documents:
            return None
        sorted_values = {slot: [text for _, text in sorted(set(found))] for slot, found in values.items()}
        links = {slot: tuple(dict.fromkeys(sorted_values.pop(slot))) for slot in ENDS if slot in sorted_values}
        doubts = tuple(_tail(d) for d in sorted_values.pop("doubt", []))
        predicates = sorted_values.pop("predicate", [])
        words = {slot: "；".join(dict.fromkeys(found)) for slot, found in sorted_values.items()}
        predicate_name = _tail(predicates[0]) if predicates else None
        document = self._documents[graph.value]
        return Statement(address, kind, document, graph.value, self._start(address), links, words, predicate_name, doubts)

    def _start(self, address: str) -> int:
        """The first character of the words that say a statement."""
        places = [
            int(start)
            for annotation in self.above(address, Term.OA_HAS_BODY)
            for target in self._texts(annotation, Term.OA_HAS_TARGET)
            for selector in self._texts(target, Term.OA_HAS_SELECTOR)
            for start in self._texts(selector, Term.OA_START)
        ]
        return min(places, default=0)

    def _thing(self, address: str) -> Thing | None:
        """An entity as the graph of entities has it, or a topic; None for anything else."""
        kinds = self._texts(address, Term.MAIN_TYPE, self._entities)
        if kinds:
            names = self._texts(address, Term.SKOS_PREF_LABEL, self._entities) or [_tail(address)]
            forms = (*names[1:], *self._texts(address, Term.SKOS_ALT_LABEL, self._entities))
            notes = ((slot, "；".join(self._texts(address, term, self._entities))) for term, slot in _NOTES.items())
            return Thing(address, _tail(kinds[0]), names[0], tuple(dict.fromkeys(forms)), tuple(sorted(n for n in notes if n[1])))
        names = self._texts(address, Term.SKOS_PREF_LABEL)
        if not names or not (self.above(address, Term.TOPIC) or self.above(address, Term.SKOS_BROADER)):
            return None
        return Thing(address, TOPIC, names[0], tuple(names[1:]), broader=tuple(self._texts(address, Term.SKOS_BROADER)))

    def _texts(self, address: str, term: Term, graph: NamedNode | None = None) -> list[str]:
        """The values of a property, each once, in code point order."""
        found = self._store.quads_for_pattern(NamedNode(address), iri(term), None, graph)
        return sorted({q.object.value for q in found if isinstance(q.object, NamedNode | Literal)})


def _tail(address: str) -> str:
    return address.replace("#", "/").rstrip("/").rpartition("/")[2]


@cache
def _queries() -> dict[str, QueryFile]:
    return load_queries(data_folder("queries") / "view")
