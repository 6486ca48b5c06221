"""The graph as flat rows, read by the queries of `queries/tables/`: the contract that others measure by.

Each row has `table` and `source` (the file's name) and the fields of its table; then its evidence: `quote` (pieces joined by " … "),
`start` of the first and `end` of the last piece, `spans` of all pieces in order (characters of the source text, end exclusive), `rule`,
`doubts` and `iri`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.graph.query import evaluate
from kg.graph.queryfile import QueryFile, load_queries
from kg.graph.store import GraphStore
from kg.vocab import data_folder

Row = dict[str, Any]

_JOIN = " … "


@dataclass(frozen=True, slots=True)
class _Piece:
    annotation: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What one source says, as the queries gave it. lists: values by node and list. evidence: pieces by node, in order."""

    name: str
    lists: dict[str, dict[str, list[str]]]
    evidence: dict[str, list[_Piece]]

    def values(self, iri: str, name: str) -> list[str]:
        return self.lists.get(iri, {}).get(name, [])

    def one(self, iri: str, name: str) -> str | None:
        values = self.values(iri, name)
        return values[0] if values else None

    def proof(self, iri: str) -> Row:
        """The evidence columns: of the first annotation in the order of the text."""
        pieces = self.evidence.get(iri, [])
        first = min(pieces, key=lambda p: (p.start, p.end, p.annotation)).annotation if pieces else None
        pieces = [p for p in pieces if p.annotation == first]
        return {
            "quote": _JOIN.join(p.quote for p in pieces) or None,
            "start": pieces[0].start if pieces else None,
            "end": pieces[-1].end if pieces else None,
            "spans": [[p.start, p.end] for p in pieces],
            "rule": pieces[0].rule if pieces else None,
            "doubts": self.values(iri, "doubts"),
            "iri": iri,
        }


def _article(row: Row, page: _Page) -> Row:
    own = {
        "title": row["title"],
        "start": row["start"],
        "end": row["end"],
        "date": row["date"],
        "bylines": page.values(row["iri"], "bylines"),
    }
    proof = {k: v for k, v in page.proof(row["iri"]).items() if k not in {"start", "end"}}
    return {**own, "kind": row["kind"], "paper": row["paper"], **proof}


def _entity(row: Row, page: _Page) -> Row:
    iri = row["iri"]
    own = {"type": row["type"], "name": row["name"], "aliases": page.values(iri, "aliases"), "types": page.values(iri, "types")}
    own |= {"kind": page.one(iri, "kind"), "code": row["code"], "jurisdiction": row["jurisdiction"]}
    own |= {name: page.one(iri, name) for name in ("gender", "ethnicGroup", "party")}
    mentions = sorted({(p.start, p.end) for p in page.evidence.get(iri, [])})
    return {**own, "mentions": [list(span) for span in mentions], **page.proof(iri)}


def _position(row: Row, page: _Page) -> Row:
    own = {name: row[name] for name in ("person", "role", "organization", "session", "from", "to")}
    return {**own, **_stated(row["iri"], page)}


def _proposal(row: Row, page: _Page) -> Row:
    iri = row["iri"]
    lists = {name: page.values(iri, name) for name in ("proposers", "topics", "capacities", "addressees", "about")}
    own = {name: row[name] for name in ("kind", "class", "text", "session", "period", "heading", "title", "number")}
    return {"proposers": lists.pop("proposers"), **own, **lists, **_stated(iri, page)}


def _relation(row: Row, page: _Page) -> Row:
    return {**{name: row[name] for name in ("subject", "predicate", "object")}, **_stated(row["iri"], page)}


def _indicator(row: Row, page: _Page) -> Row:
    names = ("indicator", "area", "period", "value", "unit", "status", "approximate", "bound")
    return {**{name: row[name] for name in names}, **_stated(row["iri"], page)}


def _stated(iri: str, page: _Page) -> Row:
    return {"article": page.one(iri, "article"), **page.proof(iri)}


_TABLES: dict[str, Callable[[Row, _Page], Row]] = {
    "articles": _article,
    "entities": _entity,
    "positions": _position,
    "proposals": _proposal,
    "relations": _relation,
    "indicators": _indicator,
}

TABLES = tuple(_TABLES)
"""The names of the tables, in order."""


def rows(graph: GraphStore, table: str | None = None) -> Iterator[Row]:
    """The rows of one table, or of all, source by source in the order of names, then in the order of the text.

    Raises QueryError when there is no such table.
    """
    if table is not None and table not in _TABLES:
        raise QueryError(f"no table {table}; there are: {', '.join(TABLES)}")
    for name, entry in graph.sources.items():
        page = _page(graph, name, entry.graph)
        for each in TABLES if table is None else (table,):
            found = [{"table": each, "source": name, **_TABLES[each](row, page)} for row in _run(graph, each, entry.graph)]
            yield from sorted(found, key=_place)


def _place(row: Row) -> tuple[int, int, str]:
    return (-1 if row["start"] is None else row["start"], row["end"] or 0, row["iri"])


def _page(graph: GraphStore, name: str, source: str) -> _Page:
    lists: dict[str, dict[str, list[str]]] = {}
    for row in _run(graph, "lists", source):
        lists.setdefault(row["iri"], {}).setdefault(row["list"], []).append(row["value"])
    evidence: dict[str, list[_Piece]] = {}
    for row in _run(graph, "evidence", source):
        evidence.setdefault(row["iri"], []).append(_Piece(row["annotation"], row["start"], row["end"], row["quote"], row["rule"]))
    return _Page(name, lists, evidence)


def evidence_rows(graph: GraphStore, name: str) -> Iterator[Row]:
    """The pieces of evidence of one source, with annotation, start, end (characters, end exclusive), quote and rule."""
    return _run(graph, "evidence", graph.sources[name].graph)


def _run(graph: GraphStore, query: str, source: str) -> Iterator[Row]:
    # seeing only the source's graph makes these queries forty times faster than naming it in them
    result = evaluate(graph.store, _queries()[query].sparql, {}, [NamedNode(source)])
    return (dict(zip(result.columns, row, strict=True)) for row in result.rows)


@cache
def _queries() -> dict[str, QueryFile]:
    return load_queries(data_folder("queries") / "tables")
