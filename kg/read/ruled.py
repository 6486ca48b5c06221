"""Tables that rules enclose: from the lines drawn on a page to cells, and the characters that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.glyphs import Glyph, Grid, Run, Thing

_NEAR = 3.0  # points: rules this close to each other are one rule, or touch
_PASSAGE = 200  # characters: a cell on average this long is an article in a frame
_MOST_RULES = 4000  # a drawing or a map has more; a page of tables has some hundreds


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, upright or level: along that axis it reaches from `start` to `end`, and stands at `at` on the other."""

    upright: bool
    at: float
    start: float
    end: float


def grids(rules: Sequence[Rule], runs: Sequence[Run]) -> list[Thing]:
    """The things of a page: its runs, but those that stand in tables gathered into grids."""
    out: list[Thing] = []
    rest = list(runs)
    for group in _connected(rules):
        xs = _positions(rule.at for rule in group if rule.upright)
        ys = _positions(rule.at for rule in group if not rule.upright)
        if len(xs) < 3 or len(ys) < 2 or len(xs) + len(ys) < 6:  # a frame, or two of them
            continue
        inside = [r for r in rest if xs[0] - _NEAR < (r.x0 + r.x1) / 2 < xs[-1] + _NEAR and ys[0] - _NEAR < r.middle < ys[-1] + _NEAR]
        grid = _grid(xs, ys, group, inside)
        if grid is not None:
            taken = set(map(id, inside))
            rest = [r for r in rest if id(r) not in taken]
            out.append(grid)
    return [*out, *rest]


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that touch or cross."""
    if len(rules) > _MOST_RULES:
        return []
    upright, level = [r for r in rules if r.upright], [r for r in rules if not r.upright]
    parent = {id(r): r for r in rules}

    def root(rule: Rule) -> Rule:
        while parent[id(rule)] is not rule:
            parent[id(rule)] = parent[id(parent[id(rule)])]
            rule = parent[id(rule)]
        return rule

    for u in upright:
        for v in level:
            if v.start - _NEAR <= u.at <= v.end + _NEAR and u.start - _NEAR <= v.at <= u.end + _NEAR:
                parent[id(root(u))] = root(v)
    groups: dict[int, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(id(root(rule)), []).append(rule)
    return list(groups.values())


def _positions(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _grid(xs: list[float], ys: list[float], rules: Sequence[Rule], runs: Sequence[Run]) -> Grid | None:
    """The cells between the rules; None when the rules frame passages. A merged cell stands at its first place."""
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}
    for r in range(rows):
        for c in range(columns):
            if c and not _is_drawn(rules, True, xs[c], ys[r], ys[r + 1]):
                owner[r, c] = owner[r, c - 1]
            elif r and not _is_drawn(rules, False, ys[r], xs[c], xs[c + 1]):
                owner[r, c] = owner[r - 1, c]
    cells: list[list[list[Run]]] = [[[] for _ in range(columns)] for _ in range(rows)]
    for run in runs:
        r = _slot(ys, run.middle)
        pieces: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in run.glyphs:
            pieces.setdefault(owner[r, _slot(xs, (glyph.x0 + glyph.x1) / 2)], []).append(glyph)
        for (row, column), glyphs in pieces.items():
            if any(not g.char.isspace() for g in glyphs):
                cells[row][column].append(Run(_trimmed(glyphs)))
    filled = [sum(len(run.glyphs) for run in cell) for row in cells for cell in row if cell]
    if not filled or sum(filled) / len(filled) > _PASSAGE or max(sum(map(bool, row)) for row in cells) < 2:
        return None
    return Grid(cells, xs[0], ys[0], xs[-1], ys[-1])


def _trimmed(glyphs: list[Glyph]) -> list[Glyph]:
    while glyphs[0].char.isspace():
        glyphs = glyphs[1:]
    while glyphs[-1].char.isspace():
        glyphs = glyphs[:-1]
    return glyphs


def _is_drawn(rules: Sequence[Rule], upright: bool, at: float, start: float, end: float) -> bool:
    """Whether a rule is drawn along one side of a cell, most of it at least."""
    middle = (start + end) / 2
    return any(r.upright is upright and abs(r.at - at) <= _NEAR and r.start - _NEAR <= middle <= r.end + _NEAR for r in rules)


def _slot(edges: Sequence[float], value: float) -> int:
    """Which of the spaces between edges a value lies in; the nearest for one outside."""
    return next((n for n, (_, b) in enumerate(pairwise(edges)) if value < b), len(edges) - 2)
