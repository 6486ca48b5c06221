"""Reads the reporter's own words of a sentence: who is said to have put what forward, and what an office is said to undertake."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.proposals.acts import nested, read_act
from kg.extract.proposals.events import Event, events
from kg.extract.proposals.filed import cosigned, filed_in, filed_nouns
from kg.extract.proposals.silent import read_silent, unsaid
from kg.extract.proposals.speech import body_spoken_for
from kg.extract.proposals.stage import People, Span, Stage
from kg.extract.proposals.subjects import SOMEBODY, Sort, Subject, body_end, subjects
from kg.extract.proposals.text import Piece, is_question
from kg.extract.proposals.words import Sense
from kg.extract.work import View
from kg.model import EntityType, ProposalKind

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_LETTER = r"(?:书面)?(?:答复|复函|回函|回复|回信)(?:函|件|信|书|意见)?"
_LETTER_SAYS = re.compile(rf"{_LETTER}(?:里|中|上)?(?:说|称|写道|写着|写明|明确|讲|表示|承诺)[,:]?")
_ITS_LETTER = re.compile(rf"[^,。;:]{{0,6}}{_LETTER}")
_ASKED = re.compile(r"记者(?:又|再|还|接着|随后|连忙)*(?:追问|请教|问道|询问|问|采访)(?:到|起|了)?[^,。:;“]{0,12}$")


def told(stage: Stage, view: View, parts: Sequence[Piece], end: int) -> list[Span]:
    """Reads the pieces of one sentence that stand outside quoted speech. end: where the sentence ends, quoted speech included if it goes
    on with the reporter's words. Returns the stretches that claims cover."""
    text = view.text
    start, words_end = parts[0].start, parts[-1].end
    if (letter := _letter(stage, view, start, end)) is not None:
        stage.active = True
        return [letter]
    found: list[Subject] = []
    acts: list[Event] = []
    for part in parts:
        found += subjects(view, part.start, part.end, stage.cast)
        acts += events(text, part.start, part.end, found)
    body_spoken_for(view, start, end, found, stage.cast, stage.speaker)
    before = len(stage.claims)
    stage.file(filed_in(view, start, end, found, () if stage.carried_in else stage.speaker, stage.cast))
    stage.file(filed_nouns(view, start, end, stage.cast))
    stage.cast.filers = cosigned(view, start, end, found, stage.claims) or stage.cast.filers
    covered = [(a, b) for c in stage.claims[before:] for _, a, b in c.spans]
    acts = [a for a in nested(text, acts) if not any(x <= a.at < y for x, y in covered)]
    covered += _said(stage, view, acts, start, end)
    _remember(stage, found, acts, _asked(stage, view, start, words_end))
    if signed := [c for c in stage.claims[before:] if c.rule == "filed-behind"]:
        stage.speaker = signed[-1].proposers
    announced, stage.announced = stage.announced, False
    if covered or announced:
        stage.active = True
    elif (span := read_silent(stage, view, start, words_end, found)) is not None:
        covered.append(span)
        stage.active = True
    elif not any(_somebody_speaks(a) for a in acts):
        unsaid(stage, view, start, words_end, found)
    elif not is_question(text, end):
        stage.active = False
    return covered


def _letter(stage: Stage, view: View, start: int, end: int) -> Span | None:
    """What an answer says that the words before named as a bureau's (市水利局的答复寄到了。答复说,…): its undertaking."""
    says = _LETTER_SAYS.match(view.text, start, end)
    if says is None or not stage.ahead(view.text[says.end() : end]):
        return None
    sender = next((f.ref for f in reversed(view.within(0, start, _O)) if _ITS_LETTER.match(view.text, body_end(view.text, f))), None)
    if sender is None or not stage.cast.governs(sender):
        return None
    return stage.claim(view, ProposalKind.COMMITMENT, (sender,), (start, end), "answers")


def _somebody_speaks(act: Event) -> bool:
    """Whether the words of a sentence are somebody's by its verb: one person's, or a bureau's that answers."""
    if act.subject is None:
        return False
    return act.subject.sort in SOMEBODY or (act.subject.sort is Sort.BODY and act.sense is Sense.ANSWER)


def _said(stage: Stage, view: View, acts: list[Event], start: int, end: int) -> list[Span]:
    covered: list[Span] = []
    last_end = start
    for n, act in enumerate(acts):
        if act.at < last_end:
            continue
        nxt = next((e for e in acts[n + 1 :] if _ends_words(view.text, act, e)), None)
        stop = _before_office(view.text, act.said, nxt.start) if nxt else end
        if span := read_act(stage, view, act, stop):
            covered.append(span)
            last_end = span[1]
    return covered


def _ends_words(text: str, act: Event, later: Event) -> bool:
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


def _asked(stage: Stage, view: View, start: int, end: int) -> People:
    """Whom a sentence says that the reporter asked: the next words are his."""
    return tuple(f.ref for f in view.within(start, end, _P) if stage.cast.speaks(f) and _ASKED.search(view.text, start, f.start))[-1:]


def _remember(stage: Stage, found: list[Subject], acts: list[Event], asked: People) -> None:
    """Notes who was the subject of the sentence: the first one named, then those who spoke in it, or whom the reporter asked."""
    named = [s for s in found if s.sort in SOMEBODY and s.refs and s.refs[0].type is _P]
    stage.carried_in = stage.carried_in and not named
    if stage.notice and not any(a.subject in named for a in acts):
        return
    if named:
        main = next((s for s in named if not s.possessive), named[0])
        if main.sort is not Sort.PRONOUN or not main.possessive:
            stage.cast.see(main.refs)
            stage.speaker = main.refs
    elif any(s.sort is Sort.NAME and not s.refs for s in found):
        stage.speaker = stage.speech = ()
    elif group := next((s for s in found if s.sort is Sort.GROUP and s.refs and not s.possessive), None):
        stage.speaker = group.refs
    if asked:
        stage.cast.see(asked)
        stage.speaker = asked
    for act in acts:
        if act.subject is not None and act.subject.refs:
            stage.heard = act.subject.refs
        if act.subject is not None and act.subject.sort is Sort.NAME:
            stage.cast.see(act.subject.refs)
