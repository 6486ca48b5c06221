"""PDF files: what was printed into them is read in columns; pages that are pictures are given to the recognizer, if it is installed.

PDFium (by way of pypdfium2) tells the characters and the lines drawn; the order of reading is ours (kg.read.arrange). A character's height
is taken from its type size and its baseline, not from its outline, so that 一 and 龘 stand in the same line.
"""

from __future__ import annotations

import time
from typing import Any

from kg.errors import InputError
from kg.read.arrange import Habits, arrange
from kg.read.content import Content
from kg.read.glyphs import Thing
from kg.read.pdfpage import UNKNOWN, glyphs_of, has_picture, rules_of
from kg.read.picture import can_recognize, how_to_install, recognize
from kg.read.printed import Printed
from kg.read.ruled import grids
from kg.read.runs import runs_of

_MOST_PAGES = 3000
_MOST_SECONDS = 900.0  # for one file; a page takes a fiftieth of a second, a picture of one some seconds
_UNKNOWN_SHARE = 0.2  # of the characters of a file: so many that it does not tell, and its text is worth nothing
_SCALE = 200 / 72  # dots a point at which pages are drawn for the recognizer
_MOST_PIXELS = 40_000_000
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read(data: bytes, name: str) -> Content:
    """The text of a PDF file with its places.

    Raises InputError when it is encrypted, damaged, too long, or has no text and nothing is installed that reads pictures.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise InputError(f"{name}: encrypted: open it with its password and save it without one") from None
        raise InputError(f"{name}: damaged, or no PDF file ({error}): save it again") from None
    try:
        return _pages(document, name)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{name}: damaged ({error}): save it again") from None
    finally:
        document.close()


def _pages(document: Any, name: str) -> Content:
    if len(document) > _MOST_PAGES:
        raise InputError(f"{name}: {len(document)} pages, more than the {_MOST_PAGES} that are read: split it")
    if len(document) == 0:
        raise InputError(f"{name}: damaged: no pages in it: save it again")
    printed, habits = Printed(name), Habits()
    until = time.monotonic() + _MOST_SECONDS
    pictures: list[int] = []
    characters = unknown = 0
    for number in range(1, len(document) + 1):
        if time.monotonic() > until:
            raise InputError(f"{name}: reading takes longer than {_MOST_SECONDS / 60:.0f} minutes, stopped at page {number}: split it")
        page = document[number - 1]
        try:
            glyphs = glyphs_of(page)
            things: list[Thing] = []
            rough = False
            if any(not g.char.isspace() for g in glyphs):
                characters += len(glyphs)
                unknown += sum(g.char == UNKNOWN for g in glyphs)
                things = grids(rules_of(page), runs_of(glyphs))
            elif has_picture(page):
                if can_recognize():
                    things, rough = _recognized(page), True
                else:
                    pictures.append(number)
            printed.add_page(number, arrange(things, habits), rough=rough)
        finally:
            page.close()
    if unknown > _UNKNOWN_SHARE * max(1, characters):
        raise InputError(f"{name}: the file does not tell which characters its signs are: print it to a new PDF, or {how_to_install()}")
    if pictures and not characters:
        raise InputError(f"{name}: its pages are pictures without text: {how_to_install()}")
    if not characters and not printed.count:
        raise InputError(f"{name}: no text in it: check that this is the document")
    return printed.content(f"page {number} is a picture without text: {how_to_install()}" for number in pictures)


def _recognized(page: Any) -> list[Thing]:
    """What the recognizer finds on a page, in points."""
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=False)
    try:
        return list(recognize(bitmap.to_numpy(), 1 / scale))
    finally:
        bitmap.close()
