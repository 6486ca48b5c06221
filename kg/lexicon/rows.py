"""What in a row of names only separates, counts or marks: it becomes blank, so that one reading serves every layout.

Lists number their names (1.甲 2.乙), star them (★甲), lead from a group to its head by dots (某组……组长 甲), part them by commas,
strokes or semicolons, and write notes in square brackets (甲[女]) or before the name. Every character keeps its place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon.names import HAN

_SIGNS = re.compile(r"[★☆※▲△●○■□◆◇◎▪•*#_…·\-—.\[\]〔〕【】0-9①-⑳,;/|)]")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[★☆※▲△●○■□◆◇◎▪•*#_①-⑳]")
_LEADER = re.compile(r"…+|(?:\.|·|-|—|_){3,}")
_SQUARE = re.compile(r"[\[〔【](?P<note>[^()\[\]〔〕【】]{1,12})[\]〕】]")
_NOTE = re.compile(r"(?:[^()]*[、,])?\s*(?:女|男|[\u4e00-\u9fff]{1,6}族|兼|候补|中共|中共党员|不?驻会)(?:[、,][^()]*)?")
_ORDINAL = re.compile(rf"(?:(?<=[\s、,;)])|^)(?:\(\d{{1,3}}\)|\d{{1,3}}[.、)]?)(?=\s*[{HAN}](?![人名届次年月日]))", re.MULTILINE)
_CHAPTER = re.compile(  # 三、副秘书长:甲 | (三)副秘书长 甲
    r"^[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、(?=[^、\n]{1,12}(?:\([^()]*\))?:)|\([一二三四五六七八九十]{1,3}\))", re.MULTILINE
)
_BRACKETED = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(r"[,;/|]")
_PARTS = str.maketrans(",/;|", "、、  ")


@lru_cache(maxsize=16)  # a line is asked about again with each of its neighbours
def level(row: str) -> str:
    """Folded lines of names (white space kept) with blanks for their marks, ordinal numbers, leaders and strokes, 、 for commas outside
    brackets, and round brackets for square ones around a note. The same length."""
    if "、" in row or "(" in row:
        row = _CHAPTER.sub(_blank, row)
    if not _SIGNS.search(row):
        return row
    row = _SQUARE.sub(_rounded, row)
    row = _LEADER.sub(_blank, _MARK.sub(" ", row))
    if _DIGIT.search(row):
        row = _ORDINAL.sub(_blank, row)
    if _SEPARATOR.search(row):
        out, at = [], 0
        for m in _BRACKETED.finditer(row):
            out += [row[at : m.start()].translate(_PARTS), m.group()]
            at = m.end()
        row = "".join(out) + row[at:].translate(_PARTS)
    return row


def _rounded(m: re.Match[str]) -> str:
    return f"({m['note']})" if _NOTE.fullmatch(m["note"]) else m.group()


def _blank(m: re.Match[str]) -> str:
    return " " * len(m.group())


__all__ = ["level"]
