"""The graph of entities: for each entity, what all sources together call it.

It is kept up to date by looking only at the entities that a change touches, and is always what a build from nothing would give: the set of
all types, codes, kinds and attributes; of the names, the longest (then the first in code point order) is the preferred one, the others
and all other forms are alternative ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.vocab import Mint, Term, iri

_KEPT = (
    Term.RDF_TYPE,
    Term.MAIN_TYPE,
    Term.JURISDICTION,
    Term.KIND,
    Term.ORG_CLASSIFICATION,
    Term.SKOS_NOTATION,
    Term.SKOS_EXACT_MATCH,
    Term.FOAF_GENDER,
    Term.ETHNIC_GROUP,
    Term.PARTY,
)

Said = tuple[NamedNode, NamedNode | Literal]
Statements = dict[NamedNode, set[Said]]


class Sayings(Protocol):
    """What must be known of a graph to keep its graph of entities: asked for many entities at once, so that it can be far away."""

    def present(self, nodes: Iterable[NamedNode]) -> Statements:
        """What the graph of entities says of these entities."""
        ...

    def still_said(self, statements: Statements) -> Statements:
        """Those of the statements that some source makes."""
        ...


@cache
def entity_terms() -> frozenset[NamedNode]:
    """The predicates of statements that bear on the graph of entities."""
    return frozenset(map(iri, (*_KEPT, Term.SKOS_PREF_LABEL, Term.SKOS_ALT_LABEL)))


def entity_statements(quads: Iterable[Quad]) -> Statements:
    """The statements among `quads` that bear on the graph of entities, by entity."""
    main, names = iri(Term.MAIN_TYPE), entity_terms()
    found: Statements = defaultdict(set)
    for quad in quads:
        if quad.predicate in names:
            found[quad.subject].add(_said(quad))  # type: ignore[index]
    return {node: said for node, said in found.items() if any(p == main for p, _ in said)}  # topics and roles have names, too


def joined(many: Iterable[Statements]) -> Statements:
    """The statements of several documents together."""
    found: Statements = defaultdict(set)
    for statements in many:
        for node, said in statements.items():
            found[node] |= said
    return dict(found)


def changes(graph: Sayings, mint: Mint, gone: Statements, come: Statements) -> tuple[list[Quad], list[Quad]]:
    """What to take from and what to add to the graph of entities when sources that said `gone` are gone and others that say `come` come.

    The sources of `graph` are the ones that stay: neither those that are gone, nor those that come.
    """
    preferred, other = iri(Term.SKOS_PREF_LABEL), iri(Term.SKOS_ALT_LABEL)
    nodes = sorted(gone.keys() | come.keys(), key=lambda n: n.value)
    present = graph.present(nodes)
    doubtful: Statements = {}
    for node in nodes:
        lost = gone.get(node, set()) - come.get(node, set())
        if lost:  # what only they may have said; of names, the graph of entities does not tell which are preferred somewhere
            names = {(p, o) for _, o in _names(present.get(node, set())) for p in (preferred, other)} if _names(lost) else set()
            doubtful[node] = lost | names
    kept = graph.still_said(doubtful)
    removed: list[Quad] = []
    added: list[Quad] = []
    for node in nodes:
        now = present.get(node, set())
        stays = now - doubtful.get(node, set()) | kept.get(node, set())
        wanted = together(stays | come.get(node, set()))
        removed += [Quad(node, p, o, mint.entities_graph) for p, o in sorted(now - wanted, key=str)]
        added += [Quad(node, p, o, mint.entities_graph) for p, o in sorted(wanted - now, key=str)]
    return removed, added


class LocalSayings:
    """The sayings of a store at hand. is_source: whether a named graph is one of a source."""

    def __init__(self, store: Store, mint: Mint, is_source: Callable[[str], bool]) -> None:
        self._store, self._mint, self._is_source = store, mint, is_source

    def present(self, nodes: Iterable[NamedNode]) -> Statements:
        """What the graph of entities says of these entities."""
        place = self._mint.entities_graph
        return {node: {_said(q) for q in self._store.quads_for_pattern(node, None, None, place)} for node in nodes}

    def still_said(self, statements: Statements) -> Statements:
        """Those of the statements that some source makes; the first that does is enough."""
        return {node: {s for s in said if self._by_any(node, *s)} for node, said in statements.items()}

    def _by_any(self, node: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> bool:
        return any(self._is_source(q.graph_name.value) for q in self._store.quads_for_pattern(node, predicate, value, None))  # type: ignore[union-attr]


def everything(store: Store, mint: Mint, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
    """The graph of entities made from nothing."""
    said = joined(entity_statements(store.quads_for_pattern(None, None, None, graph)) for graph in graphs)
    for node, statements in said.items():
        yield from (Quad(node, p, o, mint.entities_graph) for p, o in together(statements))


def _names(said: set[Said]) -> set[Said]:
    labels = (iri(Term.SKOS_PREF_LABEL), iri(Term.SKOS_ALT_LABEL))
    return {(p, o) for p, o in said if p in labels}


def _said(quad: Quad) -> Said:
    """Predicate and object; a graph has no blank nodes and no triple terms."""
    return quad.predicate, quad.object  # type: ignore[return-value]


def together(said: set[Said]) -> set[Said]:
    """What the graph of entities says of one entity, from all that the sources say of it."""
    preferred, other = iri(Term.SKOS_PREF_LABEL), iri(Term.SKOS_ALT_LABEL)
    names = sorted((o for p, o in said if p == preferred), key=lambda o: (-len(o.value), o.value))
    statements = {(p, o) for p, o in said if p != preferred} | {(other, o) for o in names[1:]}
    if names:
        statements = {(p, o) for p, o in statements if (p, o) != (other, names[0])} | {(preferred, names[0])}
    return statements
