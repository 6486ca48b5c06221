"""How much a string is like Chinese that somebody wrote: for telling what one encoding makes of bytes from what another makes of them.

A character model of one character: every character has the chance of its class, and what is read wrongly falls into the rare classes, since
the encodings put their characters in different orders (GB 2312 by sound, Big5 by strokes, Unicode by radicals). Two readings of the same
bytes are compared by their likelihoods; the difference is the logarithm of the odds. The shares are those of newspaper text, rounded.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from math import log

from kg.lexicon.characters import frequent, simplified

_MARKS = frozenset("，。、；：？！“”‘’《》〈〉（）「」『』【】〔〕…—－～·‧・％＋０１２３４５６７８９\u3000")
_LAYOUT = frozenset("\t\n\x0b\x0c\r\x1a")
# Chance of a class, shared by about so many characters.
_FREQUENT = log(0.62 / 1000)
_MARK = log(0.12 / len(_MARKS))
_ASCII = log(0.15 / 95)
_STANDARD = log(0.10 / 9000)  # in GB 2312, or among the frequent of Big5
_RARE = log(0.01 / 40_000)  # in Unicode
_NONE = log(1e-9)  # private use, not assigned, or a control character
IMPLAUSIBLE = (_STANDARD + _RARE) / 2
"""No text: the mean for a character beyond ASCII of what was read wrongly lies below."""
_ENOUGH = 20_000  # characters that are looked at
_BIG5_ROWS = frozenset((0xA1, *range(0xA4, 0xC7)))  # punctuation and the 5401 frequent characters


def likelihood(text: str) -> float:
    """The logarithm of the likelihood of `text`, or of its beginning if it is long."""
    return sum(_chance(char) * count for char, count in Counter(text[:_ENOUGH]).items())


def is_plausible(text: str) -> bool:
    """Whether the characters of `text` beyond ASCII are mostly usual ones; so if there are none."""
    wide = {char: count for char, count in Counter(text[:_ENOUGH]).items() if char > "\x7f"}
    return sum(_chance(char) * count for char, count in wide.items()) >= IMPLAUSIBLE * sum(wide.values())


def frequent_share(text: str) -> float:
    """Which share of the Chinese characters of `text` (of its beginning if it is long) are frequent ones; 1 if there are none."""
    han = {char: count for char, count in Counter(text[:_ENOUGH]).items() if "\u3400" <= char <= "\u9fff"}
    return sum(n for char, n in han.items() if _is_frequent(char)) / sum(han.values()) if han else 1.0


@lru_cache(maxsize=1 << 14)
def _is_frequent(char: str) -> bool:
    return simplified(char) in frequent()


@lru_cache(maxsize=1 << 14)
def _chance(char: str) -> float:
    if char <= "\x7f":
        return _ASCII if char >= " " or char in _LAYOUT else _NONE
    if char in _MARKS:
        return _MARK
    if _is_frequent(char):
        return _FREQUENT
    if char.encode("gb2312", "ignore") or char.encode("cp950", "ignore")[:1] in _ROWS:
        return _STANDARD
    return _NONE if unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs") else _RARE


_ROWS = frozenset(bytes([row]) for row in _BIG5_ROWS)
