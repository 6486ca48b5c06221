"""`kg check`: whether a graph holds together."""

from __future__ import annotations

import itertools
import sys
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say, write_json

if TYPE_CHECKING:
    from kg.build import BuildReport
    from kg.check import Report

_AT_END = 50_000
"""Triples that are held to the shapes at the end of a build: two seconds' work, and all that about six newspaper pages say."""
_SHOWN = 10  # findings of each check that are told; the JSON has all


class CheckFormat(StrEnum):
    """Ways to tell what a check found."""

    TEXT = "text"
    JSON = "json"


def check(
    graph: GraphFolder,
    form: Annotated[CheckFormat, typer.Option("--format", help="For the eye, or for a program (complete).")] = CheckFormat.TEXT,
) -> int:
    """Hold a graph to its shapes, to the checks across statements, and its quotes to the texts.

    Ends with 1 if there are violations; warnings (two values for one figure, a target in the past) are for reading. Nothing is changed.

    Example: kg check 图谱
    """
    return 1 if check_with_progress(graph, form, sys.stdout) else 0


def check_with_progress(graph: Path | str, form: CheckFormat, to: IO[str]) -> bool:
    """Check with a progress bar on standard error, tell it, and say whether there are violations. Raises GraphError."""
    from rich.console import Console
    from rich.progress import Progress

    from kg.check import Severity
    from kg.check import check as run

    with opened(graph) as store, Progress(console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("checking", total=None)
        report = run(store, lambda name, steps: progress.update(task, advance=1, total=steps, description=name))
    if form is CheckFormat.JSON:
        write_json(report.as_json())
    else:
        print_findings(report, to)
    violations, warnings = (len(report.of(severity)) for severity in (Severity.VIOLATION, Severity.WARNING))
    looked = f"{report.graphs} graphs, {report.triples:,} triples, {report.quotes:,} quotes"
    say(f"{graph}: {violations} violations, {warnings} warnings in {looked}")
    return violations > 0


def check_what_was_built(graph: Path | str, built: BuildReport) -> Report | None:
    """Checks the documents that a build read, within bounds (see `kg.check.check`). None if there are none, or the graph is in a server.

    Raises GraphError.
    """
    from kg.build import Outcome
    from kg.check import check as run

    names = [document.name for document in built.documents if document.outcome is Outcome.BUILT]
    if not names or isinstance(graph, str):
        return None
    with opened(graph) as store:
        return run(store, documents=names, at_most=_AT_END)


def tell_of_what_was_built(report: Report) -> bool:
    """Tells on standard error what is wrong with what was built, and how much was looked at; says whether there are violations. Warnings
    are counted only: a document may well say what a reader should look at."""
    from dataclasses import replace

    from kg.check import Severity

    violations, warnings = report.of(Severity.VIOLATION), report.of(Severity.WARNING)
    print_findings(replace(report, findings=violations), sys.stderr)
    held = f", {report.graphs} of {report.graphs + report.left} documents by all shapes" if report.left else ""
    more = f"; kg check {report.graph} tells more" if violations or warnings or report.left else ""
    say(f"{report.graph}: what was built: {len(violations)} violations, {len(warnings)} warnings{held}{more}")
    return bool(violations)


def print_findings(report: Report, to: IO[str]) -> None:
    """The findings, check by check."""
    for (severity, name), group in itertools.groupby(report.findings, key=lambda f: (f.severity, f.check)):
        found = list(group)
        to.write(f"{severity.value}  {name}  {found[0].message} / {found[0].message_en}  ({len(found)})\n")
        for one in found[:_SHOWN]:
            to.write(f"    {one.document or '-'}: {' '.join(one.found.split())}\n        {one.iri}\n")
        if len(found) > _SHOWN:
            to.write(f"    … and {len(found) - _SHOWN} more; --format json has all\n")
