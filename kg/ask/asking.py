"""One question put to one graph: runs the queries of `queries/ask`, and keeps what was run, to be shown.

The queries are small and have no optional parts: each finds the IRIs that meet one condition, or one kind of detail of given IRIs, and
their rows are put together in Python. Oxigraph plans such queries well also in a graph of a million quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property

from pyoxigraph import Literal, NamedNode

from kg.graph import GraphStore, QueryFile, load_queries
from kg.graph.kept import Kept
from kg.graph.query import Cell, Result, Values, bound, evaluate
from kg.vocab import Mint, data_folder

Record = dict[str, Cell]

_TAGGED = frozenset({"name", "role"})  # parameters that are compared with labels, which have a language tag
_IN_EITHER_SCRIPT = frozenset({"printed"})  # likewise, with the tag of either script
_ENTITIES = frozenset({"bearing", "named", "near", "forms", "called", "of-type", "districts", "bodies-of"})
"""Asked of the graph of entities alone, where each is once."""
OF_EACH = {
    "details": "iri", "figures": "iri", "kinds": "iri", "names-of": "iri", "offices": "who", "organizations-of": "iri", "phrases": "iri",
    "positions": "iri", "proposals": "iri", "relations": "iri", "words": "iri",
}  # fmt: skip
"""What is asked of many things at once and said of each by itself, and the parameter and column that say of which."""
_AT_ONCE = 1000
"""Things in one such query; with many thousands Oxigraph begins at the other end, and takes thirty seconds where it takes one."""
_SAMPLED = frozenset({"popular"})  # asked of a few documents only
_SAMPLE = 8


class Asking:
    """Runs queries by name. `log` holds the text of the queries that gave rows of the answer, as they were run."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.log: list[str] = []

    def run(self, name: str, /, **given: Sequence[str]) -> list[Record]:
        """The rows of a query of `queries/ask`. given: the values of each parameter; an empty one finds nothing.

        What no parameter changes, and what is said of single things, is read once for as long as the graph is open for reading; the rows
        of several things then come thing by thing.
        """
        if any(not values for values in given.values()):
            return []
        kept = self.store.kept
        if kept is not None and name in OF_EACH:
            return self._of_each(name, given[OF_EACH[name]], kept)
        result = self._result(name, given) if given or kept is None else kept.once(name, lambda: self._result(name, {}))
        return result.records()

    def _of_each(self, name: str, things: Sequence[str], kept: Kept) -> list[Record]:
        thing, columns = OF_EACH[name], queries()[name].columns
        at = columns.index(thing)

        def ask(new: Sequence[str]) -> Iterable[tuple[str, tuple[Cell, ...]]]:
            slices = (new[n : n + _AT_ONCE] for n in range(0, len(new), _AT_ONCE))
            return ((str(row[at]), row) for few in slices for row in self._result(name, {thing: few}).rows)

        return [dict(zip(columns, row, strict=True)) for row in kept.of_each(name, things, ask)]

    def _result(self, name: str, given: Mapping[str, Sequence[str]]) -> Result:
        query, store = queries()[name], self.store
        entities = Mint(store.base).entities_graph
        return evaluate(store.store, query.sparql, _bindings(query, given), self._graphs(name), entities=entities, kept=store.kept)

    def show(self, name: str, /, **given: Sequence[str]) -> list[Record]:
        """As `run`, of a query that the answer is made of: its text is kept in the log."""
        rows = self.run(name, **given)
        if all(given.values()):
            self.log.append(bound(queries()[name].sparql, _bindings(queries()[name], given)))
        return rows

    def iris(self, name: str, /, **given: Sequence[str]) -> set[str]:
        """The IRIs that a query finds."""
        return {str(row["iri"]) for row in self.run(name, **given)}

    def _graphs(self, name: str) -> list[NamedNode] | None:
        if name in _ENTITIES:
            return [Mint(self.store.base).entities_graph]
        return self._sample if name in _SAMPLED else None

    @cached_property
    def _sample(self) -> list[NamedNode]:
        return [NamedNode(entry.graph) for entry in list(self.store.sources.values())[:_SAMPLE]]


def _bindings(query: QueryFile, given: Mapping[str, Sequence[str]]) -> dict[str, Values]:
    kinds = {p.name: p.type for p in query.parameters}
    return {key: [term for value in values for term in _terms(key, kinds[key], value)] for key, values in given.items()}


def _terms(key: str, kind: str, value: str) -> list[str | NamedNode | Literal]:
    if kind == "iri":
        return [NamedNode(value)]
    if key in _IN_EITHER_SCRIPT:
        return [Literal(value, language=tag) for tag in ("zh-hans", "zh-hant")]
    return [Literal(value, language="zh-hans") if key in _TAGGED else value]


@cache
def queries() -> Mapping[str, QueryFile]:
    """The queries that answers are made of."""
    return load_queries(data_folder("queries") / "ask")


__all__ = ["OF_EACH", "Asking", "Record", "queries"]
