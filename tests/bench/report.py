"""Figures as a report that people can read: Markdown with a table and a picture for each group, in bench-report/."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "bench-report"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured. yardstick: whether it is of another program, run at the same time for comparison."""

    name: str
    value: float
    yardstick: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one unit. note: how they were measured, and what they are to be compared with."""

    name: str
    unit: str
    figures: Sequence[Figure]
    note: str = ""


@dataclass(slots=True)
class Report:
    """The groups measured so far; written anew whenever one comes, so that a run that is broken off leaves what it had."""

    groups: list[Group] = field(default_factory=list)

    def add(self, group: Group) -> None:
        """Adds a group, and writes the report."""
        self.groups.append(group)
        FOLDER.mkdir(exist_ok=True)
        load = ", ".join(f"{v:.1f}" for v in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
        parts = [f"# Benchmark\n\n{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores; load {load}.\n"]
        for number, each in enumerate(self.groups):
            name = f"{number:02}.svg"
            (FOLDER / name).write_text(_drawn(each), encoding="utf-8")
            rows = "\n".join(f"| {'*' * f.yardstick}{f.name}{'*' * f.yardstick} | {_number(f.value)} |" for f in each.figures)
            parts.append(f"## {each.name}\n\n{each.note}\n\n| | {each.unit} |\n|---|---:|\n{rows}\n\n![{each.name}]({name})\n")
        (FOLDER / "README.md").write_text("\n".join(parts), encoding="utf-8")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def _drawn(group: Group) -> str:
    """Bars, yardsticks lighter."""
    most = max(f.value for f in group.figures) or 1
    size = f'width="760" height="{28 * len(group.figures) + 34}"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">']
    out.append(f'<text x="4" y="18" font-weight="bold">{escape(group.name)} ({escape(group.unit)})</text>')
    for row, figure in enumerate(group.figures):
        y, width, colour = 30 + 28 * row, 380 * figure.value / most, "#b9c4cf" if figure.yardstick else "#2f6f9f"
        out.append(f'<text x="256" y="{y + 15}" text-anchor="end">{escape(figure.name)}</text>')
        out.append(f'<rect x="264" y="{y}" width="{max(width, 1):.1f}" height="20" fill="{colour}"/>')
        out.append(f'<text x="{270 + width:.1f}" y="{y + 15}">{_number(figure.value)}</text>')
    return "\n".join([*out, "</svg>\n"])
