"""Reads one act of saying: whether what somebody is said to have said is put forward, undertaken, or merely told."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.proposals.events import Event
from kg.extract.proposals.measure import Judgement, before_done, before_outcome, clauses, factual, measure, modal, ought
from kg.extract.proposals.stage import People, Span, Stage
from kg.extract.proposals.subjects import Sort, body_end
from kg.extract.proposals.undertakings import (
    ASKS_AS_DEPUTY,
    asks_others,
    commands,
    from_office,
    from_undertaking,
    only_zeal,
    others_must,
    undertaker,
)
from kg.extract.proposals.words import Sense, one_pattern
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_R, _C = ProposalKind.RECOMMENDATION, ProposalKind.COMMITMENT
_GIVES_WORDS = frozenset({"发言说", "说", "认为", "指出", "表示"})
_GROUNDS = re.compile(r"(?:鉴于|考虑到|由于|有鉴于此)")
_SPEAKS_ON = frozenset(
    {"补充说", "补充道", "补充", "接着说", "说道", "发言说", "讲道", "接话", "接过话头", "接过话题", "插话", "坦言", "直言"}
)
_NEEDS_SUBJECT = frozenset({"列出", "排出", "划出"})  # 请各单位列出清单: what somebody is to do, not what he promises
_ONCE_SAID = frozenset({"提过", "提到过", "提议过"})
_PLAN_OF_YEAR = re.compile(r"[:,“]*(?:20\d\d年|今年|新的一年|明年|到20\d\d年)")
_COUNTS = re.compile(r"(?:一[是要]|首先|第一|其一|1[.、])")
_POINTS = re.compile(r"[一二三四五六七八几两\d][条点项个味招件]")
_TELLS = frozenset({"介绍", "介绍说", "介绍道", "透露", "解释"})
_REPLIES = frozenset({"答复", "回复", "书面答复", "书面回复", "作出答复", "给出答复"})
_BY_DATE = re.compile(
    r"[,:“到至在](?:到|至|在)?20\d\d年(?:底|末|\d{1,2}月)?(?:前|底前)?[^,。;]{0,30}(?:建|完|修|铺|改|新|实施|投|装|配|设|补|拨|筹)"
)
_ISSUED = re.compile(
    r"(?:印发|出台|发布|制定|公布|推出)(?:实施)?(?:了)?《[^《》]*(?:措施|方案|意见|规划|计划|办法|细则|政策|纲要|要点|\d+条)(?:\([^()]*\))?》,"
)
_OF_ANSWER = frozenset({"提出", "提议"})
_ASKING = ("人民代表大会", "常务委员会", "政治协商会议", "检察院")
_NUMBERED = re.compile(r"(\d{1,3})号(?:议案|建议|提案)")
_DOCUMENT_UNDERTAKES = frozenset({"提出", "明确", "部署", "宣布", "承诺", "列出", "排出", "作了安排", "作出安排", "作出部署", "划出"})
_NOUN_OBJECT = re.compile(
    r"(?:代表)?(?:意见)?(?:建议|提案|议案)\d+[多余]?[件条份项个]|了|过|一系列|一些|许多|不少|诸多|若干|“[^”]{2,30}”[。,]|[^,。:]{0,30}(?:方案|理念|主张|意见|人选|思路|口号|概念|构想|设想|观点|看法|请求|挑战)(?:[,。;]|$)"
)  # 提出方案 presents a thing, 提出修桥 proposes
_COUNTED = re.compile(r"\d+[多余]?[件条份项个](?:[,。;]|$)")  # 提出建议11件: how many
_FATE = re.compile(r"(?:都|后来|最后|到底)?(?:有没有|有无|办没办|办得|落没落|怎么样了)[^,。]{0,10}[?？,。]")  # 建议有没有下文?
# 提出具体要求。: nothing is said of what they are
_NO_CONTENT = re.compile(
    r"(?:了|过)?(?:具体|明确|相关|有关|指导性|宝贵|工作|几点|[一二三四五]点|的|进一步)*(?:要求|意见建议|意见|建议|希望)[。,;]?"
)
# 提出了出租房配备消防设施、木质楼梯三楼以上不住人等建议
_SUCH_ADVICE = re.compile(
    r"了?(?!一系列|许多|不少|诸多|若干)[^。;:]{6,80}等(?:方面的?)?(?:\d+条|[一二三四五六七八九十]+条|多条)?(?:意见|对策)?建议"
    r"(?![,。]?(?:得到|被|均|已))"
)
_THE_REPORT = re.compile(r"(?:工作)?报告(?!会)")
_RESOLVED = re.compile(r"决定|决议")
_NO_MEASURE = re.compile(r"“?(?:这(?:是|种|样|些)|[^,。;:“]{0,14}(?:如何|怎样|怎么)[^,。;:]{2,16}[。,;]$)")  # 疾呼:这样…, 支招合同怎么签
_IS_TO = re.compile(
    r"(?:今年|明年|下一步|接下来|今后|还|也|,)*(?:(?:将|要|会|计划|力争)(?!求)|年内|[上下]半年|\d{1,2}月(?:底|\d{1,2}日)?前|年底前)"
)
_HEADS_GOVERNMENT = re.compile(r"(?:代|副)?[省市州县区旗盟镇乡]长$")
_PERSONNEL = re.compile(r"决定,?(?:接受|同意|批准)[^,。]{0,24}辞|决定,?(?:任命|免去|补选|撤销[^,。]{0,20}职务)")
_SETS_SELF = re.compile(r"“?(?:下一步|接下来|今后|今年|明年|未来|还|也|,)*(?:要|将|必须)(?!求)")  # what an official asked by the press says
_MEMBERS = frozenset({"代表", "委员"})
_MOST_LED = 6  # characters between the verb of saying and the act that is nested in it
_SHORTEST = 3  # characters of words that can be a measure, the full stop with them (修桥。)


def read_act(stage: Stage, view: View, act: Event, stop: int) -> Span | None:
    """Reads one act of saying whose words end at `stop`; makes the claim if it is one and returns what it covers."""
    text, subject = view.text, act.subject
    if subject is not None and subject.sort is Sort.DOCUMENT:
        return _document(stage, view, act, stop)
    refs = subject.refs if subject is not None and subject.sort is not Sort.SELF else stage.speaker
    if not refs:
        return None
    if subject is None and act.verb in _NEEDS_SUBJECT:
        return None
    carried = subject is None or subject.sort in (Sort.PRONOUN, Sort.ROLE)
    if act.verb == "附议" and (seconded := _second(stage, view, act, refs)):
        return seconded
    if stop - act.said < _SHORTEST:
        if act.sense is Sense.PROPOSE:
            stage.speaker = refs
            stage.announced = bool(_POINTS.search(text, act.start, act.said)) or bool(_COUNTS.match(text, act.said))
            if text[act.said - 1] == ":" and stop >= len(text.rstrip()):
                stage.listing = refs
            if act.verb.startswith("的"):  # his advice is in three steps: they come next
                return stage.claim(view, _R, refs, (act.start, stop), "announces", carried)
        return None
    if (
        (row := _NUMBERED.match(text))
        and subject is not None
        and "等" in text[subject.start : act.at]
        and set(refs) < set(stage.rows.get(row[1], ()))
    ):
        refs = stage.rows[row[1]]
    if act.sense in (Sense.PROPOSE, Sense.INSTRUCT) and _NO_CONTENT.fullmatch(text, act.said, stop):
        return None
    if act.verb == "提出" and subject is not None and _SUCH_ADVICE.match(text, act.at + len(act.verb), stop):
        return stage.claim(view, _R, refs, (act.start, stop), "proposes", carried)
    if act.verb == "提出" and (text.startswith("《", act.said) or _NOUN_OBJECT.match(text, act.at + len(act.verb), stop)):
        return None
    if act.sense is Sense.PROPOSE and (_COUNTED.match(text, act.said, stop) or _FATE.match(text, act.said, stop)):
        return None
    if act.sense is Sense.PROPOSE and _NO_MEASURE.match(text, act.said, stop) and not ought(text[act.said : stop]):
        return None
    if subject is not None and refs[0].type is not _P and act.sense is Sense.PROPOSE and _ISSUED.search(text, subject.end, act.at):
        return stage.claim(view, _C, refs, (act.start, stop), "document-undertakes", carried)
    if subject is not None and refs[0].type is not _P and re.search(r"提案|议案", text[act.start : act.said]):
        stage.cast.filers = refs
    if act.verb in _OF_ANSWER and refs[0].type is not _P and _answers(stage, view, act, refs[0], stop):
        return stage.claim(view, _C, refs, (act.start, stop), "answers", carried)
    if act.verb.endswith("建议,") and not text.startswith("请", act.said) and measure(text, act.said, stop, Judgement.HEADED) is None:
        return None  # 提了五件建议,件件有回音
    if act.verb == "强调" and text[act.said - 1] not in ",:" and measure(text, act.said, stop, Judgement.HEADED) is None:
        return None
    if act.verb in _ONCE_SAID:
        stop = _first_said(text, act.said, stop)
    if act.sense is Sense.PROPOSE and (government := _sets_out(stage, view, act, refs, stop)):
        return stage.claim(view, _C, (government,), (act.start, stop), "sets-out-plan", carried)
    if act.sense is Sense.PROPOSE and _REPORTS.search(text, act.start, act.said) and _PLAN_OF_YEAR.match(text, act.said, stop):
        return None  # a plan, of a government that nothing names
    if act.sense in (Sense.INSTRUCT, Sense.OPINE) and (own := _own_body(stage, view, act, refs, stop)) is not None:
        return stage.claim(view, _C, (own,), (act.start, stop), "own-body", carried)
    if act.verb in _SPEAKS_ON and any(stage.cast.is_official(r) and not stage.cast.is_member(r) for r in refs):
        return _answer(stage, view, act._replace(sense=Sense.ANSWER), refs, stop, carried)
    match act.sense:
        case Sense.PROPOSE:
            return stage.claim(view, _R, refs, (act.start, before_outcome(text, act.said, stop)), "proposes", carried)
        case Sense.INSTRUCT if refs[0].type is not _P or any(stage.cast.is_official(r) for r in refs):
            return stage.claim(view, _R, refs, (act.start, stop), "instructs", carried)
        case Sense.INSTRUCT if act.verb == "要求":
            return stage.claim(view, _R, refs, (act.start, stop), "proposes", carried)
        case Sense.INSTRUCT | Sense.OPINE:
            return _opinion(stage, view, act, refs, stop, carried) or _aside(stage, view, act, refs, stop)
        case Sense.PROMISE | Sense.ANSWER:
            return _answer(stage, view, act, refs, stop, carried)
        case Sense.REPORT | Sense.FILE:
            return None


def _own_body(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Ref | None:
    """The body that its own head names first with what it is to do (主任…指出,县人大常委会要…): its undertaking and no instruction."""
    head = next((f for f in view.within(act.said, stop, _O) if f.start - act.said <= 1), None)
    if head is None or not _IS_TO.match(view.text, body_end(view.text, head), stop) or not stage.cast.governs(head.ref):
        return None
    held = [p for r in refs for p in stage.cast.roles.get(r, ()) if p.role not in _MEMBERS]
    heads = head.ref.name.endswith("人民政府") and any(p.organization is None and _HEADS_GOVERNMENT.search(p.role) for p in held)
    return head.ref if heads or any(p.organization == head.ref for p in held) else None


def _first_said(text: str, start: int, stop: int) -> int:
    """Where the words end that somebody has put forward before: at the first clause that goes on with what came of it."""
    found = clauses(text, start, stop)
    later = next((c for c in found[1:] if c.judged is Judgement.NO), None)
    return later.start if later else stop


def _answers(stage: Stage, view: View, act: Event, body: Ref, stop: int) -> bool:
    """Whether a bureau that 提出 something speaks of its own share in what it was asked to handle (会办单位 …, 市财政局提出,首期安排
    600万元)."""
    if not stage.cast.governs(body) or ought(view.text[act.said : stop]) or body.name.endswith(_ASKING):
        return False
    about = view.text + "".join(view.block.headings[-1:])
    return bool(one_pattern("proposal_cues", "handling").search(about))


_REPORTS = re.compile(r"(?:代表|受)[^,。]{2,20}(?:作|报告)[^,。]{0,10}报告,")  # 代表镇政府作工作报告,


def _sets_out(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Ref | None:
    """The government whose plan its head sets out before the congress (市长…在…会议上提出:2025年,全市…)."""
    reports = _REPORTS.search(view.text, act.start, act.said) is not None
    if not _PLAN_OF_YEAR.match(view.text, act.said, stop) or (ought(view.text[act.said : stop]) and not reports):
        return None
    if reports and (given_for := stage.cast.reporting or next((stage.cast.bodies[r] for r in refs if r in stage.cast.bodies), None)):
        return given_for
    offices = [o for r in refs if not stage.cast.is_member(r) and (o := stage.cast.office(r))]
    return next((o for o in offices if o.name.endswith("人民政府")), None)


def _second(stage: Stage, view: View, act: Event, refs: People) -> Span | None:
    """Somebody seconds what another has just put forward in the same block: he is a proposer of it too."""
    last = stage.claims[-1] if stage.claims else None
    if last is None or last.kind is _C or last.spans[-1][0] is not view or set(refs) & set(last.proposers):
        return None
    if view.text[act.said - 1 : act.said] == ":":
        return None  # seconds in words of his own
    stage.claims[-1] = replace(last, proposers=(*last.proposers, *refs))
    return act.start, act.at


def _document(stage: Stage, view: View, act: Event, stop: int) -> Span | None:
    """A meeting or a document speaks: for the body whose it is."""
    if act.subject is not None and act.subject.refs:
        return _meeting(stage, view, act, act.subject.refs, stop)
    if view.text.startswith("政府", max(0, act.start - 2)):
        act = act._replace(start=act.start - 2)  # 政府|工作报告明确
    words = view.text[act.start : act.at]
    issued = stage.cast.issuers_of(words)
    bodies = issued or document_body(stage, words)
    if not bodies or act.sense in (Sense.OPINE, Sense.REPORT, Sense.FILE):
        return None
    if act.verb in _DOCUMENT_UNDERTAKES:
        stage.document = issued
        return stage.claim(view, _C, bodies, (act.start, stop), "document-undertakes")
    if act.sense in (Sense.PROPOSE, Sense.INSTRUCT):
        return stage.claim(view, _R, bodies, (act.start, stop), "document-asks")
    return None


def document_body(stage: Stage, words: str) -> People:
    """Whose document a report, a plan or a decision is that only these words name: the article's, or the government's by its hand."""
    resolved = stage.cast.meeting if _RESOLVED.search(words) else None
    body = stage.body or stage.cast.reporting or resolved or stage.cast.government_of(words)
    if body is None and _THE_REPORT.match(words) and stage.cast.tells_of_government_report():
        body = stage.cast.government_of("政府工作报告")
    return (body,) if body is not None else ()


def _meeting(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Span | None:
    """A meeting demands something of others, in the name of the body whose meeting it is."""
    stage.speaker = refs
    asks = act.sense in (Sense.PROPOSE, Sense.INSTRUCT) and act.verb != "提出"
    if one_pattern("proposal_cues", "no_task").search(view.text, act.start, stop) or _PERSONNEL.search(view.text, act.start, stop):
        return None
    if asks or ought(view.text[act.said : stop]):
        return stage.claim(view, _R, refs, (act.start, stop), "meeting-asks")
    return None


def _opinion(stage: Stage, view: View, act: Event, refs: People, stop: int, carried: bool) -> Span | None:
    """认为, 指出, 说: only what is said as something to be done."""
    text = view.text
    words = text[act.said : stop]
    if refs[0].type is not _P and not ought(words):
        first = next((c for c in clauses(text, act.said, stop) if stage.ahead(text[c.start : c.end])), None)
        return stage.claim(view, _C, refs, (first.start, stop), "undertakes", carried) if first else None
    house = next((o for r in refs if (o := stage.cast.employer(r, text[act.said : act.said + 16]))), None)
    if house is not None and one_pattern("proposal_cues", "own_house").match(text, act.said + (text[act.said] == "“"), stop):
        return _house_then(stage, view, act, refs, house, stop)
    span = measure(text, act.said, stop, Judgement.STRONG)
    if span is None and modal(words) and act.verb not in _TELLS:
        span = measure(text, act.said, stop, Judgement.HEADED)
    if span is None:
        stage.speaker = refs
        by_person = act.subject is not None and act.subject.sort in (Sort.NAME, Sort.PRONOUN)
        stage.speech = refs if act.verb in _GIVES_WORDS and by_person else ()
        return None
    made = stage.claim(view, _R, refs, span, "opines", carried)
    stage.lead_in(view, act.start, act.said)
    return made and (act.start, stop)


def _house_then(stage: Stage, view: View, act: Event, refs: People, house: Ref, stop: int) -> Span | None:
    """A speaker begins with what his own house will do: that sentence is its undertaking."""
    first = view.text.find("。", act.said, stop) + 1 or stop
    return stage.claim(view, _C, (house,), (act.start, first), "own-house")


def _aside(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Span | None:
    """An official who says by the way what his office will do (交了实底:…,今年先换12艘): from the clause that says it."""
    office = next((o for r in refs if not stage.cast.is_member(r) and (o := stage.cast.office(r))), None)
    if office is None:
        return None
    first = next((c for c in clauses(view.text, act.said, stop) if c.fact == 0 and stage.ahead(view.text[c.start : c.end])), None)
    return stage.claim(view, _C, (office,), (first.start, stop), "undertakes") if first else None


def _answer(stage: Stage, view: View, act: Event, refs: People, stop: int, carried: bool) -> Span | None:
    """回应, 答复, 表态, 介绍: an undertaking when an office speaks of what is to come, else an opinion."""
    if one_pattern("proposal_cues", "no_task").search(view.text, act.said, stop):
        return _opinion(stage, view, act, refs, stop, carried) if refs[0].type is _P and modal(view.text[act.said : stop]) else None
    body = undertaker(stage, view, act, refs, stop) if not only_zeal(view.text[act.said : stop]) else None
    member = body is not None and act.sense is Sense.ANSWER and any(map(stage.cast.is_member, refs))
    if member and (asked := ASKS_AS_DEPUTY.search(view.text, act.said, stop)):
        return stage.claim(view, _R, refs, (asked.end(), stop), "proposes", carried) and (act.start, stop)
    bodies = refs if body == refs[0] else (body,) if body is not None else ()
    if body is not None and act.sense is Sense.ANSWER and stage.cast.questioned and _SETS_SELF.match(view.text, act.said, stop):
        return stage.claim(view, _C, bodies, (from_office(view.text, act), stop), "undertakes", carried)
    if body is not None and act.sense is Sense.ANSWER and asks_others(view.text[act.said : stop], body):
        return _opinion(stage, view, act, refs, stop, carried)
    if body is not None and act.sense is not Sense.PROMISE and refs[0].type is _P and _OTHERS_TO_DO.match(view.text, act.said, stop):
        return _opinion(stage, view, act, refs, stop, carried)
    if body is not None and act.sense is not Sense.PROMISE and refs[0].type is _P and commands(view.text[act.said : stop]):
        return stage.claim(view, _R, refs, (act.start, stop), "instructs", carried)
    if body is not None and act.sense is Sense.ANSWER and refs[0].type is _P and others_must(stage, view, act, refs, body, stop):
        return act.start, stop
    by_date = act.verb in _REPLIES and bool(_BY_DATE.search(view.text, act.said, stop))  # what was then to come
    if body is not None and (act.sense is Sense.PROMISE or by_date or stage.ahead(view.text[act.said : stop])):
        first = from_office(view.text, act) if act.sense is Sense.PROMISE or by_date else from_undertaking(stage, view.text, act, stop)
        if first is not None:
            return stage.claim(view, _C, bodies, (first, before_done(view.text, act.said, stop)), "undertakes", carried)
    if body is not None and act.verb in _STATES_PLAN and _plans(view.text, act.said, stop):
        return stage.claim(view, _C, bodies, (from_office(view.text, act), stop), "undertakes", carried)
    return _opinion(stage, view, act, refs, stop, carried) if refs[0].type is _P else None


_STATES_PLAN = frozenset({"表示", "表示说", "透露", "介绍", "介绍说"})
_OUGHT_OR_FIGURE = re.compile(r"\d|要(?![素点闻职塞])|应当?(?![急对用])|希望|建议")


def _plans(text: str, start: int, stop: int) -> bool:
    """Whether an official's words only name things to do, each headed by its verb, without a figure or a mark of the past (着眼农村,
    积极培育…,做好…)."""
    found = clauses(text, start, stop)
    headed = [c for c in found if c.judged is Judgement.HEADED]
    others = [c for c in found if c.judged is not Judgement.HEADED]
    if any(c.fact for c in found) or _OUGHT_OR_FIGURE.search(text, start, stop):
        return False
    return len(headed) > 1 and len(headed) > len(others)


# 各县区要在年底前出台时间表: what others are to do
_OTHERS_TO_DO = re.compile(
    r"“?(?:各级?|各有关|有关|相关|全市各级|全县各级)[^,。;:将]{0,14}(?:部门|单位|县|区|市|州|地|街道|乡镇|镇|乡|学校|企业|代表|委员|干部)(?:都|也|还)*(?:要|应|必须|须)(?!求)"
)


def nested(text: str, acts: list[Event]) -> list[Event]:
    """An act without subject of its own that begins where another's words begin (补了一句:恳请…) or goes on from it (撰写提案,建议…)
    takes over its subject and start; an act of proposing that only leads through facts to a second one (提出,…缺少…,建议…) gives way to
    it."""
    out: list[Event] = []
    for act in acts:
        before = out[-1] if out else None
        if before is not None and (act.subject is None or act.subject is before.subject) and act.start >= before.said - 1:
            between = text[before.said : act.start]
            if len(between) <= _MOST_LED and before.sense in (Sense.OPINE, Sense.ANSWER, Sense.FILE):
                out[-1] = act._replace(subject=before.subject, start=before.start)
                continue
            if before.sense is Sense.PROPOSE and act.sense is Sense.PROPOSE and between and (factual(between) or _GROUNDS.match(between)):
                out[-1] = act._replace(subject=before.subject)
                continue
        out.append(act)
    return out
