"""What the small recognizer sees of each character: the character, its neighbours, its sort, and whether a word list knows the place.

Numbers only: no string of any text becomes part of the model. Names of places, surnames and roles enter as signs (here stands a county), so
that the model learns what stands beside a county, not which counties there are.
"""

from __future__ import annotations

from functools import cache

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from kg.lexicon.divisions import is_ordinary
from kg.lexicon.gazetteer import places_in
from kg.lexicon.people import surnames
from kg.lexicon.roles import roles

Features = npt.NDArray[np.uint64]
COLUMNS = 4
CHARACTER, BEFORE, AFTER, SIGN = range(COLUMNS)

_OUTSIDE = 2  # stands for what is before the first and behind the last character
_BIGRAM = 1 << 21  # code points are smaller
_LAST = 0xFFFF
_PLACE, _ROLE = 10, 3  # how many signs of places and of roles there are


def features(text: str) -> Features:
    """A row for each character of `text`: the character, it with the one before, it with the one behind, its sign. All are above 0, which
    stands for "not told" while training."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    out = np.empty((len(codes), COLUMNS), dtype=np.uint64)
    before = np.concatenate(([_OUTSIDE], codes[:-1])).astype(np.uint64)
    after = np.concatenate((codes[1:], [_OUTSIDE])).astype(np.uint64)
    out[:, CHARACTER] = codes + 1
    out[:, BEFORE] = before * _BIGRAM + codes + 1
    out[:, AFTER] = codes * _BIGRAM + after + 1
    out[:, SIGN] = (_sort_table()[np.minimum(codes, _LAST)] * _PLACE + _places(text)) * _ROLE + _roles(text) + 1
    return out


@cache
def _sort_table() -> Features:
    """The sort of every character up to `_LAST`; what lies behind is of the same sort as that one, which is no character."""
    return _sorts(np.arange(_LAST + 1, dtype=np.uint64))


def _sorts(codes: Features) -> Features:
    """0 a Chinese character, 1 one that is a surname, 2 a Latin letter, 3 a digit, 4 a Chinese numeral, 5 opening and 6 closing marks,
    7 the other signs."""
    single = np.isin(codes, _codes("surnames"))
    han = (codes >= 0x3400) & (codes <= 0x9FFF)
    kinds = np.full(len(codes), 7, dtype=np.uint64)
    kinds[han] = 0
    kinds[han & single] = 1
    kinds[(codes >= 0x41) & (codes <= 0x7A)] = 2
    kinds[(codes >= 0x30) & (codes <= 0x39)] = 3
    kinds[np.isin(codes, _codes("numerals"))] = 4
    kinds[np.isin(codes, _codes("opening"))] = 5
    kinds[np.isin(codes, _codes("closing"))] = 6
    return kinds


@cache
def _codes(which: str) -> npt.NDArray[np.uint64]:
    strings = {"numerals": "一二三四五六七八九十百千万亿两〇", "opening": "“‘《(【", "closing": "”’》)】"}
    characters = strings[which] if which in strings else "".join(surnames().common)
    return np.array(sorted(map(ord, characters)), dtype=np.uint64)


def _places(text: str) -> Features:
    """0 for no place; else 1 to 9: its first, a middle or its last character, of a short form, a full name, or one that is a word too."""
    out = np.zeros(len(text), dtype=np.uint64)
    for place in places_in(text):
        kind = 6 if is_ordinary(place.form) or place.level == 4 else 3 if place.full else 0
        out[place.start : place.end] = kind + 2
        out[place.start] = kind + 1
        out[place.end - 1] = kind + 3
    return out


def _roles(text: str) -> Features:
    """0 for no role, 1 for a role's characters, 2 for its last."""
    out = np.zeros(len(text), dtype=np.uint64)
    for _, start, end in _matcher().find_matches_as_indexes(text):
        out[start:end] = 1
        out[end - 1] = 2
    return out


@cache
def _matcher() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(roles()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


__all__ = ["AFTER", "BEFORE", "CHARACTER", "COLUMNS", "SIGN", "Features", "features"]
