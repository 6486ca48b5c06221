"""`kg demo`: the whole way in one command, on the example documents."""

from __future__ import annotations

import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.build import build_with_progress, print_report
from kg.cli.graphs import opened
from kg.cli.output import say, write_table
from kg.errors import InputError

QUESTION = "谁建议加装电梯?"
_OWN = {"documents", "graph", "picture.html"}


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the demonstration.")] = Path("kg-demo"),
) -> None:
    """Build a graph from nine invented documents, ask it a question, and draw it.

    Example: kg demo
    """
    from kg.ask import ask
    from kg.view import write_view

    if output.exists() and (not output.is_dir() or {p.name for p in output.iterdir()} - _OWN):
        raise InputError(f"{output}: there is something else in it already: name another folder with -o")
    documents, graph, picture = output / "documents", output / "graph", output / "picture.html"
    documents.mkdir(parents=True, exist_ok=True)
    for example in files("kg").joinpath("examples").iterdir():
        if example.name.endswith(".txt"):
            with example.open("rb") as read, (documents / example.name).open("wb") as write:
                shutil.copyfileobj(read, write)
    say(f"reading the example documents in {documents} (all invented)")
    report = build_with_progress([documents], graph)
    print_report(report)
    with opened(graph) as store:
        answer = ask(store, QUESTION)
        write_view(store, picture)
    sys.stdout.write(f"\n{QUESTION}\n{answer.sentence}\n")
    write_table(answer.columns, answer.rows)
    sys.stdout.write(
        f"Next:\n"
        f"  open {picture} in a browser\n"
        f'  kg ask {graph} "呼延建军提出了什么?"\n'
        f"  kg query {graph} who-proposed-what topic=电梯\n"
        f"  kg build 你的文件夹/ -o 图谱        your own documents\n"
    )
