"""Traditional and simplified characters, one to one, and which characters are usual.

The rules read simplified characters. A document in traditional ones is read by way of a text in which each character stands for exactly one
of the document, so that every place is kept. What one character may be in several ways (乾: 干, or 乾 as in 乾隆) is settled by its
neighbours; the lists and their origin are `data/traditional.tsv` and `data/frequent.txt` (made by `kg.lexicon.make_characters`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.errors import RuleError
from kg.lexicon.load import data_bytes

_TRADITIONAL, _FREQUENT = "traditional.tsv", "frequent.txt"
_IN_BOTH = frozenset("昇氾扞苧祕陞脩劄谿蒐釐")
"""Stand in the list, and in the third level of the Table of General Standard Chinese Characters (2013), most of them for names (王昇): no
sign of traditional writing."""


@dataclass(frozen=True, slots=True)
class Script:
    """The two ways of writing. one: what each character is in simplified writing (for str.translate). pairs: what the character at a place
    (0 or 1) of two is instead. doubtful: finds characters that may have such a place. only_traditional, only_simplified: find
    characters that only traditional, only simplified writing has."""

    one: dict[int, str]
    pairs: dict[tuple[str, int], str]
    doubtful: re.Pattern[str]
    only_traditional: re.Pattern[str]
    only_simplified: re.Pattern[str]


@cache
def script() -> Script:
    """The characters of both, loaded once.

    Only traditional is what the list has and GB 2312 and the names of today have not; only simplified, what it gives and Big5 has not: each
    standard holds the whole usual stock of one way of writing. Raises RuleError with the line when the list is damaged.
    """
    one: dict[int, str] = {}
    pairs: dict[tuple[str, int], str] = {}
    for number, line in enumerate(_lines(_TRADITIONAL), 1):
        char, said, *company = line.split("\t") if "\t" in line else ("", "")
        if len(char) != 1 or len(said) != 1:
            raise RuleError(f"{_TRADITIONAL}, entry {number}: not one character for one; make the list again")
        if char != said:
            one[ord(char)] = said
        for found in company:
            other, _, words = found.partition(":")
            pairs.update({(word, place): other for word in words.split(" ") for place in (0, 1) if word[place] == char})
    old = [chr(code) for code in one if chr(code) not in _IN_BOTH and not _within(chr(code), "gb2312")]
    new = sorted({said for said in one.values() if not _within(said, "cp950")})
    return Script(one, pairs, _any_of({word[place] for word, place in pairs}), _any_of(old), _any_of(new))


def simplified(text: str) -> str:
    """`text` with each traditional character made the simplified one; the same length. A few characters that simplified writing has, too,
    are taken as traditional (乾, 著): ask `is_traditional` first."""
    folded = text.translate(script().one)
    if not script().doubtful.search(text):
        return folded
    pairs, chars = script().pairs, list(folded)
    for found in script().doubtful.finditer(text):
        at = found.start()
        other = pairs.get((text[at : at + 2], 0)) or (pairs.get((text[at - 1 : at + 1], 1)) if at else None)
        if other:
            chars[at] = other
    return "".join(chars)


def in_simplified(text: str) -> str:
    """`text` as names and questions are compared, the same length: in simplified characters if it is traditional as a whole; else only what
    simplified writing never has becomes simplified (陳某在乾县的建议: 陈某在乾县的建议)."""
    known = script()
    if not known.only_traditional.search(text):
        return text
    return simplified(text) if is_traditional(text) else known.only_traditional.sub(lambda found: known.one[ord(found[0])], text)


def traditional_of(text: str) -> str:
    """Each traditional character that is written otherwise in simplified writing and means one of `text`, and what it is there, in turn
    (劉刘): for a page that is to find 刘 by 劉 and has only these words."""
    one = script().one
    there = {*text.translate(one)}
    return "".join(chr(code) + said for code, said in one.items() if said in there)


def is_traditional(text: str) -> bool:
    """Whether more characters of `text` are found in traditional writing alone than in simplified writing alone."""
    old = len(script().only_traditional.findall(text))
    return old > 0 and old > len(script().only_simplified.findall(text))


@cache
def frequent() -> frozenset[str]:
    """The thousand most frequent characters of simplified writing; they make up nine tenths of what is printed."""
    return frozenset("".join(_lines(_FREQUENT)))


def _lines(file: str) -> list[str]:
    return [line for line in data_bytes(file).decode("utf-8").splitlines() if not line.startswith("#")]


def _within(char: str, encoding: str) -> bool:
    return bool(char.encode(encoding, "ignore"))


def _any_of(chars: set[str] | list[str]) -> re.Pattern[str]:
    # A set with characters beyond the basic plane would be looked through one by one.
    basic = "".join(sorted(char for char in chars if len(char.encode("utf-16-le")) == 2))
    return re.compile(f"[{basic}]")
