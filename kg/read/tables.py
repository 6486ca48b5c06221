"""Tables of any format as lines: a row is a line, its cells are separated by tabs, so that `kg.segment` reads them all alike.

Two things that look like tables are none: a table that only lays a page out (its cells hold whole passages), and names that were put into
invisible cells so that they stand in columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon.names import is_name
from kg.read.content import Lines

Rows = Sequence[Sequence[str]]
"""Cells row by row. A cell's text may have line breaks; a merged cell stands at its first place, the others that it covers are empty."""

_BREAKS = re.compile(r"[ \t]*[\r\n\t\x0b\x0c\u2028\u2029]+[ \t]*")
_NOTE = re.compile(r"[（(][^()（）]{1,14}[)）]")
_PASSAGE = 300  # characters: a cell with several lines and so many characters is a part of a page, not a cell
_NAMES = 0.7  # share of the cells that must be names in a table that is a roster; the others may be rare names and labels
_LONGEST_NAME = 12  # characters, with a note in brackets


def lays_out(rows: Rows) -> bool:
    """Whether this is no table for its reader: a single column, or cells that hold passages."""
    full = [row for row in rows if any(cell.strip() for cell in row)]
    if max((sum(1 for cell in row if cell.strip()) for row in full), default=0) < 2:
        return True
    return any(len(cell) > _PASSAGE and len(cell.strip().splitlines()) > 1 for row in full for cell in row)


def add_table(lines: Lines, rows: Rows) -> None:
    """Puts a table at the end of `lines`: an empty line, then its rows without those that are empty all through; likewise its columns.

    Rows with a single cell above the first and below the last full row are titles and notes: they become lines of their own.
    """
    texts = [[_BREAKS.sub(" ", cell.strip()) for cell in row] for row in rows]
    full = [row for row in texts if any(row)]
    used = [column for column in range(max(map(len, full), default=0)) if any(column < len(row) and row[column] for row in full)]
    grid = [[row[column] if column < len(row) else "" for column in used] for row in full]
    inside = [number for number, row in enumerate(grid) if sum(map(bool, row)) > 1]
    first, last = (inside[0], inside[-1]) if inside else (len(grid), len(grid))
    separator = "　　" if is_roster(grid[first : last + 1]) else "\t"
    lines.blank()
    for number, row in enumerate(grid):
        if first <= number <= last:
            lines.add(separator.join(row) if separator == "\t" else separator.join(filter(None, row)))
        else:
            if number == last + 1:
                lines.blank()
            lines.add(" ".join(filter(None, row)))
            if number == first - 1:
                lines.blank()
    lines.blank()


def is_roster(grid: Rows) -> bool:
    """Whether the cells are names, with notes in brackets perhaps, and nothing else."""
    cells = [cell for row in grid for cell in row if cell]
    if not cells or any(len(cell) > _LONGEST_NAME or re.search(r"\d", cell) for cell in cells):
        return False
    names = [re.sub(r"\s", "", _NOTE.sub("", cell)) for cell in cells]
    return sum(bool(name) and is_name(name) for name in names) >= _NAMES * len(cells)
