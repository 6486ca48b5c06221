"""Sources into a graph: what it already has is passed over, what cannot be read is reported, the rest is put in order of the names."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

from kg.build.decide import Runs, decisions_for, judged
from kg.build.inference import infer
from kg.build.options import BuildOptions
from kg.build.pool import Failure, collecting_seldom, run
from kg.build.report import BuildReport, DocumentReport, Outcome
from kg.build.steps import read_document
from kg.errors import InputError
from kg.graph import GraphStore, Prepared, decided, describe, identify, prepare
from kg.lexicon.authority import read_authority
from kg.lexicon.decisions import Decisions
from kg.model import DocumentFacts, Source
from kg.read import Undecoded, Unreadable


class Reader(Protocol):
    """A function that reads one document; must be found by its name in another process."""

    def __call__(self, source: Source, options: BuildOptions) -> DocumentFacts:
        """All that the document says."""
        ...


def build(
    sources: Iterator[Source | Undecoded | Unreadable],
    graph: Path | str,
    options: BuildOptions,
    *,
    on_document: Callable[[DocumentReport], None] = lambda _: None,
    reader: Reader = read_document,
) -> BuildReport:
    """Read `sources` and put what they say into the graph in the folder (or the server at the address) `graph`, made if there is none.

    A source of the same name is replaced. The graph depends on the documents and the options alone: not on the order of the
    sources, the number of processes, or what was built before. After Ctrl-C it holds the documents done so far, whole.
    on_document: called with each document's report, as soon as there is one. reader: what reads a document, `read_document` but in tests.
    Raises InputError when no source can be read (nothing is made or changed then), GraphError when `graph` cannot be used, is being
    written by another program (nothing is changed then), or there is no room (it is then as it was published last).
    """
    reports: list[DocumentReport] = []
    authority = read_authority(options.names) if options.names is not None else None
    decisions = decisions_for(graph, options.decisions)

    def note(report: DocumentReport) -> None:
        reports.append(report)
        on_document(report)

    first = _first_readable(sources, note)
    if first is None:
        raise _nothing_to_read(reports)
    with collecting_seldom(), _opened(graph) as store:
        with store.batch():
            wanted = _wanted(itertools.chain([first], sources), store, Runs(store, options, decisions), options, note)
            work = functools.partial(prepared, reader=reader, options=options, decisions=decisions, base=store.base)
            with closing(run(wanted, work, options.jobs)) as results:
                for source, result in results:
                    note(_put(store, source, result))
            if options.prune:
                named = {report.name for report in reports}
                for name in [name for name in store.sources if name not in named]:
                    store.forget(name)
                    note(DocumentReport(name, Outcome.FORGOTTEN))
            unmatched = identify(store, authority)
            infer(store, decisions, links=options.infers, folder=store.path if isinstance(store.path, Path) else None)
            idle = decided.idle(store, decisions) if decisions is not None else ()
            describe(store, options.about)
        store.put_in_order()
    return BuildReport(str(graph), tuple(sorted(reports, key=lambda report: report.name)), unmatched, decisions, idle)


def _opened(graph: Path | str) -> GraphStore:
    return GraphStore.at(graph) if isinstance(graph, str) else GraphStore.open_or_create(graph)


def prepared(source: Source, reader: Reader, options: BuildOptions, decisions: Decisions | None, base: str) -> Prepared:
    """One document from its text to what is stored: all that can be done in any process."""
    facts, by = judged(reader(source, options), options, decisions)
    return prepare(facts, base, by)


def _first_readable(
    sources: Iterator[Source | Undecoded | Unreadable], note: Callable[[DocumentReport], None]
) -> Source | None:
    for given in sources:
        source = given.decoded() if isinstance(given, Undecoded) else given
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
    sources: Iterator[Source | Undecoded | Unreadable],
    store: GraphStore,
    runs: Runs,
    options: BuildOptions,
    note: Callable[[DocumentReport], None],
) -> Iterator[Source]:
    """The sources that must be read; the others are noted. Bytes that the graph knows by their digest are not decoded again."""
    for given in sources:
        if not isinstance(given, Unreadable) and not options.again and store.has(given.name, given.sha256, runs.key(given.name)):
            known = store.entry(given.name)
            note(DocumentReport(given.name, Outcome.UNCHANGED, counts=known.counts if known is not None else {}))
            continue
        source = given.decoded() if isinstance(given, Undecoded) else given
        if isinstance(source, Unreadable):
            note(DocumentReport(source.name, Outcome.FAILED, source.reason))
        else:
            yield source


def _put(store: GraphStore, source: Source, result: Prepared | Failure) -> DocumentReport:
    """Puts what was read into the graph. What does not hold together is not put there, and reported; what was there before stays."""
    if isinstance(result, Failure):
        return DocumentReport(source.name, Outcome.FAILED, result.reason)
    return DocumentReport(source.name, Outcome.BUILT, counts=store.put_prepared(result).counts)
