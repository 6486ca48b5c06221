"""Observations of a reading: article by article, block by block, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.extract.context import Context
from kg.extract.observations.areas import Areas, of_all
from kg.extract.observations.bases import signed_to
from kg.extract.observations.clocks import HEADS, clock_of
from kg.extract.observations.figures import Figure, figures_in
from kg.extract.observations.genre import is_report, title_of
from kg.extract.observations.items import items, sentences
from kg.extract.observations.labelled import Headed
from kg.extract.observations.labels import Labels
from kg.extract.observations.merge import merged
from kg.extract.observations.moods import Mood, heading_status
from kg.extract.observations.periods import When, year_in
from kg.extract.observations.posters import is_page_of_lines, is_poster, name_below, names_below, poster_statements
from kg.extract.observations.proceedings import is_of_proceedings
from kg.extract.observations.rows import observed, roster_count, table_rows, without_place
from kg.extract.observations.scenes import visited
from kg.extract.observations.sections import Sections
from kg.extract.observations.settings import Settings
from kg.extract.observations.statement import Statement
from kg.extract.observations.statements import statements
from kg.extract.observations.structure import structure
from kg.extract.observations.tables import unit_line
from kg.extract.observations.undertakings import Undertakings
from kg.extract.observations.words import follows, form
from kg.extract.observations.worth import is_counted
from kg.extract.proposals.sections import is_plan, turns
from kg.extract.work import ArticleView, View
from kg.lexicon.parties import party_named
from kg.model import ArticleKind, BlockKind, EntityType, Observation, Proposal, Ref, Status

_PROSE = (BlockKind.PARAGRAPH, BlockKind.BULLET)
_CREDITS_SOURCE = re.compile(r"\((?:据|来源|资料|数据|摘自|根据|由[一-鿿]{2,16}提供)")  # not what it is of
_LINES_OVER_TABLE = 3
_BULLETIN = re.compile(r"(?:统计|状况|质量|资源|普查)公报(?!解读)")
_LABEL = 14  # characters of a line that heads a list
# A heading that stands as a line of its own, or that hangs on a paragraph as its last line: it has no full stop.
_STUCK = re.compile(
    r"(?P<heading>20\d\d年[一-鿿]{0,6}(?:回顾|目标(?:任务)?|重点(?:工作|任务)|工作(?:安排|总结|打算|任务|部署)|主要成[绩就效])[::]?)$"
)
_BUDGET = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.](?P<name>[一-鿿]{2,12}预算)。")  # (二)政府性基金预算。收入预期45亿元
_YEAR_LINE = re.compile(r"20\d\d[年,:|·][^。;]{2,20}")  # a line of an infographic that opens a part
# 建起1500亩茶园, 甲、乙三市各建2个物流园: what was counted, whoever took it for a name
_COUNTED_WORKS = re.compile(r"\d+(?:\.\d+)?[万多余]*(?:亩|座|个|家|栋|所|处|条)(?=[一-鿿])|[^,;。]{2,12}各[建设新成办]{1,2}\d")
_NEXT_POINT = re.compile(r"(?<=[,;。:])(?:[二三四五六七八九十]是|其[二三四五]|第[二三四五],)")  # the talk is again of the whole
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


def _rounds(head: Observation, body: Sequence[Observation]) -> bool:
    """Whether a headline's bound (总投资超260亿元) is said exactly below (总投资263.7亿元)."""
    return head.bound is not None and any(o.unit == head.unit and head.indicator in o.indicator for o in body)


def _same_count(roster: Observation, other: Observation) -> bool:
    """Whether the text already states the count that stands over a roster (应到委员26人, and the roster of the 26)."""
    return (
        other.rule != "roster-count"
        and (other.value, other.unit) == (roster.value, roster.unit)
        and any(roster.indicator[i : i + 2] in other.indicator for i in range(len(roster.indicator) - 1))
    )


_GOVERNS = re.compile(
    "(?:出台|印发|制定|深化|落实|健全|完善|优化|强化|加强|坚持|开展|深入|持续|全面|大力|扎实|严格|全年民生|全[市县区州省旗])"
)
_AND_OTHERS = re.compile("、[^,。;]*等$")


class _Reader:
    """Reads one article. It keeps what a reader keeps in mind: the section's year and mood, the last period, the last area."""

    def __init__(self, article: ArticleView, context: Context, views: Sequence[View], undertakings: Undertakings) -> None:
        self._article = article
        title = title_of(article.article.title, article.views)
        self._context = context
        self._is_news = article.article.kind is ArticleKind.NEWS
        self._plans = is_plan(article)
        self._reports = self._plans or is_report(article.article.kind, title)
        heads = "".join(v.text for v in article.views if v.block.kind in (*HEADS, BlockKind.KICKER)) + title
        self._looks_back = self._reports and bool(re.search("报告|公报|计划|预算|成绩单", heads))
        self._governs = self._looks_back and not re.search("提案|议案|常委会工作报告|常务委员会工作报告", heads)
        self._clock, of_one_year = clock_of(article, context.reading.issue.date, title, self._plans, self._reports)
        self._mood = Mood(is_report(article.article.kind, title))
        bulletin = bool(_BULLETIN.search(title))  # tells of nothing but what was
        self._mood.section = Status.ACTUAL if bulletin else None
        self._settings = Settings(self._clock, self._mood, undertakings, self._reports, self._looks_back)
        self._sections = Sections(self._clock, self._mood, self._settings, self._reports, self._governs, bulletin, of_one_year)
        self._areas = Areas(context, article.views, views, title, self._reports)
        self._heads = Headed(article.views, self._areas.home)
        self._area: Ref | None = None
        self._headed: Ref | None = None  # the place that the heading names
        self._labelled: Ref | None = None  # the part of the place that the paragraph is labelled with
        self._counted: dict[str, str] = {}
        self._topics: dict[str, str] = {}  # what the paragraph counted first in each unit: the total that it then divides
        self._listed = ""  # those whom the last roster lists
        self._poster = article.article.kind is ArticleKind.INFOGRAPHIC and is_page_of_lines(article.views)
        self._is_shown = article.article.kind is ArticleKind.INFOGRAPHIC
        self._labels = Labels()
        self._named_above = False  # whether the figure of the line above has taken its name from this one
        self._labelling = self._poster  # whether the line above gives the name of what follows

    def read(self) -> list[Observation]:
        """All observations of the article. A headline's figure counts only where the text below does not give it again."""
        body: list[Observation] = []
        heads: list[Observation] = []
        over = names_below(self._article.views)
        for i, view in enumerate(self._article.views):
            kind = view.block.kind
            self._areas.hear(view)
            if i in over:
                body += self._over_its_name(view, over[i])
            elif kind is BlockKind.HEADING and self._is_shown and self._labels.shows(view.text):
                body += self._prose(view)  # 【61亿元】 below 地区生产总值
            elif kind is BlockKind.HEADING:
                if self._is_shown and not self._poster:
                    self._labels.line(view.text, bool(figures_in(view.text)))
                self._mood.heading()
                self._sections.enter(view.text, view.block.headings)
                self._headed = self._heads.headed(view.text)
                body += self._roster(view) or (self._prose(view) if self._poster else [])
            elif kind is BlockKind.TABLE:
                body += self._table(view)
            elif kind in _PROSE and len(view.text) <= _LABEL and view.text.endswith(":") and heading_status(view.text):
                self._sections.enter(view.text)  # 主要目标: over a list
            elif kind in _PROSE and self._reports and (m := _STUCK.search(view.text)) and heading_status(m["heading"]):
                if m.start("heading"):
                    body += self._prose(view)
                self._sections.enter(m["heading"])
            elif (
                kind in _PROSE
                and self._is_shown
                and not self._named_above
                and _YEAR_LINE.fullmatch(view.text)
                and not figures_in(view.text)
            ):
                self._sections.enter(view.text)  # 2025年,这些目标请查收
            elif kind in _PROSE and len(view.text) <= _LABEL + 10 and heading_status(view.text) and self._clock.run_in(view.text):
                self._sections.enter(view.text)  # 五年回顾(2019—2023年), a line over the parts of a poster
            elif kind in _PROSE and not unit_line(view.text):
                self._sections.inside(view.block.headings)
                if self._plans and (turns(view.block) or self._sections.announces(view.text)):
                    self._sections.turn(view.text)
                body += self._prose(view)
            elif kind is BlockKind.ROSTER:
                body += self._roster(view)
            elif kind is BlockKind.SUBTITLE and self._poster:
                self._sections.enter(view.text)
                body += self._prose(view)
            elif kind in HEADS:
                heads += self._roster(view) or self._prose(view)
                if kind is BlockKind.SUBTITLE or self._article.article.kind is ArticleKind.INFOGRAPHIC:
                    self._sections.enter(view.text)
            self._areas.see(view)
        stated = {(o.value, o.unit) for o in body}
        return [o for o in heads if (o.value, o.unit) not in stated and not o.approximate and not _rounds(o, body)] + body

    def _over_its_name(self, view: View, below: View) -> Iterator[Observation]:
        """The figure of a line that stands over the line that names it, read as if it stood behind the name."""
        name, figure = name_below(below), figures_in(view.text)[0]
        text = name + view.text
        for s in statements(text, items(text, 0, len(text), figures_in(text))):
            if s.name and s.figure.end >= len(name) + figure.end:
                status, period = self._settings.shown(s, text)
                self._labels.name, self._named_above = s.name, True
                s = s._replace(figure=figure, start=figure.start, end=figure.end)
                yield from observed(view, s, self._context, self._article.start, status, period, self._headed or self._areas.home, s.form)

    def _table(self, view: View) -> Iterator[Observation]:
        above = list(takewhile(lambda v: v is not view, self._article.views))
        heads = (v.text for v in reversed(above) if v.block.kind in (BlockKind.HEADING, *HEADS) and not _CREDITS_SOURCE.match(v.text))
        title = next(heads, self._article.article.title)
        told = self._clock.told
        if told is None and "以来" in title:
            told = next((t.year for t in self._clock.times_in(title)), None)
        line = next((v.text for v in reversed(above[-_LINES_OVER_TABLE:]) if unit_line(v.text)), "")
        yield from table_rows(view, title, self._context, told, self._article.start, self._proceedings, line)

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
        place = self._heads.part_named(view, s.name)
        if place is not None and self._listed:
            s, area = s._replace(name=self._listed), place  # 东岭县(4名): of those whom the list above it names
        elif place is None:
            self._listed = s.name
        year = year_in(s.name)
        period = str(year) if year else self._settings.period(None, ahead=True)
        return list(observed(view, s, self._context, self._article.start, Status.ACTUAL, period, area, s.form))

    def _prose(self, view: View) -> list[Observation]:
        text = view.text
        covered = [(f.start, f.end) for f in view.found if f.type in _NAMES and not _COUNTED_WORKS.match(text, f.start)]
        figures = [f for f in figures_in(text, covered) if is_counted(text, f)]
        if view.block.kind is BlockKind.BULLET and len(figures) == 1 and figures[0].qualifier and figures[0].start == 0:
            figures = [figures[0]._replace(qualifier=False)]  # 4000人以上 城镇新增就业, a line of a box
        self._counted = {}
        self._topics = self._topics if form("by-parts").match(text) else {}
        if not self._named_above:
            self._labels.line(text, bool(figures))
        self._labelling = self._poster or self._named_above or (self._is_shown and self._labels.leads(text))
        self._named_above = False
        self._labelled = self._heads.labelled(view) or self._areas.voice
        self._sections.fresh = self._settings.ahead = False
        self._settings.carried = self._sections.run or self._settings.carried
        self._mood.paragraph(view.block.kind is BlockKind.BULLET, text)
        if self._area not in self._areas.lasting:
            self._area = None
        out: list[Observation] = []
        signed = signed_to(view)
        for start, end in sentences(text):
            start = min(max(start, signed), end)
            sentence = text[start:end]
            self._mood.hear(sentence)
            times = [self._settings.finer(t._replace(at=t.at + start)) for t in self._clock.times_in(sentence)]
            first = next((f.start for f in figures if start <= f.start < end), None)
            here = None if self._reports else visited(view, start, end if first is None else first)
            self._area = here or self._area
            if self._area is not None and self._area.type is EntityType.PROJECT and _GOVERNS.match(sentence):
                self._area = None  # 某产业园引进企业9家。出台十条措施,兑现奖补资金…: what the government does is of the place
            if first is not None:
                out += self._sentence(view, start, end, figures, times)
            elif not self._reports and here is None and (scene := self._areas.scene(view, start, end)) is not None:
                self._area = scene
            out += self._structure(view, start, end, times)
            recent = [t for t in times if self._settings.is_recent(t) and not t.passing and not self._is_deadline(t)]
            if recent:
                self._settings.carried = recent[-1]
            if not self._reports:
                # 2024年 in a news item is the year that it reports on
                lasting = self._settings.lasting
                self._settings.lasting = next((t for t in recent if self._settings.lasts(t, text, self._is_news)), lasting)
        if view.block.kind is BlockKind.PARAGRAPH:
            self._settings.carried = self._settings.lasting
        return out

    def _is_deadline(self, when: When) -> bool:
        """Whether a report that looks back names a later year only by the way (因故未完工,2025年5月底前必须完工)."""
        told = self._clock.told
        return self._reports and self._mood.section is Status.ACTUAL and told is not None and when.year > told

    def _sentence(self, view: View, start: int, end: int, figures: Sequence[Figure], times: Sequence[When]) -> Iterator[Observation]:
        text = view.text
        last: Ref | None = None
        said = start  # up to where figures have been placed
        parts = items(text, start, end, figures, [b for _, b in view.block.bold])
        named = view.within(start, end, EntityType.DISTRICT, EntityType.ORGANIZATION)
        places = {text[f.start : f.end] for f in named if f.type is EntityType.DISTRICT or not follows("after-kind-of-body", text, f.end)}

        divides = form("by-parts").match(text[start:end]) is not None

        def is_place(words: str) -> bool:
            if words in places or (divides and form("part-of-place").match(words)):
                return True
            return (words[-1:] == "会" and words[:-1] in places) or party_named(words) is not None

        run_in = _BUDGET.match(text)
        label = run_in["name"] if run_in and start else ""
        if divides:
            first = next((f for p in parts for f in p.figures), None)
            label = self._topics.get(first.unit, "") if first else ""
        if self._labelling and not start and not divides:
            label = self._labels.name
        shown = is_poster(text, parts) if not start else False
        for s in poster_statements(text, parts) if shown else statements(text, parts, is_place, self._counted, label):
            if not s.name:
                continue
            if _NEXT_POINT.search(text, said, s.figure.start) and self._area not in self._areas.lasting:
                self._area = None
            said = s.figure.end
            status, period = self._settings.of(view, s, start, end, times)
            status = self._labels.status(s, status) if self._labelling else status
            if shown and status is Status.ACTUAL and text.startswith("预计", s.figure.end):
                status = Status.ESTIMATE  # 3921亿元 预计全年地区生产总值
            earlier = [(p.start, p.end) for p in parts if p.end <= s.item]
            last = self._place(view, s, start, earlier, last, asked=status is Status.PROPOSED)
            s = s._replace(name=without_place(s.name, view, start, s.figure.start, last))
            area = last or self._labelled or self._headed or self._areas.home
            if s.form in ("level", "count") and not s.member and not divides and status is not Status.TARGET:
                self._topics.setdefault(s.figure.unit, s.name)
            yield from observed(view, s, self._context, self._article.start, status, period, area, s.form)

    def _structure(self, view: View, start: int, end: int, times: Sequence[When]) -> Iterator[Observation]:
        for s in structure(view.text, start, end):
            status, period = self._settings.of(view, s, start, end, times)
            area = self._place(view, s, start, (), None, asked=False) or self._headed or self._areas.home
            yield from observed(view, s, self._context, self._article.start, status, period, area, s.form)

    def _place(self, view: View, s: Statement, start: int, earlier: Sequence[tuple[int, int]], last: Ref | None, asked: bool) -> Ref | None:
        """The area of a statement: its own, that of the figure on which it leans, or the one that the talk is of. What is asked for is
        asked of the issuing place, whoever spoke before."""
        area = self._areas.of(view, s, start, earlier, self._governs)
        if area is not None and area.type is EntityType.PROJECT and _AND_OTHERS.search(view.text, s.item, s.figure.start):
            area = None  # 某工程全面开工,甲、乙等32个项目竣工投产
        if area is not None and self._areas.stands_in and self._area not in (None, *self._areas.lasting):
            return self._area  # a department at work in the town that the talk is of
        if area is not None:
            holds = area in self._areas.lasting or (not self._reports and self._areas.holds)
            self._area = area if holds else None
            return area
        whole = of_all(s.name)
        if s.leans and last is not None and not (whole and last.type is EntityType.PROJECT):
            return last
        if asked:
            return None
        if whole and self._area is not None and self._area.type is EntityType.PROJECT:
            return None
        return self._area if self._area not in self._areas.lasting or is_of_proceedings(s) else None


__all__ = ["observations"]
