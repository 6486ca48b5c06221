"""The graph in a notebook or another program: `from kg import build, open_graph`.

    >>> from kg import build, open_graph
    >>> graph = build(examples, folder)
    >>> graph.ask("谁建议加装电梯?").rows[0][0]
    '冉启明'
    >>> graph.query("positions-of-person", person="呼延建军").columns[:3]
    ('person', 'role', 'organization')
    >>> graph.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s a kg:Proposal }").rows[0][0] > 50
    True
    >>> graph.close()

pandas, rdflib and networkx are imported only when they are asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.graph import GraphStore
from kg.graph.query import Cell, bound

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with named columns, as a query gives them. In a notebook it shows itself as a table of the first rows.

    sentence: the answer in words, of a question; understood, sparql, suggestions: as in kg.ask.Answer; all empty for a query, but sparql.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sentence: str = ""
    understood: str = ""
    sparql: str = ""
    suggestions: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def df(self) -> pandas.DataFrame:
        """The rows as a pandas DataFrame. Raises ImportError where pandas is not installed (the extra `notebooks` brings it)."""
        import pandas

        return pandas.DataFrame.from_records(list(self.rows), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """The first rows as an HTML table; everything from documents and questions is escaped."""
        head = "".join(f"<th>{escape(c)}</th>" for c in self.columns)
        cells = ("".join(f"<td>{escape('' if v is None else str(v))}</td>" for v in row) for row in self.rows[:_SHOWN])
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        said = "".join(f"<p>{escape(text)}</p>" for text in (self.sentence, *self.suggestions) if text)
        more = f"<p>{len(self.rows)} rows, {_SHOWN} shown</p>" if len(self.rows) > _SHOWN else ""
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if self.columns else ""
        return f"{said}{table}{more}"


class Graph:
    """A knowledge graph in a folder, open for reading. Close it when done, or use it in a `with`."""

    def __init__(self, path: Path | str) -> None:
        """Opens the graph. Raises GraphError when the folder holds none, or it is being written."""
        self.store = GraphStore.open(Path(path), read_only=True)

    def ask(self, question: str) -> Table:
        """The answer to a question in Chinese or English, with its sentence, or what was not understood."""
        from kg.ask import ask

        answer = ask(self.store, question)
        return Table(answer.columns, answer.rows, answer.sentence, answer.understood, answer.sparql, answer.suggestions)

    def query(self, name: str, /, *, queries: Path | str | None = None, **parameters: str | int) -> Table:
        """The rows of a documented query; `kg query --list` names them. queries: a folder with .rq files of your own.

        Parameters are bound as values, never pasted. Raises QueryError for an unknown name or parameter.
        """
        from kg.graph import load_query

        wanted = load_query(name, [Path(queries)] if queries is not None else [])
        given = {key: str(value) for key, value in parameters.items()}
        result = wanted.run(self.store, given)
        return Table(result.columns, result.rows, sparql=bound(wanted.sparql, wanted.bindings(given)))

    def sparql(self, text: str) -> Table:
        """The rows of a SPARQL SELECT or ASK over all graphs together; the ontology's prefixes need no declaration. Raises QueryError."""
        result = self.store.query(text)
        return Table(result.columns, result.rows, sparql=text)

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the documents in the graph."""
        return tuple(self.store.sources)

    def text(self, source: str) -> str:
        """The text of a document, in which the offsets of every row count. Raises GraphError when there is no such document."""
        return self.store.source_text(source)

    @property
    def rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset on the same store (oxrdflib), all named graphs together; it cannot be written."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store.store), default_union=True)

    def networkx(self) -> networkx.MultiDiGraph[str]:
        """Entities, topics, roles, articles and statements as a networkx graph: nodes are IRIs with `type` and `name`, the key of an
        edge is the local name of its property (proposer, topic, organization …)."""
        import networkx

        found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for iri, type_, name in self._rows("nodes"):
            found.add_node(str(iri), type=type_, name=name)
        for subject, predicate, object_ in self._rows("edges"):
            if subject in found and object_ in found:
                found.add_edge(str(subject), str(object_), key=str(predicate))
        return found

    def _rows(self, name: str) -> Sequence[tuple[Cell, ...]]:
        from kg.graph import load_queries
        from kg.vocab import data_folder

        return load_queries(data_folder("queries") / "network")[name].run(self.store).rows

    def close(self) -> None:
        """Gives the graph free; twice does no harm."""
        self.store.close()

    def __enter__(self) -> Self:
        """The graph itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the graph."""
        self.close()

    def __repr__(self) -> str:
        return f"<kg.Graph {str(self.store.path)!r}, {len(self.store.sources)} documents>"


def open_graph(path: Path | str) -> Graph:
    """The graph in a folder, for reading. Raises GraphError when there is none."""
    return Graph(path)


def build_graph(
    sources: Path | str | Iterable[Path | str],
    graph: Path | str,
    *,
    place: str | None = None,
    date: str | None = None,
    jobs: int | None = 1,
) -> Graph:
    """Reads documents (files, folders, or several) into the graph in a folder, which is made if there is none, and opens it.

    place, date: where and when they were issued, where they do not say it. jobs: processes; None for one a core. Warns of each document
    that could not be read while others were. Raises InputError when none can be read, GraphError when the folder cannot be used.
    """
    from kg.build import BuildOptions
    from kg.build.builder import build
    from kg.read import open_sources

    named = [sources] if isinstance(sources, Path | str) else list(sources)
    report = build(open_sources([Path(s) for s in named]), Path(graph), BuildOptions(place, date, jobs))
    for failed in report.failed:
        warnings.warn(f"{failed.name} is not in the graph: {failed.reason}", stacklevel=3)
    return Graph(graph)


__all__ = ["Graph", "Table", "build_graph", "open_graph"]
