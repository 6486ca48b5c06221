"""One input document, as text."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[int, float, float, float, float]
"""A place on a page: number of the page from 1, then left, top, right, bottom, measured from the page's top left corner."""

_SAME_LINE = 1.5  # heights of a line: boxes of one line that stand no further apart are one box


class Placed(NamedTuple):
    """Where the characters start..end of a text are printed: on `page` (from 1), in the box x0, y0, x1, y1.

    They stand in one line, from left to right, and each takes the same share of the box's width. Lengths count from the top left corner of
    the page as it is shown, in points (1/72 inch) for PDF and in pixels for pictures.
    """

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Source:
    """A document exactly as decoded. Never edited: every offset in the project counts characters of `text`.

    name: the file's name without its folder, as it is cited; unique within a graph.
    sha256: hexadecimal digest of the file's bytes, so that a changed file is told from an unchanged one.
    text: the decoded characters (code points), line breaks as they stand in the file. For files that are no text (HTML, Word, Excel, PDF,
    pictures): what they show, in reading order, paragraphs as lines and rows of tables as lines of tab-separated cells.
    encoding: the encoding that was used to decode the bytes, as Python names it; utf-8 where the format itself tells the characters.
    media: the media type of the file (IANA). places: for PDF and pictures, where the characters are printed, in order of the text;
    line breaks and what was put between two words or cells have no place. unread: what of the file could not be read (a page that is a
    picture), one line each, for the user.
    """

    name: str
    sha256: str
    text: str
    encoding: str = "utf-8"
    media: str = "text/plain"
    places: tuple[Placed, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def of_text(cls, name: str, text: str) -> Source:
        """A source from a string, with the digest of its UTF-8 bytes. For tests, notebooks and other programs."""
        return cls(name, hashlib.sha256(text.encode("utf-8")).hexdigest(), text)

    def place_of(self, start: int, end: int) -> list[Box]:
        """Where the characters start..end are printed, in order of the text: a box for each line that they stand in.

        Empty for formats without pages, and for characters that are not printed (line breaks).
        """
        out: list[Box] = []
        at = max(0, bisect_right(self.places, start, key=lambda p: p.start) - 1)
        for placed in self.places[at:]:
            if placed.start >= end:
                break
            a, b = max(start, placed.start), min(end, placed.end)
            if a >= b:
                continue
            step = (placed.x1 - placed.x0) / (placed.end - placed.start)
            x0, x1 = round(placed.x0 + (a - placed.start) * step, 2), round(placed.x0 + (b - placed.start) * step, 2)
            out.append((placed.page, x0, placed.y0, x1, placed.y1))
            if len(out) > 1 and _in_one_line(out[-2], out[-1]):
                second, first = out.pop(), out.pop()
                out.append((first[0], first[1], min(first[2], second[2]), second[3], max(first[4], second[4])))
        return out


def _in_one_line(first: Box, second: Box) -> bool:
    """Whether the second box goes on where the first one ends."""
    middle, height = (second[2] + second[4]) / 2, second[4] - second[2]
    return first[0] == second[0] and first[2] < middle < first[4] and -height < second[1] - first[3] < _SAME_LINE * height
