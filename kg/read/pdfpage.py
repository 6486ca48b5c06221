"""One page of a PDF file as PDFium tells it: characters, lines drawn, pictures. All places as the page is shown, from its top left
corner."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2.raw as c

from kg.read.glyphs import Glyph
from kg.read.ruled import Rule

UNKNOWN = "\ufffd"
"""A character of which the file does not tell what it is."""

_MOST_GLYPHS = 300_000
_MOST_OBJECTS = 50_000
_MOST_SEGMENTS = 2_000
_THIN = 2.5  # points: a shape thinner than this is a line
_SHORT = 6.0  # points: a shorter line is no rule
_ASCENT = 0.88  # of the type size: how far Chinese type reaches above its baseline (the em box of the Adobe CJK collections)
_COVERING = 0.25  # share of the page that a picture must cover to be a page that was scanned

Place = Callable[[float, float], tuple[float, float]]
"""From the file's coordinates to those of the page as shown."""


def glyphs_of(page: Any) -> list[Glyph]:
    """The characters of a page, in the order of the file."""
    text = page.get_textpage()
    try:
        count = min(c.FPDFText_CountChars(text), _MOST_GLYPHS)
        place, turned = _placing(page)
        return list(_glyphs(text, count, place, turned))
    finally:
        text.close()


def _placing(page: Any) -> tuple[Place, bool]:
    """How coordinates are turned and shifted, and whether lines run upwards or downwards in the file."""
    left, bottom, right, top = page.get_cropbox()
    match page.get_rotation() % 360:
        case 90:
            return (lambda x, y: (y - bottom, x - left)), True
        case 180:
            return (lambda x, y: (right - x, y - bottom)), False
        case 270:
            return (lambda x, y: (top - y, right - x)), True
        case _:
            return (lambda x, y: (x - left, top - y)), False


def _glyphs(text: Any, count: int, place: Place, turned: bool) -> Iterator[Glyph]:
    box, matrix = c.FS_RECTF(), c.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for n in range(count):
        code = c.FPDFText_GetUnicode(text, n)
        if c.FPDFText_IsGenerated(text, n) == 1 or code in (0x0D, 0x0A, 0x02, 0xFFFE) or 0xDC00 <= code < 0xE000:
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond U+FFFF; the second half follows
            low = c.FPDFText_GetUnicode(text, n + 1) if n + 1 < count else 0
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else 0xFFFD
        if not c.FPDFText_GetLooseCharBox(text, n, box) or not c.FPDFText_GetCharOrigin(text, n, x, y):
            continue
        scale = math.hypot(matrix.c, matrix.d) if c.FPDFText_GetMatrix(text, n, matrix) else 1.0
        size = c.FPDFText_GetFontSize(text, n) * (scale or 1.0)
        unknown = code < 0x20 or c.FPDFText_HasUnicodeMapError(text, n) == 1 or 0xE000 <= code < 0xF900 or code > 0x10FFFF
        char = UNKNOWN if unknown and code != 0x09 else chr(code)
        ax, ay = place(box.left, box.top)
        bx, by = place(box.right, box.bottom)
        x0, x1 = min(ax, bx), max(ax, bx)
        y0, y1 = min(ay, by), max(ay, by)
        if size <= 0 or not all(map(math.isfinite, (x0, x1, y0, y1, size))):
            continue
        base = place(x.value, y.value)[1]
        if not turned and y0 - size < base < y1 + size:
            y0, y1 = base - _ASCENT * size, base + (1 - _ASCENT) * size
        yield Glyph(" " if char in "\t\u00a0" else char, x0, y0, max(x0, x1), y1, size)


def rules_of(page: Any) -> list[Rule]:
    """The upright and level lines drawn on a page, thin boxes and the edges of boxes included."""
    place, _ = _placing(page)
    out: list[Rule] = []
    for number, item in enumerate(page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH])):
        if number >= _MOST_OBJECTS:
            break
        for (ax, ay), (bx, by) in _segments(item.raw):
            (x0, y0), (x1, y1) = place(ax, ay), place(bx, by)
            x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
            if x1 - x0 < _THIN < _SHORT < y1 - y0:
                out.append(Rule(True, (x0 + x1) / 2, y0, y1))
            elif y1 - y0 < _THIN < _SHORT < x1 - x0:
                out.append(Rule(False, (y0 + y1) / 2, x0, x1))
    return out


def _segments(path: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight lines of a path, in the file's coordinates."""
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(path, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for n in range(min(c.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = c.FPDFPath_GetPathSegment(path, n)
        if not segment or not c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == c.FPDF_SEGMENT_LINETO:
            yield last, point
        if c.FPDFPathSegment_GetClose(segment):
            yield point, start
        last = point


def has_picture(page: Any) -> bool:
    """Whether pictures cover a good part of a page."""
    width, height = page.get_size()
    covered = 0.0
    for number, item in enumerate(page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE])):
        if number >= _MOST_OBJECTS:
            break
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= _COVERING * width * height)
