"""What the commands that ask a graph have in common: the argument, and opening it for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.graph import GraphStore

GraphFolder = Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder of a graph, as kg build made it.", show_default=False)]


def opened(folder: Path) -> GraphStore:
    """The graph in `folder`, for reading only. Raises GraphError when there is none, or it cannot be used."""
    from kg.graph import GraphStore

    return GraphStore.open(folder, read_only=True)
