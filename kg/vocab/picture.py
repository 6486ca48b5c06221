"""The classes of the ontology as a drawing: boxes in rows, lines between them, computed without chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_WIDE, _HIGH, _GAP, _ROW = 138, 44, 22, 140
_ROUNDS = 8
_LINE = 13  # height of a name


class Link(NamedTuple):
    """A line from one class to another. name: of the property; None for “is a kind of”."""

    start: str
    end: str
    name: str | None

    def __lt__(self, other: tuple[Any, ...]) -> bool:
        """In order of the ends, then of the name."""
        return tuple(x or "" for x in self) < tuple(x or "" for x in other)


def class_picture(classes: Sequence[str], links: Sequence[Link], labels: Mapping[str, str]) -> dict[str, Any]:
    """Boxes and lines with their places in units of the drawing, for the template. Classes without a link stand in the last row."""
    known = [link for link in links if link.start in classes and link.end in classes and link.start != link.end]
    rows = _rows(classes, known)
    width = max(len(row) for row in rows) * (_WIDE + _GAP) + _GAP
    place: dict[str, tuple[float, float]] = {}
    for number, row in enumerate(rows):
        left = (width - len(row) * (_WIDE + _GAP) + _GAP) / 2
        for position, name in enumerate(row):
            place[name] = (left + position * (_WIDE + _GAP), _GAP + number * _ROW)
    together: dict[tuple[str, str], list[str | None]] = defaultdict(list)
    for link in known:
        together[link.start, link.end].append(link.name)
    lines = [_line(place[a], place[b], names) for (a, b), names in sorted(together.items(), key=lambda item: item[0])]
    _apart(lines)
    boxes = [
        {"name": name, "label": labels.get(name, ""), "x": round(x), "y": round(y), "ours": name.startswith("kg:")}
        for name, (x, y) in place.items()
    ]
    return {"width": width, "height": _GAP + len(rows) * _ROW - _ROW + _HIGH + _GAP, "box": (_WIDE, _HIGH), "boxes": boxes, "lines": lines}


def _rows(classes: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """Classes in rows: what points stands above what it points at; in a row, near to what it is joined with."""
    rank = dict.fromkeys(classes, 0)
    for _ in classes:  # the longest way from the top; a circle stops growing after as many rounds as there are classes
        for link in links:
            if (link.end, link.start) not in {(other.start, other.end) for other in links}:
                rank[link.end] = min(max(rank[link.end], rank[link.start] + 1), len(classes))
    joined = {end for link in links for end in (link.start, link.end)}
    last = max((rank[name] for name in joined), default=0) + 1
    rows: dict[int, list[str]] = defaultdict(list)
    for name in classes:
        rows[rank[name] if name in joined else last].append(name)
    ordered = [rows[number] for number in sorted(rows)]
    for _ in range(_ROUNDS):
        for row in ordered:
            where = {name: (i - (len(other) - 1) / 2) for other in ordered for i, name in enumerate(other)}
            near = {name: [where[b if a == name else a] for a, b, _ in links if name in (a, b)] for name in row}
            row.sort(key=lambda name: (sum(near[name]) / len(near[name]) if near[name] else where[name], name))
    return ordered


def _line(start: tuple[float, float], end: tuple[float, float], names: Sequence[str | None]) -> dict[str, Any]:
    down = end[1] > start[1]
    level = end[1] == start[1]
    x1, x2 = start[0] + _WIDE / 2, end[0] + _WIDE / 2
    y1 = start[1] + (_HIGH if down or level else 0)
    y2 = end[1] + (0 if down else _HIGH)
    bend = 46 if level else 0
    half = (y2 - y1) / 2 + bend
    # the name stands in the last gap before the end, where no row of boxes is in the way
    share = 0.5 if level else 1 - (_ROW - _HIGH) / 2 / abs(y2 - y1)
    at = [_curve(share, *points) for points in ((x1, x1, x2, x2), (y1, y1 + half, y2 - half + 2 * bend, y2))]
    return {
        "path": f"M{x1:.0f} {y1:.0f} C{x1:.0f} {y1 + half:.0f} {x2:.0f} {y2 - half + 2 * bend:.0f} {x2:.0f} {y2:.0f}",
        "kind": names == [None],
        "name": ", ".join(name for name in names if name),
        "x": round(at[0]),
        "y": round(at[1]),
    }


def _apart(lines: Sequence[dict[str, Any]]) -> None:
    """Moves names down that would stand on another."""
    placed: list[tuple[int, int]] = []
    for line in sorted((line for line in lines if line["name"]), key=lambda line: (line["y"], line["x"])):
        while any(abs(line["x"] - x) < _WIDE / 2 and abs(line["y"] - y) < _LINE for x, y in placed):
            line["y"] += _LINE
        placed.append((line["x"], line["y"]))


def _curve(share: float, a: float, b: float, c: float, d: float) -> float:
    """One coordinate of a cubic Bézier curve after this share of the way."""
    rest = 1 - share
    return rest**3 * a + 3 * rest**2 * share * b + 3 * rest * share**2 * c + share**3 * d
