"""What the graph says of one thing or statement, looked up by its IRI: the pages are made of many such small looks, each of which an index
answers at once however large the graph is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import GraphStore
from kg.graph.links import links_of
from kg.model import LinkKind, ProposalLink
from kg.serve.slots import NOTES, STATEMENTS, TOPIC, class_names, linking, list_of, slot_of, tail
from kg.vocab import Mint, Term, iri


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a slot: text, and the IRI where it is a thing or concept, with its class if it is an entity, a topic or an article."""

    text: str
    iri: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document says something. source: IRI of the document. pieces: first character, end (exclusive) and words, in order."""

    document: str
    source: str
    rule: str
    pieces: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposal, position, figure, relation or article as a document states it. kind: local name of its class. slots: values in order."""

    iri: str
    kind: str
    document: str
    source: str
    slots: dict[str, tuple[Value, ...]]
    places: tuple[Place, ...]

    def text(self, slot: str) -> str:
        """The first value of a slot as text; empty where there is none."""
        return next((v.text for v in self.slots.get(slot, ())), "")

    @property
    def start(self) -> int:
        """The first character of the words that say it."""
        return min((p.pieces[0][0] for p in self.places), default=0)


@dataclass(frozen=True, slots=True)
class Linked:
    """An inferred link of a proposal. other: the proposal at its other end. forward: whether the link begins at this one."""

    link: ProposalLink
    other: Statement
    forward: bool

    @property
    def key(self) -> str:
        """How the page calls it: taken_up, takes_up, told_again or told_before."""
        return {
            (LinkKind.TAKEN_UP, True): "taken_up",
            (LinkKind.TAKEN_UP, False): "takes_up",
            (LinkKind.SAME, True): "told_again",
            (LinkKind.SAME, False): "told_before",
        }[self.link.kind, self.forward]

    @property
    def score(self) -> str:
        """From 0 to 1, with two digits."""
        return f"{self.link.score / 100:.2f}"


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity or topic. forms: other names. notes: property and value. broader: wider topics."""

    iri: str
    kind: str
    name: str
    forms: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    broader: tuple[Value, ...]


class Reader:
    """Looks into one graph. The graph does not change while it is open for reading, so names are kept."""

    def __init__(self, store: GraphStore) -> None:
        self.graph = store
        self._store = store.store
        self.name = lru_cache(maxsize=50_000)(self._name)
        self.kind = lru_cache(maxsize=50_000)(self._kind)

    @cached_property
    def documents(self) -> dict[str, str]:
        """Name of each document by its IRI."""
        return {entry.graph: name for name, entry in self.graph.sources.items()}

    def thing(self, address: str) -> Thing | None:
        """The entity or topic of an IRI; None when it is neither."""
        kind = self.kind(address)
        if kind is None or kind in STATEMENTS:
            return None
        names = self._texts(address, Term.SKOS_PREF_LABEL)
        forms = sorted({*names, *self._texts(address, Term.SKOS_ALT_LABEL)} - {self.name(address)}, key=lambda n: (len(n), n))
        notes = tuple((slot, value) for term, slot in NOTES.items() for value in sorted(set(self._texts(address, term))))
        wider = sorted({q.object.value for q in self._out(address, Term.SKOS_BROADER) if isinstance(q.object, NamedNode)})
        return Thing(address, kind, self.name(address), tuple(forms), notes, tuple(Value(self.name(w), w, self.kind(w)) for w in wider))

    def statement(self, address: str) -> Statement | None:
        """What a document states, by its IRI; None when it is no statement."""
        slots: dict[str, dict[Value, None]] = {}
        kind = graph = None
        lists: dict[str, list[tuple[int, Value]]] = {}
        for quad in self._store.quads_for_pattern(NamedNode(address), None, None):
            predicate, value = quad.predicate, quad.object
            if predicate == iri(Term.RDF_TYPE) and value in class_names():
                kind, graph = class_names()[value], quad.graph_name
            elif predicate in slot_of() and isinstance(value, NamedNode | Literal):
                slots.setdefault(slot_of()[predicate], {})[self._value(value)] = None
            elif predicate in list_of() and isinstance(value, NamedNode):
                lists.setdefault(list_of()[predicate], []).append(self._item(value))
        if kind is None or not isinstance(graph, NamedNode):
            return None
        found = {slot: tuple(sorted(values, key=lambda v: (v.text, v.iri or ""))) for slot, values in slots.items()}
        for slot, items in lists.items():
            found[slot] = tuple(value for _, value in sorted(items, key=lambda item: item[0]))
        return Statement(address, kind, self.documents.get(graph.value, ""), graph.value, found, self.places(address))

    def linked(self, address: str) -> tuple[Linked, ...]:
        """What is inferred of a proposal: later commitments that take it up, or what it takes up, and other tellings; the surest first.
        Nothing where the graph was built without inference."""
        found = []
        for link in links_of(self.graph, address):
            other = self.statement(link.right if link.left == address else link.left)
            if other is not None:
                found.append(Linked(link, other, link.left == address))
        return tuple(found)

    def roles(self, address: str) -> dict[str, list[str]]:
        """The statements in which a thing takes part, by the slot that it stands in; the latest first."""
        found: dict[str, dict[str, str]] = {}
        for quad in self._store.quads_for_pattern(None, None, NamedNode(address)):
            subject, slot = quad.subject, linking().get(quad.predicate)
            if slot is not None and isinstance(subject, NamedNode) and self.kind(subject.value) in STATEMENTS:
                found.setdefault(slot, {})[subject.value] = self.date(subject.value)
        return {slot: sorted(sorted(dates), key=lambda i: dates[i], reverse=True) for slot, dates in found.items()}

    def date(self, address: str) -> str:
        """When something was said or published, as far as it is known; empty where it is not."""
        dates = self._texts(address, Term.DCTERMS_DATE) or self._texts(address, Term.SCHEMA_DATE_PUBLISHED)
        return min(dates, default="")

    def places(self, address: str) -> tuple[Place, ...]:
        """Where documents say a statement, or mention a thing, in the order of documents and text."""
        out: list[Place] = []
        for quad in self._store.quads_for_pattern(None, iri(Term.OA_HAS_BODY), NamedNode(address)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                pieces = sorted(self._piece(q.object) for q in self._out(quad.subject.value, Term.OA_HAS_TARGET))
                rule = next(iter(self._texts(quad.subject.value, Term.RULE)), "")
                source = quad.graph_name.value
                out.append(Place(self.documents.get(source, ""), source, rule, tuple(piece for _, piece in pieces)))
        return tuple(sorted(out, key=lambda p: (p.document, p.pieces, p.rule)))

    def body(self, annotation: str) -> Place | None:
        """The place that an annotation, one of its targets or selectors names; None when the IRI is none of these."""
        for _ in range(3):
            bodies = [q.object.value for q in self._out(annotation, Term.OA_HAS_BODY) if isinstance(q.object, NamedNode)]
            source = next((q.graph_name for q in self._out(annotation, Term.OA_HAS_BODY)), None)
            if bodies and isinstance(source, NamedNode):
                pieces = sorted(self._piece(q.object) for q in self._out(annotation, Term.OA_HAS_TARGET))
                return Place(self.documents.get(source.value, ""), source.value, "", tuple(p for _, p in pieces))
            above = [*self._in(annotation, Term.OA_HAS_TARGET), *self._in(annotation, Term.OA_HAS_SELECTOR)]
            if not above:
                return None
            annotation = above[0]
        return None

    def quads(self, address: str) -> Iterator[Quad]:
        """Everything said of an IRI, and of the list items below it."""
        items = []
        for quad in self._store.quads_for_pattern(NamedNode(address), None, None):
            yield quad
            if quad.predicate in list_of() and isinstance(quad.object, NamedNode):
                items.append(quad.object)
        for item in items:
            yield from self._store.quads_for_pattern(item, None, None)

    def incoming(self, address: str) -> Iterator[Quad]:
        """Every statement that has the IRI as its object."""
        return iter(self._store.quads_for_pattern(None, None, NamedNode(address)))

    def known(self, address: str) -> bool:
        """Whether the graph says anything of the IRI."""
        return any(True for _ in self._store.quads_for_pattern(NamedNode(address), None, None))

    def _value(self, value: NamedNode | Literal) -> Value:
        if isinstance(value, Literal):
            return Value(value.value)
        return Value(self.name(value.value), value.value, self.kind(value.value))

    def _item(self, node: NamedNode) -> tuple[int, Value]:
        position = next(iter(self._texts(node.value, Term.SCHEMA_POSITION)), "0")
        thing = next((q.object for q in self._out(node.value, Term.SCHEMA_ITEM)), None)
        return int(position), self._value(thing) if isinstance(thing, NamedNode) else Value("")

    def _piece(self, target: object) -> tuple[int, tuple[int, int, str]]:
        """Position, and the characters, of a target of an annotation."""
        assert isinstance(target, NamedNode)
        position = int(next(iter(self._texts(target.value, Term.SCHEMA_POSITION)), "0"))
        start, end, words = 0, 0, ""
        for quad in self._out(target.value, Term.OA_HAS_SELECTOR):
            assert isinstance(quad.object, NamedNode)
            selector = quad.object.value
            start = int(next(iter(self._texts(selector, Term.OA_START)), start))
            end = int(next(iter(self._texts(selector, Term.OA_END)), end))
            words = next(iter(self._texts(selector, Term.OA_EXACT)), words)
        return position, (start, end, words)

    def _name(self, address: str) -> str:
        """The name that the graph of entities gives; else any label, title or text; else the end of the IRI."""
        if address in self.documents:
            return self.documents[address]
        entities = Mint(self.graph.base).entities_graph
        for quad in self._store.quads_for_pattern(NamedNode(address), iri(Term.SKOS_PREF_LABEL), None, entities):
            return quad.object.value if isinstance(quad.object, Literal) else tail(address)
        for term in (Term.SKOS_PREF_LABEL, Term.SCHEMA_HEADLINE, Term.TEXT, Term.INDICATOR):
            found = [q.object for q in self._out(address, term) if isinstance(q.object, Literal)]
            if names := sorted({(o.language == "en", -len(o.value), o.value) for o in found}):
                return names[0][2]
        return tail(address)

    def _kind(self, address: str) -> str | None:
        """The class of an entity or statement, TOPIC, or None."""
        for quad in self._out(address, Term.MAIN_TYPE):
            return tail(quad.object.value) if isinstance(quad.object, NamedNode) else None
        for quad in self._out(address, Term.RDF_TYPE):
            if quad.object in class_names():
                return class_names()[quad.object]
        if next(iter(self._in(address, Term.TOPIC)), None) or any(self._in(address, Term.SKOS_BROADER)):
            return TOPIC
        return None

    def _texts(self, subject: str, term: Term) -> list[str]:
        return [q.object.value for q in self._out(subject, term) if isinstance(q.object, Literal | NamedNode)]

    def _out(self, subject: str, term: Term) -> Iterator[Quad]:
        return iter(self._store.quads_for_pattern(NamedNode(subject), iri(term), None))

    def _in(self, object_: str, term: Term) -> list[str]:
        found = self._store.quads_for_pattern(None, iri(term), NamedNode(object_))
        return [q.subject.value for q in found if isinstance(q.subject, NamedNode)]
