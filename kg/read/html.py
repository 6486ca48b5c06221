"""Saved web pages: the article as a browser shows it, without the site's furniture. Nothing in a page is executed or fetched.

A page is made flat (kg.read.flat), its main part is found (kg.read.mainpart), and that part is written out as lines.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError
from kg.read.content import MOST_CHARACTERS, Content, Lines
from kg.read.decode import decode
from kg.read.flat import flatten
from kg.read.mainpart import main_part
from kg.read.tables import add_table

_HEAD = 4096  # bytes: where a page says its encoding; browsers look at the first 1024 (WHATWG HTML, "prescan a byte stream")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,20})""")
_TAG = re.compile(r"<(/?)(?:div|span|section|article|table|ul|ol|blockquote|font|b|i|u|em|strong|center|a|form|dl)\b", re.IGNORECASE)
_DEEPEST = 2000  # elements in each other; the parser's time grows with the square of it
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}  # what browsers read instead, each a superset (WHATWG Encoding)


def read(data: bytes, name: str, *, charset: str | None = None) -> Content:
    """The article of a page. charset: the encoding that was stated outside of it. Raises InputError when there is no text in it."""
    text, encoding = _text(data, name, charset)
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"{name}: more than {MOST_CHARACTERS // 1_000_000} million characters: split it into several files")
    if _depth(text) > _DEEPEST:
        raise InputError(f"{name}: elements nested more than {_DEEPEST} deep: a damaged page: save it again")
    lines = Lines(name)
    for piece in main_part(flatten(text)):
        if piece.rows is not None:
            add_table(lines, piece.rows)
            continue
        lines.blank(piece.above)
        lines.add(piece.text)
        lines.blank(piece.below)
    return Content(lines.text(), encoding)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _depth(html: str) -> int:
    """The deepest nesting of those elements that must be closed."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _text(data: bytes, name: str, charset: str | None) -> tuple[str, str]:
    """The characters of the page. A stated encoding is used if the bytes are in it; else the bytes decide, as for a text file. So they do
    where they are UTF-8, which no Chinese page in another encoding is by chance."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, name)
    head = data[:_HEAD]
    found = _CHARSET.search(head) or _XML.search(head)
    utf8 = not data.isascii() and _is_utf8(data)
    for stated in (charset, found[1].decode("ascii") if found else None):
        if stated is None or utf8 or b"\x00" in data:
            continue
        try:
            encoding = codecs.lookup(_WIDER.get(stated.lower(), stated)).name
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            continue  # a page that states a wrong encoding is common; the bytes tell better
    return decode(data, name)
