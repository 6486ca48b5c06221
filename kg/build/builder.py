"""Sources into a graph: what it already has is passed over, what cannot be read is reported, the rest is put in order of the names."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from kg.build.options import BuildOptions
from kg.build.pool import Failure, run
from kg.build.report import BuildReport, DocumentReport, Outcome
from kg.build.steps import read_document
from kg.errors import EvidenceError, GraphError, InputError
from kg.graph import GraphStore, Run
from kg.model import DocumentFacts, Source
from kg.read import Unreadable


class Reader(Protocol):
    """A function that reads one document; must be found by its name in another process."""

    def __call__(self, source: Source, options: BuildOptions) -> DocumentFacts:
        """All that the document says."""
        ...


def build(
    sources: Iterator[Source | Unreadable],
    graph: Path,
    options: BuildOptions,
    *,
    on_document: Callable[[DocumentReport], None] = lambda _: None,
    reader: Reader = read_document,
) -> BuildReport:
    """Read `sources` and put what they say into the graph in the folder `graph`, which is made if there is none.

    A source of the same name is replaced. The graph depends on the documents and the options alone: not on the order of the
    sources, the number of processes, or what was built before. After Ctrl-C it holds the documents done so far, whole.
    on_document: called with each document's report, as soon as there is one. reader: what reads a document, `read_document` but in tests.
    Raises InputError when no source can be read (nothing is made or changed then), GraphError when `graph` cannot be used.
    """
    reports: list[DocumentReport] = []

    def note(report: DocumentReport) -> None:
        reports.append(report)
        on_document(report)

    first = _first_readable(sources, note)
    if first is None:
        raise _nothing_to_read(reports)
    with GraphStore.open_or_create(graph) as store, store.batch():
        wanted = _wanted(itertools.chain([first], sources), store, options, note)
        with closing(run(wanted, functools.partial(reader, options=options), options.jobs)) as results:
            for source, result in results:
                note(_put(store, source, result, options.run))
    return BuildReport(str(graph), tuple(sorted(reports, key=lambda report: report.name)))


def _first_readable(sources: Iterator[Source | Unreadable], note: Callable[[DocumentReport], None]) -> Source | None:
    for source in sources:
        if isinstance(source, Source):
            return source
        note(DocumentReport(source.name, Outcome.FAILED, source.reason))
    return None


def _nothing_to_read(reports: list[DocumentReport]) -> InputError:
    match reports:
        case []:
            return InputError("no document was named: name files or folders")
        case [one]:
            return InputError(f"{one.name}: {one.reason}")
        case _:
            return InputError(f"none of the {len(reports)} documents can be read: " + "; ".join(f"{r.name}: {r.reason}" for r in reports))


def _wanted(
    sources: Iterator[Source | Unreadable], store: GraphStore, options: BuildOptions, note: Callable[[DocumentReport], None]
) -> Iterator[Source]:
    """The sources that must be read; the others are noted."""
    for source in sources:
        if isinstance(source, Unreadable):
            note(DocumentReport(source.name, Outcome.FAILED, source.reason))
        elif not options.again and store.has(source.name, source.sha256, options.run.key):
            note(DocumentReport(source.name, Outcome.UNCHANGED, counts=store.sources[source.name].counts))
        else:
            yield source


def _put(store: GraphStore, source: Source, result: DocumentFacts | Failure, run: Run) -> DocumentReport:
    """Puts what was read into the graph. What does not hold together is not put there, and reported; what was there before stays."""
    if isinstance(result, Failure):
        return DocumentReport(source.name, Outcome.FAILED, result.reason)
    try:
        entry = store.put(result, run)
    except (EvidenceError, GraphError) as error:
        return DocumentReport(source.name, Outcome.FAILED, str(error).removeprefix(f"{source.name}: "))
    return DocumentReport(source.name, Outcome.BUILT, counts=entry.counts)
