"""Reads a sentence in somebody's own words: in quotation marks, behind a label (某某:), under a heading with the name."""

from __future__ import annotations

import re

from kg.extract.proposals.events import Event, events
from kg.extract.proposals.filed import filed_in
from kg.extract.proposals.measure import Judgement, before_done, clauses, factual, measure, ought
from kg.extract.proposals.silent import counted
from kg.extract.proposals.speech import body_spoken_for
from kg.extract.proposals.stage import People, Span, Stage
from kg.extract.proposals.subjects import Sort, Subject, subjects
from kg.extract.proposals.text import is_question
from kg.extract.proposals.words import Sense, one_pattern
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_R, _C = ProposalKind.RECOMMENDATION, ProposalKind.COMMITMENT
_WITH = re.compile(r"(?:我|本人)(?:还|也)?[同和跟与]$")
_WITH_ME = re.compile(r"(?:委员|代表)?(?:还|也)?[跟同和与](?:我|本人)")
_DECLINES = re.compile(r"[?？]|不能|没|做不到")
_INSTEAD = re.compile(r"先|试|\d")  # what is done in place of what is declined
_ASKS = re.compile(r"[能可]不[能可]|能否|可否|可不可以")
_TO_DO = re.compile(r"“?(?:把|将)[^,。;]{2,16}(?:做好|办好|建好|修好|管好|做实|办实|落实|抓实|抓好|用好|做细|理顺|建起来|办起来)(?=[,。])")
_AMOUNTS = re.compile(r"(?:补|奖|减|免|贴|发|收|罚|配|派|给)(?:他|她|人家)?(?:\d|[一二两三四五六七八九十半]+[元块万年成台名个人百千])")
_STATES = re.compile(r"“?(?:那|这|我|他|她|它)(?:就|也|都|可)?是")
_OTHER_HOUSE = re.compile(r"^[^我咱本]*(学校|学院|医院|合作社|联社|协会|商会|工坊|作坊)$")
# 今年我们计划新建学校18所: a deputy who heads a bureau speaks of its plans
_PLANS_OWN = re.compile(
    r"(?:我们|我[局委厅院市县区镇乡])(?:今年|年内|下一步|还|也|就)*(?:计划|将(?!近)|要(?!求|是)|打算|准备)|(?:今年|年内|下一步)(?:我们)?(?:计划|将(?!近)|要(?!求))"
)
_FIELD = re.compile("(?:时间|地点|嘉宾|主持人?|主办|承办)[::]")  # above a talk
_COUNTS = re.compile(r"[一二三四五]是|其[一二三四五]|首先|其次|再次|第[一二三四五],|最后")
_VOWS = re.compile(r"(?:一定|肯定|保证|绝不|决不|尽快|马上)(?=[^,。]{2})")
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百两](?:年|个月|天|座|件|条|所|个)")
_HEAD = 16  # characters in which a speaker names his own house
_SHORTEST = 4


def spoken(stage: Stage, view: View, start: int, end: int, who: People) -> None:
    """Reads text[start:end] as words of `who`, in the first person."""
    if not who:
        return
    text = view.text
    if _FIELD.match(text, start, end):
        return
    found = subjects(view, start, end, stage.cast, spoken=True)
    body_spoken_for(view, start, end, found, stage.cast, who)
    filed = filed_in(view, start, end, found, who, stage.cast, spoken=True)
    if filed:
        stage.file(filed)
        stage.active = True
        return
    if _own_house(stage, view, start, end, who) or (stage.cast.told and _of_own_work(stage, view, start, end, who)):
        return
    for act in events(text, start, end, found):
        if act.subject is not None and act.subject.sort is Sort.DOCUMENT:
            continue
        if act.sense is Sense.PROPOSE and end == act.said and text[end - 1] == ":" and end == len(text):
            stage.listing = _proposers(stage, text, act, found, who, start)  # the bullets below are his
            return
        if act.sense is Sense.PROPOSE and end - act.said >= _SHORTEST:
            stage.claim(view, _R, _proposers(stage, text, act, found, who, start), (act.start, end), "says-proposes")
            stage.active = True
            return
    office = next((o for r in who if (o := stage.cast.office(r))), None)
    own_plan = (office is not None and _goes_on(stage, office, text[start:end])) or _PLANS_OWN.search(text, start, end) is not None
    if any(stage.cast.is_official(r) and (own_plan or not stage.cast.is_member(r)) for r in who):
        _official(stage, view, start, end, who)
        return
    span = _measure(stage, text, start, end)
    if span is None:
        stage.active = stage.active and is_question(text, end)
        return
    stage.claim(view, _R, _joint(text, found, who, start), span, "says")
    stage.active = True


def _measure(stage: Stage, text: str, start: int, end: int) -> Span | None:
    """The measure in a spoken sentence. One that begins with an action verb and tells no fact is one even where no modal says so."""
    if stage.active:
        headed = measure(text, start, end, Judgement.HEADED) or counted(stage, text, start, end)
        return headed or _offer(text, start, end) or _terms(text, start, end)
    span = measure(text, start, end, Judgement.STRONG)
    if span is None and not factual(text[start:end]):
        span = measure(text, start, end, Judgement.HEADED) if not _STATES.match(text, start, end) else None
        if span is not None and span[0] > start + 1:
            span = None
    return span


def _offer(text: str, start: int, end: int) -> Span | None:
    """What a request in the form of a question offers in the next sentence of the same quotation (能不能…?头三年免租,后两年减半)."""
    if text[start - 1 : start] != "?" or factual(text[start:end]) > 2 or is_question(text, end):
        return None
    asked = max(text.rfind(c, 0, start - 1) for c in "。!“?") + 1
    return (start, end) if one_pattern("modals", "modal", True).search(text, asked, start) and _ASKS.search(text, asked, start) else None


def _terms(text: str, start: int, end: int) -> Span | None:
    """The terms of what was asked for in the sentence before (独居的老人,每月发60元)."""
    if factual(text[start:end]) or is_question(text, end):
        return None
    return (start, end) if _AMOUNTS.search(text, start, end) else None


def _proposers(stage: Stage, text: str, act: Event, found: list[Subject], who: People, start: int) -> People:
    """Whose proposal it is that the speaker tells of: his own, his and others' (某老师还跟我联名提议), or another's."""
    if act.subject is not None and act.subject.sort is Sort.BODY and set(who) & set(stage.cast.voices.get(act.subject.refs[0], ())):
        return tuple(dict.fromkeys((*who, *act.subject.refs)))  # whom he speaks for by the line above his words
    if act.subject is None or act.subject.sort is not Sort.NAME:
        return _joint(text, found, who, start)
    if _WITH_ME.match(text, act.subject.end):
        return tuple(dict.fromkeys((*who, *act.subject.refs)))
    joint = _joint(text, found, who, start)
    return joint if set(act.subject.refs) <= set(joint) else act.subject.refs


def _joint(text: str, found: list[Subject], who: People, start: int) -> People:
    """The speaker with those whom he says to speak with him (我同甲、乙两位委员联名)."""
    with_me = [s for s in found if s.sort is Sort.NAME and _WITH.search(text[max(start, s.start - 4) : s.start])]
    return tuple(dict.fromkeys((*who, *(r for s in with_me for r in s.refs))))


def _official(stage: Stage, view: View, start: int, end: int, who: People) -> None:
    """An official's own words: what is to come is an undertaking of the office, what others are to do is asked of them. What he declines
    comes before it (没有那么多钱,先修两座)."""
    words = view.text[start:end]
    first = max((c.end for c in clauses(view.text, start, end) if _DECLINES.search(view.text, c.start, c.end)), default=start)
    will = view.text[first:end]
    if first > start and not _INSTEAD.search(will):
        will = ""
    office = next((o for r in who if (o := stage.cast.office(r))), None)
    if office is not None and stage.ahead(will):
        stage.claim(view, _C, (office,), (first, before_done(view.text, first, end)), "office-says")
        stage.active = True
    elif office is not None and _goes_on(stage, office, words):
        stage.claim(view, _C, (office,), (start, end), "office-says")
    elif office is not None and will and not factual(will) and _undertakes(stage, will):
        stage.claim(view, _C, (office,), (first, end), "office-says")
        stage.active = True
    elif ought(words) and (span := measure(view.text, start, end, Judgement.STRONG)):
        stage.claim(view, _R, who, span, "says")
        stage.active = True


def _goes_on(stage: Stage, office: Ref, words: str) -> bool:
    """Whether words count on what the office undertook last (一是加快改建,…。二是新改建农村公路1800公里)."""
    last = stage.claims[-1] if stage.claims and _COUNTS.match(words) else None
    return last is not None and last.kind is _C and last.proposers == (office,)


def _undertakes(stage: Stage, words: str) -> bool:
    """Whether an official undertakes something that he gives no date for: with a figure in what is called a promise, or
    as a thing to do."""
    return bool(stage.promised and (_FIGURE.search(words) or _VOWS.search(words))) or bool(_TO_DO.match(words) and not ought(words))


def _of_own_work(stage: Stage, view: View, start: int, end: int, who: People) -> bool:
    """What one who tells of his own work says of his house without asking for anything: what it will do is its undertaking, and so is what
    goes on with one; what it does (我公司立足…, 水利部门正加快推进…) is no proposal of his."""
    words = view.text[start:end]
    house = next((o for r in who if (o := stage.cast.employer(r))), None)
    if house is None or ought(words) or _ASKING.search(words):
        return False
    last = stage.claims[-1] if stage.claims else None
    before = last.spans[-1] if last is not None and last.kind is _C and last.proposers == (house,) else None
    goes_on = before is not None and before[0] is view and before[2] == start
    named = any(f.ref == house and f.start <= start + 1 for f in view.within(start, end, EntityType.ORGANIZATION))
    about_itself = named or _ITSELF.match(words) is not None
    if (_WILL.search(words) and not _OTHERS.match(words)) or (
        goes_on and not factual(words) and measure(view.text, start, end, Judgement.HEADED)
    ):
        stage.claim(view, _C, (house,), (start, end), "own-house")
        return True
    return about_itself


_ASKING = re.compile(r"建议|希望|呼吁|恳请|期待|盼|请")
_ITSELF = re.compile(r"“?(?:我们?|咱们?|本)(?:公司|企业|集团|合作社|厂|学校|学院|医院|[校院社所])(?!会)")
_WILL = re.compile(r"(?<![即必])将(?=[积继持加进全推完新开建启实着大深聚认努扎不充力陆])")
_OTHERS = re.compile(r"“?(?:国家|中央|政府|省里|市里|县里|全国|全省|全市|我国|我[省市县区])")


def _own_house(stage: Stage, view: View, start: int, end: int, who: People) -> bool:
    """What a speaker's own firm, school or cooperative will do is its commitment."""
    house = next((o for r in who if (o := stage.cast.employer(r, view.text[start : start + _HEAD]))), None)
    if house is None:
        return False
    head = one_pattern("proposal_cues", "own_house").search(view.text, start, end)
    if head and (kind := _OTHER_HOUSE.search(head.group())) and not house.name.endswith(kind[1]):
        head = None  # a worker of a mill says what schools are to do
    asked = stage.own and stage.ahead(view.text[start:end])
    if not head and not asked:
        stage.own = stage.own or bool(one_pattern("proposal_cues", "own_question").search(view.text, start, end))
        return False
    stage.claim(view, _C, (house,), (start, end), "own-house")
    return True
