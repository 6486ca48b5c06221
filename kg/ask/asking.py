"""One question put to one graph: runs the queries of `queries/ask`, and keeps what was run, to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pyoxigraph import NamedNode

from kg.graph import GraphStore, QueryFile, load_queries
from kg.graph.query import Cell, Values, bound
from kg.vocab import data_folder

Record = dict[str, Cell]


class Asking:
    """Runs queries by name. `log` holds the text of the queries that gave rows of the answer, as they were run."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.log: list[str] = []

    def run(self, name: str, /, **given: Sequence[str]) -> list[Record]:
        """The rows of a query of `queries/ask`. given: the values of each parameter; an empty one finds nothing."""
        if any(not values for values in given.values()):
            return []
        query = queries()[name]
        return self.store.query(query.sparql, _bindings(query, given)).records()

    def show(self, name: str, /, **given: Sequence[str]) -> list[Record]:
        """As `run`, of a query that the answer is made of: its text is kept in the log."""
        rows = self.run(name, **given)
        if all(given.values()):
            self.log.append(bound(queries()[name].sparql, _bindings(queries()[name], given)))
        return rows

    def iris(self, name: str, /, **given: Sequence[str]) -> set[str]:
        """The IRIs that a query finds."""
        return {str(row["iri"]) for row in self.run(name, **given)}


def _bindings(query: QueryFile, given: Mapping[str, Sequence[str]]) -> dict[str, Values]:
    kinds = {p.name: p.type for p in query.parameters}
    return {key: [NamedNode(v) if kinds[key] == "iri" else v for v in values] for key, values in given.items()}


@cache
def queries() -> Mapping[str, QueryFile]:
    """The queries that answers are made of."""
    return load_queries(data_folder("queries") / "ask")


__all__ = ["Asking", "Record", "queries"]
