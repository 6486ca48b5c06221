"""Of when a figure is and whether it was reached: what a reader keeps in mind of years and aims, from sentence to sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.observations.moods import Mood, aims, expects
from kg.extract.observations.outlines import is_added, is_of_last_year
from kg.extract.observations.periods import EARLY, Clock, When
from kg.extract.observations.statement import Statement
from kg.extract.observations.undertakings import Undertakings
from kg.extract.observations.words import form
from kg.extract.work import View
from kg.lexicon.numbers import value_of
from kg.model import Status

_DONE = re.compile(r"举行|召开|已|了|以来|目前|累计|收到|提交|至今|眼下|现在|现有|如今|当前|春节")
# Counted at the meeting that the document reports, not in the year before it.
_AT_MEETING = re.compile(r"应到|实到|请假|缺席|出席|列席|到会|大会收到|会议收到|附议|联名|赞成|反对|弃权|得票|发言")
_SIGNED = re.compile(r"(?:代表|委员)(?:附议|联名|联合提[交出])")  # 同何某等9名代表联名提交
_PAPER = re.compile(r"提案|议案|立案|并案|代表建议|收到建议")  # what a meeting receives, also where the sentence does not speak of it
_COMPOSED = re.compile(  # of what kinds of people a congress or a conference is made, on the day on which it meets
    r"代表团|(?:妇女|女性?|男性?|新当选|连任|(?:中共)?党员|非中共|党外|少数民族|(?:工人|农民|基层|一线|专业技术)[^,]{0,12})(?:代表|委员)(?:占比|比重|比例)?.{0,7}"
    r"|(?:代表|委员)平均年龄"
)
_MEETING_DID = re.compile(
    r"(?:本次|这次|此次)(?:大会|会议|全会)|(?:大会|会议)(?:期间|(?:秘书处|提案组|议案组)?(?:已|共|一共|累计)*收到|表彰|授予|选举|补选|表决|审议通过|应到|由)|列席(?:会议|大会)|向(?:本次|此次)?(?:大会|会议)(?:已|共|累计)?提[交出]"
)
_AT_PRESENT = re.compile(r"[目眼当]前|眼下|现[在有已]|如今")
_COMPARES = re.compile(r"[比较](?:19|20)\d\d(?=年)|(?:19|20)\d\d(?=年(?:同期)?相?[比较])")
_DEADLINE = re.compile(r"(?:半年|季度|月份?)[末底前]|全年")
_AS_OF = re.compile(r"(?:截[至止]|到)$")
# 同时也清醒看到,…: what follows is what fell short
_ADMITS = re.compile(
    r"(?:但是?|当然|同时|与此同时)?,?(?:我们)?(?:也|还|要|应当?|必须)*(?:清醒|深刻|充分|客观|深切)地?(?:看到|认识到|意识到|感到)"
)
_SET_DOWN = re.compile(r"定下|定为|敲定|约定|明确|目标|计划")  # 去年定下400个: what was to be done
_THEN_AIMS = re.compile(
    r"[,;](?:今年|明年|下一步|接下来|下半年|20\d\d年|[一-鿿]{0,4}底前)?,?(?:我们|全[市县区镇])?(?:还|再|又|也)?(?:计划|力争|将|准备|打算|拟|要)"
)
_RUN = re.compile(r"\d{4}/\d{4}")
_UP_TO = re.compile(r"(?:左右|以上|多)?,?[^,;。]{0,10}[到至为成]")
_REACHED = re.compile(r"(?:达到?|增至|增加到|发展到|扩大到|壮大到)(?:了|近|约)*$")
_STANDING = frozenset("个家户所座")
_SINCE = re.compile(r"[比较](?:19|20)\d\d年")
_PLANNED = ("的计划", "的目标", "的预期")


def _is_state(text: str, s: Statement, sentence: int) -> bool:
    """Whether a figure tells what there is (全镇有民宿床位1100张, 平均年龄51岁), which is of the day on which it is told.

    It is not what was done in a year gone by, nor what somebody found then (走访了12家养老机构,护理员只有96人).
    """
    if s.form not in ("level", "count", "kind", "part") or s.figure.kind not in ("count", "people", "time", "share", "measure"):
        return False
    before = text[s.item : s.figure.start]
    stock = s.figure.kind in ("count", "people") and s.form == "level" and form("stock").search(s.name)
    is_there = stock or form("is-there").search(before) or s.name.endswith("人口")
    if not is_there or form("was-done").search(before + s.name):
        return False
    return not _FOUND.search(text, sentence, s.figure.start)


def _is_quoted(text: str, at: int) -> bool:
    """Whether character `at` stands in somebody's words: in a quotation, behind a colon or behind a verb of saying."""
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) or bool(_SAID.search(text, 0, at))


_HANDLED = re.compile(r"办|督|落实|解决|采纳|[ABC]类")
_OF_A_YEAR = re.compile(r"量$|值$|成[就果]$|开工|竣工|投产|签约|覆盖|办")  # what a year brought
# 收入年初预算为3.2亿元,…,调整为3.4亿元: what was planned, also where the report looks back
_BUDGETED = re.compile(r"(?:年初|变动后?的?|调整后?的?)预算数?(?:为|是|约)*$|年初预算数?为?[\d.]+[^;。]*调整[为到至]$")
_MEAN = re.compile(r"(?P<n>[两二三四五])年(?:平均|年均)(?=增|下降)[^,;。]*$")  # 两年平均增长3.7%: of this year and the one before
_WHOLE_YEAR = re.compile("全年(?!度|任务|目标|计划|预算|工作|预期)")
_LATE = 11  # from this month on the next year is planned
_AIMED_WITHIN = 40  # characters behind a year in which what is aimed at is said
_MONTHLY = re.compile(r"\d{4}-\d\d(?:/\d{4}-\d\d)?")
_SAID = re.compile(r"^[^,。“”]{2,14}:|[他她]说|介绍|看来|认为|”[^,。“”]{2,16}[,:]")
_FOUND = re.compile(r"走访|调研|摸底|调查|问卷|跑了|普查")


class Settings:
    """Finds status and period of the statements of one article. reports: whether it is a report or a plan; looks_back: whether it gives
    account of a year. carried, lasting: the last period stated, in the paragraph and beyond it; ahead: whether it lies ahead."""

    def __init__(self, clock: Clock, mood: Mood, undertakings: Undertakings, reports: bool, looks_back: bool) -> None:
        self._clock = clock
        self._mood = mood
        self._undertakings = undertakings
        self._reports = reports
        self._looks_back = looks_back
        self.carried: When | None = None
        self.lasting: When | None = None
        self.ahead = False
        self._whole_year: int | None = None  # the year of which the whole is told
        self._left = -1  # where the figure ends from which a change starts
        self._state = -1  # the item whose figures tell what there is
        self._state_in = -1  # the sentence of which they are
        self._in: View | None = None  # the block in which those places are
        self._told_in = -1  # where the sentence begins that has told what was done: what there is it tells of the same year

    def of(self, view: View, s: Statement, start: int, end: int, times: Sequence[When]) -> tuple[Status, str | None]:
        """Status and period of a statement in the sentence text[start:end], in which `times` are stated."""
        text, at = view.text, s.figure.start
        if view is not self._in:
            self._in, self._left, self._state, self._state_in, self._told_in = view, -1, -1, -1, -1
        stated = [t for t in times if t.at < at]
        if stated:
            when: When | None = stated[-1]
        else:
            when = next((t for t in times if text.startswith(("截至", "到", "截止"), max(0, t.at - 2))), self.carried)
        if not stated and when is not None and "-" in when.period and _WHOLE_YEAR.search(text, start, at):
            when = self.carried = when._replace(period=str(when.year))  # 1至11月,…。全年新增企业21家
        if text.startswith(_PLANNED, s.figure.end):
            return Status.TARGET, self._aimed(when, s, text[when.at : at] if stated and when is not None else None, text)
        if stated:
            self.ahead = self._is_ahead(stated[-1], text[stated[-1].at : at])
        ahead = self.ahead and (bool(stated) or not _DONE.search(text, start, at))
        past = bool(stated) and self._clock.printed is not None and stated[-1].year < self._clock.printed
        status = self._mood.of(text[start:end], at - start, ahead, past and (self._clock.told or 0) >= (self._clock.printed or 0))
        looks_back = self._reports and self._mood.section is Status.ACTUAL
        alone = status
        status = self._undertakings.of(status, view.block.offsets[at], text[max(start, at - 18) : at], looks_back)
        if alone is Status.ACTUAL and not self._reports and self._is_told_first(text, s, start, end, past, status):
            status = alone
        if status is Status.TARGET and stated and (past or self._is_over(stated[-1])) and not aims(text[stated[-1].at : at]):
            status = Status.ACTUAL  # 1—9月完成投资36亿元, also where the rest is planned
        if self._reports and status is Status.TARGET and _ADMITS.match(text, start) and not aims(text[start:at]):
            status = Status.ACTUAL  # what a report owns up to is what was, also where no heading says that it looks back
        if status is Status.ACTUAL and s.figure.kind == "money" and _BUDGETED.search(text[start:at]):
            return Status.TARGET, self._aimed(when, s, text[when.at : at] if stated and when is not None else None, text)
        if s.form == "before":
            self._left = s.figure.end
            return Status.ACTUAL, self._start_of_change(text[start:at], text[s.item : at], status, when)
        if status is Status.PROPOSED and when is not None and when.year < (self._clock.now or 0):
            return status, None
        if status is Status.TARGET:
            return status, self._aimed(when, s, text[when.at : at] if stated and when is not None else None, text)
        of_days = status is Status.PROPOSED or bool(_AT_MEETING.search(s.name) or _SIGNED.match(text, s.figure.end))
        if self._of_meeting(text[start:at]) or (_PAPER.search(s.name) and not stated and self._of_meeting(text[:at])):
            of_days, when = True, when if stated else None
        state = not self._reports and (self._state == s.item or (_is_state(text, s, start) and self._told_in != start))
        told = form("was-done").search(text[s.item : at] + s.name)
        state = state or (self._state_in == start and not stated and s.form in ("level", "count") and not told)
        self._state, self._state_in = (s.item, start) if state else (-1, -1)
        of_days = of_days or state or self._is_shown(view, s, start)
        if state and when is not None and "-" in when.period and not stated:
            return status, str(when.year)
        if not of_days and status is Status.ACTUAL and not _AT_PRESENT.search(text, start, at):
            self._told_in = start
        period = self.period(when, ahead=of_days)
        if period is not None and _RUN.fullmatch(period) and self._is_end(s, text):
            return status, period[-4:]
        if period is not None and len(period) == 4 and (mean := _MEAN.search(text, s.item, at)):
            return status, f"{int(period) - int(value_of(mean['n']) or 1) + 1}/{period}"
        return status, period

    @staticmethod
    def _is_told_first(text: str, s: Statement, start: int, end: int, past: bool, status: Status) -> bool:
        """Whether a figure in the words of a proposal is what was, told before what is to be done: of a time gone by (一年来新增80台),
        or of work done up to the clause that promises (建成96万亩,今年计划再建8万亩)."""
        at = s.figure.start
        if status is Status.PROPOSED:
            return past and not _SET_DOWN.search(text, s.item, at)
        done = status is Status.TARGET and form("work-done").search(text[s.item : at])
        return bool(done and not aims(text[start:at]) and _THEN_AIMS.search(text, s.figure.end, end))

    def shown(self, s: Statement, text: str) -> tuple[Status, str | None]:
        """Status and period of a figure shown with its name on a poster, whose words are `text`."""
        when = next(reversed(self._clock.times_in(text)), self.carried)
        aimed = self._mood.section is Status.TARGET or aims(text)
        status = Status.ESTIMATE if expects(text) else Status.TARGET if aimed else Status.ACTUAL
        period = self.period(when, ahead=aimed)
        if period is not None and _RUN.fullmatch(period) and self._is_end(s, text):
            return status, period[-4:]
        return status, period

    def _is_shown(self, view: View, s: Statement, sentence: int) -> bool:
        """Whether the press itself tells in January what there is: of the days of the paper, while the figures that people quote then
        are those of the year just closed."""
        text, at = view.text, s.figure.start
        if self._clock.month == 1 and _COMPOSED.fullmatch(s.name):
            return True
        if self._reports or self._clock.month != 1 or s.form not in ("level", "count", "kind", "part"):
            return False
        if re.search("提案|议案", s.name) and not _HANDLED.search(text[s.item : at] + s.name):
            return True  # 文教卫生类提案57件: of the session that goes on
        if s.figure.kind in ("money", "share", "rank") or form("was-done").search(text[sentence:at] + s.name) or _OF_A_YEAR.search(s.name):
            return False
        return not _is_quoted(text, at)

    def _is_end(self, s: Statement, text: str) -> bool:
        """Whether a figure told of a run of years is what was reached at its end (五年来,高新技术企业由46户增加到131户;城镇化率达到52%)."""
        at = s.figure.start
        if s.form == "rank" or (0 <= self._left < at and _UP_TO.fullmatch(text, self._left, at)):
            return True
        clause = text[s.item : at]
        if form("piled-up").search(clause):
            return False
        if s.figure.kind == "count" and s.form == "level" and s.figure.unit in _STANDING and _REACHED.search(clause):
            return True
        return bool(_SINCE.search(clause) or (s.form in ("level", "share") and form("state-of").search(s.name)))

    def _of_meeting(self, said: str) -> bool:
        """Whether the words before a figure tell what the meeting did that the news is about."""
        return not self._reports and bool(_MEETING_DID.search(said))

    def _aimed(self, when: When | None, s: Statement, since: str | None, text: str) -> str | None:
        """The period of a target, given the last period stated and the words since then, None if another sentence states it. Of
        上半年启动试点,首批覆盖2600人 and of 力争三季度末回升到5% the months are of the start or the deadline: the year is meant."""
        if when is not None and "-" in when.period and (since is None or when.at < s.item or _DEADLINE.search(since)):
            return str(when.year)
        plan = self._clock.plan
        if plan is not None and when is not None and since is not None and when.period == str(plan[1]) and is_added(text, s):
            return f"{plan[0]}/{plan[1]}"
        if plan is not None and (when is None or (since is None and when.year <= plan[1])):
            return str(plan[1]) if is_of_last_year(text, s) else f"{plan[0]}/{plan[1]}"
        if when is not None and since is None and when.year < (self._clock.now or 0) and not self._reports:
            when = None  # 截至去年底,配备率71%。年底力争到85%: what is aimed at lies ahead
        return self.period(when, ahead=True)

    def _start_of_change(self, sentence: str, clause: str, status: Status, when: When | None) -> str | None:
        """The period of the value from which a change starts: a year that the clause names or that the sentence compares with; of a
        change in a run of years the one before it; of one that is still to come the present, which in a report of the first months is
        the year just closed; else unknown. when: the period of the change."""
        then = re.findall(r"(?:19|20)\d\d(?=年)", clause) or _COMPARES.findall(sentence)
        if then:
            return str(then[-1][-4:])
        now = self._clock.now
        if status is Status.ACTUAL:
            return self._year_before(clause, self.period(when))
        if now is None:
            return None
        present = re.search(r"现在|目前|眼下|今年", clause)
        asked = status is Status.PROPOSED and not self._reports
        return str(now if present or asked else self._clock.default(self._reports, ahead=False))

    def _year_before(self, clause: str, changed: str | None) -> str | None:
        """The period of the value from which a change that has come about starts, given the period of the change: the half-year that the
        clause names (由上半年的增长1.7%), the year before or the same months of it (由上年同期的1.86); None where the clause names none."""
        if changed is None:
            return None
        named = next(iter(self._clock.times_in(clause)), None)
        if named is not None and "/" in named.period:
            return named.period
        if not re.search("上年|去年", clause):
            return str(int(changed[:4]) - 1) if _RUN.fullmatch(changed) else None
        if "-" in changed and "上年末" in clause:
            changed = changed[:4]
        if _MONTHLY.fullmatch(changed):
            return re.sub(r"\d{4}", lambda m: str(int(m.group()) - 1), changed)
        return str(int(changed[:4]) - 1)

    def finer(self, when: When) -> When:
        """今年以来 in a text about 1月至11月 means those months."""
        carried = self.carried
        if carried is not None and "/" in carried.period and when.vague and when.year == carried.year:
            return carried._replace(at=when.at)
        return when

    def is_recent(self, when: When) -> bool:
        """Whether what follows can be of that period too: not of the year in which a plant was founded, nor of a plan's last year. From
        November on the next year is near."""
        now = self._clock.now
        if now is not None and not self._reports and (self._clock.month or 1) >= _LATE and when.year == now + 1:
            return True
        return now is None or (self._reports and when.year >= now - 1) or now - 1 <= when.year <= now

    def lasts(self, when: When, text: str, news: bool) -> bool:
        """Whether a period holds beyond its paragraph: months that stand at the head of an account, but not beside figures of the whole
        year (预计全年…。1至11月,全区…); in news also the year that it tells of."""
        if text.startswith("全年", when.at):
            self._whole_year = when.year
        if when.lasting and not ("-" in when.period and when.year == self._whole_year):
            return True
        return news and self.is_told(when, text)

    def is_told(self, when: When, text: str) -> bool:
        """Whether a year named in a news item is the one that the item tells of: its own, in the first months also the year before, in the
        last two also the next, where its aims are told."""
        now = self._clock.now
        recent = now is None or when.year == now or (self._clock.month or 1) <= EARLY
        if now is not None and when.year == now + 1 and (self._clock.month or 1) >= _LATE and aims(text[when.at : when.at + _AIMED_WITHIN]):
            recent = True
        if _AS_OF.search(text, max(0, when.at - 3), when.at) and text.startswith(("年末", "年底", "年12月"), when.at + 4):
            return False  # 截至2024年末 is the day of a count, not the year that the item tells of
        return recent and when.period == text[when.at : when.at + 4]

    def _is_over(self, when: When) -> bool:
        """Whether a run of months lies before the document."""
        printed = self._clock.printed
        if "/" not in when.period or printed is None:
            return False
        return (when.year, int(when.period[-2:]) if "-" in when.period else 12) < (printed, self._clock.month or 13)

    def _is_ahead(self, when: When, since: str) -> bool:
        """Whether a period lies ahead: a later year, or the document's own year as seen in its first months."""
        printed = self._clock.printed
        if printed is None or when.year != printed:
            return printed is not None and when.year > printed
        return (self._clock.month or 12) <= 3 and "/" not in when.period and not _DONE.search(since)

    def period(self, when: When | None, ahead: bool = False) -> str | None:
        """`ahead`: whether the figure is of the days of the document or of what comes, not of the year that is looked back on."""
        if when is not None:
            return when.period
        span = self._clock.span
        if span is not None and not ahead and self._mood.section is not Status.TARGET and self._clock.told in (None, span.year):
            return span.period
        year = self._clock.told or self._clock.default(self._looks_back, ahead or self._mood.section is Status.TARGET)
        return str(year) if year else None


__all__ = ["Settings"]
