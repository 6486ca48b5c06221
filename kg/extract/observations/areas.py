"""What a figure is about: the district, body or works that its clause names, else the one that the talk is of, else the issuing place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.observations.anaphora import works_meant
from kg.extract.observations.bases import Bases
from kg.extract.observations.items import sentences
from kg.extract.observations.proceedings import Assemblies
from kg.extract.observations.reporters import reporter
from kg.extract.observations.scenes import portrayed
from kg.extract.observations.statement import Statement
from kg.extract.observations.subjects import BESIDE_WHOLE, OBLIQUE, RANKED, SUBJECTS, TIMES, Subjects
from kg.extract.observations.voices import place_led, speaker_of
from kg.extract.observations.words import follows, form, trimmed_start
from kg.extract.work import Found, View
from kg.lexicon.divisions import divisions
from kg.lexicon.parties import Branch, party_named
from kg.model import BlockKind, EntityType, Ref

_DEICTIC = re.compile(
    r"(?P<whose>[全我本该]|我们|咱们?)(?P<level>省|市|区|县|州|盟|旗|镇|乡|村|国|自治区|街道)|(?P<inside>市|县|区|州|镇|村|乡)(?:里|上|内)(?![共])|(?<![一-鿿])(?:(?P<seat>镇|乡)区|(?P<council>村)委会|(?P<bare>社区|村|镇)(?=今年|去年|现有|共有))"
)
_PLAIN_NAME = re.compile(r"[一-鿿]{2,4}")
_EACH = re.compile(r"(?:每个?|各)(?:镇街|镇|乡|街道|县|区|村|社区)")
_LOCAL = ("镇", "乡", "村", "街道", "社区", "嘎查", "苏木")
_EVENT = re.compile(
    r"投入使用|(?:全线|全面|正式|对外|免费)开放|贯通|开通|开园|开馆|投用|封顶|通车|落成|开学|竣工|获批|入选|获评|建成运营|揭牌|荣获|跻身|修[好通]|通了|建好|[以之]后$"
)
# 受委托作某县人大常委会工作报告: what follows is the committee's
_REPORTS = re.compile(r"作(?:了)?(?:关于)?[^,。;]{0,30}工作(?:的)?报告")
_LIES_IN = re.compile(r"(?:位于|坐落[于在]|地处)[^,。;]{2,24}?的(?=[一-鿿])")  # 位于某镇的某公司: the talk is of the company
_COUNT_FIRST = re.compile(r"^(?:其中)?\d")


def _is_share_of_list(text: str, start: int) -> bool:
    """Whether the item that begins at `start` gives the part of one of several (其中甲县28公里、乙县36公里), so that what follows is of
    the whole."""
    listed = text[start - 1 : start] == "、" and _LISTED_PART.search(text, max(0, start - 90), start)
    return text.startswith("其中", start) or bool(listed)


# What is counted of a whole place: what came new to it, and how much of it there is now.
_OF_ALL = re.compile(
    r"(?:新增|净增|新培育|新认定|新引进|累计培育)"
    r"(?!(?:产能|装机|产值|库容|床位|学位|泊位|停车位|面积|供[水热电]|就业岗位))|新建5G|.*总数$"
)


def of_all(name: str) -> bool:
    """Whether what is counted is of a whole place and of no works (新增“小巨人”企业, but 新增产能)."""
    return _OF_ALL.match(name) is not None


def _continues(statement: Statement) -> bool:
    """Whether a statement only says more of the one before it (其中甲区完成3亿元,增长5%)."""
    return statement.leans and statement.form in ("change", "share", "rank")


_LISTED_PART = re.compile(r"其中[^;。]*、$")


def _scope(text: str, statement: Statement) -> int:
    """Up to where in its item a statement can name its area; what follows a verb of rank is the field of comparison."""
    figure = statement.figure.start
    if statement.form != "rank":
        return figure
    m = _RANKS.search(text, statement.item, figure)
    return m.start() if m else figure


_REPORT_SAYS = re.compile(
    r"[“‘]?(?:今年的?|市|县|区|省|州|《)*政?府?工作?报告》?(?:里|中|上)?(?:还|也)?(?:提出|指出|明确|显示|提到|说|写着?),?"
)
_RANKS = re.compile(r"在(?=[^,。;]{2,18}[中里内](?:综合)?[排位居列名])|稳居|跃居|位居|居(?![民住家室所])|位列|名列|列|排|跻身|升至|荣登")


class Areas:
    """Finds areas in one article. context: where it was issued. views: of the article, title: its own.
    page: of all, for the bodies that it names. reports: whether the article gives account."""

    def __init__(self, context: Context, views: Sequence[View], page: Sequence[View], title: str = "", reports: bool = False) -> None:
        self._context = context
        self._reporter = reporter(title, views, context)
        # who reports or is portrayed, else the issuing place
        self.home = (
            self._reporter or (None if reports else portrayed(views)) or (Ref(EntityType.DISTRICT, context.home) if context.home else None)
        )
        self._seen: list[Found] = []
        self._assemblies = Assemblies(context.home, page)
        self._subjects = Subjects(context, self._assemblies, views)
        self._bases = Bases(views)
        self._districts = [f for v in views for f in v.found if f.type is EntityType.DISTRICT]
        self.holds = False  # whether the talk goes on of the last area: one place or body, not the last of several
        self._governs = False  # whether a government reports
        self.stands_in = False  # whether the last area is the place that a department serves
        self.voice: Ref | None = None  # the place that the one leads whose words the paragraphs give
        self.lasting: set[Ref] = set()  # areas that hold until another one is named: those of proceedings

    def of(self, view: View, statement: Statement, sentence: int, earlier: Sequence[tuple[int, int]], reports: bool) -> Ref | None:
        """The area of a statement in the sentence that starts at character `sentence` of the view.

        earlier: the clauses of the sentence before it. reports: whether a government reports, which counts what all of them did.
        """
        self._governs = reports
        if statement.member:
            named = self._named(view, sentence, statement)
            if named is not None:
                return named
            if form("part-of-place").match(statement.member):
                return self.home
            if statement.member not in statement.name and _PLAIN_NAME.fullmatch(statement.member):
                return self.home
        text, figure = view.text, statement.figure.start
        if self.home is not None and not reports and _REPORT_SAYS.match(text, sentence):
            return self.home  # what a member quotes of the report is of the place, not of his firm
        end = _scope(text, statement)
        self.holds = self.stands_in = False
        here = (
            self._taken(view, statement.item, end, statement)
            or self._deictic(view, statement.item, end, far=True)
            or self._meant(view, statement.item, end)
        )
        if here is not None:
            return here
        if statement.figure.kind in ("money", "measure") and text.startswith("的", statement.figure.end):
            behind = [f for f in view.found if f.start == statement.figure.end + 1]
            works = next((f for f in behind if f.type in (EntityType.PROJECT, EntityType.ORGANIZATION)), None)
            if works is not None:
                return works.ref  # 总投资36亿元的某水电站
        assembly = None if reports else self.assembly(statement.name)
        if assembly is not None and statement.form != "rank":
            return assembly
        if _EACH.match(text, statement.item):
            return self.home
        counted_first = bool(_COUNT_FIRST.match(text[statement.item : figure + 1]))
        for a, b in reversed(earlier):
            if ";" in text[b : statement.item]:
                break
            if of_all(statement.name) and self._opens_with_works(view, a, b):
                break  # 某产业园建成投产,新增“小巨人”企业14户: of the place
            if _EVENT.search(text, a, b) and self._opens_with_works(view, a, b):
                break  # 某换装站投入使用,全年过货2876万吨: of the works or of the whole, not of what was named before
            if _EVENT.search(text, a, b) or (not _continues(statement) and _is_share_of_list(text, a)):
                continue
            only = EntityType.DISTRICT if counted_first or form("of-a-place").match(statement.name) else None
            ahead = self._taken(view, a, b, statement, before=True, only=only) or self._deictic(view, a, b) or self._meant(view, a, b)
            if ahead is not None:
                return ahead
        self.holds = False
        if assembly is None and not reports and (place := self._of_speaker(view, sentence, figure)) is not None:
            self.holds = True
            return place.ref
        if assembly is None and (own := self._bases.own(view, sentence, statement.item, figure, self._before(view, figure))) is not None:
            self.holds = True
            return own
        return assembly

    def _meant(self, view: View, start: int, end: int) -> Ref | None:
        """The works that 该项目 or, in the news, 项目 means in a clause."""
        works = works_meant(view, start, end, self._before(view, start), bare=not self._governs)
        self.holds = self.holds or works is not None
        return works

    @staticmethod
    def _opens_with_works(view: View, start: int, end: int) -> bool:
        return any(f.start == start for f in view.within(start, end, EntityType.PROJECT))

    def scene(self, view: View, start: int, end: int) -> Ref | None:
        """The place or body of which the talk goes on after a sentence without figures: the one with which it opens, or the only
        township or village that it names."""
        report = _REPORTS.search(view.text, start, end)
        bodies = [f.ref for f in view.within(start, report.end(), EntityType.ORGANIZATION)] if report else []
        if bodies:
            return bodies[-1] if bodies[-1].name.endswith("常务委员会") or "政治协商会议" in bodies[-1].name else None
        opening = TIMES.match(view.text, start, end)
        start = opening.end() if opening else start
        stop = next((i for i in range(start, end) if view.text[i] in ",;:。!?"), end)
        if (works := self._meant(view, start, stop)) is not None:
            return works
        place = self._taken(view, start, stop, None, before=True)
        if place is not None and self.holds and place != self.home:
            return place
        lies = [m.span() for m in _LIES_IN.finditer(view.text, start, end)]
        local = [f for f in view.within(start, end, EntityType.DISTRICT) if f.name.endswith(_LOCAL)]
        named = {f.ref for f in local if not any(a <= f.start < b for a, b in lies)}
        return named.pop() if len(named) == 1 else None

    def _of_speaker(self, view: View, start: int, end: int) -> Found | None:
        """The place whose official speaks in text[start:end] (某街道党工委书记介绍,…), named at its head; the issuing place is none."""
        start += len(view.text[start:end]) - len(view.text[start:end].lstrip("“”‘’ "))
        here = [f for f in view.within(start, end, EntityType.DISTRICT) if f.start == start and f.ref != self.home]
        place = max(here, key=lambda f: f.end, default=None)
        return place if place is not None and follows("after-speakers-place", view.text, place.end) else None

    def at_level(self, level: str, view: View, at: int) -> Ref | None:
        """The division that 全市, 全县 … mean at character `at` of a block: that of the official who speaks, the issuing place or one above
        it, else the last one named."""
        head = max((e for _, e in sentences(view.text) if e <= at), default=0)
        speaker = self._of_speaker(view, head, at)
        if speaker is not None and speaker.name.endswith(level):
            return speaker.ref
        for spoken in (self._reporter, self.voice):
            if spoken is not None and spoken.type is EntityType.DISTRICT and spoken.name.endswith(level):
                return spoken
        if level in ("村", "镇", "乡") and (place := self._bases.place(view, at, level)) is not None:
            return place
        name = self._context.at_level(level)
        if name:
            return Ref(EntityType.DISTRICT, name)
        behind = re.compile(r"”[^。;!?“”]{0,24}").search(view.text, at)  # “…我们区新增1.2万人。”某区区长说
        if behind is not None:
            named = [f.ref for f in view.within(behind.start(), behind.end(), EntityType.DISTRICT) if f.name.endswith(level)]
            if named:
                return named[0]
        if (delegation := self._of_delegation(level, view, at)) is not None:
            return delegation
        return next((f.ref for f in reversed(self._before(view, at)) if f.type is EntityType.DISTRICT and f.name.endswith(level)), None)

    def _of_delegation(self, level: str, view: View, at: int) -> Ref | None:
        """The division of a level whose delegation is heard (of 渠县代表团 全县 is 渠县); None if none of that level is named."""
        place = self._context.place
        delegations = [f for f in self._before(view, at) if f.type is EntityType.ORGANIZATION and f.name.endswith("代表团")]
        for f in reversed(delegations):
            form = f.name.removesuffix("代表团")
            hits = [d for name in (form, form + level) for d in divisions().named(name) if d.name.endswith(level)]
            of_home = next((d for d in hits if place is not None and place in divisions().parents(d)), None)
            if of_home is not None:
                return Ref(EntityType.DISTRICT, divisions().full_name(of_home))
        return None

    def see(self, view: View) -> None:
        """Takes in the mentions of a block after its figures have been judged."""
        self._seen += [f for f in view.found if f.type in SUBJECTS]
        self._bases.see(view)

    def hear(self, view: View) -> None:
        """Takes in whose words a block gives, before its figures are read: a heading ends them, a line with a name and an office begins
        those of another."""
        if view.block.kind is BlockKind.HEADING:
            self.voice = None
            self._bases.speaking = None
        elif (speaker := speaker_of(view)) is not None:
            self.voice = place_led(view, speaker, self._districts)
            self._bases.speaking = speaker.name

    def _before(self, view: View, at: int) -> list[Found]:
        return [*self._seen, *(f for f in view.found if f.type in SUBJECTS and f.end <= at)]

    def _named(self, view: View, sentence: int, statement: Statement) -> Ref | None:
        """The place or body for which a statement of a list stands."""
        words, stop = statement.member, statement.figure.start
        at = view.text.find(words, statement.item, stop)
        if at < 0:
            at = view.text.rfind(words, sentence, stop)
        if at < 0:
            at = view.text.find(words[:3], statement.item, stop)
        inside = view.within(at, at + len(words), *SUBJECTS) if at >= 0 else []
        found = next((f.ref for f in inside if f.start == at), None)
        if found is not None and found.type is EntityType.DISTRICT:  # 敦化市黄泥河镇: the last of a chain
            found = next((f.ref for f in inside if f.end == at + len(words) and f.type is EntityType.DISTRICT), found)
        party = party_named(words)
        if found is None and party is not None and party.branch and self._context.home:
            return Ref(EntityType.ORGANIZATION, Branch(party).name_at(self._context.home) or party.name)
        return found

    def _taken(
        self, view: View, start: int, end: int, statement: Statement | None, before: bool = False, only: EntityType | None = None
    ) -> Ref | None:
        """The subject of a clause, of which is kept whether it holds and whether it stands in."""
        found = self._subjects.find(view, start, end, statement, before, only)
        if found is None:
            return None
        self.holds, self.stands_in = found.holds, found.stands_in
        return found.ref

    def _deictic(self, view: View, start: int, end: int, far: bool = False) -> Ref | None:
        """The division that a deictic word means (全市, 我县); `far`: also away from the start of the clause."""
        text = view.text
        for m in reversed(list(_DEICTIC.finditer(text, start, end))):
            if OBLIQUE.search(text, max(start, m.start() - 4), m.start()) or RANKED.match(text[m.end() : m.end() + 3]):
                continue
            if BESIDE_WHOLE.search(text, start, m.start()):
                continue
            if not far and trimmed_start(TIMES.sub("", text[start : m.start()])):
                continue
            if m["level"] == "国" and m.start() - start > 1:
                continue
            if m["inside"] and self._governs:
                continue  # 村内街巷 in a government's report are those of all villages
            if m["whose"] == "该":
                level = m["level"]
                named = [f.ref for f in self._before(view, m.start()) if f.type is EntityType.DISTRICT and f.name.endswith(level)]
                if named:
                    self.holds = True
                    return named[-1]
                continue
            area = self.at_level(m["level"] or m["inside"] or m["seat"] or m["council"] or m["bare"], view, m.start())
            if area is not None:
                self.holds = True
                return area
        return None

    def assembly(self, name: str) -> Ref | None:
        """The congress, conference or committee to whose proceedings a name belongs."""
        found = self._assemblies.of(name)
        if found is not None and self._reporter is not None and self._reporter.type is EntityType.ORGANIZATION:
            found = self._reporter
        if found is not None:
            self.lasting.add(found)
        return found


__all__ = ["Areas", "of_all"]
