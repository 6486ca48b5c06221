"""Pictures of pages: read by RapidOCR, an extra that carries its models and works without a network.

The recognizer gives lines of text with their places, in no useful order; how a page is laid out from them is the same as for PDF.
"""

from __future__ import annotations

import io
import sys
import unicodedata
import warnings
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from kg.errors import InputError
from kg.read.arrange import Habits, arrange
from kg.read.content import Content
from kg.read.glyphs import Glyph, Run
from kg.read.printed import Printed

_MOST_PIXELS = 80_000_000
_SURE = 0.5  # of 1: what the recognizer is less sure of is often no text at all (its own default)
_TYPE = 0.8  # of the height of a line's box, which has some white around the type
_PIECE = 1600  # rows: most that are read at once; the recognizer's own limit is 2000
_MODULE = "rapidocr_onnxruntime"


def can_recognize() -> bool:
    """Whether the extra is installed."""
    return find_spec(_MODULE) is not None


def how_to_install() -> str:
    """What a user does to have pictures read."""
    hint = "pip install 'lianghui-kg[ocr]' reads pictures"
    return hint if sys.version_info < (3, 13) else f"{hint}, with Python 3.12 or 3.11 (the recognizer has no later version)"


def read(data: bytes, name: str) -> Content:
    """The text of a picture with its places, in pixels. Raises InputError when it is damaged, too large, has no text, or the extra is
    missing."""
    if not can_recognize():
        raise InputError(f"{name}: a picture: {how_to_install()}")
    printed = Printed(name)
    for number, image in enumerate(_images(data, name), 1):
        printed.add_page(number, arrange(list(recognize(image, 1.0)), Habits()), rough=True)
    return printed.content()


def _images(data: bytes, name: str) -> Iterator[Any]:
    """The pixels of a picture, or of each page of a TIFF file: rows of blue, green, red."""
    import numpy
    from PIL import Image, ImageOps, ImageSequence

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as picture:
            warnings.simplefilter("ignore")  # of large pictures; the size is looked at here, before anything is unpacked
            for frame in ImageSequence.Iterator(picture):
                if frame.width * frame.height > _MOST_PIXELS:
                    raise InputError(
                        f"{name}: {frame.width} x {frame.height} pixels, more than the {_MOST_PIXELS // 1_000_000} million that are read: "
                        "make it smaller, or cut it"
                    )
                yield numpy.asarray(ImageOps.exif_transpose(frame).convert("RGB"))[:, :, ::-1]
    except InputError:
        raise
    except Image.DecompressionBombError:
        raise InputError(f"{name}: more than {_MOST_PIXELS // 1_000_000} million pixels: make it smaller, or cut it") from None
    except Exception as error:  # whatever the library meets in a damaged file, there is one thing to say
        raise InputError(f"{name}: damaged, or no picture: save it again") from error


def recognize(image: Any, unit: float) -> Iterator[Run]:
    """The lines of text in a picture. image: rows of pixels (blue, green, red). unit: what a pixel's length is to be multiplied with.

    A long picture (an infographic for the telephone) is read in pieces, since the recognizer makes a large picture small.
    """
    top = 0
    while top < len(image):
        bottom = _cut(image, top)
        found, _ = _engine()(image[top:bottom])
        for corners, text, sure in found or ():
            if float(sure) >= _SURE and text.strip():
                xs, ys = [float(p[0]) * unit for p in corners], [(float(p[1]) + top) * unit for p in corners]
                yield Run(list(_spread(text.strip(), min(xs), min(ys), max(xs), max(ys))))
        top = bottom


def _cut(image: Any, top: int) -> int:
    """Where the piece of a picture that begins at row `top` ends: at the emptiest row near the greatest height, so that no line is cut."""
    if len(image) - top <= _PIECE:
        return len(image)
    start = top + _PIECE * 3 // 4
    uneven = image[start : top + _PIECE].std(axis=(1, 2))
    low = (uneven <= uneven.min() + 1.0).nonzero()[0]
    return int(start + low[len(low) // 2]) + 1


def _spread(text: str, x0: float, y0: float, x1: float, y1: float) -> Iterator[Glyph]:
    """The characters of a line, shared out over its width: a Latin one has half the width of a Chinese one."""
    widths = [2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text]
    step, at = (x1 - x0) / sum(widths), x0
    for char, width in zip(text, widths, strict=True):
        yield Glyph(char, at, y0, at + width * step, y1, _TYPE * (y1 - y0))
        at += width * step


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()
