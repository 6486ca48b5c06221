"""`kg export`: the graph as a file that other programs read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say


class GraphFormat(StrEnum):
    """N-Quads, TriG, Turtle (named graphs merged), JSON-LD, GraphML."""

    NQ = "nq"
    TRIG = "trig"
    TTL = "ttl"
    JSONLD = "jsonld"
    GRAPHML = "graphml"


def export(
    graph: GraphFolder,
    form: Annotated[GraphFormat, typer.Option("--format", help="nq and trig keep the named graphs; ttl merges them.")] = GraphFormat.NQ,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.", show_default=False)] = None,
) -> None:
    """Write the whole graph as RDF or GraphML, the same bytes for the same graph.

    Example: kg export 图谱 --format ttl -o 图谱.ttl
    """
    from kg.graph import export as write

    with opened(graph) as store:
        if output is None:
            write(store, form.value, sys.stdout.buffer)
            return
        with output.open("wb") as file:
            write(store, form.value, file)
    say(f"{output}: {output.stat().st_size:,} bytes")
