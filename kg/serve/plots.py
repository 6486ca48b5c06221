"""Small pictures of figures: a series over the years, and how many proposals a year has, as SVG that the page's style sheet colours."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 16.0, 16.0, 30.0, 28.0
_LABELS = 8
"""So many values have their number beside them; more would run into each other."""
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series. label: how its value is written, with its bound. href: the page of the figure. told: all of it in words."""

    period: str
    value: float
    label: str
    status: str
    href: str
    told: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with its place in pixels. anchor: how its number stands to it (start, middle, end), empty for none."""

    x: float
    y: float
    label_y: float
    anchor: str
    point: Point


@dataclass(frozen=True, slots=True)
class Plot:
    """marks: by period. line: the path through what was reached or is expected. ticks: x and text below the axis. base: y of the axis."""

    marks: tuple[Mark, ...]
    line: str
    ticks: tuple[tuple[float, str], ...]
    base: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A year. parts: class, y and height from the top down. total: of all."""

    year: str
    x: float
    width: float
    parts: tuple[tuple[str, float, float, int], ...]
    top: float
    total: int


def when(period: str) -> float | None:
    """The end of a period (2023, 2023-06, 2023-01/2023-11) in years; None where it is none of these."""
    found = _PERIOD.fullmatch(period.rpartition("/")[2])
    return int(found[1]) + (int(found[2]) / 12 if found[2] else 1) if found else None


def plot(points: Sequence[Point]) -> Plot:
    """The picture of a series. The axis begins at zero unless that would press the values flat; then it is not drawn as a ground line."""
    timed = sorted(((t, p) for p in points if (t := when(p.period)) is not None and math.isfinite(p.value)), key=lambda pair: pair[0])
    times, values = [t for t, _ in timed], [p.value for _, p in timed]
    low, high = min(values, default=0.0), max(values, default=0.0)
    low = min(0.0, low) if low < 0.6 * high or low < 0 else low - (high - low) * 0.4
    first, span = min(times, default=0.0), (max(times, default=0.0) - min(times, default=0.0)) or 1.0
    inner_w, inner_h = WIDTH - _LEFT - _RIGHT - 48, HEIGHT - _TOP - _BOTTOM

    def place(t: float, value: float) -> tuple[float, float]:
        middle = 0.5 if len(set(times)) < 2 else (t - first) / span
        return round(_LEFT + 24 + inner_w * middle, 1), round(_TOP + inner_h * (1 - (value - low) / ((high - low) or 1)), 1)

    marks = [Mark(*(at := place(t, p.value)), at[1] - 9, "middle" if len(timed) <= _LABELS else "", p) for t, p in timed]
    solid = [place(t, p.value) for t, p in timed if p.status in ("actual", "estimate")]
    line = "M" + "L".join(f"{x} {y}" for x, y in solid) if len(solid) > 1 else ""
    ticks = {p.period: place(t, 0)[0] for t, p in timed}
    shown: list[tuple[float, str]] = []
    for period, x in ticks.items():
        if not shown or x - shown[-1][0] > 44:
            shown.append((x, period.rpartition("/")[2]))
    return Plot(tuple(_apart(marks)), line, tuple(shown), HEIGHT - _BOTTOM + 4)


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, with the numbers of those that stand in the same place one above the other."""
    out: list[Mark] = []
    for mark in marks:
        y = mark.label_y
        if any((o.x, o.y, o.point.label) == (mark.x, mark.y, mark.point.label) for o in out):  # the same figure in another document
            out.append(Mark(mark.x, mark.y, y, "", mark.point))
            continue
        while any(abs(o.x - mark.x) < 40 and abs(o.label_y - y) < 12 for o in out if o.anchor) and y > 10:
            y -= 12
        out.append(Mark(mark.x, mark.y, y, mark.anchor, mark.point))
    return out


def bars(counts: Mapping[str, Mapping[str, int]], order: Sequence[str]) -> tuple[Bar, ...]:
    """The years with how many of each class they have, one bar a year without gaps between the first and the last."""
    years = [int(y) for y in counts if y.isdigit()]
    if not years:
        return ()
    span = range(min(years), max(years) + 1)
    most = max(sum(counts.get(str(y), {}).values()) for y in span)
    step = min(64.0, (WIDTH - _LEFT - _RIGHT) / len(span))
    out: list[Bar] = []
    for i, year in enumerate(span):
        of = counts.get(str(year), {})
        y = HEIGHT - _BOTTOM
        parts: list[tuple[str, float, float, int]] = []
        for kind in order:
            if number := of.get(kind, 0):
                height = round((HEIGHT - _TOP - _BOTTOM) * number / most, 1)
                y = round(y - height, 1)
                parts.append((kind, y, height, number))
        out.append(Bar(str(year), round(_LEFT + i * step, 1), round(step * 0.72, 1), tuple(parts), y, sum(of.values())))
    return tuple(out)
