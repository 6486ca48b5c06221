"""`kg evaluate`: how well a graph says what its documents say, for the methods section of a paper."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say, write_json

if TYPE_CHECKING:
    from kg.evaluate import Evaluation

_NAME = 40  # columns of the screen for the name of a measure


class FigureFormat(StrEnum):
    """Ways to print figures."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    graph: GraphFolder,
    gold: Annotated[
        Path | None,
        typer.Argument(
            metavar="[GOLD]", help="An annotation, or a folder of them; left out: those of the example documents.", show_default=False
        ),
    ] = None,
    form: Annotated[FigureFormat, typer.Option("--format", help="For the eye, or for a program (with all errors).")] = FigureFormat.TABLE,
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Name up to N misses and N wrong rows of each measure.")] = 0,
) -> None:
    """Measure a graph against annotations made by hand: precision, recall and F1 of all that it says.

    Example: kg evaluate 图谱 标注/ --errors 5
    """
    from kg.evaluate import annotated_examples, evaluate_graph

    with opened(graph) as store:
        done = annotated_examples(store) if gold is None else evaluate_graph(store, gold)
    for doubt in done.doubts:
        say(f"kg: {doubt}")
    if form is FigureFormat.JSON:
        told = {m.name: {**m.figures(), "missed": m.misses, "wrong": m.wrongs} for m in done.measures}
        write_json({"documents": list(done.documents), "measures": told})
    else:
        _print(done, errors)
    say(f"{graph}: {len(done.documents)} annotated documents")


def _print(done: Evaluation, errors: int) -> None:
    out = sys.stdout.write
    out(f"{'':{_NAME}}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>8}{'wrong':>8}{'missed':>8}\n")
    for m in done.measures:
        out(f"{m.name:{_NAME}}{m.precision:10.3f}{m.recall:8.3f}{m.f1:8.3f}{m.right:8}{m.wrong:8}{m.missed:8}\n")
        for label, items in (("missed", m.misses), ("wrong", m.wrongs)):
            for item in items[:errors]:
                out(f"    {label}: {' '.join(item.split())}\n")
            if errors and len(items) > errors:
                out(f"    … and {len(items) - errors} more {label}\n")
