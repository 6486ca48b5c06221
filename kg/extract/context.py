"""What a reader of the page knows before reading a sentence: where it was issued, so what 市人大, 我市 and 区委 stand for.

Institutions are written out by the custom that GB/T 2260 names and the organs' own seals follow: 市人大 in a Yichang paper is
宜昌市人民代表大会.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.lexicon.divisions import Division, divisions
from kg.lexicon.gazetteer import meanings, places_in
from kg.model import Reading, Source

_REACH = 24  # characters before a word in which the name of its place is looked for


_TOWNSHIP = re.compile(
    r"(?:^|[—县区市])(?P<town>[\u4e00-\u9fff]{2,6}?[镇乡])(?:第[一二三四五六七八九十]+届人民代表大会|(?:人民)?政府工作报告)"
)


@dataclass(frozen=True)
class Context:
    """The setting of one reading."""

    reading: Reading

    @cached_property
    def places_of(self) -> dict[tuple[str, frozenset[int]], tuple[Any, ...]]:
        """What was found of places in texts of this reading, which are asked for again and again; filled by kg.extract.districts."""
        return {}

    @property
    def source(self) -> Source:
        """The source that is read."""
        return self.reading.source

    @cached_property
    def place(self) -> Division | None:
        """The issuing place as a division; None when unknown or not in the list."""
        name = self.reading.issue.place
        hits = divisions().named(name) if name else ()
        return hits[0] if hits else None

    @cached_property
    def chain(self) -> tuple[Division, ...]:
        """The issuing place and the divisions above it, nearest first."""
        return (self.place, *divisions().parents(self.place)) if self.place else ()

    @cached_property
    def year(self) -> int | None:
        """The year in which the page was printed."""
        date = self.reading.issue.date
        return int(date[:4]) if date else None

    def at_level(self, sign: str) -> str | None:
        """Full name of the division that a deictic 市, 县, 区, 州, 省 … means here (宜昌市西陵区 for 区 in a Xiling report); None if
        none fits."""
        if sign in ("国", "全国"):
            return "中国"
        for d in self.chain:
            if fits(d, sign):
                return divisions().full_name(d)
        return self._township if self._township and self._township.endswith(sign) else None

    @cached_property
    def _township(self) -> str | None:
        """Full name of the township whose report or session the page is, where the issuing place is the county above it."""
        for text in (re.sub(r"\s+", "", text) for a in self.reading.articles for text in (a.title, *(b.text for b in a.blocks[:3]))):
            m = _TOWNSHIP.search(text)
            if m and self.place and self.place.level == 3:
                return divisions().full_name(self.place) + m["town"]
        return None

    @property
    def home(self) -> str | None:
        """Full name of the issuing place."""
        return divisions().full_name(self.place) if self.place else self.reading.issue.place

    def place_before(self, text: str, end: int) -> tuple[str, int] | None:
        """Full name and start of the division whose name, or chain of names (湖北省宜昌市), ends at text[end]; None if none does."""
        head = max(0, end - _REACH)
        start = end
        name: str | None = None
        for p in reversed(list(places_in(text[head:end]))):
            if head + p.end != start or (text.endswith("召", 0, head + p.start) and p.form.startswith("开")):
                break  # 召开州政府常务会议 names no 开州
            options = meanings(p.form, self.place) if name is None else ()
            name = divisions().full_name(options[0]) if options else name
            start = head + p.start
        return (name, start) if name else None


def fits(d: Division, sign: str) -> bool:
    """Whether the people of division `d` call it 我{sign}: 市 for a city, 区 for an urban district or an autonomous region …"""
    match sign:
        case "省":
            return d.level == 1 and d.name.endswith("省")
        case "市":
            return d.name.endswith("市")
        case "州":
            return d.level == 2 and d.name.endswith("州")
        case "县":
            return d.level == 3 and d.name.endswith("县")
        case "区" | "自治区":
            return d.name.endswith("区") if sign == "区" else d.name.endswith("自治区")
        case "旗" | "盟":
            return d.name.endswith(sign)
        case "镇" | "乡" | "街道":
            return d.level == 4 and d.name.endswith(sign)
        case _:
            return False
