"""A query of a visitor, carried out in a worker: any form of SPARQL 1.1 Query, over the whole graph, at most so many rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, Triple, serialize

from kg.errors import QueryError
from kg.graph.query import short_message, stays_here
from kg.serve.message import Refused, SparqlQuery
from kg.serve.negotiate import TRIPLES
from kg.serve.results import Solutions
from kg.vocab import ontology

_TRIPLES_A_ROW = 10
_UPDATE = re.compile(
    r"(?:\s|#[^\n\r]*+|PREFIX\s+[\w.-]*\s*:\s*<[^>]*>|BASE\s+<[^>]*>)*+(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
"""How an update begins (SPARQL 1.1 Update), after comments and the prologue."""

Triples = tuple[tuple[Triple, ...], bool]
"""Triples without repetition, in the order of the engine, and whether there are more than the limit allows."""


def carried_out(store: Store, query: SparqlQuery) -> Solutions | Triples | bool:
    """The answer. Raises Refused for updates and SERVICE, QueryError with the parser's message and its place (line:column)."""
    if found := _UPDATE.match(query.text):
        raise Refused(f"{found[1].upper()} would change the graph; this server only reads")
    try:
        stays_here(query.text)
    except QueryError as error:
        raise Refused(str(error)) from error
    default, named = _nodes(query.default_graphs), _nodes(query.named_graphs)
    whole = default is None and named is None
    try:
        answer = store.query(
            query.text,
            prefixes=ontology().prefixes,
            use_default_graph_as_union=whole,
            default_graph=None if whole else cast("list[NamedNode | BlankNode | DefaultGraph]", default or []),
            named_graphs=None if whole else named or [],
        )
        match answer:
            case QueryBoolean():
                return bool(answer)
            case QuerySolutions():
                columns = tuple(v.value for v in answer.variables)
                rows = tuple(tuple(row[c] for c in columns) for row in islice(answer, query.rows + 1))
                return Solutions(columns, rows[: query.rows], len(rows) > query.rows)
            case QueryTriples():
                most = query.rows * _TRIPLES_A_ROW
                triples = tuple(dict.fromkeys(islice(answer, most + 1)))
                return triples[:most], len(triples) > most
            case _:
                raise QueryError("the query is of an unknown form")
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"the query cannot be understood: {short_message(str(error))}") from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be carried out: {error}") from error


def serialized(triples: Sequence[Triple], media: str) -> bytes:
    """Triples in the form of a media type of TRIPLES."""
    format = {
        TRIPLES["ttl"]: RdfFormat.TURTLE,
        TRIPLES["nt"]: RdfFormat.N_TRIPLES,
        TRIPLES["jsonld"]: RdfFormat.JSON_LD,
        TRIPLES["rdf"]: RdfFormat.RDF_XML,
    }[media]
    prefixes = ontology().prefixes if format in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    body = serialize(sorted(triples, key=str), format=format, prefixes=prefixes)
    assert body is not None
    return body


def _nodes(iris: tuple[str, ...] | None) -> list[NamedNode | BlankNode] | None:
    try:
        return None if iris is None else [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"the dataset cannot be understood: {error}") from error
