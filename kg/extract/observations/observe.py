"""Observations of a reading: article by article, block by block, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.extract.context import Context
from kg.extract.observations.areas import Areas
from kg.extract.observations.figures import Figure, figures_in
from kg.extract.observations.items import items, sentences
from kg.extract.observations.merge import merged
from kg.extract.observations.moods import Mood, heading_status
from kg.extract.observations.periods import EARLY, Clock, When, year_in
from kg.extract.observations.posters import is_poster, poster_statements
from kg.extract.observations.rows import observed, roster_count, table_rows, without_place
from kg.extract.observations.statement import Statement
from kg.extract.observations.statements import statements
from kg.extract.observations.tables import unit_line
from kg.extract.observations.undertakings import Undertakings
from kg.extract.observations.worth import is_counted
from kg.extract.proposals.sections import is_plan, turns
from kg.extract.work import ArticleView, View
from kg.lexicon.parties import party_named
from kg.model import ArticleKind, BlockKind, EntityType, Observation, Proposal, Ref, Status

_PROSE = (BlockKind.PARAGRAPH, BlockKind.BULLET)
_HEADS = (BlockKind.HEADLINE, BlockKind.SUBTITLE)
_REPORTS = (ArticleKind.REPORT, ArticleKind.INFOGRAPHIC, ArticleKind.TABLE)
_LINES_OVER_TABLE = 3
_WILL_BE = re.compile(r"(?P<year>20\d\d)年是[^。;]{2,50}年(?:[,。]|$)")
_OPENING = 12  # characters of a paragraph in which the year stands that it is about
_DONE = re.compile(r"已|了|以来|目前|累计|收到|提交|至今|眼下|现在|现有|如今|当前|春节")
_RATE = re.compile(r"(?:满意|办[结复成理]|立案|采[纳用]|见面|落实|解决|出席|到会|参会)率|满意度|占比|比重|提高")
_PAPERS = frozenset("件条次篇份场期票")
# Counted at the meeting that the document reports, not in the year before it.
_AT_MEETING = re.compile(r"应到|实到|出席|列席|到会|大会收到|会议收到|附议|联名|赞成|反对|弃权|得票|发言")
_PLANNED = ("的计划", "的目标", "的预期")
# Policies are left out: 十件民生实事 is a policy by name and a count all the same.
_NAMES = (EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.PERSON, EntityType.SESSION, EntityType.PROJECT)


def observations(articles: Sequence[ArticleView], context: Context, proposals: Sequence[Proposal] = ()) -> list[Observation]:
    """The figures that the articles state, each once, in the order of the text. A figure asked for by a recommendation has the status
    `proposed`. proposals: of the document, whose words hold such figures and the targets of commitments; without them the moods of the
    sentences alone decide. Doubts: no unit, a share over a hundred percent, an uneven table, no period, no area."""
    found: list[Observation] = []
    views = [view for article in articles for view in article.views]
    undertakings = Undertakings(proposals)
    for article in articles:
        found += _Reader(article, context, views, undertakings).read()
    return [o for o in merged(found) if o.rule != "roster-count" or not any(_same_count(o, other) for other in found)]


def _same_count(roster: Observation, other: Observation) -> bool:
    """Whether the text already states the count that stands over a roster (应到委员26人, and the roster of the 26)."""
    return (
        other.rule != "roster-count"
        and (other.value, other.unit) == (roster.value, roster.unit)
        and any(roster.indicator[i : i + 2] in other.indicator for i in range(len(roster.indicator) - 1))
    )


class _Reader:
    """Reads one article. It keeps what a reader keeps in mind: the section's year and mood, the last period, the last area."""

    def __init__(self, article: ArticleView, context: Context, views: Sequence[View], undertakings: Undertakings) -> None:
        self._article = article
        self._undertakings = undertakings
        self._context = context
        self._is_news = article.article.kind is ArticleKind.NEWS
        self._plans = is_plan(article)
        self._reports = self._plans or article.article.kind in _REPORTS
        heads = "".join(v.text for v in article.views if v.block.kind in (*_HEADS, BlockKind.KICKER)) + article.article.title
        self._looks_back = self._reports and bool(re.search("报告|公报|计划|预算|成绩单", heads))
        self._governs = self._looks_back and not re.search("提案|议案|常委会工作报告|常务委员会工作报告", heads)
        date = article.article.date or context.reading.issue.date
        self._clock = Clock(int(date[:4]) if date else None, int(date[5:7]) if date and len(date) >= 7 else None)
        if article.article.kind in (ArticleKind.NOTICE, ArticleKind.ROSTER) and re.search(r"20\d\d年度", article.article.title):
            self._clock.told = year_in(article.article.title)
        self._mood = Mood(article.article.kind)
        self._areas = Areas(context, article.views, views)
        self._carried: When | None = None
        self._lasting: When | None = None
        self._area: Ref | None = None
        self._headed: Ref | None = None  # the place that the heading names
        self._counted: dict[str, str] = {}
        self._ahead = False  # whether the last period stated lies ahead
        self._fresh = False  # whether a heading with a year has just been read

    def read(self) -> list[Observation]:
        """All observations of the article. A headline's figure counts only where the text below does not give it again."""
        body: list[Observation] = []
        heads: list[Observation] = []
        for view in self._article.views:
            kind = view.block.kind
            if kind is BlockKind.HEADING:
                self._mood.heading()
                self._enter(view.text)
                self._headed = self._areas.headed(view.text)
                body += self._roster(view)
            elif kind is BlockKind.TABLE:
                body += self._table(view)
            elif kind in _PROSE and not unit_line(view.text):
                self._enter_section(view.block.headings)
                if self._plans and (turns(view.block) or self._announces(view.text)):
                    self._turn(view.text)
                body += self._prose(view)
            elif kind is BlockKind.ROSTER:
                body += self._roster(view)
            elif kind in _HEADS:
                heads += self._roster(view) or self._prose(view)
                if kind is BlockKind.SUBTITLE or self._article.article.kind is ArticleKind.INFOGRAPHIC:
                    self._enter(view.text)
            self._areas.see(view)
        stated = {(o.value, o.unit) for o in body}
        return [o for o in heads if (o.value, o.unit) not in stated and not o.approximate] + body

    def _enter(self, heading: str) -> None:
        """Takes in a heading: the year and the mood of what follows. What lies ahead after a look back is of the next year."""
        status, year, told = heading_status(heading), year_in(heading), self._clock.told
        if self._fresh and year is not None and told is not None and year > told:
            return  # headings one after the other announce the parts; the first part comes first
        if year is not None:
            self._clock.told, self._fresh = year, True
        elif status is not None and status is not self._mood.section and self._reports:
            self._clock.turn(ahead=status is Status.TARGET)
        self._mood.section = status or self._mood.section
        self._carried = self._lasting = None

    def _announces(self, text: str) -> bool:
        """Whether a paragraph says of a year ahead what it will be (2025年是规划收官之年): the report turns to it."""
        m, printed = _WILL_BE.match(text), self._clock.printed
        if m is None or printed is None:
            return False
        year = int(m["year"])
        return year > printed or (year == printed and (self._clock.month or 12) <= EARLY)

    def _turn(self, text: str) -> None:
        """A paragraph without a heading turns from what was to what will be (2025年…主要预期目标是)."""
        year = year_in(text[:_OPENING])
        if year is not None:
            self._clock.told = year
        elif self._mood.section is not Status.TARGET:
            self._clock.turn(ahead=True)
        self._mood.section = Status.TARGET
        self._carried = self._lasting = None

    def _enter_section(self, headings: tuple[str, ...]) -> None:
        status = next((s for h in headings if (s := heading_status(h))), None)
        self._mood.section = status or self._mood.section

    def _table(self, view: View) -> Iterator[Observation]:
        above = list(takewhile(lambda v: v is not view, self._article.views))
        title = next((v.text for v in reversed(above) if v.block.kind in (BlockKind.HEADING, *_HEADS)), self._article.article.title)
        told = self._clock.told
        if told is None and "以来" in title:
            told = next((t.year for t in self._clock.times_in(title)), None)
        unit = next((u for v in reversed(above[-_LINES_OVER_TABLE:]) if (u := unit_line(v.text))), "")
        yield from table_rows(view, title, self._context, told, self._article.start, self._proceedings, unit)

    def _proceedings(self, name: str) -> Ref | None:
        if self._article.article.kind in (ArticleKind.REPORT, ArticleKind.INFOGRAPHIC):
            return None
        return self._areas.assembly(name)

    def _roster(self, view: View) -> list[Observation]:
        title = self._article.article.title
        s = roster_count(view, title)
        if s is None:
            return []
        bodies = [f.ref for f in view.found if f.type is EntityType.ORGANIZATION]
        area = self._areas.assembly(title + s.name) or next(iter(bodies), self._areas.home)
        year = year_in(s.name)
        period = str(year) if year else self._period(None, ahead=True)
        return list(observed(view, s, self._context, self._article.start, Status.ACTUAL, period, area, s.form))

    def _prose(self, view: View) -> list[Observation]:
        text = view.text
        covered = [(f.start, f.end) for f in view.found if f.type in _NAMES]
        figures = [f for f in figures_in(text, covered) if is_counted(text, f)]
        self._counted = {}
        self._fresh = self._ahead = False
        self._mood.paragraph(view.block.kind is BlockKind.BULLET, text)
        if self._area not in self._areas.lasting:
            self._area = None
        out: list[Observation] = []
        for start, end in sentences(text):
            sentence = text[start:end]
            self._mood.hear(sentence)
            times = [self._finer(t._replace(at=t.at + start)) for t in self._clock.times_in(sentence)]
            if any(start <= f.start < end for f in figures):
                out += self._sentence(view, start, end, figures, times)
            elif not self._reports and (scene := self._areas.scene(view, start, end)) is not None:
                self._area = scene
            recent = [t for t in times if self._is_recent(t) and not t.passing]
            if recent:
                self._carried = recent[-1]
            if not self._reports:
                # 2024年 in a news item is the year that it reports on
                self._lasting = next(
                    (t for t in recent if t.lasting or (self._is_news and t.period == text[t.at : t.at + 4])), self._lasting
                )
        if view.block.kind is BlockKind.PARAGRAPH:
            self._carried = self._lasting
        return out

    def _sentence(self, view: View, start: int, end: int, figures: Sequence[Figure], times: Sequence[When]) -> Iterator[Observation]:
        text = view.text
        last: Ref | None = None
        parts = items(text, start, end, figures, [b for _, b in view.block.bold])
        places = {text[f.start : f.end] for f in view.within(start, end, EntityType.DISTRICT, EntityType.ORGANIZATION)}

        def is_place(words: str) -> bool:
            return words in places or (words[-1:] == "会" and words[:-1] in places) or party_named(words) is not None

        shown = is_poster(text, parts) if not start else False
        for s in poster_statements(text, parts) if shown else statements(text, parts, is_place, self._counted):
            if not s.name:
                continue
            status, period = self._setting(view, s, start, end, times)
            earlier = [(p.start, p.end) for p in parts if p.end <= s.item]
            last = self._place(view, s, start, earlier, last, asked=status is Status.PROPOSED)
            s = s._replace(name=without_place(s.name, view, start, s.figure.start, last))
            yield from observed(
                view, s, self._context, self._article.start, status, period, last or self._headed or self._areas.home, s.form
            )

    def _setting(self, view: View, s: Statement, start: int, end: int, times: Sequence[When]) -> tuple[Status, str | None]:
        """Status and period of a statement in the sentence text[start:end], in which `times` are stated."""
        text, at = view.text, s.figure.start
        stated = [t for t in times if t.at < at]
        if stated:
            when: When | None = stated[-1]
        else:
            when = next((t for t in times if text.startswith(("截至", "到", "截止"), max(0, t.at - 2))), self._carried)
        if text.startswith(_PLANNED, s.figure.end):
            return Status.TARGET, self._period(when, ahead=True)
        if stated:
            self._ahead = self._is_ahead(stated[-1], text[stated[-1].at : at])
        ahead = self._ahead and (bool(stated) or not _DONE.search(text, start, at))
        past = bool(stated) and self._clock.printed is not None and stated[-1].year < self._clock.printed
        status = self._mood.of(text[start:end], at - start, ahead, past and (self._clock.told or 0) >= (self._clock.printed or 0))
        looks_back = self._reports and self._mood.section is Status.ACTUAL
        status = self._undertakings.of(status, view.block.offsets[at], text[max(start, at - 6) : at], looks_back)
        if s.form == "before":
            return Status.ACTUAL, self._start_of_change(text[start:at], text[s.item : at], status)
        if status is Status.PROPOSED and when is not None and when.year < (self._clock.now or 0):
            return status, None
        if when is not None and status is Status.TARGET and when.at < s.item and "/" in when.period and not when.lasting:
            return status, str(when.year)  # 上半年启动试点,首批覆盖2600人: the months are those of the start
        return status, self._period(when, ahead=status in (Status.TARGET, Status.PROPOSED) or bool(_AT_MEETING.search(s.name)))

    def _start_of_change(self, sentence: str, clause: str, status: Status) -> str | None:
        """The period of the value from which a change starts: a year that the clause names or that the sentence compares with; of a
        change that is still to come the present, which in a report of the first months is the year just closed; else unknown."""
        then = re.findall(r"(?:19|20)\d\d(?=年)", clause) or re.findall(r"[比较](?:19|20)\d\d(?=年)", sentence)
        if then:
            return str(then[-1][-4:])
        now = self._clock.now
        if now is None or status is Status.ACTUAL:
            return None
        present = not self._reports or re.search(r"现在|目前|眼下|今年", clause)
        return str(now if present else self._clock.default(True, ahead=False))

    def _place(self, view: View, s: Statement, start: int, earlier: Sequence[tuple[int, int]], last: Ref | None, asked: bool) -> Ref | None:
        """The area of a statement: its own, that of the figure on which it leans, or the one that the talk is of. What is asked for is
        asked of the issuing place, whoever spoke before."""
        area = self._areas.of(view, s, start, earlier, self._governs)
        if area is not None and self._areas.stands_in and self._area not in (None, *self._areas.lasting):
            return self._area  # a department at work in the town that the talk is of
        if area is not None:
            holds = area in self._areas.lasting or (not self._reports and self._areas.holds)
            self._area = area if holds else None
            return area
        if s.leans and last is not None:
            return last
        if asked:
            return None
        return self._area if self._area not in self._areas.lasting or _is_of_proceedings(s) else None

    def _finer(self, when: When) -> When:
        """今年以来 in a text about 1月至11月 means those months."""
        carried = self._carried
        if carried is not None and "/" in carried.period and when.vague and when.year == carried.year:
            return carried._replace(at=when.at)
        return when

    def _is_recent(self, when: When) -> bool:
        """Whether what follows can be of that period too: not of the year in which a plant was founded, nor of a plan's last year."""
        now = self._clock.now
        return now is None or (self._reports and when.year >= now - 1) or now - 1 <= when.year <= now

    def _is_ahead(self, when: When, since: str) -> bool:
        """Whether a period lies ahead: a later year, or the document's own year as seen in its first months."""
        printed = self._clock.printed
        if printed is None or when.year != printed:
            return printed is not None and when.year > printed
        return (self._clock.month or 12) <= 3 and "/" not in when.period and not _DONE.search(since)

    def _period(self, when: When | None, ahead: bool = False) -> str | None:
        """`ahead`: whether the figure is of the days of the document or of what comes, not of the year that is looked back on."""
        if when is not None:
            return when.period
        year = self._clock.told or self._clock.default(self._looks_back, ahead or self._mood.section is Status.TARGET)
        return str(year) if year else None


def _is_of_proceedings(s: Statement) -> bool:
    """Whether a figure can be one of a congress or conference: papers, people, meetings, rates; not money or growth."""
    kind = s.figure.kind
    if kind == "count":
        return s.figure.unit in _PAPERS or bool(re.search("单位|代表团|小组|委室", s.name))
    return kind == "people" or (kind == "share" and bool(_RATE.search(s.name)))


__all__ = ["observations"]
