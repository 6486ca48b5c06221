"""How answers reach the screen, a spreadsheet or a program: a table, JSON or CSV on standard output; everything else on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import IO, Any

_WIDE = 160
_READABLE = 20  # columns of the screen that a long cell needs at least, to be read in a table

Value = Any
"""What stands in a cell: text, a number, None, or a list of those."""


class Format(StrEnum):
    """Ways to print rows."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def say(line: str) -> None:
    """A message to the person, on standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def write_json(value: Value) -> None:
    """`value` on standard output: UTF-8 as it is, complete."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]], to: IO[str]) -> None:
    """Rows as CSV with a head; a list in a cell is joined with ；, None is empty."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([as_text(value) for value in row] for row in rows)


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Rows as a table for the eye, or one below the other where the screen is too narrow. Nothing is cut."""
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table

    # Away from a terminal (a file, a pipe) there is no width to keep to; 160 columns read well.
    console = Console(width=None if sys.stdout.isatty() else _WIDE, markup=False, highlight=False, emoji=False)
    cells = [[as_text(value) for value in row] for row in rows]
    widest = [max((cell_len(text) for text in column), default=0) for column in zip(columns, *cells, strict=True)]
    if sum(min(width, _READABLE) + 2 for width in widest) > console.width:
        _write_records(columns, cells)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _write_records(columns: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    margin = max(len(column) for column in columns)
    for row in cells:
        for column, text in zip(columns, row, strict=True):
            if text:
                sys.stdout.write(f"{column:>{margin}}  {' '.join(text.split())}\n")
        sys.stdout.write("\n")


def write_rows(columns: Sequence[str], rows: Sequence[Sequence[Value]], form: Format, head: Mapping[str, Value]) -> None:
    """Rows in the form that the user asked for. head: what the JSON says before the rows (the question, how it was understood)."""
    match form:
        case Format.JSON:
            write_json({**head, "columns": list(columns), "rows": [dict(zip(columns, row, strict=True)) for row in rows]})
        case Format.CSV:
            write_csv(columns, rows, sys.stdout)
        case Format.TABLE:
            write_table(columns, rows)


def as_text(value: Value) -> str:
    """A cell as text: a list joined with ；, a span (a pair of offsets in a list) as start-end, None as nothing."""
    match value:
        case None:
            return ""
        case list() | tuple():
            return "；".join(f"{v[0]}-{v[1]}" if isinstance(v, list) and len(v) == 2 else as_text(v) for v in value)
        case _:
            return str(value)
