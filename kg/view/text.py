"""How wide words are and where they break: the same on the page and in the SVG, without asking a browser."""

from __future__ import annotations

import string
import unicodedata

ELLIPSIS = "…"
_FORBIDDEN = "，。、；：？！”’）》】〉」』%,.;:?!)…"
_OPENING = "“‘（《【〈「『(["
"""Marks that must not begin, and marks that must not end a line (W3C, Requirements for Chinese Text Layout, section 3.1.6)."""
_WORD = frozenset(string.ascii_letters + string.digits + ".%+-")


def units(text: str) -> int:
    """Width in half-width units: two for wide and ambiguous characters (Unicode Annex 11), one for others, none where combining."""
    return sum(_unit(c) for c in text)


def _unit(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def plain(text: str) -> str:
    """`text` on one line: control characters and white space become single spaces, none at the ends."""
    return " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text).split())


def wrapped(text: str, width: int, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of `width` units; what is too long ends with an ellipsis. Never empty."""
    rest = plain(text)
    out: list[str] = []
    while rest and len(out) < lines:
        last = len(out) == lines - 1
        if units(rest) <= width:
            out.append(rest)
            break
        cut = _fitting(rest, width - (2 if last else 0))
        if last:
            out.append(rest[:cut].rstrip() + ELLIPSIS)
            break
        cut = _break(rest, cut)
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return tuple(out) or ("—",)


def _break(text: str, cut: int) -> int:
    """The last place not after `cut` where a line may end: not before closing marks, not inside a number or a word of letters; `cut` itself
    where there is none in the second half of the line."""
    for at in range(cut, cut // 2, -1):
        inside = text[at - 1] in _WORD and text[at] in _WORD
        if not inside and text[at] not in _FORBIDDEN and text[at - 1] not in _OPENING:
            return at
    return cut


def _fitting(text: str, width: int) -> int:
    """How many characters fit, at least one."""
    used = 0
    for i, char in enumerate(text):
        used += _unit(char)
        if used > width:
            return max(1, i)
    return len(text)
