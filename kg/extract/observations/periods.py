"""The period that a figure is of: a year, a run of months, as "2023", "2023-01/2023-11" or "2021/2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kg.lexicon.numbers import value_of

_WHEN = re.compile(
    r"(?P<range>(?:(?P<ry>20\d\d)年|今年|去年)?(?P<m1>\d{1,2})月?(?:份)?(?:至|到|—|-|~)(?P<m2>\d{1,2})月(?!\d))"
    r"|(?P<first>(?:(?P<fy>20\d\d)年|今年|去年)?前(?P<fn>\d{1,2}|[一二三四五六七八九十]{1,2})个?月)"
    r"|(?P<part>(?:(?P<py>20\d\d)年|今年|去年)?(?P<pn>上半年|下半年|[一二三四]季度|前三季度)(?!动工|开工|出台|拨付|公开|完成|实施|争取|提请|均))"
    r"|(?P<session>次(?:会议|全会|大会)?以来)"
    r"|(?P<years>近(?P<yn>[两二三四五六七八九十])年(?:来)?[,,])"
    r"|(?P<explicit>(?<!\d)(?P<year>(?:20|19)\d\d)年(?!(?:\d{1,2}月\d{1,2}日|来[,的]))(?:底|末|初|度)?)"
    r"|(?:(?<!现)在|用|分|未来|今后)?(?P<within>[一两二三四五六])年(?:时间)?(?:内(?![^,。]{0,6}工作日)|(?=(?:建成|完成|实现|新建|改造|培养|培训|建设|改完)))"
    r"|(?P<word>今年以来|今年|去年|明年|上年底|前年|后年|过去一年|刚刚过去的一年|一年来|(?:本|全)年(?=(?:的|,))|截至目前|年内|(?P<present>眼下|目前|现在(?!的)|如今|当前|现有))"
    r"|(?P<dated>(?<!\d)(?P<dy>20\d\d)年\d{1,2}月\d{1,2}日)"
)
_COMPARED = re.compile(r"[比较于从自由]$|相较于$|对比$")
EARLY = 3  # the Two Sessions of cities and provinces end before April
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12), "前三季度": (1, 9)}
_SHIFT = {"去年": -1, "上年底": -1, "明年": 1, "前年": -2, "后年": 2, "过去一年": -1, "刚刚过去的一年": -1, "一年来": -1}


class When(NamedTuple):
    """A period with the place in the text where it is stated. year: its last year. vague: 今年以来, up to a
    month that only the context tells. lasting: it holds beyond its paragraph (六届三次会议以来, 今年1月至11月).
    passing: it holds for its sentence only (眼下)."""

    at: int
    period: str
    year: int
    vague: bool = False
    lasting: bool = False
    passing: bool = False


@dataclass(slots=True)
class Clock:
    """The years that words are counted from. printed: the year of the document; told: the year that the section is about, None if none is;
    month: of the document."""

    printed: int | None
    month: int | None = None
    told: int | None = None

    def times_in(self, text: str) -> list[When]:
        """The periods stated in a text, in order. Years of comparison (比2019年) are left out."""
        out = []
        for m in _WHEN.finditer(text):
            if not _COMPARED.search(text, max(0, m.start() - 3), m.start()):
                when = self._read(m)
                if when is not None:
                    out.append(when)
        return out

    def _read(self, m: re.Match[str]) -> When | None:
        if m["explicit"]:
            return When(m.start(), m["year"], int(m["year"]))
        if m["dated"]:
            return None
        if m["range"] or m["first"] or m["part"]:
            return self._months(m)
        now = self.now
        if now is None:
            return None
        if m["session"]:
            year = now - 1 if (self.month or 12) <= 3 else now
            return When(m.start(), str(year), year, lasting=True)
        if m["years"]:
            count = value_of(m["yn"])
            last = now - 1
            return When(m.start(), f"{last - int(count or 1) + 1}/{last}", last)
        base = self.told or now
        if m["within"]:
            last = base + int(value_of(m["within"]) or 1) - 1
            return When(m.start(), str(last), last)
        word = m["word"]
        if m["present"] or word == "年内":
            return When(m.start(), str(base), base, passing=True)
        if word in ("过去一年", "刚刚过去的一年", "一年来") and self.told is not None:
            return When(m.start(), str(self.told), self.told)
        if word in ("过去一年", "刚刚过去的一年", "一年来") and (self.month or 1) > 6:
            return When(m.start(), str(now), now)
        if word in ("本年", "全年", "截至目前"):
            year = self.told or now
            return When(m.start(), str(year), year)
        if word == "今年以来" and self.told is not None:
            return When(m.start(), str(self.told), self.told, vague=True)
        year = now + _SHIFT.get(word, 0)
        return When(m.start(), str(year), year, vague=word == "今年以来")

    def turn(self, ahead: bool) -> None:
        """A section begins that looks ahead or back and names no year. A report of the first months looks back on the year before."""
        if self.printed is not None and self.month is not None:
            early = self.month <= EARLY
            self.told = (self.printed if early else self.printed + 1) if ahead else (self.printed - 1 if early else self.printed)
        elif self.told is not None and ahead:
            self.told += 1

    def default(self, reports: bool, ahead: bool) -> int | None:
        """The year of what states none: a report printed in the first months is about the year before, save for what it plans; so is
        all that is printed in January, when the figures that people quote are those of the year just closed."""
        if self.printed is None or ahead or self.month is None:
            return self.printed
        return self.printed - 1 if self.month <= (EARLY if reports else 1) else self.printed

    @property
    def now(self) -> int | None:
        """The year that 今年 means."""
        return self.printed if self.printed is not None else self.told

    def _months(self, m: re.Match[str]) -> When | None:
        stated = m["ry"] or m["fy"] or m["py"]
        if stated:
            year = int(stated)
        else:
            base = self.told if self.told is not None and "今年" not in m.group() else self.now
            if base is None:
                return None
            year = base - 1 if "去年" in m.group() else base
        if m["range"]:
            first, last = int(m["m1"]), int(m["m2"])
        elif m["first"]:
            first, last = 1, int(value_of(m["fn"]) or 12)
        else:
            first, last = _PARTS[m["pn"]]
        if not 1 <= first <= last <= 12:
            return None
        if m["range"] and not m.group().startswith(("今年", "去年", "20")) and m.string[m.end() : m.end() + 1] not in (",", "份"):
            return None
        return When(m.start(), f"{year}-{first:02d}/{year}-{last:02d}", year, lasting=m["part"] is None)


def year_in(text: str) -> int | None:
    """The year that a heading names, the last one if several; None if none."""
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?=年|年度|[,.…:— ]|$|(?<=^....)[一-鿿])", text)
    return int(years[-1]) if years else None
