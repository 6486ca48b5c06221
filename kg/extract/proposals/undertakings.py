"""What an official says that will be done: whom it binds, and with which words it begins."""

from __future__ import annotations

import re

from kg.extract.proposals.events import Event
from kg.extract.proposals.measure import Judgement, clauses, ought
from kg.extract.proposals.stage import People, Stage
from kg.extract.proposals.subjects import Sort
from kg.extract.proposals.words import Sense, posts
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_UNDERTAKES = re.compile(r"(?:将|今年|明年|年内|力争|计划|承诺)")
_ATTENDS = re.compile(r"(?:列席|到会|参加|应邀)[^,。的]{0,10}的")  # 列席会议的市水利局局长: what office he holds stands behind it
_LONGEST_OFFICE = 40
_DONE_OR_EXAMPLE = re.compile(r"比如|例如|譬如|已经|已在|[^,。]{2,12}起[,。]|同比|下降\d|增长\d")
_ALREADY = re.compile(r"(?:今年|目前|截至目前|现|,)*已(?:经|有)?")  # 已有300户搬迁,余下的6月底前搬完
_PAST_FIGURE = re.compile(r"\d")
_DELIBERATES = re.compile(r"人民代表大会(?:.*委员会)?$|政治协商会议.*委员会$")
_OURSELVES = re.compile(
    r"(?:我们|本会|(?:人大|政协)(?:常委会|机关)?|常委会|专委会|委员会)(?:还|也|今年|下一步|,)*(?:将|要|会|计划|打算)"
    r"|(?<![即必])将(?=[把对在从新全继进])"
)


def from_undertaking(stage: Stage, text: str, act: Event, stop: int) -> int | None:
    """Where an official's undertaking begins: at the report, or, where he first tells figures of what has been, at the clause that looks
    ahead; None if no clause does (a time to come in an example, or in the course of what has been done)."""
    found = clauses(text, act.said, stop)
    looking = [c for c in found if stage.ahead(text[c.start : c.end])]
    if all(_DONE_OR_EXAMPLE.search(text, c.start, c.end) or c.fact for c in looking) and not any(
        c.judged > Judgement.NO and not c.fact for c in found
    ):
        return None
    first = looking[0]
    told = [c for c in found if c.start < first.start]
    if (len(told) > 1 or _ALREADY.match(text, act.said)) and all(_PAST_FIGURE.search(text, c.start, c.end) or c.fact for c in told):
        return first.start
    return from_office(text, act)


def from_office(text: str, act: Event) -> int:
    """Where the report of what an official promises begins: at the office before the name, if the sentence begins with it."""
    begins = max(text.rfind(c, 0, act.start) for c in "。!?;:”“,") + 1
    if attends := _ATTENDS.match(text, begins, act.start):
        begins = attends.end()
    office = text[begins : act.start]
    named = act.subject is not None and act.subject.sort is Sort.NAME and act.start == act.subject.start
    return begins if named and 0 < len(office) <= _LONGEST_OFFICE and office.endswith(posts()) else act.start


def asks_others(words: str, body: Ref) -> bool:
    """Whether one who holds an office in a congress or a CPPCC says what others ought to do, as its members do when they deliberate, and
    not what that body itself will do."""
    return bool(_DELIBERATES.search(body.name)) and ought(words) and not _OURSELVES.search(words)


def undertaker(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Ref | None:
    """The body that a promise binds: named at its head with what it will do, spoken for, or the speaker's office."""
    if refs[0].type is not _P:
        return refs[0]
    named = [f for f in view.within(act.said, min(stop, act.said + 40), _O) if _UNDERTAKES.match(view.text, f.end)]
    if named:
        return named[0].ref
    spoken_for = next((stage.cast.bodies[r] for r in refs if r in stage.cast.bodies), None)
    beside = view.within(max(0, act.start - 60), act.start, _O)
    office = spoken_for or next((o for r in refs if (o := stage.cast.office(r, beside))), None)
    speaks_for_house = act.verb not in _TELLS_OF and not any(map(stage.cast.is_member, refs))
    of_house = speaks_for_house and _HOUSE_WILL.search(view.text, act.said, stop) is not None
    if office is None and (act.sense is Sense.PROMISE or of_house):
        return next((o for r in refs if (o := stage.cast.employer(r))), None)
    return office


# 某镇书记甲代表说,路太窄,建议…: a deputy who holds an office asks as a deputy
ASKS_AS_DEPUTY = re.compile(r"[,;。“](?=(?:我们?|特|也|还|因此|为此|所以)*(?:建议|希望|呼吁|恳请|提议|盼望?|期待)(?![书者案])[^,。;]{4,})")
_TELLS_OF = frozenset({"介绍", "介绍说", "介绍道", "透露", "解释"})  # a manager who shows his works to the press promises nothing
# 已完成普查,接下来将分三期改造: what one who speaks for a firm, a school or a hospital says that it will do
_HOUSE_WILL = re.compile(
    r"(?<=[,:;。“])(?:我们|咱们|公司|集团|企业|医院|学校|我[院校厂司]|合作社|下一步|接下来|下阶段|今年|明年|年内|还|也|,)*"
    r"(?:(?<![即必])将(?![近来])|计划(?!生育)|力争|拟(?!定)|打算|(?<![去上]年)\d{1,2}月底?前[^,。]{0,4}[完建改修投])"
)
# 某县的水泥企业年内必须完成改造;市里将拿出2亿元: what others must do, and what he will do himself
_OTHERS_MUST = re.compile(
    r"“?[^,。;:我本]{0,16}(?:企业|公司|厂矿|部门|单位|干部|学校|医院|乡镇|街道|县区|业主|施工方)"
    r"(?:今年|明年|年内|年底前|\d{1,2}月底?前|都|也|一律)*(?:必须|务必)"
)


# 各链长每人至少跑3家企业, 各县区不得虚报: what each of those under him is to do
_EACH = re.compile(
    r"(?:^|[,;:“])各[^,。;:将]{1,12}?(?:每人|每月|每季度?|都|也|今年|年内|\d{1,2}月底前)*(?:至少|要(?!求)|应(?!对|急)|必须|须|不得|不能|务必|一律)"
)
_HIMSELF = re.compile(r"我们|我[省市县区州旗局委]|将(?!近)|[省市县区州旗](?:里|财政|政府)|承诺|保证")


def commands(words: str) -> bool:
    """Whether one who speaks by his office says what each of others has to do, and nothing that he or his body will do."""
    return _EACH.search(words) is not None and _HIMSELF.search(words) is None


def others_must(stage: Stage, view: View, act: Event, refs: People, body: Ref, stop: int) -> bool:
    """Reads an official's words that begin with what others must do: that he asks of them; what he will do himself behind a semicolon is
    an undertaking of his body. Returns whether they begin so."""
    if not _OTHERS_MUST.match(view.text, act.said, stop):
        return False
    semicolon = view.text.find(";", act.said, stop)
    first = stop if semicolon < 0 else semicolon + 1
    stage.claim(view, ProposalKind.RECOMMENDATION, refs, (act.start, first), "instructs")
    if first < stop and stage.ahead(view.text[first:stop]) and not _OTHERS_MUST.match(view.text, first, stop):
        stage.claim(view, ProposalKind.COMMITMENT, (body,), (first, stop), "undertakes")
    return True


_ZEAL = re.compile(r"(?:落实|贯彻|传达|学习)[^,。]{0,8}(?:会议|大会|全会|两会)精神|撸起袖子")
_BY_DATE_OR_FIGURE = re.compile(r"\d|月底|年底|年内|[上下]半年")


def only_zeal(words: str) -> bool:
    """Whether words only vow to carry out what a meeting decided (将落实好会议精神,撸起袖子加油干), without a date or a figure."""
    return _ZEAL.search(words) is not None and _BY_DATE_OR_FIGURE.search(words) is None
