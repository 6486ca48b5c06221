"""`kg export`: the graph as a file that other programs read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say
from kg.cli.tables import write_package
from kg.errors import InputError


class GraphFormat(StrEnum):
    """N-Quads, TriG, Turtle (named graphs merged), JSON-LD, GraphML, GEXF; CSV tables with a data package."""

    NQ = "nq"
    TRIG = "trig"
    TTL = "ttl"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"


def export(
    graph: GraphFolder,
    form: Annotated[
        GraphFormat | None,
        typer.Option(
            "--format",
            help="nq, trig and jsonld keep the named graphs; csv needs a folder. By default the ending of the file's name; else nq.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file (for csv the folder) to write.", show_default=False)
    ] = None,
) -> None:
    """Write the whole graph as RDF, GraphML, GEXF or a data package of tables, the same bytes for the same graph.

    Example: kg export 图谱 --format ttl -o 图谱.ttl
    """
    from kg.graph import export as write

    if form is None:
        form = _by_ending(output)
    if form is GraphFormat.CSV and output is None:
        raise InputError("CSV is a folder of tables: name it with -o")
    with opened(graph) as store:
        if form is GraphFormat.CSV and output is not None:
            write_package(store, output)
            return
        if output is None:
            write(store, form.value, sys.stdout.buffer)
            return
        with output.open("wb") as file:
            write(store, form.value, file)
    say(f"{output}: {output.stat().st_size:,} bytes")


def _by_ending(output: Path | None) -> GraphFormat:
    ending = output.suffix.removeprefix(".").lower() if output is not None else ""
    if not ending:
        return GraphFormat.NQ
    if ending not in set(GraphFormat) or ending == GraphFormat.CSV:  # which is a folder, whatever its name
        raise InputError(f"{output}: .{ending} does not say in which form; name it with --format: {', '.join(GraphFormat)}")
    return GraphFormat(ending)
