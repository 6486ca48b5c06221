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
    from kg.check import Report

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


def print_findings(report: Report, to: IO[str]) -> None:
    """The findings, check by check."""
    for (severity, name), group in itertools.groupby(report.findings, key=lambda f: (f.severity, f.check)):
        found = list(group)
        to.write(f"{severity.value}  {name}  {found[0].message} / {found[0].message_en}  ({len(found)})\n")
        for one in found[:_SHOWN]:
            to.write(f"    {one.document or '-'}: {' '.join(one.found.split())}\n        {one.iri}\n")
        if len(found) > _SHOWN:
            to.write(f"    … and {len(found) - _SHOWN} more; --format json has all\n")
