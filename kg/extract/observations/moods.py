"""Whether a figure was reached, is expected, is a body's own aim, or is asked for by a recommendation."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.observations.words import form, rules
from kg.model import ArticleKind, Status


@cache
def pattern(table: str) -> re.Pattern[str]:
    """All rules of one table of `moods.toml` in one pattern."""
    return re.compile("|".join(f"(?:{r['pattern']})" for r in rules("moods", table)))


@cache
def _headings() -> tuple[tuple[re.Pattern[str], Status], ...]:
    return tuple((re.compile(r["pattern"]), Status(r["status"])) for r in rules("moods", "heading"))


def heading_status(heading: str) -> Status | None:
    """What a heading says of its section: actual (工作回顾), target (工作安排), or None."""
    return next((status for p, status in _headings() if p.search(heading)), None)


def aims(words: str) -> bool:
    """Whether words say that something is aimed at (力争, 确保)."""
    return bool(pattern("target").search(words))


class Mood:
    """Follows the moods of an article from sentence to sentence: a recommendation goes on to the end of its quotation and in the sentences
    that continue it, a reply until somebody else speaks."""

    def __init__(self, kind: ArticleKind) -> None:
        self._report = kind in (ArticleKind.REPORT, ArticleKind.INFOGRAPHIC, ArticleKind.TABLE)
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
        self._listing = bullet and self._leading
        if not bullet:
            self._leading = False
        self._quoted = False
        if _QUOTED_PLEA.match(text):
            self._asking = self._quoted = True
            return
        if not bullet:
            self._answering = False
            self._asking = self._asking and bool(_ENUMERATES.match(text))

    def hear(self, sentence: str) -> None:
        """Takes in the next sentence before its figures are judged."""
        asks = pattern("propose").search(sentence)
        answers = pattern("answer").search(sentence)
        goes_on = self._asking and (self._quoted or self._listing or bool(pattern("continue").match(sentence)))
        if goes_on:
            self._from = 0
        elif asks and not (answers and answers.start() < asks.start()):
            self._asking, self._answering, self._from = True, False, asks.start()
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
            return Status.ACTUAL if past and not pattern("target").search(before) else self._in_report(before)
        if self._asking and at > self._from:
            return Status.ACTUAL if _DEFINITE.search(before) else Status.PROPOSED
        if self._answering:
            return Status.TARGET if self._aims(sentence, ahead) else Status.ACTUAL
        return Status.TARGET if self._aims(before, ahead) else self.section or Status.ACTUAL

    def _in_report(self, before: str) -> Status:
        if self.section is Status.TARGET:
            return Status.TARGET
        aims = pattern("target").search(before) if self.section is None else _GOALS.search(before)
        return Status.TARGET if aims else self.section or Status.ACTUAL

    def _aims(self, words: str, ahead: bool) -> bool:
        return bool(pattern("target").search(words)) or ahead


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


_STATED = re.compile(r"\d(?![\d.]*[年月日)、])[\d.]*[万亿]?[一-鿿%]")
_GOALS = re.compile(next(r["pattern"] for r in rules("moods", "target") if r["name"] == "goals"))
_ROUGH = re.compile(r"左右|上下|以上|以内|约|近")
_QUOTED_PLEA = re.compile(r"“[^“”]*”[^,。“”]{0,6}(?:建议|呼吁|提议|主张|希望|提出|强调)")
_ENUMERATES = re.compile(r"[“‘]?(?:其次|再次|最后|[二三四五]是|[二三四]来|第[二三四五])")
# …两县的38处: what is already there, not what is asked for
_DEFINITE = re.compile(r"[^以]的$")
