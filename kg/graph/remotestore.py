"""The triples of a graph in a SPARQL server, read the way the store in a folder is read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Any, cast
from urllib.parse import urlsplit

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    parse_query_results,
)

from kg.errors import GraphError
from kg.graph.endpoint import Endpoint, refused
from kg.graph.union import Said, Statements
from kg.vocab import data_folder

_JSON = "application/sparql-results+json"
_ROWS = 300
"""Rows of values in one query: some servers cannot plan more."""

Node = NamedNode | BlankNode
Value = Node | Literal


@dataclass(frozen=True, slots=True)
class Services:
    """Addresses of a server's services. union: what a query says besides, so that it sees all named graphs together. first: what stands
    before every query; empty for most servers.
    """

    query: str
    update: str
    graphs: str
    union: tuple[tuple[str, str], ...]
    first: str = ""


def services(url: str, endpoint: Endpoint) -> Services:
    """The services of the server at `url`, by the layouts of servers that are known (queries/remote/layouts.toml).

    Raises GraphError when no query service answers there.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise GraphError(f"--store {url}: not an address such as http://localhost:7878")
    root = url.rstrip("/")
    failed: GraphError | None = None
    for layout in _layouts().values():
        try:
            answer = endpoint.query(root + layout["query"], "ASK {}", accept=_JSON)
            if answer.status < 400:
                parse_query_results(answer.body, QueryResultsFormat.JSON)
                query, update, graphs = (root + layout[service] for service in ("query", "update", "graphs"))
                return Services(query, update, graphs, tuple(layout["union"].items()), layout.get("first", ""))
            if answer.status in (401, 403) and layout["query"] != "/sparql-auth":
                refused(answer, url)
        except GraphError as error:
            failed = error
            if "tried" in str(error):  # nobody is there, under whatever path
                break
        except (SyntaxError, ValueError):
            continue
    raise failed or GraphError(f"{url}: no SPARQL service is found there; name the address of the server, dataset or repository")


class RemoteStore:
    """What pyoxigraph.Store offers for reading, from a server. Terms come as pyoxigraph's."""

    def __init__(self, endpoint: Endpoint, where: Services) -> None:
        self.endpoint = endpoint
        self.where = where

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Sequence[NamedNode] | None = None,
        named_graphs: Sequence[NamedNode] | None = None,
    ) -> QuerySolutions | QueryBoolean:
        """The answer to a SELECT or ASK. Raises ValueError when the server does not understand it, OSError when it cannot carry it out."""
        head = f"{self.where.first}\n" if self.where.first else ""
        head += "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in (prefixes or {}).items())
        graphs = [g.value for g in default_graph] if default_graph is not None else None
        assert graphs is None or named_graphs is None or graphs == [g.value for g in named_graphs]
        options = self.where.union if use_default_graph_as_union else ()
        try:
            answer = self.endpoint.query(self.where.query, head + query, graphs=graphs, options=options, accept=_JSON)
            if answer.status == 400:
                raise ValueError(answer.body.decode("utf-8", "replace").strip()[:500])
            refused(answer, self.where.query)
        except GraphError as error:
            raise OSError(str(error)) from error
        return parse_query_results(answer.body, QueryResultsFormat.JSON)

    def rows(self, name: str, **values: object) -> list[QuerySolution]:
        """The rows of a query of queries/remote/, its places filled with terms. Raises GraphError."""
        try:
            found = self.query(statement(f"{name}.rq", **values))
        except (OSError, ValueError) as error:
            raise GraphError(f"{self.where.query}: {error}") from error
        assert isinstance(found, QuerySolutions)
        return list(found)

    def quads_for_pattern(
        self, subject: Node | None, predicate: NamedNode | None, object: Value | None, graph_name: NamedNode | None = None
    ) -> Iterator[Quad]:
        """The quads of a pattern in named graphs; None for any."""
        given = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        for row in self.rows("quads", **{name: term for name, term in given.items() if term is not None}):
            s, p, o, g = (term if term is not None else row[name] for name, term in given.items())
            yield Quad(s, p, o, g)  # type: ignore[arg-type]

    def named_graphs(self) -> Iterator[NamedNode]:
        """The names of all graphs."""
        for row in self.rows("graphs"):
            if isinstance(name := row["g"], NamedNode):
                yield name

    def __iter__(self) -> Iterator[Quad]:
        """All quads, graph by graph."""
        for graph in self.named_graphs():
            yield from self.quads_for_pattern(None, None, None, graph)

    def __len__(self) -> int:
        """How many quads there are in named graphs."""
        return self.size(self.named_graphs())

    def size(self, graphs: Iterable[NamedNode]) -> int:
        """How many quads there are in these graphs."""
        counted = (self.rows("size", rows=" ".join(some)) for some in _chunks([str(graph) for graph in graphs]))
        return sum(int(cast(Literal, row["n"]).value) for rows in counted for row in rows)

    def __contains__(self, quad: Quad) -> bool:
        return any(True for _ in self.quads_for_pattern(quad.subject, quad.predicate, quad.object, cast(NamedNode, quad.graph_name)))  # type: ignore[arg-type]


class RemoteSayings:
    """The sayings of a graph in a server. sources: the named graphs that count as sources."""

    def __init__(self, store: RemoteStore, entities: NamedNode, sources: set[str]) -> None:
        self._store, self._entities, self._sources = store, entities, sources

    def present(self, nodes: Iterable[NamedNode]) -> Statements:
        """What the graph of entities says of these entities."""
        found: Statements = {}
        for some in _chunks([str(node) for node in nodes]):
            for row in self._store.rows("present", rows=" ".join(some), entities=self._entities):
                found.setdefault(cast(NamedNode, row["s"]), set()).add(cast(Said, (row["p"], row["o"])))
        return found

    def still_said(self, statements: Statements) -> Statements:
        """Those of the statements that some source makes."""
        found: Statements = {}
        for some in _chunks([f"({node} {p} {o})" for node, said in statements.items() for p, o in said]):
            for row in self._store.rows("still-said", rows=" ".join(some)):
                if cast(NamedNode, row["g"]).value in self._sources:
                    found.setdefault(cast(NamedNode, row["s"]), set()).add(cast(Said, (row["p"], row["o"])))
        return found


def statement(name: str, **values: object) -> str:
    """A query or update of queries/remote/, its places ($name) filled with terms; places that are not given stay variables."""
    return Template(_text(name)).safe_substitute({key: str(value) for key, value in values.items()})


@cache
def _text(name: str) -> str:
    return (data_folder("queries") / "remote" / name).read_text(encoding="utf-8")


@cache
def _layouts() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_text("layouts.toml"))


def _chunks(rows: list[str]) -> Iterator[list[str]]:
    return (rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS))

