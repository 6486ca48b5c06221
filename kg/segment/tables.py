"""Tables in text: tab-separated and Markdown rows become one Table with a header a column."""

from __future__ import annotations

import re

from kg.model import Cell, Doubt, Table
from kg.segment.fold import squeeze
from kg.segment.grids import cells_of
from kg.segment.lines import Line

_RULE = re.compile(r"\|?[\s:|-]+\|?")
_CELL = re.compile(r"(?:^|(?<=\|))[^|]*")
_NUMBER_LABEL = re.compile(r"序号|编号|案号|提案号|建议号|号数|号")
_NUMBERED = re.compile(r"(?P<number>\d{1,9})\s(?=[^\s\d])")
_FIGURE = re.compile(r"[-+]?\d")


def table_of(source: str, lines: list[Line]) -> Table:
    """The table that consecutive table lines make. Rows shorter than the widest are filled with empty cells; then the table has the doubt
    that its columns do not line up, unless only trailing cells were left out."""
    open_rows = any("|" in (raw := source[line.start : line.end]) and "\t" not in raw and raw[0] != "|" for line in lines)
    rows = [cells for line in lines if (cells := _cells(source, line, open_rows))]
    width = max(map(len, rows), default=0)
    if rows and len(rows[0]) == width and rows[0] and _NUMBER_LABEL.fullmatch(rows[0][0].text):
        rows = [rows[0], *(_number_apart(source, row) if len(row) < width else row for row in rows[1:])]
    uneven = any(len(r) < width - 1 for r in rows)
    full = [r + [Cell("", r[-1].end if r else 0, r[-1].end if r else 0)] * (width - len(r)) for r in rows]
    head = _header_rows(full)
    header = tuple(_label(full[:head], column) for column in range(width))
    return Table(header, tuple(tuple(r) for r in full[head:]), (Doubt.UNEVEN_TABLE,) if uneven else ())


def _cells(source: str, line: Line, open_rows: bool) -> list[Cell]:
    """open_rows: whether rows of the table have no bar at their left, so that one that has begins with an empty cell."""
    raw = source[line.start : line.end]
    if line.rule in ("cells", "columns", "blanks"):
        spans = cells_of(source, line)
    elif "|" in raw and "\t" not in raw:
        if _RULE.fullmatch(raw):
            return []
        first = line.start + (raw[0] == "|" and not open_rows)
        spans = [(m.start() + first, m.end() + first) for m in _CELL.finditer(source[first : line.end - (raw[-1] == "|")])]
    else:
        spans, at = [], line.start
        for part in raw.split("\t"):
            spans.append((at, at + len(part)))
            at += len(part) + 1
    out = []
    for a, b in spans:
        text = source[a:b]
        body = text.strip()
        start = a + (text.index(body) if body else 0)
        out.append(Cell(squeeze(body), start, start + len(body)))
    return out


def _number_apart(source: str, row: list[Cell]) -> list[Cell]:
    """A row whose number only one blank parts from the next cell (20250008 关于…的提案), with the number as a cell."""
    m = _NUMBERED.match(source, row[0].start, row[0].end)
    if not m:
        return row
    number = Cell(m["number"], m.start("number"), m.end("number"))
    return [number, Cell(squeeze(source[m.end() : row[0].end]), m.end(), row[0].end), *row[1:]]


def _header_rows(rows: list[list[Cell]]) -> int:
    """The first row is the header; so is each next row whose first cell is empty and that holds no figure (merged header cells)."""
    if len(rows) < 2:
        return 0
    count = 1
    while count < len(rows) - 1 and not rows[count][0].text and not any(_FIGURE.match(c.text) for c in rows[count]):
        count += 1
    return count


def _label(head: list[list[Cell]], column: int) -> str:
    """The label of a column: its header cells from top to bottom; an empty cell of an upper row belongs to the merged cell at its left."""
    parts: list[str] = []
    for depth, row in enumerate(head):
        text = row[column].text
        if not text and depth < len(head) - 1:
            text = next((row[c].text for c in range(column, -1, -1) if row[c].text), "")
        if text and text not in parts:
            parts.append(text)
    return "\n".join(parts)
