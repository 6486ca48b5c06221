"""The numbers that Word prints before paragraphs but does not write into them: 一、 (一) 1. and bullets (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_PLACEHOLDER = re.compile(r"%([1-9])")
_HAN = frozenset(
    ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"]
)


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document. lists: levels of each list by its id; group: which lists count together; counts: where each stands."""

    lists: dict[str, list[_Level]] = field(default_factory=dict)
    group: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """From the root of word/numbering.xml; without lists if there is none."""
        out = cls()
        if root is None:
            return out
        abstract = {a.get(f"{W}abstractNumId", ""): [_level(a, n) for n in range(_LEVELS)] for a in root.iter(f"{W}abstractNum")}
        for num in root.iter(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            key = link.get(f"{W}val", "") if link is not None else ""
            if key in abstract:
                own = num.get(f"{W}numId", "")
                out.lists[own] = abstract[key]
                out.group[own] = own if num.find(f"{W}lvlOverride") is not None else f"abstract {key}"
        return out

    def next(self, list_id: str, level: int) -> str:
        """What is printed before the next paragraph of that list and level; "" for a list that the document does not define."""
        levels = self.lists.get(list_id)
        if levels is None or not 0 <= level < _LEVELS:
            return ""
        counts = self.counts.setdefault(self.group[list_id], [-1] * _LEVELS)
        counts[level] = levels[level].start if counts[level] < 0 else counts[level] + 1
        for above in range(level):
            if counts[above] < 0:
                counts[above] = levels[above].start
        for below in range(level + 1, _LEVELS):
            counts[below] = -1
        if levels[level].style == "bullet":
            return "· "
        text = _PLACEHOLDER.sub(lambda m: _written(counts[int(m[1]) - 1], levels[int(m[1]) - 1].style), levels[level].text)
        return text + " " if text[-1:].isascii() and text else text


def _level(abstract: Element, number: int) -> _Level:
    for level in abstract.findall(f"{W}lvl"):
        if level.get(f"{W}ilvl") == str(number):
            values = {tag: level.find(f"{W}{tag}") for tag in ("numFmt", "lvlText", "start")}
            style, text, start = (e.get(f"{W}val", "") if e is not None else "" for e in values.values())
            return _Level(style or "decimal", text, int(start) if start.isdecimal() else 1)
    return _Level("none", "", 1)


def _written(number: int, style: str) -> str:
    """A number in one of Word's styles. Styles that are rare in Chinese documents come out in figures."""
    if style in _HAN:
        return han(number)
    match style:
        case "none" | "bullet":
            return ""
        case "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand":
            return "".join(_DIGITS[int(d)] for d in str(number))
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if style == "upperLetter" else letter
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= number <= 20:
            return chr(ord("①") + number - 1)
        case "decimalZero":
            return f"{number:02}"
        case "decimalFullWidth":
            return "".join(chr(ord("０") + int(d)) for d in str(number))
        case _:
            return str(number)


def han(number: int) -> str:
    """A number below one hundred as Chinese counts (十二); figures above that."""
    if not 0 < number < 100:
        return str(number)
    tens, units = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[units] if units else "")
