"""`kg query`: documented queries by name, with parameters."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import Format, write_json, write_rows, write_table
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph import QueryFile


def query(
    context: typer.Context,
    graph: GraphFolder = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Name of a query, see --list.", show_default=False)] = None,
    parameters: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE...", help="Its parameters.", show_default=False)] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the rows.")] = Format.TABLE,
    folder: Annotated[Path | None, typer.Option("--queries", help="A folder with .rq files of your own.", show_default=False)] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the queries, and do nothing else.")] = False,
    about: Annotated[str | None, typer.Option("--about", metavar="NAME", help="Tell what a query answers, and its parameters.")] = None,
    wants_help: Annotated[
        bool, typer.Option("--help", "-h", help="Show this message and exit; after the NAME of a query, tell of that query.")
    ] = False,
) -> None:
    """Run a documented query.

    Example: kg query 图谱 who-proposed-what topic=电梯
    """
    from kg.graph import load_queries, load_query

    folders = [_existing(folder)] if folder is not None else []
    if wants_help:
        about = about or name or (str(graph) if graph is not None and not _is_graph(graph) else None)
    if wants_help and about is None:
        sys.stdout.write(context.get_help() + "\n")
    elif list_all:
        _list({**load_queries(), **{n: q for f in folders for n, q in load_queries(f).items()}}, form)
    elif about is not None:
        _tell(load_query(about, folders), form)
    elif graph is None or name is None:
        raise QueryError("name a graph and a query: kg query GRAPH NAME key=value; kg query --list names the queries")
    else:
        wanted, given = load_query(name, folders), _parsed(parameters or [])
        with opened(graph) as store:
            result = wanted.run(store, given)
        write_rows(result.columns, result.rows, form, {"query": name, "parameters": given})


def _is_graph(graph: Path | str) -> bool:
    """Whether the first argument is where a graph is, and not the name of a query whose help is wanted."""
    return isinstance(graph, str) or graph.is_dir()


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise QueryError(f"--queries {folder}: there is no such folder; name one that holds .rq files")
    return folder


def _parsed(parameters: list[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in parameters:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise QueryError(f"{text}: a parameter is written key=value, such as topic=电梯")
        if key in given:
            raise QueryError(f"{key}: given twice")
        given[key] = value
    return given


def _list(queries: dict[str, QueryFile], form: Format) -> None:
    if form is Format.JSON:
        write_json([_values(q) for _, q in sorted(queries.items())])
        return
    columns = ["query", "answers", "parameters"]
    rows = [[n, f"{q.title}\n{q.title_en}", [p.name for p in q.parameters]] for n, q in sorted(queries.items())]
    write_rows(columns, rows, form, {})


def _tell(wanted: QueryFile, form: Format) -> None:
    if form is Format.JSON:
        write_json(_values(wanted))
        return
    sys.stdout.write(f"{wanted.name}: {wanted.title} / {wanted.title_en}\n{wanted.answers}\n{wanted.answers_en}\n")
    sys.stdout.write(f"columns: {', '.join(wanted.columns)}\n")
    given = " ".join(f"{p.name}={p.example}" for p in wanted.parameters)
    sys.stdout.write(f"example: kg query GRAPH {wanted.name} {given}".rstrip() + "\n")
    if wanted.parameters:
        rows = [
            [p.name, p.type, "required" if p.required else "optional", f"{p.about}\n{p.about_en}", p.default, p.example]
            for p in wanted.parameters
        ]
        write_table(["parameter", "type", "", "is", "default", "example"], rows)


def _values(wanted: QueryFile) -> dict[str, object]:
    return {
        "query": wanted.name,
        "title": wanted.title,
        "title_en": wanted.title_en,
        "answers": wanted.answers,
        "answers_en": wanted.answers_en,
        "columns": list(wanted.columns),
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "required": p.required,
                "about": p.about,
                "about_en": p.about_en,
                "default": p.default,
                "example": p.example,
            }
            for p in wanted.parameters
        ],
    }
