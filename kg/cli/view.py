"""`kg view`: the graph as a picture in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say


def view(
    graph: GraphFolder,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="The page to write.", show_default=False)],
) -> None:
    """Draw proposers, proposals, topics, organizations and districts as a page that needs no network.

    Example: kg view 图谱 -o 图谱.html
    """
    from kg.view import write_view

    with opened(graph) as store:
        write_view(store, output)
    say(f"{output}: open it in a browser")
