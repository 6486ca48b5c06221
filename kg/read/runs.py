"""From single characters to runs: those that are printed on, one after the other, in the order in which the file has them.

What prints a page puts the characters of a line next to each other in the file, but may write the columns' lines in any order; so runs are
never joined across a distance that could be the white space between two columns.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.read.glyphs import Glyph, Run

_ON = 2.2  # sizes: distance up to which a character goes on with the line before it, when it also follows it in the file
_NEXT_TO = 0.45  # sizes: distance up to which two runs of one line are one, wherever they stand in the file
_BACK = 0.6  # sizes: how far a character may stand before the end of the one before (kerning, overlapping boxes)
_TWICE = 0.3  # sizes: the same character again, this near, is a shadow that makes it bold


def runs_of(glyphs: Iterable[Glyph]) -> list[Run]:
    """The runs of a page, in no order."""
    runs: list[list[Glyph]] = []
    for glyph in _once(glyphs):
        if runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    stripped = [run for glyphs_ in runs if (run := _stripped(glyphs_))]
    return _joined([Run(run) for run in _upright(stripped)])


def _once(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    """The characters without shadows."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        unit = max(glyph.size, 1.0)
        column, row = int(glyph.x0 / unit), int(glyph.y0 / unit)
        near = (seen.get((glyph.char, column + i, row + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if not glyph.char.isspace() and any(
            g is not None and abs(g.x0 - glyph.x0) < _TWICE * unit and abs(g.y0 - glyph.y0) < _TWICE * unit for g in near
        ):
            continue
        seen[glyph.char, column, row] = glyph
        yield glyph


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    middle = (glyph.y0 + glyph.y1) / 2
    return before.y0 < middle < before.y1 and -_BACK * size < glyph.x0 - before.x1 < _ON * size and glyph.x0 > before.x0 - 0.1 * size


def _stripped(glyphs: list[Glyph]) -> list[Glyph]:
    start, end = 0, len(glyphs)
    while start < end and glyphs[start].char.isspace():
        start += 1
    while end > start and glyphs[end - 1].char.isspace():
        end -= 1
    return glyphs[start:end]


def _upright(runs: list[list[Glyph]]) -> Iterable[list[Glyph]]:
    """Headlines that are set from top to bottom: single characters right below each other become one run."""
    column: list[Glyph] = []
    for run in runs:
        only = run[0] if len(run) == 1 else None
        if column and not (only is not None and _is_below(column[-1], only)):
            yield from [column] if len(column) > 2 else [[glyph] for glyph in column]
            column = []
        if only is None:
            yield run
        else:
            column.append(only)
    if column:
        yield from [column] if len(column) > 2 else [[glyph] for glyph in column]


def _is_below(above: Glyph, glyph: Glyph) -> bool:
    return abs(glyph.x0 - above.x0) < 0.4 * glyph.size and 0 < glyph.y0 - above.y0 < 1.6 * glyph.size


def _joined(runs: list[Run]) -> list[Run]:
    """Runs of one line that touch each other as one run."""
    out: list[Run] = []
    rows: dict[int, list[Run]] = {}
    for run in sorted(runs, key=lambda r: (r.x0, r.y0)):
        unit = 8.0
        near = [r for k in (-1, 0, 1) for r in rows.get(int(run.middle / unit) + k, ())]
        before = next((r for r in near if _touches(r, run)), None)
        if before is None:
            out.append(run)
            rows.setdefault(int(run.middle / unit), []).append(run)
        else:
            before.glyphs += run.glyphs
            before.__post_init__()
    return out


def _touches(before: Run, run: Run) -> bool:
    size = max(before.size, run.size)
    in_line = abs(before.middle - run.middle) < 0.35 * size
    return in_line and -_BACK * size < run.x0 - before.x1 < _NEXT_TO * size
