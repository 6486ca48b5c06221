"""`kg forget`: documents out of a graph, with all that they said."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import say
from kg.errors import InputError


def forget(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="Folder of a graph.", show_default=False)],
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Documents, as the graph names them.", show_default=False)],
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Decisions of the graph (kg review); else GRAPH.decisions.tsv.", show_default=False),
    ] = None,
) -> None:
    """Take documents out of a graph, with all that only they said.

    The graph is then as if they had never been there. Where one of the names is unknown, nothing is changed.

    Example: kg forget 图谱 页面.txt
    """
    from kg.build import decisions_for, infer
    from kg.graph import GraphStore, about, describe

    judged = decisions_for(graph, decisions)
    with GraphStore.open(graph) as store:
        unknown = [name for name in names if store.entry(name) is None]
        if unknown:
            raise InputError(f"{', '.join(unknown)}: not in {graph}; kg tables {graph} --table articles names what it has")
        with store.batch():
            for name in dict.fromkeys(names):
                store.forget(name)
            infer(store, judged, folder=graph)
            describe(store, about(store))
    say(f"{graph}: {len(dict.fromkeys(names))} forgotten")
