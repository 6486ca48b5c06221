"""Text that was garbled before it came here: bytes of one encoding, once read as another and saved so.

Such a file is well-formed, and what it says is lost to every rule. It is told by undoing the mistake: if that gives Chinese of frequent
characters where there were none, the mistake was made.
"""

from __future__ import annotations

import re

from kg.read.likeness import frequent_share

_MISTAKES = (
    ("gb18030", "utf-8", "UTF-8 that was read as GBK"),
    ("cp1252", "utf-8", "UTF-8 that was read as Latin-1"),
    ("latin-1", "utf-8", "UTF-8 that was read as Latin-1"),
    ("latin-1", "gb18030", "GBK that was read as Latin-1"),
    ("big5hkscs", "gb18030", "GBK that was read as Big5"),
    ("gb18030", "big5hkscs", "Big5 that was read as GBK"),
)
LOST = "\ufffd"
"""Stands for what a program could not read when it saved a text."""
_SAMPLE = 4000  # characters that are looked at
_NOT_WIDE = re.compile(f"[\x00-\x7f{LOST}]+")
_LATIN = re.compile("[\x80-\u024f\u2000-\u2122]")
_USUAL = 0.5  # share of frequent characters; what was written has over 0.7, garbled text below 0.4
_RIGHT = 0.7
_KEPT = 0.7  # share of the bytes that the undoing must be able to use; some were lost for good
_LEAST = 8  # characters: fewer do not tell
_SHOWN = 6


def lost(text: str) -> tuple[str, ...]:
    """What to say of characters that a program before this one could not read; empty when there are none."""
    count = text.count(LOST)
    return (f"{count} characters were lost when the file was saved (�), the first at character {text.index(LOST)}",) if count else ()


def garbled(text: str) -> str | None:
    """What happened to `text`, in a few words with an example, or None when it is as it was written."""
    wide = _NOT_WIDE.sub("", text[:_SAMPLE])
    if len(wide) < _LEAST:
        return None
    latin = len(_LATIN.findall(wide)) > len(wide) // 2
    if not latin and frequent_share(wide) >= _USUAL:
        return None
    for read_as, was, what in _MISTAKES:
        if latin == (read_as in ("gb18030", "big5hkscs")):
            continue
        data = wide.encode(read_as, "ignore")
        undone = data.decode(was, "ignore")
        han = sum("\u3400" <= char <= "\u9fff" for char in undone)
        kept = len(undone.encode(was, "ignore")) >= _KEPT * len(data) and len(data) >= _KEPT * len(wide)
        if kept and han >= _LEAST // 2 and 2 * han > len(undone) and frequent_share(undone) >= _RIGHT:
            return f"garbled: {what} (“{_shown(wide)}…” was “{_shown(undone)}…”)"
    return None


def _shown(text: str) -> str:
    return "".join(char for char in text if char.isprintable())[:_SHOWN]
