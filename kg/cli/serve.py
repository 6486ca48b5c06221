"""`kg serve`: the graph as a web site on this computer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.serve.abilities import Abilities

_WORKER = "import sys; from kg.cli.serve import work; sys.exit(work(sys.argv[1], sys.argv[2]))"
_SAFE = ("127.0.0.1", "::1", "localhost")


def serve(
    graph: GraphFolder,
    host: Annotated[str, typer.Option("--host", help="The address to listen at; the default is this computer alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    seconds: Annotated[float, typer.Option("--deadline", min=0.1, help="Seconds after which a query is stopped.")] = 10.0,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that answer at the same time.")] = 6,
) -> None:
    """Serve a graph as a web site: search, questions, documents with what was read from them, pictures, SPARQL.

    Example: kg serve 图谱
    """
    with opened(graph) as store:
        base = store.base
    try:
        from kg.serve.server import serve as run
    except ImportError as error:
        raise InputError(f"kg serve needs Starlette, uvicorn and Jinja2 ({error}); install lianghui-kg again") from error
    if host not in _SAFE:
        say(f"kg: --host {host}: anyone who can reach this computer there can read the graph and run queries")
    command = [sys.executable, "-c", _WORKER, str(graph.resolve()), str(seconds)]
    run(
        command,
        base,
        _abilities().files,
        host=host,
        port=port,
        seconds=seconds,
        workers=workers,
        told=lambda address: say(f"{address} (Ctrl-C stops it)"),
    )


def work(folder: str, seconds: str) -> int:
    """A worker of `kg serve`; see kg.serve.worker."""
    from kg.serve.worker import work as run

    return run(Path(folder), _abilities(), float(seconds))


def _abilities() -> Abilities:
    """What the pages show that the rooms `ask` and `view` make."""
    from kg.ask import ask
    from kg.serve.abilities import Abilities
    from kg.view.site import site_files, site_page, site_svg

    return Abilities(ask=ask, page=site_page, svg=site_svg, files=site_files())
