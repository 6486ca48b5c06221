"""Who is on the stage of an article: the people it is about, the offices they hold, those who only report, the bodies they speak for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.context import Context
from kg.extract.proposals.words import one_pattern
from kg.extract.topics import keywords
from kg.extract.work import ArticleView, Found
from kg.lexicon.organs import organs_with
from kg.model import BlockKind, EntityType, Position, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_RUNNING = (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET)
_NAMES = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.DISTRICT)
MEMBER_ROLES = frozenset({"代表", "委员", "常委", "党代表", "人大代表", "政协委员", "党委常委", "市委常委", "党委委员", "候补委员"})
_LIFE = "biography"  # the rule that reads the posts of a life, oldest first
_MEETING = "会议"  # the body whose meeting it is
_KIND = re.compile(
    r"(?:公司|集团|合作社|联社|协会|商会|学校|小学|中学|学院|大学|医院|幼儿园|工坊|中心|基地|园区|村|社区|馆|院|厂|所|社|会)$"
)
_KIND_AHEAD = re.compile(r"“?(?:我们|咱们?)?(合作社|公司|联社|协会|医院|学校|工坊)")
_QUOTED_TITLE = re.compile(r"《([^《》]{2,60})》")


@dataclass(slots=True)
class Cast:
    """The people and bodies of one article.

    subject: who the article is about or lets speak (kicker, headline with a colon, teller). told: the whole text is in the first person
    of the subject. press: names of those who only report. bodies: for whom somebody was said to speak. recent: people in the order of
    their last appearance as a subject, the latest last.
    """

    context: Context
    article: ArticleView
    subject: tuple[Ref, ...] = ()
    told: bool = False
    press: frozenset[str] = frozenset()
    roles: dict[Ref, list[Position]] = field(default_factory=dict)
    bodies: dict[Ref, Ref] = field(default_factory=dict)
    voices: dict[Ref, tuple[Ref, ...]] = field(default_factory=dict)  # bodies, and who gave their speech
    issued: dict[str, tuple[Ref, ...]] = field(default_factory=dict)  # titles of documents, and who issued them
    recent: list[Ref] = field(default_factory=list)
    fresh: set[Ref] = field(default_factory=set)  # people named as a subject in the block that is being read
    passing: set[Ref] = field(default_factory=set)  # those who speak for a body in one sentence only
    protagonist: Ref | None = None  # the one person of whom a portrait tells
    meeting: Ref | None = None  # the body whose meeting the article tells of
    _keywords: tuple[str, ...] | None = None
    of_that: dict[Ref, Ref] = field(default_factory=dict)  # people introduced as officials of 该局
    crowd: tuple[Ref, ...] = ()  # whose members 大家 means: those of the body of the group named last
    group: tuple[Ref, ...] = ()  # people last named as signers or speakers together
    women: set[Ref] = field(default_factory=set)
    men: set[Ref] = field(default_factory=set)
    reporting: Ref | None = None  # the body in whose name the article's report is given
    document: tuple[Ref, ...] = ()  # the bodies that the document names anywhere
    filed: Mapping[str, tuple[Ref, ...]] = field(default_factory=dict)  # titles in the document's tables, and who filed them
    filers: tuple[Ref, ...] = ()  # who filed the document that was named last: 这份提案 speaks for them

    def speaks(self, found: Found) -> bool:
        """Whether a mention is a person who can put something forward, so not a reporter."""
        return found.type is _P and found.name not in self.press

    @property
    def questioned(self) -> bool:
        """Whether the article tells of officials who answer the questions of the press."""
        head = [self.article.article.title, *(v.text for v in self.article.views[:4])]
        return any(_PRESS_MEETING.search(t) for t in head)

    @property
    def keywords(self) -> tuple[str, ...]:
        """The key words of the article's running text, found once."""
        if self._keywords is None:
            views = [v for v in self.article.views if v.block.kind in _RUNNING]
            self._keywords = keywords(
                [v.text for v in views], [v.text[f.start : f.end] for v in views for f in v.found if f.type in _NAMES]
            )
        return self._keywords

    def together(self, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """Those who put something forward, with the bodies that they speak for and the people who speak for them."""
        people = [p for r in refs for p in self.voices.get(r, ())]
        return tuple(dict.fromkeys((*self.with_bodies(refs), *people)))

    def with_bodies(self, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """Those who put something forward, with the bodies that they speak for."""
        return tuple(dict.fromkeys((*refs, *(self.bodies[r] for r in refs if r in self.bodies))))

    def issuers_of(self, words: str) -> tuple[Ref, ...]:
        """Who issued the document that is named in 《》 in these words; nobody where the article does not say."""
        m = _QUOTED_TITLE.search(words)
        if m is None:
            return ()
        known = self.issued.get(m[1])
        return known or next((by for title, by in self.issued.items() if title.endswith(m[1])), ())

    def end_sentence(self) -> None:
        """Forgets for whom somebody spoke in the sentence that ends."""
        for ref in self.passing:
            self.bodies.pop(ref, None)
        self.passing.clear()

    def see(self, refs: Iterable[Ref]) -> None:
        """Notes that these people were just the subject of a sentence."""
        for ref in refs:
            if ref.type is _P:
                if ref in self.recent:
                    self.recent.remove(ref)
                self.recent.append(ref)
                self.fresh.add(ref)

    def open_block(self) -> None:
        """A new block of a portrait: pronouns mean its protagonist until somebody else is named."""
        self.fresh.clear()
        if self.protagonist is not None:
            self.see((self.protagonist,))

    def last(self, count: int = 1, woman: bool | None = None) -> tuple[Ref, ...]:
        """The people that a pronoun or a role noun means: the last `count` subjects, of the sex that the pronoun says where it is known.
        The article's own subject where nobody was named, or when it has just that number."""
        if count > 1:
            for together in (self.group, self.subject):
                if len(together) == count:
                    return together
            return tuple(self.recent[-count:]) if len(self.recent) >= count else ()
        if woman and len(here := [r for r in self.recent if r in self.fresh and r not in self.men]) == 1:
            return (here[0],)
        if woman and (marked := [r for r in self.recent[-2:] if r in self.women]):
            return (marked[-1],)  # where sex is noted at all, it is noted of women
        wrong = self.men if woman else self.women if woman is False else set()
        for ref in reversed(self.recent):
            if ref not in wrong:
                return (ref,)
        return self.subject[:1]

    def they(self) -> tuple[Ref, ...]:
        """The people that 他们 means: those last named together, else the last two."""
        return self.group or (self.subject if len(self.subject) > 1 else ()) or self.last(2)

    def office(self, person: Ref, near: Sequence[Found] = ()) -> Ref | None:
        """The organ of state or party that a person speaks for by office; one named beside the person (`near`) first. None for deputies
        without one, for managers and teachers."""
        stated = self.roles.get(person, ())
        now = [p for p in stated if p.rule != _LIFE] or stated[-1:]  # of the posts of a life only the last is held now
        held = [p.organization for p in now if p.role not in MEMBER_ROLES and p.organization is not None]
        held = [o for o in (_bureau(o, self.document) for o in held) if self.governs(o)]
        beside = {f.ref for f in near}
        governing = [o for o in held if o.name.endswith(("人民政府", "管理委员会", "管委会"))]  # what it does is done by these
        if not held and person in self.of_that:
            return self.of_that[person]
        named = next((o for o in held if o in beside), None)
        if named is not None and not (governing and named.name.startswith("中共")):
            return named
        return (governing or held)[0] if held else None

    def employer(self, person: Ref, called: str = "") -> Ref | None:
        """The firm, school or body where a person works; of several the one that the words `called` name by its kind (公司, 合作社)."""
        held = [p.organization for p in self.roles.get(person, ()) if p.role not in MEMBER_ROLES and p.organization is not None]
        if not held and person == self.protagonist and (kind := _KIND_AHEAD.match(called)):
            own = [r for r in self.document if r.name.endswith(kind[1])]
            return own[0] if len(own) == 1 else None
        named = [o for o in held if (kind := _KIND.search(o.name)) and kind.group() in called]
        return (named or held)[0] if held else None

    def government_of(self, document: str) -> Ref | None:
        """The government of the issuing place, where a document of its hand speaks: its work report, the draft of its budget or plan."""
        home = self.context.home
        titled = _OF_PLACE.search(document)
        if not home or (titled is not None and not home.endswith(titled[1]) and titled[1] not in home):
            return None  # a document of another place
        return Ref(_O, "国务院" if home == "中国" else f"{home}人民政府") if _BY_GOVERNMENT.search(document) else None

    def tells_of_government_report(self) -> bool:
        """Whether the article speaks of the government's work report and of no other body's, so that 报告 means it."""
        text = "".join(v.text for v in self.article.views)
        return "政府工作报告" in text and _OTHER_REPORT.search(text) is None

    def governs(self, body: Ref) -> bool:
        """Whether a body is an organ of state or party, not a firm, a school or a democratic party."""
        return bool(one_pattern("proposal_cues", "office").search(body.name)) and not one_pattern("proposal_cues", "no_office").search(
            body.name
        )

    def is_official(self, person: Ref) -> bool:
        """Whether the person is spoken of as holder of an office of state or party and not as a deputy or member."""
        return self.office(person) is not None

    def is_member(self, person: Ref) -> bool:
        """Whether the person is a deputy or member."""
        return any(p.role in MEMBER_ROLES for p in self.roles.get(person, ()))

    def capacities(self, person: Ref) -> list[Ref]:
        """The congress or CPPCC of which the person is a member, as far as stated."""
        return [p.organization for p in self.roles.get(person, ()) if p.role in MEMBER_ROLES and p.organization is not None]

    def organ(self, short: str) -> Ref | None:
        """The organ of the issuing place with this short name (政协, 人大): as the article names it, else written out."""
        for view in self.article.views if short != _MEETING else ():
            for f in view.found:
                if f.type is _O and view.text[f.start : f.end].endswith(short) and len(view.text[f.start : f.end]) <= len(short) + 3:
                    return f.ref
        if short == _MEETING:
            return self.meeting or self.organ("人大")
        home = self.context.home
        known = organs_with(short)
        return Ref(_O, known[0].name_at(home)) if home and known else None


_OTHER_REPORT = re.compile(r"(?:常委会|常务委员会|法院|检察院|两院|计划|预算|提案)(?:的)?(?:工作)?(?:情况)?的?报告")
_OF_PLACE = re.compile(r"《(?:中共|中国共产党)?([^《》]{2,10}?[省市县区州盟旗])")
_BY_GOVERNMENT = re.compile(r"预算|计划|规划|纲要|方案|措施|政府工作报告|要点|细则")
_PRESS_MEETING = re.compile(r"记者会|新闻发布会|吹风会|(?:部长|厅长|局长)通道|答记者问|在线访谈|回答(?:了)?[^,。]{0,12}(?:提问|问题)")
_SECTION = re.compile(r"(?:科|处|股|室|中心|大队|(?<!公)司)$")


def _bureau(organ: Ref, named: Sequence[Ref]) -> Ref:
    """The bureau to which a section belongs, since a section promises for it (某市民政局养老服务科 → 某市民政局); the organ itself
    otherwise."""
    if not _SECTION.search(organ.name):
        return organ
    above = [r for r in named if r != organ and len(r.name) >= 4 and organ.name.startswith(r.name)]
    return max(above, key=lambda r: len(r.name), default=organ)
