"""Figures put in order of time: one series for each area, indicator and unit, with a small drawing of it in text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")
_BLOCKS = "▁▂▃▄▅▆▇█"
_TRUST = ("actual", "estimate", "target", "proposed")
"""Of the figures of one period the drawing shows the one that comes first here."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one area, indicator and unit. rows: by period, with all columns of the query that found them."""

    area: str
    indicator: str
    unit: str
    rows: tuple[Row, ...]

    @property
    def shown(self) -> tuple[tuple[float, str, Decimal, str], ...]:
        """One figure a period, the surest: end of the period in years, the period, value and status."""
        best: dict[str, Row] = {}
        for row in sorted(self.rows, key=lambda r: _TRUST.index(str(r["status"]))):
            if row["period"] is not None:
                best.setdefault(str(row["period"]), row)
        points = [(end_of(p), p, Decimal(str(r["value"])), str(r["status"])) for p, r in best.items()]
        return tuple(sorted((t, p, v, s) for t, p, v, s in points if t is not None))

    @property
    def bars(self) -> str:
        """A block of eighths for each period, from the least value to the greatest; from zero unless that would press them flat."""
        values = [v for _, _, v, _ in self.shown]
        low, high = min(values), max(values)
        low = min(low, Decimal(0)) if low < high * Decimal("0.6") else low - (high - low) / 4
        span = high - low or Decimal(1)
        return "".join(_BLOCKS[min(7, int((v - low) / span * 7 + Decimal("0.5")))] for v in values)

    @property
    def told(self) -> str:
        """The values with their periods; what is not reached is marked (预计, 目标)."""
        mark = {"actual": "", "estimate": " 预计", "target": " 目标", "proposed": " 建议"}
        return "  ".join(f"{period}: {value}{mark[status]}" for _, period, value, status in self.shown)


def series_of(rows: Iterable[Row]) -> list[Series]:
    """The series that the rows make, in the order of area, indicator and unit; rows without an area or a period are in none."""
    dated = [r for r in rows if r["area"] is not None and r["period"] is not None]

    def key(row: Row) -> tuple[str, str, str]:
        return str(row["area"]), str(row["series"]), str(row["unit"])

    ordered = sorted(dated, key=lambda r: (key(r), str(r["period"]), str(r["document"]), str(r["iri"])))
    return [Series(*name, tuple(group)) for name, group in itertools.groupby(ordered, key=key)]


def lasting(series: Sequence[Series], least: int = 2) -> list[Series]:
    """Those of at least so many periods."""
    return [s for s in series if len(s.shown) >= least]


def end_of(period: str) -> float | None:
    """The end of a period ("2023", "2023-06", "2023-01/2023-11") in years; None where it is none of these."""
    m = _PERIOD.fullmatch(period.rpartition("/")[2])
    return int(m["year"]) + (int(m["month"]) / 12 if m["month"] else 1) if m else None


__all__ = ["Series", "end_of", "lasting", "series_of"]
