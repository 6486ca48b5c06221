"""`kg view`: the graph as a picture in one file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say


class PictureFormat(StrEnum):
    """Forms of the file."""

    HTML = "html"
    SVG = "svg"
    PNG = "png"
    GRAPHML = "graphml"
    GEXF = "gexf"


class PictureKind(StrEnum):
    """What is drawn."""

    WHO = "who"
    PEOPLE = "people"
    YEARS = "years"


def view(
    graph: GraphFolder,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="The file to write.", show_default=False)],
    about: Annotated[
        str | None, typer.Option("--about", metavar="NAME", help="Only what has to do with a person, body, topic, district or project.")
    ] = None,
    kind: Annotated[
        PictureKind, typer.Option("--kind", help="Who proposed what; who proposes together; what was recommended and promised, by year.")
    ] = PictureKind.WHO,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=2, help="Draw at most so many things.")] = 150,
    form: Annotated[
        PictureFormat | None, typer.Option("--format", help="By default the ending of the file's name.", show_default=False)
    ] = None,
) -> None:
    """Draw proposers, proposals, topics, organizations and districts as a page that needs no network.

    Example: kg view 图谱 -o 图谱.html --about 电梯
    """
    from kg.view import write_view

    with opened(graph) as store:
        shown = write_view(store, output, about=about, limit=limit, form=None if form is None else form.value, kind=kind.value)
    rest = "" if shown.drawn == shown.total else f" of {shown.total}; --about NAME draws a part, --limit N more"
    say(f"{output}: {shown.drawn}{rest}")
