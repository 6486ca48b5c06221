"""Lines that only the width of a column broke become paragraphs again.

Where a line must have broken is told by geometry alone: there was no room in it for the beginning of the next line, which stands at the
left edge, in the same type, at the usual distance. Torn sentences across captions and pages are left to `kg.segment`, which knows more
about text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from kg.read.arrange import Flow, Line
from kg.read.glyphs import Run

_EDGE = 1.3  # sizes: lines that end this near to each other end at the same edge
_SLACK = 0.35  # sizes: white space that justification or rounding leaves at the end of a line
_SAME_TYPE = 1.15  # ratio of sizes
_ROUGH_SLACK, _ROUGH_TYPE = 0.8, 1.35  # the same two for pictures
_INDENT = 0.7  # sizes: a line that begins this far from the left edge is indented
_LOOSE = 0.45  # line heights: more white space than usual between two lines that ends a paragraph
_OPENING = "“‘（《〈【〔「『(["
_CLOSING = "，。、；：！？”’）》〉】〕」』…,;:!?)]%％"
_WORD = re.compile(r"[A-Za-z0-9.]+")
_CLOSED = re.compile(r"[。！？；：…]”?’?[)）]?$")
_LIST = re.compile(r"[^，。；！？]*\S(?:　|\s{2})\s*\S[^，。；！？]*(?:　|\s{2})[^，。；！？]*$")  # words set apart: a line of names
_TORN_NAME = re.compile(r"\s\S$")  # the first character of a name of two that are set apart
_MARKS = "●■◆▲▼○□◇★☆※▍►▶→【"
_BEGINS = re.compile(
    rf"[{_MARKS}]|[（(][一二三四五六七八九十]{{1,3}}[）)]|[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}[.．、](?!\d)"
    r"|第[一二三四五六七八九十]+[章节条]"
)


def paragraphs(flows: Sequence[Flow], rough: bool = False) -> Iterator[tuple[int, list[Line]]]:
    """The paragraphs of a flow, or of several that go on from one to the next: each with the number of empty lines above it.

    rough: whether boxes are not exact.
    """
    current: list[Line] = []
    blank = 0
    for number, flow in enumerate(flows):
        if not flow.lines:
            continue
        column = _Column(flow, rough)
        for at, line in enumerate(flow.lines):
            if at == 0 and number and current:
                goes_on = column.is_continued(_Column(flows[number - 1], rough), current[-1], line)
                above = 1
            else:
                goes_on = at > 0 and column.goes_on(flow.lines[at - 1], line)
                above = column.blank(flow.lines[at - 1], line) if at else 1
            if goes_on:
                current.append(line)
                continue
            if current:
                yield blank, current
            current, blank = [line], above
    if current:
        yield blank, current


class _Column:
    """What is usual in a column: its edges, the distance between lines, whether paragraphs are indented."""

    def __init__(self, flow: Flow, rough: bool) -> None:
        self.slack, self.ratio = (_ROUGH_SLACK, _ROUGH_TYPE) if rough else (_SLACK, _SAME_TYPE)
        lines = flow.lines
        self.size = median(run.size for line in lines for run in line)
        self.left, self.right = flow.left, flow.right
        ends = sorted((line[-1].x1 for line in lines), reverse=True)
        starts = sorted(line[0].x0 for line in lines)
        # A page's number in a corner, or a sign that hangs over the edge, is no edge.
        enough = max(2, len(lines) // 8)
        if len(lines) > enough:
            self.right = next((e for e in ends if sum(e - _EDGE * self.size <= x <= e for x in ends) >= enough), self.right)
            self.left = next((s for s in starts if sum(s <= x <= s + _INDENT * self.size for x in starts) >= enough), self.left)
        steps = [b[0].middle - a[0].middle for a, b in pairwise(lines) if 0 < b[0].middle - a[0].middle < 3 * self.size]
        self.step = median(_lower_half(steps)) if steps else 1.6 * self.size
        self.spaced = any(self.blank(a, b) for a, b in pairwise(lines))
        self.indents = sum(1.2 < (line[0].x0 - self.left) / self.size < 3 for line in lines) > len(lines) // 12

    def blank(self, before: Line, line: Line) -> int:
        """Empty lines between two lines."""
        size = max(before[0].size, line[0].size)
        usual = max(self.step, self.step / self.size * (before[0].size + line[0].size) / 2)
        more = line[0].middle - before[0].middle - usual
        return max(1, round(more / self.step)) if more > _LOOSE * max(size, self.step) else 0

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether there was no room in a line for the beginning of the line after it."""
        return self.right - line[-1].x1 <= _unbroken(after[0]) + self.slack * line[-1].size

    def goes_on(self, before: Line, line: Line) -> bool:
        """Whether a line is the next line of the paragraph of the line above it."""
        return not self.blank(before, line) and self._follows(self, before, line)

    def is_continued(self, previous: _Column, before: Line, line: Line) -> bool:
        """Whether the first line of this column goes on with the last one of the previous column."""
        return not _CLOSED.search(before[-1].text[-4:]) and self._follows(previous, before, line)

    def _follows(self, previous: _Column, before: Line, line: Line) -> bool:
        a, b = before[0].size, line[0].size
        if not previous.is_full(before, line) or max(a, b) > self.ratio * min(a, b) or len(line) > 1 or len(before) > 1:
            return False
        indented = line[0].x0 - self.left > _INDENT * b
        if indented and abs((line[0].x0 - self.left) - (before[0].x0 - previous.left)) > 0.5 * b:
            return False
        closed = bool(_CLOSED.search(before[-1].text[-4:]))
        if _BEGINS.match(line[0].text) and (closed or line[0].text[0] in _MARKS):
            return False
        if _LIST.match(before[-1].text) and not _TORN_NAME.search(before[-1].text):
            return False
        return not closed or (not indented and (self.indents or self.spaced))


def _unbroken(run: Run) -> float:
    """The width of what may not be parted at the beginning of a line: opening brackets, a sign or a Latin word or number, closing signs."""
    end, text = 0, run.text
    while end < len(text) - 1 and text[end] in _OPENING:
        end += 1
    word = _WORD.match(text, end)
    end = word.end() if word else end + 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return run.glyphs[end - 1].x1 - run.x0


def _lower_half(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return ordered[: len(ordered) // 2 + 1]
