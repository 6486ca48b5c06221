"""The page of indicators: series of figures, each with a picture over its periods and the figures themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal

from kg.lexicon.characters import in_simplified
from kg.serve.message import Reply, Visit
from kg.serve.plots import HEIGHT, WIDTH, Plot, Point, plot, when
from kg.serve.queries import own
from kg.serve.reader import Reader
from kg.serve.render import Renderer

_PLOTS = 24
_ROWS = 300
_CHOICES = 24


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator of one area in one unit. periods: how many different ones."""

    indicator: str
    area: str | None
    area_name: str
    unit: str
    rows: tuple[dict[str, Any], ...]
    plot: Plot
    periods: int


def figures(reader: Reader, visit: Visit, to: Renderer) -> Reply:
    """The page for the place and the words that are asked for, or for all."""
    place, word = visit.value("place"), visit.value("word")
    given = {name: Literal(in_simplified(text)) for name, text in (("place", place), ("word", word)) if text}
    rows: list[dict[str, Any]] = list(reader.graph.query(own("figures").sparql, given).records())
    areas = Counter(str(r["areaName"]) for r in rows if r["areaName"])
    indicators = Counter(str(r["indicator"]) for r in rows)
    found = _series(rows, to)
    drawn = [s for s in found if s.periods > 1][:_PLOTS]
    return to.page(
        "indicators",
        place=place,
        word=word,
        areas=areas.most_common(_CHOICES),
        indicators=indicators.most_common(_CHOICES),
        drawn=drawn,
        rows=rows[:_ROWS],
        total=len(rows),
        width=WIDTH,
        height=HEIGHT,
    )


def _series(rows: list[dict[str, Any]], to: Renderer) -> list[Series]:
    """The series, those with the most periods first."""
    grouped: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        if row["period"] and when(str(row["period"])) is not None:
            grouped.setdefault((str(row["indicator"]), str(row["area"] or ""), str(row["unit"])), []).append(row)
    out: list[Series] = []
    for (indicator, area, unit), members in grouped.items():
        points = [point for row in members if (point := _point(row, to)) is not None]
        if points:
            periods = len({p.period for p in points})
            name = str(members[0]["areaName"] or "")
            out.append(Series(indicator, area or None, name, unit, tuple(members), plot(points), periods))
    return sorted(out, key=lambda s: (-s.periods, -len(s.rows), s.indicator, s.area_name))


def _point(row: dict[str, Any], to: Renderer) -> Point | None:
    try:
        value = float(str(row["value"]))
    except ValueError:
        return None
    written = written_value(row)
    told = f"{row['period']} {row['indicator']} {written}{row['unit']} · {to.term(str(row['status']))} · {row['document']}"
    return Point(str(row["period"]), value, written, str(row["status"]), to.href(str(row["iri"])), told)


def written_value(row: dict[str, Any]) -> str:
    """A value with what limits it (≥, ≤, 约)."""
    bound = {">=": "≥", "<=": "≤"}.get(str(row["bound"] or ""), "")
    return f"{'≈' if row['approximate'] is True else ''}{bound}{row['value']}"
