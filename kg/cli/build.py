"""`kg build`: documents in, a graph on disk out."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.check import CheckFormat, check_what_was_built, check_with_progress, tell_of_what_was_built
from kg.cli.cluster import Cluster, Engine, build_on_spark, tell_of_faults, tell_of_spark
from kg.cli.graphs import STORE
from kg.cli.output import say, write_json
from kg.errors import InputError, KgError
from kg.recognizer import DEFAULT

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
        Path | None, typer.Option(metavar="FILE", help="Names: aliases, corrections, identifiers elsewhere (TOML).", show_default=False)
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Decisions on which nodes are one (kg review); else GRAPH.decisions.tsv.", show_default=False),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What proposes names where no rule finds any: small (in the package), lac (extra ner), or an installed spaCy pipeline.",
            show_default=DEFAULT or "rules alone",
        ),
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Rules alone: no model proposes names.")] = False,
    license: Annotated[str | None, typer.Option(metavar="IRI", help="Licence that the description of the graph names.")] = None,
    issued: Annotated[str | None, typer.Option(metavar="DATE", help="Date of publication that the description names.")] = None,
    check: Annotated[
        bool | None,
        typer.Option("--check/--no-check", help="Check the whole graph afterwards, or nothing; else what was built.", show_default=False),
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Forget documents of the graph that are not among these.")] = False,
    report: Annotated[ReportFormat, typer.Option(help="How to say what was done.")] = ReportFormat.TABLE,
    engine: Annotated[Engine, typer.Option(help="What does the work; spark (an extra) writes N-Quads to load.")] = Engine.LOCAL,
    master: Annotated[str | None, typer.Option(metavar="URL", help="Spark: address of its master.", show_default=False)] = None,
    partitions: Annotated[int | None, typer.Option(help="Spark: partitions of the documents.", show_default=False)] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Spark: files that are not packed (gzip).")] = False,
    candidates: Annotated[
        bool, typer.Option("--candidates/--no-candidates", help="Infer which nodes may be one, and what became of proposals.")
    ] = True,
) -> int:
    """Read documents and write what they say into a graph.

    A document that the graph already has is read again only if it, the options or the program changed. The graph can be read meanwhile;
    a build that is broken off, killed or out of disk is completed by the next one. At the end, what was built is checked as kg check does
    (of many documents, some by all shapes, as the summary says). Ends with 1 if a document could not be read or a check found violations.

    Example: kg build 两会文档/ -o 图谱
    """
    from kg.graph import About

    if fast and model is not None:
        raise InputError(f"--fast and --model {model}: rules alone, or a model beside them? name one of the two")
    used = None if fast else model or DEFAULT
    cluster = Cluster(master, partitions, plain, candidates)
    if engine is Engine.SPARK:
        from kg.build import BuildOptions

        options = BuildOptions(place, date, jobs, again, names, About(license=license, issued=issued), prune, decisions, used, candidates)
        written = build_on_spark(sources, output, options, cluster, server=server, check=check)
        if report is ReportFormat.JSON:
            write_json(written.as_json())
            tell_of_faults(written, names)
        else:
            tell_of_spark(written, names)
        return 1 if written.failed else 0
    cluster.refuse()
    graph = output or server
    if graph is None or (output is not None and server is not None):
        raise InputError(f"where to? name a folder with -o, or a SPARQL server with {STORE}")
    about = About(license=license, issued=issued)
    done = build_with_progress(
        sources, graph, place=place, date=date, jobs=jobs, again=again, names=names, about=about, prune=prune, decisions=decisions,
        model=used, infers=candidates,
    )  # fmt: skip
    checked, unchecked = None, None
    try:
        checked = check_what_was_built(graph, done) if check is None else None
    except KgError as error:  # the documents are in the graph, whatever is wrong with the check
        unchecked = error
    if report is ReportFormat.JSON:
        write_json({**done.as_json(), "check": checked.as_json() if checked is not None else None})
    else:
        print_report(done)
    for document in done.failed:
        say(f"kg: {document.name}: {document.reason}")
    for name in done.unmatched:
        say(f"kg: {names}: {name} is of no one entity of the graph; its identifiers are passed over")
    tell_of_decisions(done)
    if unchecked is not None:
        say(f"kg: what was built could not be checked: {unchecked}")
    violated = tell_of_what_was_built(checked) if checked is not None else bool(unchecked)
    if check:
        violated = check_with_progress(graph, CheckFormat.TEXT, sys.stderr)
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
    decisions: Path | None = None,
    model: str | None = DEFAULT,
    infers: bool = True,
) -> BuildReport:
    """Build with a progress bar on standard error: documents done, a second, time left. Raises InputError and GraphError."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from kg.build import BuildOptions
    from kg.build import build as run
    from kg.graph import About
    from kg.read import find_files, open_sources

    options = BuildOptions(place, date, jobs, again, names, about or About(), prune, decisions, model, infers)
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

        return run(open_sources(sources), graph, options, on_document=on_document)


def tell_of_decisions(report: BuildReport) -> None:
    """How many decisions were applied, on standard error, and which bear on nothing."""
    if report.decisions is not None and report.decisions.all:
        say(f"{report.decisions.file}: {len(report.decisions.all) - len(report.idle)} of {len(report.decisions.all)} decisions applied")
        for decision in report.idle:
            say(f"kg: {report.decisions.file}, line {decision.line}: is about nothing in this graph; passed over")


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
