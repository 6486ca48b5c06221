"""In which order the parts of a page are read: what spans the page from top to bottom, columns from left to right.

A cut by white space, as in Nagy and Seth's recursive X-Y cut (1984), with one difference: columns of a newspaper page begin and end under
and above headlines that span them. So the page is first cut into bands, and bands next to each other that share a vertical white strip are
columns, or the columns of a table; each column is then arranged in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kg.read.bands import bands_of, group_of, strips_of
from kg.read.glyphs import Grid, Run, Thing

Line = list[Run]
"""Runs of one line, from left to right."""

_FULL = 0.7  # share of a column's width that its lines fill, on average, when they are running text
_NARROW = 5  # sizes: a column of running text is not narrower
_HALF = 0.75  # ratio of the widths of two columns that are halves of a page
_LINE = 14  # sizes: width of a column that is no column of a list
_IN_ROWS = 0.65  # share of the rows of a table that have text in more than one column
_EDGE = 1.3  # sizes: columns that begin this near to each other begin at the same place
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that are read from top to bottom, in a column that reaches from `left` to `right`."""

    lines: list[Line]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts of a page side by side, from left to right; text may go on from the foot of one to the head of the next."""

    columns: list[list[Part]]


Part = Flow | Grid | Columns
"""A part of a page in the order of reading."""


class Habits:
    """What the pages of one document have in common: where its columns of running text stand. A column at the same place may hold a list,
    and need not prove itself; and lines that are all short do not tell how wide their column is."""

    def __init__(self) -> None:
        self._strips: list[tuple[float, float]] = []
        self._columns: list[tuple[float, float]] = []

    def add_strips(self, strips: Sequence[tuple[float, float]]) -> None:
        """Notes the white strips between columns."""
        self._strips += [strip for strip in strips if not self.has_strips([strip])]

    def has_strips(self, strips: Sequence[tuple[float, float]]) -> bool:
        """Whether columns were parted at each of these places before."""
        return all(any(a < d and c < b for c, d in self._strips) for a, b in strips)

    def add_column(self, left: float, right: float) -> None:
        """Notes a column of running text."""
        if (left, right) not in self._columns:
            self._columns.append((left, right))

    def right_of(self, left: float, right: float, limit: float, size: float) -> float:
        """The right edge of a column: that of the widest one known that begins at the same place and ends before `limit`."""
        known = (b for a, b in self._columns if abs(a - left) < _EDGE * size and b <= limit)
        return max([right, *known])


def arrange(things: Sequence[Thing], habits: Habits, *, limit: float = float("inf"), depth: int = 0) -> list[Part]:
    """The parts of a page, or of a column of it, in the order of reading. habits: of the document; new ones are noted there. limit: where
    the next column begins."""
    if not things:
        return []
    left, right = min(t.x0 for t in things), max(t.x1 for t in things)
    sizes = [t.size for t in things if isinstance(t, Run)]
    size = median(sizes) if sizes else 10.0
    parts: list[Part] = []
    lines: list[Line] = []

    def end_flow() -> None:
        if lines:
            if sum(_is_full(line, left, right) for line in lines) > max(2, _FULL * len(lines) - 1):
                habits.add_column(left, right)
            parts.append(Flow(list(lines), left, habits.right_of(left, right, limit, size)))
            lines.clear()

    bands = bands_of(things)
    own = [bool(strips_of(band, size)) for band in bands]
    start = 0
    while start < len(bands):
        end, strips = group_of(bands, own, start, size)
        inside = [thing for band in bands[start:end] for thing in band]
        found = _columns(inside, strips, habits, limit, size, depth) if strips else None
        if found is None:
            for thing_or_line in _rows(bands[start] if strips else inside):
                if isinstance(thing_or_line, Grid):
                    end_flow()
                    parts.append(thing_or_line)
                else:
                    lines.append(thing_or_line)
            start = start + 1 if strips else end
        else:
            end_flow()
            parts.append(found)
            start = end
    end_flow()
    return parts


def _columns(things: list[Thing], strips: list[tuple[float, float]], habits: Habits, limit: float, size: float, depth: int) -> Part | None:
    """What stands between the strips: columns, a table, or None when it is neither and is to be read row by row."""
    edges = [(a + b) / 2 for a, b in strips]
    columns: list[list[Thing]] = [[] for _ in range(len(edges) + 1)]
    for thing in things:
        columns[sum(thing.x0 >= edge for edge in edges)].append(thing)
    text = sum(_is_text(column) for column in columns)
    rows = _rows(things)
    whole = [row for row in rows if not isinstance(row, Grid)]
    shared = sum(len({sum(run.x0 >= edge for edge in edges) for run in row}) > 1 for row in whole)
    in_rows = len(whole) == len(rows) and shared >= _IN_ROWS * len(rows)
    if text >= 2 or (len(columns) == 2 and (text or (len(rows) > 2 and _alike(columns, size)))):
        habits.add_strips(strips)
    elif len(rows) == 1 or not habits.has_strips(strips):
        if in_rows and len(rows) >= (2 if len(columns) > 2 else 3):
            # A title or a note that stands over several columns does not make them one.
            finer = strips_of([run for row in whole if len(row) > 1 for run in row], size)
            return _table(whole, [(a + b) / 2 for a, b in max(finer, strips, key=len)])
        if not text and len(whole) == len(rows) and (len(rows) <= 3 or in_rows):
            return None
    if depth >= _DEEPEST:
        return None
    limits = [*(b for _, b in strips), limit]
    return Columns([arrange(column, habits, limit=end, depth=depth + 1) for column, end in zip(columns, limits, strict=True)])


def _alike(columns: Sequence[Sequence[Thing]], size: float) -> bool:
    """Whether two columns could be the halves of a page: of like width, with lines of a length that is no label's."""
    widths = [max(t.x1 for t in column) - min(t.x0 for t in column) for column in columns]
    return min(widths) > _HALF * max(widths) and min(widths) > _LINE * size


def _is_full(line: Line, left: float, right: float) -> bool:
    return line[-1].x1 - line[0].x0 >= 0.9 * (right - left)


def _is_text(column: Sequence[Thing]) -> bool:
    """Whether a column is running text: lines that fill its width."""
    rows = _rows(column)
    width = max(t.x1 for t in column) - min(t.x0 for t in column)
    lines = [row for row in rows if not isinstance(row, Grid)]
    if len(lines) < 3 or width < _NARROW * median(run.size for line in lines for run in line):
        return False
    return sum(line[-1].x1 - line[0].x0 for line in lines) >= _FULL * width * len(lines)


def _rows(things: Sequence[Thing]) -> list[Line | Grid]:
    """Lines and tables from top to bottom: runs at the same height are one line."""
    out: list[Line | Grid] = []
    for thing in sorted(things, key=lambda t: ((t.y0 + t.y1) / 2, t.x0)):
        last = out[-1] if out else None
        if isinstance(thing, Grid):
            out.append(thing)
        elif isinstance(last, list) and abs(last[0].middle - thing.middle) < 0.5 * min(last[0].size, thing.size):
            last.append(thing)
        else:
            out.append([thing])
    for line in out:
        if isinstance(line, list):
            line.sort(key=lambda run: run.x0)
    return out


def _table(rows: list[Line], edges: list[float]) -> Grid:
    """A table without rules: its columns are parted by the strips."""
    cells: list[list[list[Run]]] = []
    for row in rows:
        out: list[list[Run]] = [[] for _ in range(len(edges) + 1)]
        for run in row:
            out[sum(run.x0 >= edge for edge in edges)].append(run)
        cells.append(out)
    runs = [run for row in rows for run in row]
    return Grid(cells, min(r.x0 for r in runs), min(r.y0 for r in runs), max(r.x1 for r in runs), max(r.y1 for r in runs))
