"""Reads the reporter's own words of a sentence: who is said to have put what forward, and what an office is said to undertake."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.proposals.events import Event, events
from kg.extract.proposals.filed import cosigned, filed_in, filed_nouns
from kg.extract.proposals.measure import Judgement, clauses, factual, measure, modal, ought, to_come
from kg.extract.proposals.speech import body_spoken_for
from kg.extract.proposals.stage import People, Span, Stage
from kg.extract.proposals.subjects import Sort, Subject, body_end, subjects
from kg.extract.proposals.text import Piece
from kg.extract.proposals.words import Sense, action_heads, one_pattern
from kg.extract.work import View
from kg.model import EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_R, _C = ProposalKind.RECOMMENDATION, ProposalKind.COMMITMENT
_SOMEBODY = (Sort.NAME, Sort.PRONOUN, Sort.ROLE)
_UNDERTAKES = re.compile(r"(?:将|今年|明年|年内|力争|计划|承诺)")
_BODY_WILL = re.compile(r"(?:今年|明年|下一步|年内|还|也|下半年|20\d\d年|,)*(?:将(?!于)|计划(?!\D{0,4}委员)|力争|拟)")
_NUMBERED = re.compile(r"(\d{1,3})号(?:议案|建议|提案)")
_DOCUMENT_UNDERTAKES = frozenset({"提出", "明确", "部署", "报告", "宣布", "承诺", "列出"})
_NEEDS_MEASURE = frozenset({"提出", "强调"})  # without a comma behind they govern nouns as well (提出方案, 强调意义)
_MOST_LED = 6  # characters between the verb of saying and the act that is nested in it
_SHORTEST = 4  # characters of words that can be a measure


def told(stage: Stage, view: View, parts: Sequence[Piece], end: int) -> list[Span]:
    """Reads the pieces of one sentence that stand outside quoted speech. end: where the sentence ends, quoted speech included if it goes
    on with the reporter's words. Returns the stretches that claims cover."""
    text = view.text
    start, words_end = parts[0].start, parts[-1].end
    found: list[Subject] = []
    acts: list[Event] = []
    for part in parts:
        found += subjects(view, part.start, part.end, stage.cast)
        acts += events(text, part.start, part.end, found)
    body_spoken_for(view, start, end, found, stage.cast)
    before = len(stage.claims)
    stage.claims += filed_in(view, start, end, found, stage.speaker, stage.cast)
    stage.claims += filed_nouns(view, start, end, stage.cast)
    cosigned(view, start, end, found, stage.claims)
    covered = [(a, b) for c in stage.claims[before:] for _, a, b in c.spans]
    covered += _said(stage, view, nested(text, acts), start, end)
    _remember(stage, found, acts)
    if covered:
        stage.active = True
    elif (will := _body_will(stage, view, start, words_end)) is not None:
        covered.append(will)
        stage.active = True
    elif not any(a.subject is not None and a.subject.sort in _SOMEBODY for a in acts):
        _unsaid(stage, view, start, words_end, found)
    elif not is_question(text, end):
        stage.active = False
    return covered


def is_question(text: str, end: int) -> bool:
    """Whether a sentence that ends at text[end] asks; a question does not end the words of a speaker."""
    return text.endswith(("?", "？"), 0, end)


def _said(stage: Stage, view: View, acts: list[Event], start: int, end: int) -> list[Span]:
    covered: list[Span] = []
    last_end = start
    for n, act in enumerate(acts):
        if act.at < last_end:
            continue
        nxt = next((e for e in acts[n + 1 :] if _ends(view.text, act, e)), None)
        stop = _before_office(view.text, act.said, nxt.start) if nxt else end
        if span := _act(stage, view, act, stop):
            covered.append(span)
            last_end = span[1]
    return covered


def _remember(stage: Stage, found: list[Subject], acts: list[Event]) -> None:
    """Notes who was the subject of the sentence: the first one named, then those who spoke in it."""
    named = [s for s in found if s.sort in _SOMEBODY and s.refs and s.refs[0].type is _P]
    if named:
        main = next((s for s in named if not s.possessive), named[0])
        if main.sort is not Sort.PRONOUN or not main.possessive:
            stage.cast.see(main.refs)
            stage.speaker = main.refs
    elif group := next((s for s in found if s.sort is Sort.GROUP and s.refs and not s.possessive), None):
        stage.speaker = group.refs
    for act in acts:
        if act.subject is not None and act.subject.sort is Sort.NAME:
            stage.cast.see(act.subject.refs)


def _act(stage: Stage, view: View, act: Event, stop: int) -> Span | None:
    """Reads one act of saying whose words end at `stop`; makes the claim if it is one and returns what it covers."""
    text, subject = view.text, act.subject
    if subject is not None and subject.sort is Sort.DOCUMENT:
        return _document(stage, view, act, stop)
    refs = subject.refs if subject is not None and subject.sort is not Sort.SELF else stage.speaker
    if not refs:
        return None
    carried = subject is None or subject.sort in (Sort.PRONOUN, Sort.ROLE)
    if stop - act.said < _SHORTEST:
        if act.sense is Sense.PROPOSE:
            stage.speaker = refs
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
    if act.verb in _NEEDS_MEASURE and text[act.said - 1] not in ",:" and measure(text, act.said, stop, Judgement.HEADED) is None:
        return None
    match act.sense:
        case Sense.PROPOSE:
            return stage.claim(view, _R, refs, (act.start, stop), "proposes", carried)
        case Sense.INSTRUCT if refs[0].type is not _P or any(stage.cast.is_official(r) for r in refs):
            return stage.claim(view, _R, refs, (act.start, stop), "instructs", carried)
        case Sense.INSTRUCT | Sense.OPINE:
            return _opinion(stage, view, act, refs, stop, carried)
        case Sense.PROMISE | Sense.ANSWER:
            return _answer(stage, view, act, refs, stop, carried)
        case Sense.REPORT | Sense.FILE:
            return None


def _document(stage: Stage, view: View, act: Event, stop: int) -> Span | None:
    """A meeting or a document speaks: for the body whose it is."""
    body = stage.body or stage.cast.reporting
    if body is None or act.sense in (Sense.OPINE, Sense.REPORT):
        return None
    if act.verb in _DOCUMENT_UNDERTAKES:
        return stage.claim(view, _C, (body,), (act.start, stop), "document-undertakes")
    if act.sense in (Sense.PROPOSE, Sense.INSTRUCT):
        return stage.claim(view, _R, (body,), (act.start, stop), "document-asks")
    return None


def _opinion(stage: Stage, view: View, act: Event, refs: People, stop: int, carried: bool) -> Span | None:
    """认为, 指出, 说: only what is said as something to be done."""
    text = view.text
    words = text[act.said : stop]
    if refs[0].type is not _P and not ought(words):
        first = next((c for c in clauses(text, act.said, stop) if to_come(text[c.start : c.end])), None)
        return stage.claim(view, _C, refs, (first.start, stop), "undertakes", carried) if first else None
    span = measure(text, act.said, stop, Judgement.STRONG)
    if span is None and modal(words):
        span = measure(text, act.said, stop, Judgement.HEADED)
    if span is None:
        stage.speaker = refs
        return None
    made = stage.claim(view, _R, refs, span, "opines", carried)
    stage.lead_in(view, act.start, act.said)
    return made and (act.start, stop)


def _answer(stage: Stage, view: View, act: Event, refs: People, stop: int, carried: bool) -> Span | None:
    """回应, 答复, 表态, 介绍: an undertaking when an office speaks of what is to come, else an opinion."""
    if one_pattern("proposal_cues", "no_task").search(view.text, act.said, stop):
        return None
    body = _undertaker(stage, view, act, refs, stop)
    if body is not None and (act.sense is Sense.PROMISE or to_come(view.text[act.said : stop])):
        return stage.claim(view, _C, (body,), (act.start, stop), "undertakes", carried)
    return _opinion(stage, view, act, refs, stop, carried) if refs[0].type is _P else None


def _undertaker(stage: Stage, view: View, act: Event, refs: People, stop: int) -> Ref | None:
    """The body that a promise binds: named at its head with what it will do, spoken for, or the speaker's office."""
    if refs[0].type is not _P:
        return refs[0]
    named = [f for f in view.within(act.said, min(stop, act.said + 40), _O) if _UNDERTAKES.match(view.text, f.end)]
    if named:
        return named[0].ref
    spoken_for = next((stage.cast.bodies[r] for r in refs if r in stage.cast.bodies), None)
    beside = view.within(max(0, act.start - 60), act.start, _O)
    return spoken_for or next((o for r in refs if (o := stage.cast.office(r, beside))), None)


def _body_will(stage: Stage, view: View, start: int, stop: int) -> Span | None:
    """An organ at the head of the sentence that will do something (市人大常委会今年将新培育…)."""
    text = view.text
    for f in view.within(start, min(stop, start + 40), _O):
        if f.start == start and (m := _BODY_WILL.match(text, body_end(text, f))) and stage.cast.governs(f.ref):
            lead = action_heads().search(text, m.end(), min(stop, m.end() + 24))
            if lead and not one_pattern("proposal_cues", "no_task").search(text, start, stop):
                return stage.claim(view, _C, (f.ref,), (start, stop), "body-will")
    return None


def _unsaid(stage: Stage, view: View, start: int, end: int, found: list[Subject]) -> None:
    """A sentence without any verb of saying: it goes on with a measure, or is the subject's own thought in free indirect speech."""
    text = view.text
    if not stage.speaker:
        return
    last = stage.claims[-1] if stage.claims else None
    goes_on = stage.active or (last is not None and last.kind is _R and going_on(text, start))
    if not goes_on and (not stage.cast.subject or any(s.sort is Sort.NAME for s in found)):
        return
    if stage.active and last is not None and last.kind is _C:
        span = measure(text, start, end, Judgement.HEADED) if to_come(text[start:end]) else None
        if span is not None:
            stage.claim(view, _C, last.proposers, span, "goes-on", True)
        stage.active = span is not None
        return
    span = measure(text, start, end, Judgement.HEADED if goes_on else Judgement.STRONG) or counted(stage, text, start, end)
    if span is None:
        stage.active = stage.active and is_question(text, end)
        return
    stage.claim(view, _R, stage.speaker, span, "goes-on" if goes_on else "free-indirect", True)
    stage.active = True


def going_on(text: str, start: int) -> bool:
    """Whether the words at text[start] go on with what was said before (其次, 同时, 二是 …)."""
    return one_pattern("proposal_cues", "going_on").match(text, start) is not None


def counted(stage: Stage, text: str, start: int, end: int) -> Span | None:
    """A sentence that counts on (其次,…) after a measure is one too, unless it tells a fact."""
    counts = stage.active and one_pattern("proposal_cues", "counting").match(text, start)
    return (start, end) if counts and not factual(text[start:end]) else None


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
            if before.sense is Sense.PROPOSE and act.sense is Sense.PROPOSE and between and factual(between):
                out[-1] = act._replace(subject=before.subject)
                continue
        out.append(act)
    return out


def _ends(text: str, act: Event, later: Event) -> bool:
    """Whether a later act of saying ends the words of this one: it has another subject of its own, one that opens a clause if it is a
    body."""
    s = later.subject
    if s is None or s.start < act.said or later.sense is Sense.FILE or s.sort is Sort.SELF:
        return False
    return s.sort not in (Sort.BODY, Sort.DOCUMENT) or text[s.start - 1] in ",;:。"


def _before_office(text: str, start: int, stop: int) -> int:
    """Moves the end of one speaker's words back before the office that introduces the next: to the last semicolon, full stop or comma."""
    cut = max(text.rfind(c, start, stop) for c in ";。")
    if cut < 0:
        cut = text.rfind(",", start, stop)
    return cut + 1 if cut >= start else stop
