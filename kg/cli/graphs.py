"""What the commands that ask a graph have in common: where it is (a folder, or a SPARQL server), and opening it for reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from kg.cli.output import say

if TYPE_CHECKING:
    from kg.graph import GraphStore

STORE = "--store"


def place(text: str) -> Path | str:
    """A folder, or the address of a server as it is."""
    return text if text.startswith(("http://", "https://")) else Path(text)


# Any, because typer knows no parameter that is one of two types; `place` gives Path | str
GraphFolder = Annotated[
    Any,
    typer.Argument(
        metavar="GRAPH",
        parser=place,
        help=f"Folder of a graph, as kg build made it. Instead of it: {STORE} URL, a graph in a SPARQL server.",
        show_default=False,
    ),
]


class OfAGraph(TyperCommand):
    """A command whose first argument is a graph: `--store URL`, wherever it stands, is that argument."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts the address first; the rest is left as it is."""
        for at, word in enumerate(args):
            if word == "--":
                break
            if word == STORE and at + 1 < len(args):
                args = [args[at + 1], *args[:at], *args[at + 2 :]]
                break
            if word.startswith(f"{STORE}="):
                args = [word.removeprefix(f"{STORE}="), *args[:at], *args[at + 1 :]]
                break
        return super().parse_args(ctx, args)


def opened(where: Path | str) -> GraphStore:
    """The graph in a folder or in a server, for reading only. Raises GraphError when there is none, or it cannot be used.

    Where it holds nothing, or another program is writing to it, a line on standard error says so: an answer may lack what is to come.
    """
    from kg.graph import GraphStore

    store = GraphStore.at(where, read_only=True) if isinstance(where, str) else GraphStore.open(where, read_only=True)
    if store.being_written:
        now = f"this is what it held before ({len(store.sources)} documents)" if store.sources else "it holds no document yet"
        say(f"kg: {where}: is being written at the moment, or a kg build of it was broken off; {now}; ask again when kg build is done")
    elif not store.sources:
        more = f"{STORE} {where}" if isinstance(where, str) else f"-o {where}"
        say(f"kg: {where}: holds no document; kg build DOCUMENTS {more} puts some in")
    return store
