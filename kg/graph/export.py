"""The graph as a file for other programs. Everything is sorted first, so that the same graph gives the same bytes however it was built.

nq, trig and jsonld keep the named graphs (which source said what); ttl, graphml and gexf do not. graphml and gexf hold entities, proposals
and topics as nodes, for network programs (Gephi, Cytoscape).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import QueryError
from kg.graph.jsonld import write_jsonld
from kg.graph.query import Result, evaluate
from kg.graph.queryfile import load_queries
from kg.graph.store import GraphStore
from kg.vocab import data_folder, ontology

if TYPE_CHECKING:
    import networkx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, section 2.2: characters that may not stand in a document."""


def export(graph: GraphStore, format: str, out: IO[bytes]) -> None:
    """Writes the graph to `out` in one of FORMATS. Raises QueryError for any other."""
    if format not in _WRITERS:
        raise QueryError(f"no format {format}; there are: {', '.join(FORMATS)}")
    _WRITERS[format](graph, out)


def _sorted(graph: GraphStore) -> list[tuple[str, Quad]]:
    """All quads with their N-Quads line, in the order of graph, then of the line."""
    return sorted(((str(quad), quad) for quad in graph.store), key=lambda pair: (str(pair[1].graph_name), pair[0]))


def _nquads(graph: GraphStore, out: IO[bytes]) -> None:
    for line in sorted(str(quad) for quad in graph.store):
        out.write(f"{line} .\n".encode())


def _trig(graph: GraphStore, out: IO[bytes]) -> None:
    head = _SortedHead(out)
    serialize((quad for _, quad in _sorted(graph)), cast(IO[bytes], head), RdfFormat.TRIG, prefixes=_prefixes())
    head.done()


def _jsonld(graph: GraphStore, out: IO[bytes]) -> None:
    write_jsonld((quad for _, quad in _sorted(graph)), out)


def _turtle(graph: GraphStore, out: IO[bytes]) -> None:
    triples = {str(quad.triple): quad.triple for quad in graph.store}

    def in_order() -> Iterator[Triple]:
        for line in sorted(triples):
            yield triples[line]

    head = _SortedHead(out)
    serialize(in_order(), cast(IO[bytes], head), RdfFormat.TURTLE, prefixes=_prefixes())
    head.done()


def _graphml(graph: GraphStore, out: IO[bytes]) -> None:
    import networkx

    networkx.write_graphml_xml(_network(graph), out, encoding="utf-8", named_key_ids=True)


def _gexf(graph: GraphStore, out: IO[bytes]) -> None:
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(graph=_network(graph), encoding="utf-8", version="1.2draft")
    for meta in writer.xml.iter("meta"):
        del meta.attrib["lastmodifieddate"]  # today's, which would be the only thing that differs between two exports
    writer.write(out)


def _network(graph: GraphStore) -> networkx.MultiDiGraph:
    """Entities, proposals and topics, and what joins them."""
    import networkx

    drawn = networkx.MultiDiGraph()
    for row in _read(graph, "nodes").records():
        drawn.add_node(row["iri"], label=_clean(row["label"]), type=_clean(row["type"]))
    for row in _read(graph, "edges").records():
        key = f"{row['iri']} {row['label']}"
        drawn.add_edge(row["subject"], row["object"], key=key, label=_clean(row["label"]), document=_clean(row["document"]))
    return drawn


def _prefixes() -> dict[str, str]:
    """Prefixes of which no namespace begins with another: where two fit, the serializer takes either."""
    known = ontology().prefixes
    return {p: n for p, n in known.items() if not any(n != other and n.startswith(other) for other in known.values())}


class _SortedHead:
    """Puts the prefix lines in order, which the serializer writes in another order each time, and hands on the rest as it comes."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._head: bytearray | None = bytearray()

    def write(self, piece: bytes) -> int:
        """Takes what the serializer writes."""
        if self._head is None:
            return self._out.write(piece)
        self._head += piece
        lines = self._head.split(b"\n")
        if any(not line.startswith(b"@prefix") for line in lines[:-1]):
            self.done()
        return len(piece)

    def flush(self) -> None:
        """Nothing to do: `done` comes at the end."""

    def done(self) -> None:
        """Writes what is held back."""
        if self._head is None:
            return
        lines = self._head.splitlines(keepends=True)
        prefixes = sorted(line for line in lines if line.startswith(b"@prefix"))
        self._out.write(b"".join(prefixes) + b"".join(lines[len(prefixes) :]))
        self._head = None


def _read(graph: GraphStore, name: str) -> Result:
    return evaluate(graph.store, _queries()[name], {})


@cache
def _queries() -> dict[str, str]:
    return {name: query.sparql for name, query in load_queries(data_folder("queries") / "export").items()}


def _clean(value: object) -> str:
    return _NOT_XML.sub("", str(value))


_WRITERS: dict[str, Callable[[GraphStore, IO[bytes]], None]] = {
    "nq": _nquads,
    "trig": _trig,
    "ttl": _turtle,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "gexf": _gexf,
}

FORMATS = tuple(_WRITERS)
"""The formats that `export` knows."""
