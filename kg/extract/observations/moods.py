"""Whether a figure was reached, is expected, is a body's own aim, or is asked for by a recommendation."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.observations.words import form, rules
from kg.model import Status


@cache
def pattern(table: str) -> re.Pattern[str]:
    """All rules of one table of `moods.toml` in one pattern."""
    return re.compile("|".join(f"(?:{r['pattern']})" for r in rules("moods", table)))


@cache
def _headings() -> tuple[tuple[re.Pattern[str], Status], ...]:
    return tuple((re.compile(r["pattern"]), Status(r["status"])) for r in rules("moods", "heading"))


def heading_status(heading: str) -> Status | None:
    """What a heading says of its section: actual (工作回顾), target (工作安排), or None."""
    heading = _LABEL.sub("", heading)
    if _BOTH.search(heading):
        return None  # 去年GDP预计突破560亿元 今年计划增长8.5%
    return next((status for p, status in _headings() if p.search(heading)), None)


def is_of_plan(heading: str) -> bool:
    """Whether a heading names a plan or an aim itself (下一步工作打算, 2025年重点任务), rather than a theme with a verb (补齐短板)."""
    return bool(_OF_PLAN.search(heading))


def aims(words: str) -> bool:
    """Whether words say that something is aimed at (力争, 确保)."""
    return bool(pattern("target").search(words))


def expects(words: str) -> bool:
    """Whether words say that something is expected (预计, 有望)."""
    return bool(pattern("estimate").search(words))


_BOTH = re.compile("(?:去年|上年|过去一年).*(?:今年|新的一年|明年)")


class Mood:
    """Follows the moods of an article from sentence to sentence: a recommendation goes on to the end of its quotation and in the sentences
    that continue it, a reply until somebody else speaks. reports: whether the article is a report, in which nobody speaks."""

    def __init__(self, reports: bool) -> None:
        self._report = reports
        self._asking = False
        self._from = 0  # where in the sentence the asking begins
        self._quoted = False  # whether a quotation is open
        self._listing = False  # whether bullets go on with an asking paragraph
        self._leading = False  # whether the last paragraph asks and ends with a colon
        self._answering = False
        self._expecting = False
        self._first = True
        self.section: Status | None = None

    def heading(self) -> None:
        """A heading begins another list."""
        self._expecting, self._first = False, True

    def paragraph(self, bullet: bool, text: str) -> None:
        """A new paragraph begins. A bullet list goes on with what introduced it; 预计全年 at the head of its first item holds for all."""
        self._expecting = bullet and bool(_ROUGH.search(text)) and (self._expecting or (self._first and text.startswith("预计")))
        self._first = False
        item = bullet or bool(_NUMBERED.match(text))
        self._listing = item and self._leading
        if not item:
            self._leading = False
        self._quoted = False
        if _QUOTED_PLEA.match(text):
            self._asking = self._quoted = True
            return
        if not bullet:
            self._answering = False
            self._asking = self._asking and bool(self._listing or _ENUMERATES.match(text))

    def hear(self, sentence: str) -> None:
        """Takes in the next sentence before its figures are judged."""
        asks = pattern("propose").search(sentence)
        answers = pattern("answer").search(sentence)
        goes_on = self._asking and (self._quoted or self._listing or bool(pattern("continue").match(sentence)))
        if goes_on:
            self._from = 0
        elif asks and not (answers and answers.start() < asks.start()):
            wish = _WISHES.search(sentence, asks.end()) if _BRINGS_UP.match(asks.group()) else None
            self._asking, self._answering, self._from = True, False, (wish or asks).start()
        elif answers:
            self._asking, self._answering = False, True
        else:
            self._asking = False
        self._leading = self._asking and sentence.endswith(":") if not self._listing else self._leading
        opened, closed = sentence.rfind("“"), sentence.rfind("”")
        self._quoted = opened > closed or (self._quoted and closed < 0)

    def of(self, sentence: str, at: int, ahead: bool, past: bool = False) -> Status:
        """The status of a figure. at: where it stands in the sentence; ahead: whether its period lies ahead; past: whether the
        sentence says that it is of a year gone by."""
        before = sentence[:at]
        if re.search(r"\((?:为)?(?:预计|预计数|快报数|初步核算)\)", sentence[at:]) and "(" not in before:
            return Status.ESTIMATE
        if self._expecting or _is_expected(before) or (re.search(r"预计数|(?:下|均)同\)", sentence) and "预计" in sentence):
            return Status.ESTIMATE
        if self._report:
            if ahead and self.section is None:
                return Status.TARGET
            return Status.ACTUAL if past and not pattern("target").search(before) else self._in_report(before)
        if self._asking and at > self._from:
            return Status.ACTUAL if _DEFINITE.search(before) and not _AT_RATE.search(before) else Status.PROPOSED
        if self._answering:
            return Status.TARGET if ahead or (aims(_point(sentence, at)) and not _is_done(before)) else Status.ACTUAL
        told = _TOLD_BEHIND.match(sentence, at)  # 4个已完工, 60公里将于10月底前完工
        if told:
            return Status.ACTUAL if told["done"] else Status.TARGET
        return Status.TARGET if ahead or _reaches(before) else self.section or Status.ACTUAL

    def _in_report(self, before: str) -> Status:
        if self.section is Status.TARGET:
            return Status.TARGET
        aimed = _reaches(before) if self.section is None else bool(_GOALS.search(before))
        return Status.TARGET if aimed else self.section or Status.ACTUAL


def _is_expected(before: str) -> bool:
    """Whether 预计 in the words before a figure reaches it: to the end of its clause, and over the whole list at whose head it stands,
    save for what the list then tells of work that is done."""
    m = next(reversed(list(pattern("estimate").finditer(before))), None)
    if m is None:
        return False
    since = before[m.end() :]
    if ";" not in since:
        return True
    last = since.rpartition(";")[2]
    return not _STATED.search(before, 0, m.start()) and not form("done-work").match(last)


def _reaches(before: str) -> bool:
    """Whether an aim stated in the words before a figure reaches it: not beyond the point of a list in which it stands (一是计划改造6个;
    二是建成公园8个), and not where the clause tells what is done (计划改造6个,其中4个已完工)."""
    m = next(reversed(list(pattern("target").finditer(before))), None)
    if m is None:
        return False
    if _ORDINAL.search(before, 0, m.start()) and _ORDINAL.search(before, m.end()):
        return False
    return not _is_done(before[m.end() :])


def _is_done(words: str) -> bool:
    """Whether the last clauses of some words tell what is done already."""
    return bool(_ALREADY.search(words) or _THERE.search(words))


_TOLD_BEHIND = re.compile(
    r"\d[\d.]*[万亿]?[多余]?[一-鿿]{1,4}?(?:(?P<done>(?:均|全部|都)?已(?!经?[列纳]入))|(?P<ahead>将[于在]|计划[于在]))"
)
_ORDINAL = re.compile(
    r"(?:^|[,;:。])(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]+,|其[一二三四五六七八九],|\([一二三四五六七八九十\d]{1,2}\))"
)
_THERE = re.compile(r"(?:共|现|已|拥|目前)有[^,;:。\d]{0,8}$")  # 街道共有联络站9个,明年再建2个
_ALREADY = re.compile(r"(?:^|[,;:、])(?:其中|目前|现在|截至目前|至今)*[^,;:、]{0,6}已(?!经?(?:列入|纳入|明确|确定|启动))[^;。]*$")


def _point(sentence: str, at: int) -> str:
    """The point of a sentence in which character `at` stands: what is promised of one (6月底前开园;) is not promised of the next."""
    return sentence[sentence.rfind(";", 0, at) + 1 :].partition(";")[0]


# 他提出,全镇有32万人,床位只有1180张,希望…: what is brought up first are facts, and the wish comes behind them
_BRINGS_UP = re.compile(r"(?<![》划要案定告])提出")
_WISHES = re.compile(
    r"(?<=[,;:])(?:因此|为此|所以|对此)?,?(?:他|她|我)?(?:们)?(?:特)?(?:建议|希望|呼吁|恳请|请求|盼|主张|(?:应当?|应该|必须)(?![对急邀用]))"
)
_LABEL = re.compile(r"^(?:PART|Part|part)[.\s]?\d{1,2}")  # PART02这一年…: the number of a part of a poster
_OF_PLAN = re.compile(r"目标|任务|工作|打算|下一步|下步|计划|安排|部署|措施|举措|20\d\d|今年|明年")
_STATED = re.compile(r"\d(?![\d.]*[年月日)、])[\d.]*[万亿]?[一-鿿%]")
_GOALS = re.compile(next(r["pattern"] for r in rules("moods", "target") if r["name"] == "goals"))
_ROUGH = re.compile(r"左右|上下|以上|以内|约|近")
_QUOTED_PLEA = re.compile(r"“[^“”]*”[^,。“”]{0,6}(?:建议|呼吁|提议|主张|希望|提出|强调)")
_ENUMERATES = re.compile(r"[“‘]?(?:其次|再次|最后|[二三四五]是|[二三四]来|第[二三四五])")
# …两县的38处: what is already there, not what is asked for
_DEFINITE = re.compile(r"[^以]的$")
_AT_RATE = re.compile(r"按[^,;。的]{1,14}的$")  # 按设备投资的12%给予补助 asks for a rate
_NUMBERED = re.compile(r"\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、|\d{1,2}[.、)](?!\d)")
