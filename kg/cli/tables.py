"""`kg tables`: what the graph says as flat rows, for spreadsheets and programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say, write_csv
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph import GraphStore


class RowFormat(StrEnum):
    """Ways to write rows."""

    JSONL = "jsonl"
    CSV = "csv"


def tables(
    graph: GraphFolder,
    form: Annotated[RowFormat, typer.Option("--format", help="One JSON object a line, or CSV.")] = RowFormat.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Write a file for each table into this folder.", show_default=False)
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(help="One table: articles, entities, positions, proposals, relations, indicators or links.", show_default=False),
    ] = None,
) -> None:
    """Print what the graph says as flat rows, each with its quote and place; what is inferred between proposals is a table of its own.

    Example: kg tables 图谱 --format csv -o 表格/
    """
    from kg.graph import TABLES, rows

    if form is RowFormat.CSV and output is None and table is None:
        raise InputError("CSV holds one table: name it with --table, or a folder for all of them with -o")
    if table is not None and table not in TABLES:
        raise InputError(f"--table {table}: there is no such table; there are {', '.join(TABLES)}")
    with opened(graph) as store:
        if output is None:
            if form is RowFormat.CSV and table is not None:
                _write_csv(table, rows(store, table), sys.stdout)
            else:
                _write_lines(rows(store, table), sys.stdout)
            return
        if form is RowFormat.CSV and table is None:
            write_package(store, output)
            return
        output.mkdir(parents=True, exist_ok=True)
        for name in TABLES if table is None else (table,):
            with (output / f"{name}.{form.value}").open("w", encoding="utf-8", newline="") as file:
                if form is RowFormat.CSV:
                    _write_csv(name, rows(store, name), file)
                else:
                    _write_lines(rows(store, name), file)
    say(f"{output}: {len(TABLES) if table is None else 1} tables as {form.value}")


def write_package(store: GraphStore, folder: Path) -> None:
    """All tables as CSV in `folder`, with the datapackage.json that says what their columns are."""
    from kg.graph import TABLES, datapackage, licence, rows

    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            _write_csv(name, rows(store, name), file)
    (folder / "datapackage.json").write_text(
        json.dumps(datapackage(folder, licence(store)), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    say(f"{folder}: {len(TABLES)} tables as csv, and datapackage.json")


def _write_lines(found: Iterable[dict[str, Any]], to: IO[str]) -> None:
    for row in found:
        to.write(json.dumps(row, ensure_ascii=False) + "\n")


def _write_csv(table: str, found: Iterable[dict[str, Any]], to: IO[str]) -> None:
    from kg.graph import columns

    names = columns(table)
    write_csv(names, ([row[name] for name in names] for row in found), to)
