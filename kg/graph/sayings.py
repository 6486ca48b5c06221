"""What single documents of a graph state, read property by property: from a store at hand document by document, from a server, where each
look costs a request, all documents in one pass for each property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from kg.graph.store import GraphStore
from kg.vocab import Term, iri

Pair = tuple[str, str]
"""Subject and value of a statement."""


class Statements:
    """The statements of a graph by document."""

    def __init__(self, graph: GraphStore) -> None:
        self._store = graph.store
        self._near = isinstance(graph.path, Path)
        self._read: dict[tuple[Term, str | None], dict[str, list[Pair]]] = {}

    def of(self, source: str, term: Term, value: NamedNode | None = None) -> list[Pair]:
        """Subject and value of each statement with this property, and value if one is given, in a source named by its IRI."""
        if self._near:
            found = self._store.quads_for_pattern(None, iri(term), value, NamedNode(source))
            return [(quad.subject.value, quad.object.value) for quad in found]  # type: ignore[union-attr]
        return self._all(term, value).get(source, [])

    def of_nodes(self, source: str, term: Term, nodes: Collection[str]) -> Iterator[Pair]:
        """The same for these nodes only: for properties that much else has, too."""
        if not self._near:
            yield from (pair for pair in self.of(source, term) if pair[0] in nodes)
            return
        for node in nodes:
            for quad in self._store.quads_for_pattern(NamedNode(node), iri(term), None, NamedNode(source)):
                yield node, quad.object.value  # type: ignore[union-attr]

    def about_nodes(self, source: str, term: Term, nodes: Collection[str]) -> Iterator[Pair]:
        """The statements whose value is one of these nodes."""
        if not self._near:
            yield from (pair for pair in self.of(source, term) if pair[1] in nodes)
            return
        for node in nodes:
            for quad in self._store.quads_for_pattern(None, iri(term), NamedNode(node), NamedNode(source)):
                yield quad.subject.value, node  # type: ignore[union-attr]

    def _all(self, term: Term, value: NamedNode | None) -> dict[str, list[Pair]]:
        key = term, value.value if value is not None else None
        if key not in self._read:
            found: dict[str, list[Pair]] = defaultdict(list)
            self._read[key] = found
            for quad in self._store.quads_for_pattern(None, iri(term), value, None):
                found[quad.graph_name.value].append((quad.subject.value, quad.object.value))  # type: ignore[union-attr]
        return self._read[key]


__all__ = ["Statements"]
