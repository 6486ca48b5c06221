"""What stands on a page: characters with their boxes, runs of them in one line, and tables that rules enclose.

Shared by PDF and pictures. Lengths count from the page's top left corner, to the right and downwards, in points or pixels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_LATIN = re.compile(r"[A-Za-z0-9]")


class Glyph(NamedTuple):
    """A printed character. size: of its type, as high as a Chinese character is wide."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float


@dataclass(slots=True)
class Run:
    """Characters next to each other in one line, white space included. The box holds all of them."""

    glyphs: list[Glyph]
    x0: float = field(init=False)
    y0: float = field(init=False)
    x1: float = field(init=False)
    y1: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0, self.x1 = min(g.x0 for g in self.glyphs), max(g.x1 for g in self.glyphs)
        self.y0, self.y1 = min(g.y0 for g in self.glyphs), max(g.y1 for g in self.glyphs)
        self.size = max(g.size for g in self.glyphs)

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(g.char for g in self.glyphs)

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.y0 + self.y1) / 2


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, each with its lines from top to bottom. The box holds all of it."""

    rows: list[list[list[Run]]]
    x0: float
    y0: float
    x1: float
    y1: float


Thing = Run | Grid
"""What a page is laid out with."""


def between(before: Glyph, after: Glyph) -> str:
    """The white space that must stand between two characters of one line, for the distance that they are printed at."""
    gap, size = after.x0 - before.x1, max(before.size, after.size)
    if before.char.isspace() or after.char.isspace():
        return ""
    if gap > 1.5 * size:
        return "　　"
    if gap > 0.7 * size:
        return "　"
    return " " if gap > 0.18 * size and _LATIN.match(before.char) and _LATIN.match(after.char) else ""
