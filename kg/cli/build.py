"""`kg build`: documents in, a graph on disk out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.check import CheckFormat, check_with_progress
from kg.cli.graphs import STORE
from kg.cli.output import say, write_json
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.build import BuildReport, DocumentReport
    from kg.graph import About


_FEW = 30  # documents that are told one by one


class ReportFormat(StrEnum):
    """Ways to say what a build did."""

    TABLE = "table"
    JSON = "json"


def build(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE...", help="Files and folders: text, Markdown, HTML, Word, Excel, PDF; pictures with the extra ocr."),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="GRAPH", help="Folder of the graph; made, or added to.", show_default=False)
    ] = None,
    server: Annotated[
        str | None, typer.Option(STORE, metavar="URL", help="Instead of -o: address of a SPARQL server.", show_default=False)
    ] = None,
    place: Annotated[str | None, typer.Option(help="Full name of the issuing place, where documents do not say it: 宜昌市.")] = None,
    date: Annotated[str | None, typer.Option(help="Date of the documents, where they do not say it: 2025-01-08.")] = None,
    jobs: Annotated[int | None, typer.Option(help="Processes; as many as there are cores, if left out.", show_default=False)] = None,
    again: Annotated[bool, typer.Option("--again", help="Read also the documents that the graph already has unchanged.")] = False,
    names: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names with their identifiers elsewhere (TOML).", show_default=False)
    ] = None,
    license: Annotated[str | None, typer.Option(metavar="IRI", help="Licence that the description of the graph names.")] = None,
    issued: Annotated[str | None, typer.Option(metavar="DATE", help="Date of publication that the description names.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Check the graph afterwards, as kg check does.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Forget documents of the graph that are not among these.")] = False,
    report: Annotated[ReportFormat, typer.Option(help="How to say what was done.")] = ReportFormat.TABLE,
) -> int:
    """Read documents and write what they say into a graph.

    A document that the graph already has is read again only if it, the options or the program changed. The graph can be read meanwhile;
    a build that is broken off, killed or out of disk is completed by the next one.

    Example: kg build 两会文档/ -o 图谱
    """
    from kg.graph import About

    graph = output or server
    if graph is None or (output is not None and server is not None):
        raise InputError(f"where to? name a folder with -o, or a SPARQL server with {STORE}")
    about = About(license=license, issued=issued)
    done = build_with_progress(sources, graph, place=place, date=date, jobs=jobs, again=again, names=names, about=about, prune=prune)
    if report is ReportFormat.JSON:
        write_json(done.as_json())
    else:
        print_report(done)
    for document in done.failed:
        say(f"kg: {document.name}: {document.reason}")
    for name in done.unmatched:
        say(f"kg: {names}: {name} is of no one entity of the graph; its identifiers are passed over")
    violated = check and check_with_progress(graph, CheckFormat.TEXT, sys.stderr)
    return 1 if done.failed or violated else 0


def build_with_progress(
    sources: list[Path],
    graph: Path | str,
    *,
    place: str | None = None,
    date: str | None = None,
    jobs: int | None = None,
    again: bool = False,
    names: Path | None = None,
    about: About | None = None,
    prune: bool = False,
) -> BuildReport:
    """Build with a progress bar on standard error: documents done, a second, time left. Raises InputError and GraphError."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from kg.build import BuildOptions
    from kg.build import build as run
    from kg.graph import About
    from kg.read import find_files, read_sources

    options = BuildOptions(place, date, jobs, again, names, about or About(), prune)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("reading", total=len(find_files(sources)), rate="")

        def on_document(document: DocumentReport) -> None:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, description=document.name, rate=f"{speed:.1f}/s" if speed else "")

        return run(read_sources(sources), graph, options, on_document=on_document)


def print_report(report: BuildReport) -> None:
    """The summary, on standard output: by document if they are few, then what all gave together; how many there were, on standard
    error."""
    from kg.build import Outcome

    for document in report.documents if len(report.documents) <= _FEW else ():
        sys.stdout.write(f"{document.name}  {document.outcome.value}\n")
        for line in _told(document.counts) if document.reason is None else ():
            sys.stdout.write(f"    {line}\n")
    if len(report.documents) > 1:
        sys.stdout.write(f"{len(report.documents)} documents\n")
        for line in _told(report.found):
            sys.stdout.write(f"    {line}\n")
    if len(report.documents) > _FEW:
        for document in report.documents:
            for line in document.counts.get("unread", ()):
                sys.stdout.write(f"    {document.name}: not read: {line}\n")
        sys.stdout.write("    what each document gave: --report json\n")
    say(f"{report.graph}: " + ", ".join(f"{report.count(outcome)} {outcome.value}" for outcome in Outcome))


def _told(counts: Mapping[str, Any]) -> Iterator[str]:
    """What was found, in words: on one line what there is, on further ones each kind of doubt and what could not be read."""
    from kg.model import Doubt

    found = [f"{name} {_counts(value)}" for name, value in counts.items() if name not in ("doubts", "unread") and value]
    yield "; ".join(found) or "nothing found"
    for code, number in counts.get("doubts", {}).items():
        yield f"doubt: {number} × {Doubt(code).label}"
    for line in counts.get("unread", ()):
        yield f"not read: {line}"


def _counts(value: int | Mapping[str, int]) -> str:
    """How many, and of what: 3, or 3 (2 Person, 1 Policy)."""
    if isinstance(value, int):
        return str(value)
    return f"{sum(value.values())} ({', '.join(f'{number} {name}' for name, number in value.items())})"
