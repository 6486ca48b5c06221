"""From the parts of pages to text in which each character keeps its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.errors import InputError
from kg.model import Placed
from kg.read.arrange import Columns, Flow, Line, Part
from kg.read.content import MOST_CHARACTERS, Content, Lines
from kg.read.glyphs import Glyph, Grid, Run, between
from kg.read.paragraphs import paragraphs
from kg.read.tables import add_table

_CELL_EDGE = 1.3  # sizes: a line of a cell that ends this near to the edge is full
_FOOT = 12  # characters: longest number of a page, with its dashes
_APART = 6.0  # points: how far the edges of two parts of one table may differ


class Printed:
    """Pages on their way to a text. Characters are kept with their places; what is put between them has none."""

    def __init__(self, name: str) -> None:
        self._name, self._rough = name, False
        self._lines = Lines(name)
        self._table: list[tuple[int, Grid]] = []  # at the foot of the last page, and the pages that it began on
        self._feet: list[tuple[int, Part]] = []
        self._glyphs: list[tuple[int, Glyph]] = []  # in the order in which they stand in the text
        self.count = 0

    def add_page(self, number: int, parts: Sequence[Part], *, rough: bool = False) -> None:
        """Puts a page at the end. number: from 1. rough: its boxes were measured on a picture and are not exact. A table that goes on at
        the head of a page stays one table; the foot of the page before, its number, then follows the table."""
        self._rough = rough
        if self._table and parts and isinstance(parts[0], Grid) and _same_columns(self._table[-1][1], parts[0]):
            self._table.append((number, parts[0]))
            parts = parts[1:]
            if not parts:
                return
        self._end_table()
        self._lines.blank()
        at = len(parts) - 2 if len(parts) > 1 and _is_foot(parts[-1]) else len(parts) - 1
        last = parts[at] if at >= 0 else None
        if isinstance(last, Grid):
            self._parts(number, parts[:at])
            self._table = [(number, last)]
            self._feet = [(number, foot) for foot in parts[at + 1 :]]
        else:
            self._parts(number, parts)

    def _end_table(self) -> None:
        """Writes out the table at the foot of the page before, and what stood below it."""
        rows: list[list[str]] = []
        for page, grid in self._table:
            for row in grid.rows:
                texts = [[run.text for run in cell] for cell in row]
                if page == self._table[0][0] or texts != [[run.text for run in cell] for cell in self._table[0][1].rows[0]]:
                    rows.append([self._cell(page, cell) for cell in row])  # a header that is printed again on each page is one header
        if rows:
            add_table(self._lines, rows)
        for page, foot in self._feet:
            self._parts(page, [foot])
        self._table, self._feet = [], []

    def content(self, unread: Iterable[str] = ()) -> Content:
        """All pages. Raises InputError when there is no text on them."""
        self._end_table()
        text = self._lines.text()
        places: list[Placed] = []
        at = 0
        for page, glyph in self._glyphs:
            at = text.index(glyph.char, at)
            _place(places, at, page, glyph)
            at += len(glyph.char)
        return Content(text, places=tuple(_rounded(places)), unread=tuple(unread))

    def _parts(self, page: int, parts: Sequence[Part]) -> None:
        for part in parts:
            if isinstance(part, Flow):
                self._paragraphs(page, paragraphs([part], self._rough))
            elif isinstance(part, Grid):
                self._grid(page, part)
            else:
                self._columns(page, part)
            self._lines.blank()

    def _columns(self, page: int, part: Columns) -> None:
        """Columns; a paragraph goes on at the head of the next one where nothing but flows stand there."""
        flows: list[Flow] = []
        for column in part.columns:
            for inner in column:
                if isinstance(inner, Flow) and inner is column[0] and flows:
                    flows.append(inner)
                else:
                    self._paragraphs(page, paragraphs(flows, self._rough))
                    flows = [inner] if isinstance(inner, Flow) else []
                    if not isinstance(inner, Flow):
                        self._parts(page, [inner])
        self._paragraphs(page, paragraphs(flows, self._rough))

    def _paragraphs(self, page: int, found: Iterable[tuple[int, list[Line]]]) -> None:
        for blank, lines in found:
            self._lines.blank(blank)
            self._lines.add("".join(self._joined(page, lines)))

    def _joined(self, page: int, lines: Sequence[Line]) -> Iterator[str]:
        last: Glyph | None = None
        for line in lines:
            for glyph in (g for run in line for g in run.glyphs):
                first = glyph is line[0].glyphs[0]
                if last is not None:
                    yield _across(last, glyph) if first else between(last, glyph)
                yield self._put(page, glyph)
                last = glyph

    def _put(self, page: int, glyph: Glyph) -> str:
        self.count += 1
        if self.count > MOST_CHARACTERS:
            raise InputError(f"{self._name}: more than {MOST_CHARACTERS // 1_000_000} million characters: split it into several files")
        if not glyph.char.isspace():
            self._glyphs.append((page, glyph))
        return glyph.char

    def _grid(self, page: int, grid: Grid) -> None:
        add_table(self._lines, [[self._cell(page, cell) for cell in row] for row in grid.rows])

    def _cell(self, page: int, runs: Sequence[Run]) -> str:
        """The text of a cell: a line that fills the cell goes on in the next one, a shorter one ends with a break."""
        lines: list[Line] = []
        for run in sorted(runs, key=lambda r: (r.middle, r.x0)):
            if lines and abs(lines[-1][0].middle - run.middle) < 0.5 * run.size:
                lines[-1].append(run)
            else:
                lines.append([run])
        right = max((line[-1].x1 for line in lines), default=0.0)
        out: list[str] = []
        for number, line in enumerate(lines):
            line.sort(key=lambda r: r.x0)
            if number and right - lines[number - 1][-1].x1 > _CELL_EDGE * line[0].size:
                out.append("\n")
            out.append("".join(self._joined(page, [line])))
        return "".join(out)


def _is_foot(part: Part) -> bool:
    """Whether a part can be the foot of a page: one short line."""
    return isinstance(part, Flow) and len(part.lines) == 1 and sum(len(run.glyphs) for run in part.lines[0]) <= _FOOT


def _same_columns(first: Grid, second: Grid) -> bool:
    near = abs(first.x0 - second.x0) < _APART and abs(first.x1 - second.x1) < _APART
    return near and len(first.rows[0]) == len(second.rows[0])


def _across(last: Glyph, first: Glyph) -> str:
    """What stands between two lines of a paragraph: nothing in Chinese, a blank between two Latin words."""
    return " " if last.char.isascii() and last.char.isalpha() and first.char.isascii() and first.char.isalpha() else ""


def _place(places: list[Placed], at: int, page: int, glyph: Glyph) -> None:
    """Adds the place of a character, to the last entry if it goes on there at the same pace."""
    last = places[-1] if places else None
    end = at + len(glyph.char)
    if last is not None and last.end == at and last.page == page and len(glyph.char) == 1:
        pace, width = (last.x1 - last.x0) / (last.end - last.start), glyph.x1 - glyph.x0
        slack = 0.12 * glyph.size
        apart = (last.y1 - glyph.y1, last.y0 - glyph.y0, glyph.x0 - last.x1, pace - width)
        if all(abs(distance) < slack for distance in apart):
            places[-1] = last._replace(end=end, x1=glyph.x1)
            return
    places.append(Placed(at, end, page, glyph.x0, glyph.y0, glyph.x1, glyph.y1))


def _rounded(places: Iterable[Placed]) -> Iterator[Placed]:
    for p in places:
        yield Placed(p.start, p.end, p.page, round(p.x0, 2), round(p.y0, 2), round(p.x1, 2), round(p.y1, 2))
