"""The graph as flat rows, read by the queries of `queries/tables/`: the contract that others measure by.

Each row has `table` and `source` (the file's name) and the fields of its table; then its evidence: `quote` (pieces joined by " … "),
`start` of the first and `end` of the last piece, `spans` of all pieces in order (characters of the source text, end exclusive), `rule`,
`doubts` and `iri`. What is inferred between proposals is a table of its own, `links`; its rule is `inferred`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.graph.links import all_links, link_node
from kg.graph.query import evaluate
from kg.graph.queryfile import QueryFile, load_queries
from kg.graph.store import GraphStore
from kg.vocab import Term, data_folder, iri

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

LINKS = "links"
"""The table of what is inferred between proposals: no document states it, so it stands behind all that documents do."""
TABLES = (*_TABLES, LINKS)
"""The names of the tables, in order."""


def rows(graph: GraphStore, table: str | None = None) -> Iterator[Row]:
    """The rows of one table, or of all, source by source in the order of names, then in the order of the text; then the links.

    Raises QueryError when there is no such table.
    """
    if table is not None and table not in TABLES:
        raise QueryError(f"no table {table}; there are: {', '.join(TABLES)}")
    if table != LINKS:
        yield from _stated_rows(graph, table)
    if table in (None, LINKS):
        yield from sorted(_link_rows(graph), key=lambda row: (row["source"], *_place(row)))


def _stated_rows(graph: GraphStore, table: str | None) -> Iterator[Row]:
    for name, entry in graph.sources.items():
        page = _page(graph, name, entry.graph)
        for each in _TABLES if table is None else (table,):
            found = [{"table": each, "source": name, **_TABLES[each](row, page)} for row in _run(graph, each, entry.graph)]
            yield from sorted(found, key=_place)


def _link_rows(graph: GraphStore) -> Iterator[Row]:
    """One row for each inferred link, with the evidence of the proposal that it begins at, and that of the other one."""
    links = all_links(graph)
    ends = sorted({end for link in links for end in (link.left, link.right)})
    told = _told(graph, ends)
    for link in links:
        if link.left in told and link.right in told:
            (source, one), (other_source, other) = told[link.left], told[link.right]
            own = {"link": link.kind.value, "score": f"{link.score / 100:.2f}", "why": [reason.value for reason in link.reasons]}
            first = {name: one[name] for name in ("proposers", "text", "date")}
            second = {f"other_{name}": other[name] for name in ("proposers", "text", "date", "quote", "start", "end", "spans", "iri")}
            proof = {**{name: one[name] for name in ("quote", "start", "end", "spans")}, "rule": "inferred", "doubts": []}
            row = {"table": LINKS, "source": source, **own, "shared": list(link.shared), **first, "other_source": other_source, **second}
            yield {**row, **proof, "proposal": link.left, "iri": link_node(graph, link)}


def _told(graph: GraphStore, proposals: Sequence[str]) -> dict[str, tuple[str, Row]]:
    """Name of the document, and proposers, words, date and evidence of each of these proposals, by IRI."""
    names = {entry.graph: name for name, entry in graph.sources.items()}
    by_source: dict[str, list[str]] = {}
    for node in proposals:
        for quad in graph.store.quads_for_pattern(NamedNode(node), iri(Term.TEXT), None, None):
            by_source.setdefault(quad.graph_name.value, []).append(node)  # type: ignore[union-attr]
    found: dict[str, tuple[str, Row]] = {}
    for place, nodes in by_source.items():
        if (name := names.get(place)) is None:
            continue
        page, wanted = _page(graph, name, place), set(nodes)
        for row in _run(graph, "proposals", place):
            if row["iri"] in wanted:
                dates = graph.store.quads_for_pattern(NamedNode(row["iri"]), iri(Term.DCTERMS_DATE), None, NamedNode(place))
                date = min((quad.object.value for quad in dates), default=None)  # type: ignore[union-attr]
                said = {"proposers": page.values(row["iri"], "proposers"), "text": row["text"], "date": date}
                found[row["iri"]] = (name, {**said, **page.proof(row["iri"])})
    return found


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
