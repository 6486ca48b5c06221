"""Reads sentences of the reporter without any verb of saying: they go on with a measure, count on, tell a target, or say what an organ
will do."""

from __future__ import annotations

import re

from kg.extract.proposals.acts import document_body
from kg.extract.proposals.issuers import government
from kg.extract.proposals.measure import Judgement, factual, measure, modal
from kg.extract.proposals.speech import foreign
from kg.extract.proposals.stage import Span, Stage
from kg.extract.proposals.subjects import SOMEBODY, Sort, Subject, body_end
from kg.extract.proposals.text import is_question
from kg.extract.proposals.words import action_heads, one_pattern
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_R, _C = ProposalKind.RECOMMENDATION, ProposalKind.COMMITMENT
_BODY_WILL = re.compile(
    r"(?:今年|明年|下一步|年内|还|也|下半年|20\d\d年|\d{1,2}月(?:[上中下]旬|[底初])?|,)*"
    r"(?:将(?!于)|计划(?!\D{0,4}委员)|力争|拟|(?<=[今明]年)要|的(?:主要|工作)?(?:目标|任务|打算|计划)是)"
)
# 某局对此高度重视,计划…; 某局已编制方案,将于…
_HEEDS = re.compile(
    r"(?:(?:对此|高度|非常|十分|对[^,。;]{2,16})*(?:重视|关注)|(?:已经?|目前|为此|专门|会同[^,。;]{2,10}|按照[^,。;]{2,12})*"
    r"(?:编制|制定|拟定|出台|研究|采纳|吸纳)[^,。;]{0,16}),(?:目前|为此|对此|,)*"
)
_OURS_WILL = re.compile(  # 我局还将…, in a paper that the bureau signs
    r"(?:下一步|接下来|同时|为此|对此|今年|明年|下半年|,)*我(?:局|委|厅|办|院|会|处|中心|部|镇|乡|街道)(?:也|还|今年|明年|,)*(?:将(?!近)|拟|计划|力争)"
)
_FROM_NOW = re.compile(
    r"(?:针对|围绕|面对|按照|根据)[^,。;:]{2,16},|(?:记者|据)[^,。;:]{0,8}(?:了解到?|获悉|悉|得知|介绍),|作为[^,。;:]{0,8}(?:单位|部门|局),|对此,|(?:今年|明年|新的一年|下一步|接下来|下阶段|20\d\d年|年内|目前),?")
_WRITTEN_IN = re.compile(
    r"(?:写进|写入|列入|纳入)(?:了)?(?:今年|明年|20\d\d年)?(?:的)?(?:全?[省市州县区旗])?(?:的)?(?:政府工作报告|[^,。:]{0,6}民生实事(?:项目|清单)?)[^,。:]{0,6}:"
)
_PLACE_WILL = re.compile(r"(?:今年|明年|年内|20\d\d年|还|,)*(?:将|计划|力争|拟|要)")
_FIELD_WILL = re.compile(
    r"(?:在?[^,。;:]{2,10}(?:方面|领域),)(?:今年|明年|20\d\d年|年内|全年)[^,。;:]{0,12}(?:(?<![即必])将(?![近来])|计划|力争|拟|要(?!求))"
)
_YEAR_AHEAD = re.compile(r"[^。;:]{0,14},?")
_SETS_APART = re.compile(
    r"(?:20\d\d年|今年|明年),?(?:我?[省市县区州旗]|全[省市县区州旗])?[^,。;]{0,10}(?:财政|预算|资金)[^,。;]{0,6}(?:拟|计划|预计|将|预期)(?:统筹)?(?:安排|投入)[^。]*\d"
)
_SETS = re.compile(r"^(?:到|至)?(?:20\d\d年|今年|明年|全年)|年内|年底前|月底前|以前|力争|不低于|不少于")
_REACHED = re.compile(r"去年|上年|同比|环比|截至|目前|至今|已(?!有)|以来|[超完]额?成了|(?<!力争)实现了|预计")
_OF_REPORT = re.compile(r"(?:政府工作|计划|预算)?报告(?!会)")
_OF_PLAN = frozenset({"document-undertakes", "target"})
_EXPECTS = re.compile(
    r"报告(?:中)?(?:给出|亮出|定下|提出|明确)了?[^,。:;]{0,8}目标:|(?<![年符与于])预期(?:目标)?(?!目标(?:值|任务)?(?:相|一致|差))|主要目标"
)
_BY_REPORT = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,8}?[省市县区州盟旗])?政府工作报告(?:里|中)?(?:给出|亮出|定下|提出|明确)")
_FIGURE = re.compile(r"\d")
_ONE_AND_OTHER = re.compile(
    r"一[件条份](?:建议|希望|盼|呼吁|请求|提议|主张|恳请)[^。]*;(?:另一|还有一)[件条份](?:则)?(?:建议|希望|盼|呼吁|请求|提议|主张|恳请)"
)
_ORDINALS = (
    re.compile(r"首先[,、]?[^。]*其次"),
    re.compile(r"一是[^。]*二是"),
    re.compile(r"一要[^。]*二要"),
    re.compile(r"第一(?:[,是]|[份件条项点个][^,。]{0,4}是)[^。]*第二(?:[,是]|[份件条项点个][^,。]{0,4}是)"),
    re.compile(r"一[件条]是[^。]*(?:另一|第二|二|一)[件条]是"),
    _ONE_AND_OTHER,
)
_SETS_TASKS = re.compile(
    r"(?:报告(?![^,。:;]{0,6}分)|草案|规划|计划|方案)(?:[^。:;]{0,20},)?[^,。:;]{0,8}?(?:部署|安排|谋划|明确|提出|确定)了?[^,。:;]{0,24}(?:工作|任务|举措|重点|实事|大事|方面)(?:任务|安排|内容)?[。:]"
)
_SHORTEST_TASK = 6
_ITEM_NUMBER = re.compile(r"\d{1,2}[.、](?!\d)|[(（][一二三四五六七八九十\d]{1,2}[)）]")
_NAMES_TOPIC = re.compile(
    r"(?:第[一二三四五六七八九十][件条个份点]|还有一[件条个份])(?:建议|提案)?(?:是|则是|则|也)?(?:关于|有关|聚焦|涉及)[^,;:]{1,16}。"
)
_ANSWERS = re.compile(r"(?:很快|随即|当年|随后|已|高度|立即|及时|迅速|也|对此)*(?:答复|采纳|回复|办理|落实|重视|吸纳|组织|拨付|投入)")
_BETTER = re.compile(r"更好地?|更加|更大力度")
_GRANTS = re.compile(r"对[^,。;]{2,40},?(?:一次性|分别|再|按)*[^,。;]{0,12}(?:给予|奖励|补助|补贴|减免|免收|奖补)|支持|鼓励")
_OTHERS_OUGHT = re.compile(
    r"(?:各级|各|有关|相关|承办)[^,。;:]{0,12}(?:部门|单位|干部|县区|乡镇|街道|代表|委员)(?:都|也|还)*(?:要|应|必须)(?!求)"
)
_SO_FAR = re.compile(r"[;,](?=截至|截止|目前|到目前|现已|已(?:有|复工|开工|完成|建成))")  # behind a plan: what of it is done
_LOOKS_BACK = re.compile(r"回顾|总结|报告了|取得")
_YEARS = re.compile(r"20\d\d")
_DATED = re.compile(r"20\d\d年|今年|明年|年内|月底前|年底前|[上下]半年|季度")


def read_silent(stage: Stage, view: View, start: int, stop: int, found: list[Subject]) -> Span | None:
    """The stretch of text[start:stop] that is put forward or undertaken where no verb of saying shows it; claims it. None if there is
    none."""
    for reading in (_tasks_told, _body_will, _place_will, _report_told, _budgets, _written_in, _target, _enumerates):
        if (span := reading(stage, view, start, stop)) is not None:
            return span
    return _after_colon(stage, view, start, stop, found)


def _tasks_told(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """A sentence that says that a report sets tasks (报告还部署了今年工作): what it counts behind a colon, or in the next sentences, is the
    undertaking of the body whose report it is."""
    planning, stage.planning = stage.planning, None
    text = view.text
    m = _SETS_TASKS.search(text, start, stop)
    bodies = document_body(stage, "政府工作报告") if m else ()
    if m is None or not bodies:
        if planning is not None and any(p.search(text, start, stop) for p in _ORDINALS):
            stage.planning = planning
        return None
    if stop - m.end() > _SHORTEST_TASK:
        return stage.claim(view, _C, bodies, (m.end(), stop), "document-undertakes")
    stage.planning = bodies[0]
    return None


def _body_will(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """An organ at the head of the sentence that will do something (市人大常委会今年将新培育…)."""
    text = view.text
    number = _ITEM_NUMBER.match(text, start, stop)
    start = number.end() if number else start
    if stage.body is not None and _OURS_WILL.match(text, start, stop) and stage.cast.governs(stage.body):
        return stage.claim(view, _C, (stage.body,), (start, stop), "body-will")
    opening = _FROM_NOW.match(text, start, stop)
    begins = opening.end() if opening else start
    for f in view.within(start, min(stop, start + 40), _O):
        heeds = _HEEDS.match(text, body_end(text, f), stop)
        at = heeds.end() if heeds else body_end(text, f)
        if f.start in (start, begins) and (m := _BODY_WILL.match(text, at)) and stage.cast.governs(f.ref):
            lead = action_heads().search(text, m.end(), min(stop, m.end() + 24))
            if lead and not one_pattern("proposal_cues", "no_task").search(text, start, stop):
                return stage.claim(view, _C, (f.ref,), (start, stop), "body-will")
    return None


def _place_will(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """The issuing place itself will do so and so much by a date (2025年全市将新建社区食堂30个): the undertaking of its government."""
    text, home, body = view.text, stage.cast.context.home, government(stage.cast)
    if so_far := _SO_FAR.search(text, start, stop):
        stop = so_far.start()
    if body is None or not _DATED.search(text, start, stop) or one_pattern("proposal_cues", "no_task").search(text, start, stop):
        return None
    for f in view.within(start, stop, EntityType.DISTRICT):
        will = _PLACE_WILL.match(text, f.end, stop)
        if f.name != home or will is None or not _FIGURE.search(text, will.end(), stop):
            continue
        if action_heads().match(text, will.end(), stop) and not factual(text[f.start : stop]):
            clause = max(text.rfind(c, start, f.start) for c in ",;:。") + 1
            begins = start if _YEAR_AHEAD.fullmatch(text, start, f.start) else max(clause, start)
            return stage.claim(view, _C, (body,), (begins, stop), "place-will")
    return None


def _report_told(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """A sentence without a subject that tells what the government's report sets for the year, field by field (住房方面,今年计划改造…32个),
    in an article about that report and a block with nobody in it."""
    m, text = _FIELD_WILL.match(view.text, start, stop), view.text
    if m is None or any(f.type is _P for f in view.found) or not stage.cast.tells_of_government_report():
        return None
    body = government(stage.cast)
    if body is None or not _FIGURE.search(text, m.end(), stop) or factual(text[start:stop]) > 1:
        return None
    return stage.claim(view, _C, (body,), (start, stop), "document-undertakes")


def _budgets(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """What a year's budget of the issuing place sets apart (2025年市级财政拟安排教育支出…): the undertaking of its government."""
    body, m = stage.body or government(stage.cast), _SETS_APART.search(view.text, start, stop)
    if body is None or m is None or one_pattern("proposal_cues", "done").search(view.text, start, stop):
        return None
    return stage.claim(view, _C, (body,), (m.start(), stop), "budget")


def _written_in(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """What has been written into the government's report of the year or the list of its works (…已写进今年的政府工作报告:新建…)."""
    body, m = government(stage.cast), _WRITTEN_IN.search(view.text, start, stop)
    if body is None or m is None or measure(view.text, m.end(), stop, Judgement.HEADED) is None:
        return None
    return stage.claim(view, _C, (body,), (m.end(), stop), "written-in")


def _target(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """A target told in news of a plan or a budget (2026年,我市预期地区生产总值增长…): the undertaking of the body in whose name it was
    given."""
    words = view.text[start:stop]
    told_of = _BY_REPORT.search(words)
    if told_of and told_of["place"] and told_of["place"] not in (stage.cast.context.home or ""):
        return None  # the report of another place
    body = stage.cast.government_of(words) if told_of else stage.body or stage.cast.reporting
    if body is None or not _EXPECTS.search(words) or not _FIGURE.search(words) or one_pattern("proposal_cues", "done").search(words):
        return None
    return stage.claim(view, _C, (body,), (start, stop), "target")


def _enumerates(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """A sentence that counts measures (首先,…;其次,…) belongs to who spoke last, unless it tells facts."""
    words = view.text[start:stop]
    if stage.planning is not None and any(p.search(words) for p in _ORDINALS) and measure(view.text, start, stop, Judgement.HEADED):
        return stage.claim(view, _C, (stage.planning,), (start, stop), "document-undertakes")
    if not stage.speaker or _LOOKS_BACK.search(words) or factual(words) > 1 or not any(p.search(words) for p in _ORDINALS):
        return None
    if measure(view.text, start, stop, Judgement.HEADED) is None and not _ONE_AND_OTHER.match(words):
        return None
    return stage.claim(view, _R, stage.speaker, (start, stop), "enumerates", True)


def _after_colon(stage: Stage, view: View, start: int, stop: int, found: list[Subject]) -> Span | None:
    """Words behind a colon that somebody named before it is made to say: only what is said as something to be done."""
    colon = view.text.find(":", start, stop)
    named = [s for s in found if s.sort in SOMEBODY and s.refs and s.end <= colon]
    if colon < 0 or not named:
        return None
    refs = named[-1].refs
    office = next((o for r in refs if not stage.cast.is_member(r) and (o := stage.cast.office(r))), None)
    done = one_pattern("proposal_cues", "no_task").search(view.text, start, stop)
    if office is not None and not done and stage.ahead(view.text[colon + 1 : stop]) and not factual(view.text[colon + 1 : stop]):
        return stage.claim(view, _C, (office,), (named[-1].start, stop), "after-colon")
    span = measure(view.text, colon + 1, stop, Judgement.STRONG)
    if span is None and modal(view.text[colon + 1 : stop]):
        span = measure(view.text, colon + 1, stop, Judgement.HEADED)
    if span is None:
        return None
    stage.speaker = named[-1].refs
    return stage.claim(view, _R, named[-1].refs, span, "after-colon")


def unsaid(stage: Stage, view: View, start: int, end: int, found: list[Subject]) -> None:
    """A sentence without any verb of saying: it goes on with a measure, or is the subject's own thought in free indirect speech."""
    text = view.text
    if foreign(view, start, end, stage.cast):
        stage.active = False
        return
    last = stage.claims[-1] if stage.claims else None
    if not stage.active and (span := _of_document(stage, view, start, end, found)) is not None:
        stage.claim(view, _C, stage.document, span, "document-undertakes", True)
        return
    if not stage.active and (span := _in_speech(stage, text, start, end, found)) is not None:
        stage.claim(view, _R, stage.speech, span, "goes-on", True)
        stage.active = True
        return
    goes_on = stage.active or (last is not None and last.kind is _R and going_on(text, start))
    if (
        not goes_on
        and _answering(stage, text, start, end, found) is None
        and (not stage.speaks_alone or any(s.sort is Sort.NAME for s in found))
    ):
        return
    if stage.active and last is not None and last.kind is _C and _OTHERS_OUGHT.match(text, start, end) and stage.speaker:
        stage.claim(view, _R, stage.speaker, (start, end), "goes-on", True)  # 市政协将…。有关部门要…
        return
    if stage.active and last is not None and last.kind is _C:
        of_plan = last.rule in _OF_PLAN or _OF_REPORT.match(last.spans[0][0].text, last.spans[0][1]) is not None
        span = measure(text, start, end, Judgement.HEADED) if of_plan or stage.ahead(text[start:end]) else None
        if span is None and of_plan and last.spans[-1][0] is view and _sets_more(stage, text, start, end, found):
            span = (start, end)
        if span is not None:
            stage.claim(view, _C, last.proposers, span, "goes-on", True)
        stage.active = span is not None
        return
    if (office := _answering(stage, text, start, end, found)) is not None:
        stage.claim(view, _C, (office,), (start, end), "undertakes", True)
        return
    another = any(s.sort is Sort.BODY and s.start == start and _ANSWERS.match(text, s.end, end) for s in found)
    span = measure(text, start, end, Judgement.HEADED if goes_on and not another else Judgement.STRONG) or counted(stage, text, start, end)
    if span is None and stage.cast.subject and not stage.notice and not another and not factual(text[start:end]):
        head = action_heads().match(text, start, end)
        span = (start, end) if head and not head["bare"] and _FIGURE.search(text, start, end) else None
    if _NAMES_TOPIC.fullmatch(text, start, end):
        span = None
    if span is None:
        stage.active = stage.active and is_question(text, end)
        return
    stage.claim(view, _R, stage.speaker, span, "goes-on" if goes_on else "free-indirect", True)
    stage.active = True


def _sets_more(stage: Stage, text: str, start: int, end: int, found: list[Subject]) -> bool:
    """Whether a sentence behind a target of a report sets further ones, of the document's year or a later one (2022年,生产总值增长6.5%左右;
    全年改造老旧小区186个; 某铁路年内铺轨): with a figure, and without anything that has been reached."""
    words = text[start:end]
    if not _FIGURE.search(words) or not _SETS.search(words) or _REACHED.search(words) or factual(words) > 1 or is_question(text, end):
        return False
    year = stage.cast.context.year
    return not any(s.sort in SOMEBODY for s in found) and not (year and any(int(y) < year for y in _YEARS.findall(words)))


def _in_speech(stage: Stage, text: str, start: int, end: int, found: list[Subject]) -> Span | None:
    """The first measure in a block that began to tell somebody's words with a diagnosis: said as what ought to be done, or opened by a verb
    of action, and without facts."""
    others = [s for s in found if s.sort is not Sort.SELF and (s.sort is not Sort.BODY or s.start == start)]
    if not stage.speech or others or factual(text[start:end]):
        return None
    better = _BETTER.match(text, start, end)
    head = action_heads().match(text, better.end() if better else start, end)
    opens = head is not None and not head["bare"]
    return measure(text, start, end, Judgement.HEADED if opens else Judgement.STRONG)


def _of_document(stage: Stage, view: View, start: int, end: int, found: list[Subject]) -> Span | None:
    """What else a document sets out whose contents are being told, block after block, as long as nobody else comes in."""
    if not stage.document or any(s.sort in SOMEBODY or s.sort is Sort.BODY for s in found) or factual(view.text[start:end]):
        return None
    if any(f.type is _P for f in view.found) or not (_GRANTS.search(view.text, start, end) or _FIGURE.search(view.text, start, end)):
        return None
    return measure(view.text, start, end, Judgement.HEADED)


def _answering(stage: Stage, text: str, start: int, end: int, found: list[Subject]) -> Ref | None:
    """The office of an official who spoke last and goes on with what is to come, by a date."""
    if (
        any(s.sort is Sort.NAME for s in found)
        or stage.heard != stage.speaker
        or not _DATED.search(text, start, end)
        or not stage.ahead(text[start:end])
        or factual(text[start:end])
    ):
        return None
    year = stage.cast.context.year
    if year is not None and any(int(y) < year for y in _YEARS.findall(text, start, end)):
        return None
    return next((o for r in stage.speaker if r.type is _P and not stage.cast.is_member(r) and (o := stage.cast.office(r))), None)


def going_on(text: str, start: int) -> bool:
    """Whether the words at text[start] go on with what was said before (其次, 同时, 二是 …)."""
    return one_pattern("proposal_cues", "going_on").match(text, start) is not None


def counted(stage: Stage, text: str, start: int, end: int) -> Span | None:
    """A sentence that counts on (其次,…) after a measure is one too, unless it tells a fact."""
    if _NAMES_TOPIC.fullmatch(text, start, end):
        return None
    counts = stage.active and one_pattern("proposal_cues", "counting").match(text, start)
    return (start, end) if counts and not factual(text[start:end]) else None
