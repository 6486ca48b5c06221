"""Text files: their characters as they stand."""

from __future__ import annotations

from kg.errors import InputError
from kg.read.content import MOST_CHARACTERS, Content
from kg.read.decode import decode
from kg.read.mojibake import lost


def read(data: bytes, name: str) -> Content:
    """The text of a file, exactly as decoded. Raises InputError when it is empty, is no text, is too long or has no known encoding."""
    text, encoding = decode(data, name)
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"{name}: more than {MOST_CHARACTERS // 1_000_000} million characters: split it into several files")
    return Content(text, encoding, unread=lost(text))
