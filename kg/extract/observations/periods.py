"""The period that a figure is of: a year, a run of months, as "2023", "2023-01/2023-11" or "2021/2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from kg.lexicon.numbers import value_of

_WHEN = re.compile(
    r"(?P<run>(?<!\d)(?P<y1>(?:19|20)\d\d)年?(?:至|到|—|-|~)(?P<y2>(?:19|20)\d\d)年(?![\d度]))"
    r"|(?P<onward>(?<!\d)(?P<ys>20\d\d)年(?:\d{1,2}月)?(?:份)?以来)"
    r"|(?P<next>(?:未来|今后)(?P<nn>[两二三四五])年(?!内))"
    r"|(?P<range>(?:(?P<ry>20\d\d)年|今年|去年)?(?P<m1>\d{1,2})月?(?:份)?(?:至|到|—|-|~)(?P<m2>\d{1,2})月(?!\d))"
    r"|(?P<first>(?:(?P<fy>20\d\d)年|今年|去年)?前(?P<fn>\d{1,2}|[一二三四五六七八九十]{1,2})个?月)"
    r"|(?P<part>(?:(?P<py>20\d\d)年|今年|去年)?(?P<pn>上半年|下半年|[一二三四]季度|前三季度)(?!动工|开工|出台|拨付|公开|完成|实施|争取|提请|均|[一-鿿]{0,12}(?:活动|仪式|会议|调度会|发布会|例会|名单|情况表)))"
    r"|(?P<session>次(?:会议|全会|大会)?以来)"
    r"|(?P<years>近(?P<yn>[两二三四五六七八九十])年(?:来)?[,,]|(?<!实施)(?<!施行)(?<!成立)(?<!运行)(?:过去|最近|近|这|前)?(?P<yc>[两二三四五六七八九十])年(?:来(?![自往])|间,|累计|一?共(?![同建享产])|总共)"
    r"|(?:过去|最近|这)(?:的)?(?P<yp>[两二三四五六七八九十])年[,里])"
    r"|(?P<plan>“?十(?P<nth>[一二三四五])五”?(?:(?P<since>以来)|(?P<end>期?末)|(?:时期|期间|五年)(?![^,。;]{0,14}(?:规划|纲要|目标))))"
    r"|(?P<explicit>(?<!\d)(?P<year>(?:20|19)\d\d)年(?!(?:\d{1,2}月\d{1,2}日|来[,的]|(?:底|末)?(?:以|之)?前(?:建成|建造|建设的|修建|投用|成立|出生)))(?:底|末|初|度)?)"
    r"|(?:(?<!现)在|用|分|未来|今后)?(?P<within>[一两二三四五六])年(?:时间)?(?:内(?![^,。]{0,6}工作日)|(?=(?:建成|完成|实现|新建|改造|培养|培训|建设|改完)))"
    r"|(?P<word>今年以来|今年|去年|明年|上年底|(?<!以)前年(?!度)|(?<![成产营投运用工])后年|过去一年|刚刚过去的一年|一年来|(?:本|全)年(?=(?:的|,))|截至目前|年内|(?P<present>眼下|目前|现在(?!的)|如今|当前|现有))"
    r"|(?P<whole>全年(?!度|任务|目标|计划|预算|工作|预期|收支|经济|重点|无休|开放|不))"
    r"|(?P<dated>(?<!\d)(?P<dy>20\d\d)年\d{1,2}月\d{1,2}日)"
)
# 听取2023年市级决算报告: the year of what was heard, not of the hearing
_HEARD = re.compile(r"(?:听取|审议|审查|批准|通过|印发|修订)[^,;。]{0,8}$")
# 剔除2023年一次性收入结转至2024年资金因素后: years of what is left out of the reckoning
_SET_ASIDE = re.compile(r"(?:剔除|扣除|不考虑|不含)[^,。;]*$")
_FACTOR = re.compile(r"[^,。;]{0,24}(?:因素|影响|资金|基数)")
_COMPARED = re.compile(r"[比较从自由]$|(?<!关)于$|相较于$|对比$")
_COMPARED_BEHIND = re.compile(
    r"(?:同期)?的(?:近|约|超过)?[\d.]+(?:倍|%)|(?:同期)?相?比(?![重例率])|(?:同期)?相较|[末底]?的?(?:水平|基数)?的?基础上"  # 与2019年相比
)
_MAY_BE = re.compile(r"[年月五]|季度|以来|[目当]前|眼下|现[在有]|如今")  # without one of these no form of _WHEN can stand
_IN_TITLE = re.compile(r"《[^《》]*$")
LATE = 10  # what is planned up to October is planned for the rest of the year
EARLY = 3  # the Two Sessions of cities and provinces end before April
_YEARS_BACK = re.compile(
    r"(?:过去|这|近|刚刚过去的|本届政府)的?(?P<n>[两三四五])年|(?P<m>[两三四五])年(?:来|工作|发展)?的?(?:工作|发展)?(?:回顾|回眸|成[就绩效]|历程|答卷|总结)"
)
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
    month: of the document. span: the months that the document reports on (上半年), if its title says so. plan: the first and the last year
    of the plan that it is."""

    printed: int | None
    month: int | None = None
    told: int | None = None
    span: When | None = None
    plan: tuple[int, int] | None = None

    def times_in(self, text: str) -> list[When]:
        """The periods stated in a text, in order. Years of comparison (比2019年) are left out."""
        out: list[When] = []
        if not _MAY_BE.search(text):
            return out
        for m in _WHEN.finditer(text):
            compared = _COMPARED.search(text, max(0, m.start() - 3), m.start()) or _COMPARED_BEHIND.match(text, m.end())
            if _IN_TITLE.search(text, 0, m.start()) and "》" in text[m.end() :]:
                continue  # 《某五年规划(2025—2029年)》 is a name
            if _SET_ASIDE.search(text, max(0, m.start() - 30), m.start()) and _FACTOR.match(text, m.end()):
                continue
            if not compared and not _HEARD.search(text, max(0, m.start() - 12), m.start()):
                when = self._read(m)
                if when is not None:
                    out.append(when)
        return out

    def _read(self, m: re.Match[str]) -> When | None:
        if m["run"]:
            first, last = int(m["y1"]), int(m["y2"])
            return When(m.start(), f"{first}/{last}", last) if first < last else None
        if m["explicit"]:
            return When(m.start(), m["year"], int(m["year"]))
        if m["dated"]:
            return None
        if m["range"] or m["first"] or m["part"]:
            return self._months(m)
        now = self.now
        if m["whole"]:
            year = self.told or (now if (self.month or 1) > EARLY else None)
            return When(m.start(), str(year), year) if year else None
        if m["plan"]:
            return self._plan(m, now)
        if now is None:
            return None
        if m["onward"]:
            first, last = int(m["ys"]), now - 1 if (self.month or 12) <= EARLY else now
            return When(m.start(), f"{first}/{last}" if first < last else str(first), max(first, last))
        if m["next"]:
            first, last = now, now + int(value_of(m["nn"]) or 1) - 1
            return When(m.start(), f"{first}/{last}", last)
        if m["session"]:
            year = now - 1 if (self.month or 12) <= 3 else now
            return When(m.start(), str(year), year, lasting=True)
        if m["years"]:
            count = value_of(m["yn"] or m["yc"] or m["yp"])
            last = now - 1 if m["yn"] or (self.month or 1) <= EARLY else now
            return When(m.start(), f"{last - int(count or 1) + 1}/{last}", last, passing=m.group().endswith(("累计", "间,", "共")))
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

    @staticmethod
    def _plan(m: re.Match[str], now: int | None) -> When:
        """The years of a five-year plan: the eleventh began in 2006."""
        first = 2006 + 5 * ("一二三四五".index(m["nth"]))
        last = first + 4
        if m["end"]:
            return When(m.start(), str(last), last)
        if m["since"] and now is not None and first < now <= last:
            last = now - 1
        return When(m.start(), f"{first}/{last}", last, passing=True)

    def turn(self, ahead: bool) -> None:
        """A section begins that looks ahead or back and names no year. A report of the first months looks back on the year before."""
        if self.plan is not None:
            self.told = None if ahead else self.plan[0] - 1  # a plan looks back on the years before it
        elif self.span is not None:
            self.told = self.span.year  # a report of the first months plans for the rest of the year
        elif self.printed is not None and self.month is not None:
            early = self.month <= (LATE if ahead else EARLY)
            self.told = (self.printed if early else self.printed + 1) if ahead else (self.printed - 1 if early else self.printed)
        elif self.told is not None and ahead:
            self.told += 1

    def default(self, reports: bool, ahead: bool) -> int | None:
        """The year of what states none: a report printed in the first months is about the year before, save for what it plans; so is
        all that is printed in January, when the figures that people quote are those of the year just closed."""
        if self.printed is None or ahead or self.month is None:
            return self.printed
        return self.printed - 1 if self.month <= (EARLY if reports else 1) else self.printed

    def run_in(self, heading: str) -> When | None:
        """The run of years that a heading names (五年回顾(2017—2021年), 今后五年, 过去五年工作回顾): the last of those gone by is the year
        before the document in its first months; None if it names none."""
        run = next((t for t in self.times_in(heading) if re.fullmatch(r"\d{4}/\d{4}", t.period) and not t.passing), None)
        if run is not None or self.now is None:
            return run
        m = _YEARS_BACK.search(heading)
        if m is None:
            return None
        last = self.now - 1 if (self.month or 1) <= EARLY else self.now
        return When(0, f"{last - int(value_of(m['n'] or m['m']) or 1) + 1}/{last}", last)

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
            if not stated and "年" not in m.group() and self.told is None and first == 1 and last > (self.month or 12) <= EARLY:
                year -= 1  # 1-11月 in a paper of January
        elif m["first"]:
            first, last = 1, int(value_of(m["fn"]) or 12)
        else:
            first, last = _PARTS[m["pn"]]
        if not 1 <= first <= last <= 12:
            return None
        apart = m.string[m.end() : m.end() + 1] in (",", "份")
        if m["range"] and not m.group().startswith(("今年", "去年", "20")) and first != 1 and not apart:
            return None  # 3月至5月集中采摘 is a season
        return When(m.start(), f"{year}-{first:02d}/{year}-{last:02d}", year, lasting=m["part"] is None and apart)


_MONTHS = re.compile(r"(?P<m1>\d{1,2})月?(?:—|-|~|至|到)(?P<m2>\d{1,2})月|(?P<part>上半年|下半年|前三季度|[一二三四]季度)")


def months_in(text: str) -> tuple[int, int] | None:
    """The first and the last month of the part of a year that a heading names (1-6月, 上半年); None if none."""
    m = _MONTHS.search(text)
    if m is None:
        return None
    first, last = _PARTS[m["part"]] if m["part"] else (int(m["m1"]), int(m["m2"]))
    return (first, last) if 1 <= first <= last <= 12 and (first, last) != (1, 12) else None


_NUMBERED = re.compile(r"^(?:附?[表件图]|PART\.?|No\.?)\d{1,2}(?=(?:19|20)\d\d年)", re.IGNORECASE)  # 表1 2021年…: the blank is lost


def year_in(text: str) -> int | None:
    """The year that a heading names, the last one if several; None if none."""
    text = _NUMBERED.sub("", text)
    years = re.findall(r"(?<!\d)((?:19|20)\d\d)(?=年|年度|[,.…:— ·|】\]()]|$|(?<=^....)[一-鿿])", text)
    return int(years[-1]) if years else None
