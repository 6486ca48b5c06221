"""Reads one act of saying: whether what somebody is said to have said is put forward, undertaken, or merely told."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.proposals.events import Event
from kg.extract.proposals.measure import Judgement, before_done, before_outcome, clauses, factual, measure, modal, ought
from kg.extract.proposals.stage import People, Span, Stage
from kg.extract.proposals.subjects import Sort, body_end
from kg.extract.proposals.words import Sense, one_pattern, posts
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_R, _C = ProposalKind.RECOMMENDATION, ProposalKind.COMMITMENT
_UNDERTAKES = re.compile(r"(?:将|今年|明年|年内|力争|计划|承诺)")
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
_OF_ANSWER = frozenset({"提出", "提议"})
_ASKING = ("人民代表大会", "常务委员会", "政治协商会议", "检察院")
_NUMBERED = re.compile(r"(\d{1,3})号(?:议案|建议|提案)")
_DOCUMENT_UNDERTAKES = frozenset({"提出", "明确", "部署", "宣布", "承诺", "列出", "排出", "作了安排", "作出安排", "作出部署", "划出"})
_NOUN_OBJECT = re.compile(
    r"了|过|一系列|一些|许多|不少|诸多|若干|“[^”]{2,30}”[。,]|[^,。:]{1,30}(?:方案|理念|主张|意见|人选|思路|口号|概念|构想|观点|看法|请求|挑战)(?:[,。;]|$)"
)  # 提出方案 presents a thing, 提出修桥 proposes
_LONGEST_OFFICE = 40
_DONE_OR_EXAMPLE = re.compile(r"比如|例如|譬如|已经|已在|[^,。]{2,12}起[,。]|同比|下降\d|增长\d")
_PAST_FIGURE = re.compile(r"\d")
_DELIBERATES = re.compile(r"人民代表大会(?:.*委员会)?$|政治协商会议.*委员会$")
_OURSELVES = re.compile(
    r"(?:我们|本会|(?:人大|政协)(?:常委会|机关)?|常委会|专委会|委员会)(?:还|也|今年|下一步|,)*(?:将|要|会|计划|打算)"
    r"|(?<![即必])将(?=[把对在从新全继进])"
)
_RESOLVED = re.compile(r"决定|决议")
_NO_MEASURE = re.compile(r"“?(?:这(?:是|种|样|些)|[^,。;:“]{0,14}(?:如何|怎样|怎么)[^,。;:]{2,16}[。,;]$)")  # 疾呼:这样…, 支招合同怎么签
_IS_TO = re.compile(r"(?:今年|明年|下一步|接下来|今后|还|也|,)*(?:将|要|会|计划|力争)(?!求)")
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
    if act.verb == "提出" and (text.startswith("《", act.said) or _NOUN_OBJECT.match(text, act.at + len(act.verb), stop)):
        return None
    if act.sense is Sense.PROPOSE and _NO_MEASURE.match(text, act.said, stop) and not ought(text[act.said : stop]):
        return None
    if subject is not None and refs[0].type is not _P and re.search(r"提案|议案", text[act.start : act.said]):
        stage.cast.filers = refs
    if act.verb in _OF_ANSWER and refs[0].type is not _P and _answers(stage, view, act, refs[0], stop):
        return stage.claim(view, _C, refs, (act.start, stop), "answers", carried)
    if act.verb == "强调" and text[act.said - 1] not in ",:" and measure(text, act.said, stop, Judgement.HEADED) is None:
        return None
    if act.verb in _ONCE_SAID:
        stop = _first_said(text, act.said, stop)
    if act.sense is Sense.PROPOSE and (government := _sets_out(stage, view, act, refs, stop)):
        return stage.claim(view, _C, (government,), (act.start, stop), "sets-out-plan", carried)
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
    held = (p.organization for r in refs for p in stage.cast.roles.get(r, ()) if p.role not in _MEMBERS)
    return head.ref if head.ref in held else None


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


def _sets_out(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Ref | None:
    """The government whose plan its head sets out before the congress (市长…在…会议上提出:2025年,全市…)."""
    if not _PLAN_OF_YEAR.match(view.text, act.said, stop) or ought(view.text[act.said : stop]):
        return None
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
    return (body,) if body is not None else ()


def _meeting(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Span | None:
    """A meeting demands something of others, in the name of the body whose meeting it is."""
    stage.speaker = refs
    asks = act.sense in (Sense.PROPOSE, Sense.INSTRUCT) and act.verb != "提出"
    if one_pattern("proposal_cues", "no_task").search(view.text, act.start, stop):
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
    body = _undertaker(stage, view, act, refs, stop)
    if body is not None and act.sense is Sense.ANSWER and stage.cast.questioned and _SETS_SELF.match(view.text, act.said, stop):
        return stage.claim(view, _C, (body,), (_from_office(view.text, act), stop), "undertakes", carried)
    if body is not None and act.sense is Sense.ANSWER and _asks_others(view.text[act.said : stop], body):
        return _opinion(stage, view, act, refs, stop, carried)
    if body is not None and (act.sense is Sense.PROMISE or stage.ahead(view.text[act.said : stop])):
        first = _from_office(view.text, act) if act.sense is Sense.PROMISE else _from_undertaking(stage, view.text, act, stop)
        if first is not None:
            return stage.claim(view, _C, (body,), (first, before_done(view.text, act.said, stop)), "undertakes", carried)
    return _opinion(stage, view, act, refs, stop, carried) if refs[0].type is _P else None


def _from_undertaking(stage: Stage, text: str, act: Event, stop: int) -> int | None:
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
    if len(told) > 1 and all(_PAST_FIGURE.search(text, c.start, c.end) or c.fact for c in told):
        return first.start
    return _from_office(text, act)


def _from_office(text: str, act: Event) -> int:
    """Where the report of what an official promises begins: at the office before the name, if the sentence begins with it."""
    begins = max(text.rfind(c, 0, act.start) for c in "。!?;:”“,") + 1
    office = text[begins : act.start]
    named = act.subject is not None and act.subject.sort is Sort.NAME and act.start == act.subject.start
    return begins if named and 0 < len(office) <= _LONGEST_OFFICE and office.endswith(posts()) else act.start


def _asks_others(words: str, body: Ref) -> bool:
    """Whether one who holds an office in a congress or a CPPCC says what others ought to do, as its members do when they deliberate, and
    not what that body itself will do."""
    return bool(_DELIBERATES.search(body.name)) and ought(words) and not _OURSELVES.search(words)


def _undertaker(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Ref | None:
    """The body that a promise binds: named at its head with what it will do, spoken for, or the speaker's office."""
    if refs[0].type is not _P:
        return refs[0]
    named = [f for f in view.within(act.said, min(stop, act.said + 40), _O) if _UNDERTAKES.match(view.text, f.end)]
    if named:
        return named[0].ref
    spoken_for = next((stage.cast.bodies[r] for r in refs if r in stage.cast.bodies), None)
    beside = view.within(max(0, act.start - 60), act.start, _O)
    office = spoken_for or next((o for r in refs if (o := stage.cast.office(r, beside))), None)
    if office is None and act.sense is Sense.PROMISE:
        return next((o for r in refs if (o := stage.cast.employer(r))), None)
    return office


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


def ends_words(text: str, act: Event, later: Event) -> bool:
    """Whether a later act of saying ends the words of this one: it has another subject of its own, one that opens a clause if it is a
    body."""
    s = later.subject
    if s is None or s.start < act.said or later.sense is Sense.FILE or s.sort is Sort.SELF:
        return False
    return s.sort not in (Sort.BODY, Sort.DOCUMENT) or text[s.start - 1] in ",;:。"


def before_office(text: str, start: int, stop: int) -> int:
    """Moves the end of one speaker's words back before the office that introduces the next: to the last semicolon, full stop or comma."""
    cut = max(text.rfind(c, start, stop) for c in ";。")
    if cut < 0:
        cut = text.rfind(",", start, stop)
    return cut + 1 if cut >= start else stop
