"""The graph of entities: for each entity, what all sources together call it.

It is kept up to date by looking only at the entities that a change touches, and is always what a build from nothing would give: the set of
all types, codes, kinds and attributes; of the names, the longest (then the first in code point order) is the preferred one, the others
and all other forms are alternative ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.vocab import Mint, Term, iri

_KEPT = (
    Term.RDF_TYPE,
    Term.MAIN_TYPE,
    Term.JURISDICTION,
    Term.KIND,
    Term.SKOS_NOTATION,
    Term.FOAF_GENDER,
    Term.ETHNIC_GROUP,
    Term.PARTY,
)

Said = tuple[NamedNode, NamedNode | Literal]
Statements = dict[NamedNode, set[Said]]


def entity_statements(quads: Iterable[Quad]) -> Statements:
    """The statements among `quads` that bear on the graph of entities, by entity."""
    main, names = iri(Term.MAIN_TYPE), {iri(t) for t in (*_KEPT, Term.SKOS_PREF_LABEL, Term.SKOS_ALT_LABEL)}
    found: Statements = defaultdict(set)
    for quad in quads:
        if quad.predicate in names:
            found[cast(NamedNode, quad.subject)].add(_said(quad))
    return {node: said for node, said in found.items() if any(p == main for p, _ in said)}  # topics and roles have names, too


def changes(store: Store, mint: Mint, graph: NamedNode, before: Statements, after: Statements) -> tuple[list[Quad], list[Quad]]:
    """What to take from and what to add to the graph of entities when the source `graph` says `after` instead of `before`.

    The store still holds what it said before.
    """
    removed: list[Quad] = []
    added: list[Quad] = []
    for node in sorted(before.keys() | after.keys(), key=lambda n: n.value):
        old, new = before.get(node, set()), after.get(node, set())
        if old == new or (not old and _known(store, mint, node, new)):
            continue
        wanted = _union(node, _others(store, mint, node, graph) | new, mint)
        present = set(store.quads_for_pattern(node, None, None, mint.entities_graph))
        removed += sorted(present - wanted, key=str)
        added += sorted(wanted - present, key=str)
    return removed, added


def _known(store: Store, mint: Mint, node: NamedNode, said: set[Said]) -> bool:
    """Whether the graph of entities already says all of this; spares reading every source that names a common entity."""
    preferred, other = iri(Term.SKOS_PREF_LABEL), iri(Term.SKOS_ALT_LABEL)
    for p, o in said:
        there = Quad(node, p, o, mint.entities_graph) in store
        if not there and not (p == other and Quad(node, preferred, o, mint.entities_graph) in store):
            return False
    return True


def _others(store: Store, mint: Mint, node: NamedNode, graph: NamedNode) -> set[Said]:
    """What all sources but `graph` say of the entity."""
    return {
        _said(quad)
        for term in (*_KEPT, Term.SKOS_PREF_LABEL, Term.SKOS_ALT_LABEL)
        for quad in store.quads_for_pattern(node, iri(term), None, None)
        if quad.graph_name not in (graph, mint.entities_graph)
    }


def _said(quad: Quad) -> Said:
    """Predicate and object; a graph has no blank nodes and no triple terms."""
    return quad.predicate, cast(NamedNode | Literal, quad.object)


def _union(node: NamedNode, said: set[Said], mint: Mint) -> set[Quad]:
    preferred, other = iri(Term.SKOS_PREF_LABEL), iri(Term.SKOS_ALT_LABEL)
    names = sorted((o for p, o in said if p == preferred), key=lambda o: (-len(o.value), o.value))
    statements = {(p, o) for p, o in said if p != preferred} | {(other, o) for o in names[1:]}
    if names:
        statements = {(p, o) for p, o in statements if (p, o) != (other, names[0])} | {(preferred, names[0])}
    return {Quad(node, p, o, mint.entities_graph) for p, o in statements}


def everything(store: Store, mint: Mint, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
    """The graph of entities made from nothing, for repair."""
    said: Statements = defaultdict(set)
    for graph in graphs:
        for node, statements in entity_statements(store.quads_for_pattern(None, None, None, graph)).items():
            said[node] |= statements
    for node, statements in said.items():
        yield from _union(node, statements, mint)
