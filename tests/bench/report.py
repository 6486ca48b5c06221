"""Figures as a report that people can read: one Markdown file with a table for each group, and one picture beside it with bars for all."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

_ROW, _HEAD, _LEFT, _BAR, _WIDTH = 24, 40, 330, 330, 780


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
    """The groups measured so far; written anew whenever one comes, so that a run that is broken off leaves what it had. file: the Markdown
    file; the picture has its name with .svg."""

    file: Path
    groups: list[Group] = field(default_factory=list)

    def add(self, group: Group) -> None:
        """Adds a group, and writes the report."""
        self.groups.append(group)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        picture = self.file.with_suffix(".svg")
        picture.write_text(_drawn(self.groups), encoding="utf-8")
        load = ", ".join(f"{v:.1f}" for v in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
        machine = f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}"
        head = f"# Benchmark\n\n{machine}. In italics: other programs, run at the same time.\n\n![All figures as bars]({picture.name})\n"
        self.file.write_text("\n".join([head, *map(_table, self.groups)]), encoding="utf-8")


def _table(group: Group) -> str:
    rows = "\n".join(f"| {'*' * f.yardstick}{f.name}{'*' * f.yardstick} | {_number(f.value)} |" for f in group.figures)
    note = f"{group.note}\n\n" if group.note else ""
    return f"## {group.name}\n\n{note}| | {group.unit} |\n|---|---:|\n{rows}\n"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def _drawn(groups: Sequence[Group]) -> str:
    """Bars, a scale for each group, yardsticks lighter."""
    height = sum(_HEAD + _ROW * len(group.figures) for group in groups) + 10
    size = f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">']
    top = 0
    for group in groups:
        out += _bars(group, top)
        top += _HEAD + _ROW * len(group.figures)
    return "\n".join([*out, "</svg>\n"])


def _bars(group: Group, top: int) -> Iterator[str]:
    most = max((figure.value for figure in group.figures), default=0) or 1
    yield f'<text x="4" y="{top + 26}" font-weight="bold">{escape(group.name)} ({escape(group.unit)})</text>'
    for row, figure in enumerate(group.figures):
        y, width = top + _HEAD + _ROW * row, _BAR * figure.value / most
        yield f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{escape(figure.name)}</text>'
        colour = "#b9c4cf" if figure.yardstick else "#2f6f9f"
        yield f'<rect x="{_LEFT}" y="{y}" width="{max(width, 1):.1f}" height="17" fill="{colour}"/>'
        yield f'<text x="{_LEFT + 6 + width:.1f}" y="{y + 13}">{_number(figure.value)}</text>'
