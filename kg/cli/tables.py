"""`kg tables`: what the graph says as flat rows, for spreadsheets and programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from kg.cli.graphs import GraphFolder, opened
from kg.cli.output import say, write_csv
from kg.errors import InputError


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
        typer.Option(help="One table: articles, entities, positions, proposals, relations or indicators.", show_default=False),
    ] = None,
) -> None:
    """Print what the graph says as flat rows, each with its quote and place.

    Example: kg tables 图谱 --format csv -o 表格/
    """
    from kg.graph import TABLES, rows

    if form is RowFormat.CSV and output is None and table is None:
        raise InputError("CSV holds one table: name it with --table, or a folder for all of them with -o")
    if table is not None and table not in TABLES:
        raise InputError(f"--table {table}: there is no such table; there are {', '.join(TABLES)}")
    with opened(graph) as store:
        if output is None:
            _write(rows(store, table), form, sys.stdout)
            return
        output.mkdir(parents=True, exist_ok=True)
        for name in TABLES if table is None else (table,):
            found = rows(store, name)
            with (output / f"{name}.{form.value}").open("w", encoding="utf-8", newline="") as file:
                _write(found, form, file)
    say(f"{output}: {len(TABLES) if table is None else 1} tables as {form.value}")


def _write(found: Iterable[dict[str, Any]], form: RowFormat, to: IO[str]) -> None:
    if form is RowFormat.JSONL:
        for row in found:
            to.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    kept = list(found)
    columns = list(kept[0]) if kept else ["table", "source"]
    write_csv(columns, (list(row.values()) for row in kept), to)
