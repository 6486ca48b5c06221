"""One spelling for rules to read, with every character's place in the source kept.

Papers mix full- and half-width forms and three sorts of quotation marks, and converters leave white space where Chinese has none. Rules
would have to write each pattern many times over; instead they read a folded text in which each character stands for exactly one character
of the source. Nothing is inserted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Full-width forms U+FF01 to U+FF5E are the ASCII characters U+0021 to U+007E at a fixed distance (Unicode, Halfwidth and Fullwidth Forms).
_WIDTH = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
_VARIANTS = {
    "\u301c": "~", "\u2212": "-", "\u2013": "—", "\u2015": "—", "\u2500": "—",
    "\u2022": "·", "\u2027": "·", "\u30fb": "·", "\u2219": "·", "\u00b7": "·",
    "「": "“", "」": "”", "『": "“", "』": "”", "\u301d": "“", "\u301e": "”",
    "｜": "|", "丨": "|", "〈": "《", "〉": "》", "＄": "$",
}  # fmt: skip
_FOLDED = _WIDTH | _VARIANTS
_TABLE = str.maketrans(_FOLDED)
_FREQUENT = "，：；！？（）“”％、"
_USUAL = tuple((char, _FOLDED[char]) for char in _FREQUENT if char in _FOLDED)
_OTHERS = re.compile(f"[{re.escape(''.join(char for char in _FOLDED if char not in _FREQUENT))}]")

SPACE = "\\s\\u3000\\ufeff\\u200b\\u200c\\u200d\\u2060"
"""White space, and what takes no room on the page, for use in a character class."""
_SPACE = re.compile(rf"[{SPACE}]+")
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# Some papers and converters end Chinese sentences with an ASCII point. A numeral before it counts a paragraph ("一.").
_POINT = re.compile(r"\.(?<=[\u4e00-\u9fff%”)]\.)(?<![一二三四五六七八九十]\.)(?=[\u4e00-\u9fff“\s]|$)")


def fold(text: str) -> str:
    """`text` with width, quotation marks and full stops folded one to one; the same length, white space untouched.

    An ASCII point becomes 。 only where the text ends more sentences so than with 。 itself: elsewhere it parts a foreign name.
    """
    folded = text
    for char, other in _USUAL:  # a long text is looked through faster so than by str.translate, which looks up every character
        folded = folded.replace(char, other)
    folded = _OTHERS.sub(lambda m: _FOLDED[m.group()], folded)
    points = len(_POINT.findall(folded)) if "." in folded else 0
    return _POINT.sub("。", folded) if points > folded.count("。") else folded


def fold_spans(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """The characters of the given spans of a folded `text`, joined, and the place of each in it (a range where nothing was dropped).

    Folding keeps every place, so the places are those of the source. White space is dropped, save one blank between two Latin words.
    Straight quotation marks become opening and closing ones in turn.
    """
    if len(spans) == 1:
        start, end = spans[0]
        raw = text[start:end]
        if (raw.isprintable() and " " not in raw) or not _SPACE.search(raw):  # but for the blank, no white space is printable
            return pair_quotes(raw) if '"' in raw or "'" in raw else raw, range(start, end)
    chars: list[str] = []
    places: list[int] = []
    for start, end in spans:
        raw = text[start:end]
        at = 0
        for gap in _SPACE.finditer(raw):
            first, last = gap.span()
            chars.append(raw[at:first])
            places.extend(range(start + at, start + first))
            if raw[first - 1 : first] in _LATIN and raw[last : last + 1] in _LATIN:
                chars.append(" ")
                places.append(start + first)
            at = last
        chars.append(raw[at:])
        places.extend(range(start + at, end))
    contiguous = bool(places) and places[-1] - places[0] + 1 == len(places) and len(spans) == 1
    return pair_quotes("".join(chars)), range(places[0], places[-1] + 1) if contiguous else tuple(places)


def pair_quotes(text: str) -> str:
    """Straight double quotation marks as “ and ” in turn, if they come in pairs; single ones likewise."""
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        if straight in text and text.count(straight) % 2 == 0:
            parts = text.split(straight)
            text = "".join(part + (opening, closing)[i % 2] for i, part in enumerate(parts[:-1])) + parts[-1]
    return text


def squeeze(text: str) -> str:
    """A short string folded and without white space: for comparing names, cells and titles."""
    return _SPACE.sub("", text.translate(_TABLE))
