"""Which page an address means, and what stands on the pages that are about the whole graph."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.graph import Hit, UnitKind
from kg.graph.query import Result, bound
from kg.lexicon.characters import in_simplified
from kg.serve.abilities import Abilities
from kg.serve.figures import figures
from kg.serve.message import MOST_ROWS, Missing, Reply, Visit
from kg.serve.negotiate import RESULTS
from kg.serve.paths import ID, address, iri_of
from kg.serve.queries import library, own
from kg.serve.reader import Reader
from kg.serve.render import Renderer
from kg.serve.results import Solutions, plain
from kg.serve.slots import TOPIC
from kg.serve.things import Things

KINDS = ("Person", "Organization", "District", "Project", "Policy", "Session", TOPIC)
_PAGE = 200
_SHOWN = 500
_LINKED = ("what", "text", "indicator", "project", "policy", "topic", "role", "name", "code")
"""The columns of which the first one links to the page of the row."""
_FREQUENT = 36
_NEAR = 8
_LIKE = 0.4
_DRAWN, _SKETCHED = 150, 18


Cell = tuple[str, str | None]
"""Text, and where it leads."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of things. number: of statements, or of proposals for a topic."""

    iri: str
    name: str
    number: int


class Pages:
    """The pages of one graph. What is about the whole graph is read once."""

    def __init__(self, reader: Reader, abilities: Abilities) -> None:
        self._reader, self._abilities = reader, abilities
        self._things = Things(reader)
        self._list = cache(self._read_list)
        self._counts = cache(self._read_counts)
        self._asked = cache(self._read_asked)

    def __call__(self, visit: Visit, to: Renderer) -> Reply:
        """The page. Raises Missing when there is none, QueryError, GraphError."""
        head, _, rest = visit.path.strip("/").partition("/")
        match head:
            case "" if not rest:
                return self._home(to)
            case "id" if rest:
                return self._id(visit, iri_of(self._reader.graph.base, visit.path), to)
            case "about":
                return self._id(visit, visit.value("iri"), to)
            case "list" if rest in KINDS:
                return self._listed(visit, rest, to)
            case "documents" if not rest:
                return to.page("documents", sources=self._reader.graph.sources.values())
            case "search" if not rest:
                return self._search(visit, to)
            case "ask" if not rest:
                return self._ask(visit, to)
            case "indicators" if not rest:
                return figures(self._reader, visit, to)
            case "queries" if not rest:
                return to.page("queries", queries=library().values())
            case "queries" if rest in library():
                return self._run(visit, rest, to)
            case "picture" if not rest:
                about = visit.value("about") or None
                page = self._abilities.page(self._reader.graph, about, _DRAWN, to.language, visit.value("kind") or "who")
                return Reply(200, "text/html", page.encode("utf-8", "replace"))
            case "picture.svg":
                svg = self._abilities.svg(self._reader.graph, visit.value("about") or None, _SKETCHED)
                return Reply(200, "image/svg+xml", svg.encode("utf-8", "replace"))
            case "sparql" if not rest:
                return self.sparql(to, visit.value("query"))
            case _:
                raise Missing(to.say("no_page"))

    def sparql(self, to: Renderer, text: str, status: int = 200, headers: tuple[tuple[str, str], ...] = (), **found: Any) -> Reply:
        """The page with the editor, the results below it if there are any. Given: answer and limit, triples and count, more; or fault."""
        answer = found.get("answer")
        cells: list[list[tuple[str, str | None]]] = []
        if isinstance(answer, Solutions):
            for row in answer.rows[:_SHOWN]:
                links = (address(self._reader.graph.base, v.value) if isinstance(v, NamedNode) else None for v in row)
                cells.append(list(zip(map(plain, row), links, strict=True)))
        values: dict[str, Any] = {"answer": None, "limit": MOST_ROWS, "triples": None, "count": 0, "more": False, "fault": "", **found}
        values |= {"cells": cells, "shown": _SHOWN, "queries": library().values(), "formats": tuple(RESULTS), "text": text}
        return to.page("sparql", status, headers, **values)

    def _home(self, to: Renderer) -> Reply:
        sources = sorted(self._reader.graph.sources.values(), key=lambda s: s.name)
        topics = self._list(TOPIC)
        samples = [to.say("sample", topic=topic) for topic in self._asked()]
        return to.page(
            "home",
            counts=self._counts(),
            kinds=KINDS,
            sources=sources,
            topics=topics[:_FREQUENT],
            topic_count=len(topics),
            samples=samples,
        )

    def _read_asked(self) -> tuple[str, ...]:
        """Topics that a visitor could ask about."""
        return tuple(str(name) for name, _ in self._reader.graph.query(own("asked").sparql).rows)

    def _read_counts(self) -> dict[str, int]:
        return {str(kind): int(number or 0) for kind, number in self._reader.graph.query(own("counts").sparql).rows}

    def _read_list(self, kind: str) -> tuple[Entry, ...]:
        if kind == TOPIC:
            rows = self._reader.graph.query(own("topics").sparql).rows
        else:
            rows = self._reader.graph.query(own("list").sparql, {"kind": Literal(kind)}).rows
        return tuple(Entry(str(iri), str(name), int(number or 0)) for iri, name, number in rows)

    def _id(self, visit: Visit, iri: str, to: Renderer) -> Reply:
        """What an IRI stands for. Raises Missing with near ones."""
        reply = self._things(visit, iri, to)
        if reply is None:
            raise Missing(to.say("no_thing", iri=iri), self._near(iri))
        return reply

    def _near(self, iri: str) -> tuple[tuple[str, str], ...]:
        """Names of things that are like the end of an IRI, with their addresses."""
        asked = iri.rstrip("/").rpartition("/")[2][:60]
        parts = sorted({asked[i : i + 2] for i in range(len(asked) - 1)} or {asked} - {""})
        if not parts:
            return ()
        scores: dict[str, float] = {}
        for found, form in self._reader.graph.query(own("names").sparql, {"part": parts[:40]}).rows:
            if str(found).startswith(self._reader.graph.base):
                score = SequenceMatcher(None, asked, str(form), autojunk=False).ratio()
                scores[str(found)] = max(score, scores.get(str(found), 0.0))
        best = sorted((i for i in scores if scores[i] >= _LIKE and self._reader.kind(i)), key=lambda i: (-scores[i], i))[:_NEAR]
        return tuple((self._reader.name(i), address(self._reader.graph.base, i)) for i in best)

    def _listed(self, visit: Visit, kind: str, to: Renderer) -> Reply:
        wanted = visit.value("q")
        plain = in_simplified(wanted)
        entries = [e for e in self._list(kind) if wanted in e.name or (plain and plain in in_simplified(e.name))]
        number = int(visit.value("page")) if visit.value("page").isdecimal() else 1
        pages = max(1, -(-len(entries) // _PAGE))
        number = min(max(1, number), pages)
        part = entries[(number - 1) * _PAGE : number * _PAGE]
        return to.page("list", kind=kind, kinds=KINDS, entries=part, total=len(entries), number=number, pages=pages, wanted=wanted)

    def _search(self, visit: Visit, to: Renderer) -> Reply:
        wanted = visit.value("q")
        if "://" in wanted and self._reader.known(wanted):
            return Reply(303, "text/plain", b"", (("Location", address(self._reader.graph.base, wanted)),))
        graph = self._reader.graph
        names: dict[str, str] = {}
        hits: dict[str, list[Hit]] = {}
        if wanted:
            for iri, form in graph.query(own("names").sparql, {"part": sorted({wanted, in_simplified(wanted)})}).rows:
                if str(iri).startswith(graph.base) and self._reader.kind(str(iri)):
                    names.setdefault(str(iri), str(form))
            for kind in (UnitKind.PROPOSAL, UnitKind.ARTICLE, UnitKind.DOCUMENT):
                hits[kind.value] = graph.search(wanted, kinds=[kind], limit=100)
        things = sorted(names, key=lambda i: (self._reader.name(i) != wanted, names[i] != wanted, len(self._reader.name(i)), i))[:100]
        found = [(i, self._reader.kind(i), self._reader.name(i), names[i]) for i in things]
        return to.page("search", wanted=wanted, things=found, hits=hits, entry=graph.entry)

    def _ask(self, visit: Visit, to: Renderer) -> Reply:
        question = visit.value("q")
        answer = self._abilities.ask(self._reader.graph, question) if question else None
        columns, rows = self._rows(answer.columns, answer.rows[:_SHOWN], to) if answer else ((), [])
        return to.page("ask", question=question, answer=answer, columns=columns, rows=rows)

    def _run(self, visit: Visit, name: str, to: Renderer) -> Reply:
        """A query of the library, with a form for its parameters; its rows when it can run."""
        query = library()[name]
        given = {p.name: visit.value(p.name) for p in query.parameters}
        ready = all(given[p.name] for p in query.parameters if p.required)
        result = query.run(self._reader.graph, {k: v for k, v in given.items() if v}) if ready else None
        if result is not None and visit.value("format") == "csv":
            disposition = (("Content-Disposition", f'attachment; filename="{name}.csv"'),)
            return Reply(200, "text/csv", _csv(result), disposition)
        columns, rows = self._rows(result.columns, result.rows[:_SHOWN], to) if result else ((), [])
        text = bound(query.sparql, query.bindings({k: v for k, v in given.items() if v})) if ready else query.sparql
        csv_link = {**given, "format": "csv"}
        values: dict[str, Any] = {"columns": columns, "rows": rows, "shown": _SHOWN, "text": text, "csv_link": csv_link}
        return to.page("query", query=query, given=given, result=result, **values)

    def _rows(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], to: Renderer) -> tuple[tuple[str, ...], list[list[Cell]]]:
        """What of a table is shown, with links: the place of a quote stands in the column of the document, which leads to it; the IRI of
        a row becomes the link of what it says."""
        graphs = {name: entry.graph for name, entry in self._reader.graph.sources.items()}
        placed = {"document", "start", "end"} <= set(columns)
        linked = next((c for c in _LINKED if c in columns), columns[0] if columns else "") if "iri" in columns else ""
        shown = tuple(c for c in columns if not (c == "iri" and len(columns) > 1) and not (placed and c in ("start", "end")))
        out: list[list[Cell]] = []
        for row in rows:
            record = dict(zip(columns, row, strict=True))
            graph, start, end = graphs.get(str(record.get("document"))), record.get("start"), record.get("end")
            place = to.spans(graph, (start, end)) if graph and isinstance(start, int) and isinstance(end, int) else None
            cells: list[Cell] = []
            for column in shown:
                text = to.cell(column, record[column])
                link = place if column in ("quote", "document") else str(record["iri"]) if column == linked and record["iri"] else text
                if link is not None and link != place:
                    link = to.href(link) if link.startswith(self._reader.graph.base) else None
                cells.append((f"{text} {start}–{end}" if column == "document" and place else text, link if text else None))
            out.append(cells)
        return shown, out


def _csv(result: Result) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(result.columns)
    writer.writerows(["" if v is None else v for v in row] for row in result.rows)
    return out.getvalue().encode("utf-8", "replace")


__all__ = ["ID", "KINDS", "Pages"]
