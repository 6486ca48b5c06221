"""Reads running text and decides, sentence by sentence, who speaks and what of it is put forward.

One reader goes through one article. It remembers who spoke last, whether a quotation is open, and whether the sentence before was a measure,
since speakers are named once and then carried on by pronouns, by enumeration and by nothing at all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.claims import Claim
from kg.extract.proposals.events import Event, events
from kg.extract.proposals.filed import cosigned, filed_in, filed_nouns, filed_rows
from kg.extract.proposals.measure import Judgement, clauses, factual, measure, modal, ought, to_come
from kg.extract.proposals.speech import body_spoken_for, label_of, speaker_of
from kg.extract.proposals.subjects import Sort, Subject, body_end, subjects
from kg.extract.proposals.text import Piece, Quote, open_at_end, pieces
from kg.extract.proposals.words import Sense, action_heads, one_pattern
from kg.extract.work import View
from kg.model import ArticleKind, BlockKind, EntityType, ProposalKind, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_R, _C = ProposalKind.RECOMMENDATION, ProposalKind.COMMITMENT
_GOES_ON = re.compile(r"^[“(]*(?:其次|再次|再者|最后|同时|此外|另外|另一方面|[二三四五六七八]是|第[二三四五六]|其[二三四]|另一条|第[二三四]件|还|也|并)")
_UNDERTAKES = re.compile(r"(?:将|今年|明年|年内|力争|计划|承诺)")
_BODY_WILL = re.compile(r"(?:今年|明年|下一步|年内|还|也|下半年|20\d\d年|,)*(?:将(?!于)|计划(?!\D{0,4}委员)|力争|拟)")
_NUMBERED = re.compile(r"(\d{1,3})号(?:议案|建议|提案)")
_SOMEBODY = (Sort.NAME, Sort.PRONOUN, Sort.ROLE)
_ITEM = re.compile(r"\d{1,2}[.、]")
_JOINT = re.compile(r"(?:我|本人)(?:还|也)?[同和跟与]$")


class Reader:
    """Reads the blocks of one article in order; `claims` grows."""

    def __init__(self, cast: Cast, body: Ref | None = None) -> None:
        self.cast = cast
        self.body = body  # whose plan or notice the article is
        self.claims: list[Claim] = []
        notice = cast.article.article.kind is ArticleKind.NOTICE
        self.speaker: tuple[Ref, ...] = cast.subject or ((body,) if notice and body is not None else ())
        self.listing = False  # the block before ended with a colon: what follows is its list
        self.voice: tuple[Ref, ...] | None = None  # set while blocks are in the first person of somebody
        self.muted = False  # a reporter speaks
        self.active = False  # the sentence before was a measure
        self.introduced = False  # the block before was nothing but a label
        self.inside: tuple[Ref, ...] | None = None  # speaker of a quotation left open by the block before
        self.rows: dict[str, tuple[Ref, ...]] = {}  # signers of the rows of a table of filed documents, by their number
        self.own = False  # the speaker was asked what he does himself

    def read(self, view: View) -> None:
        """Takes in the next block."""
        text, kind = view.text, view.block.kind
        if kind in (BlockKind.HEADING, BlockKind.SUBTITLE):
            self._heading(view)
            return
        start = next((b for a, b in view.block.bold if a == 0 and b < len(text) - 8), 0)  # a heading that runs in
        if label := label_of(view, self.cast):
            self.voice, self.muted, start = label.refs or None, label.muted, label.end
            if label.refs:
                self.speaker = label.refs
                self.cast.see(label.refs)
            if start >= len(text):
                self.introduced = True
                return
        elif self.introduced and self.voice:
            self.introduced = False
        elif self.cast.told:
            self.voice = self.cast.subject
        elif not view.block.headings or self.voice is None or kind is not BlockKind.PARAGRAPH:
            self.voice, self.muted = (self.voice if kind is BlockKind.BULLET else None), False
        if self.voice and not label and _ITEM.match(text) and not self.cast.told:
            self.voice = None
        if kind is BlockKind.BULLET and self.listing and self.claims and not label:
            self._listed(view)
            return
        self.listing = text.endswith(":")
        if self.muted:
            self.own = bool(one_pattern("proposal_cues", "own_question").search(text))
            self.voice = None
            return
        self._block(view, start)

    def table(self, view: View) -> None:
        """Takes in a table: its rows are claims if it lists filed documents."""
        for number, claim in filed_rows(view):
            self.claims.append(claim)
            self.rows[number] = claim.proposers

    def _listed(self, view: View) -> None:
        """A bullet under a sentence that ended with a colon goes on with what that sentence put forward."""
        last = self.claims[-1]
        if self.active:
            self.claims.append(replace(last, spans=((view, 0, len(view.text)),), rule="listed", title=None))

    def _heading(self, view: View) -> None:
        """A heading that names somebody lets him speak in the blocks below it."""
        people = [f for f in view.found if self.cast.speaks(f)]
        self.active = False
        self.voice, self.muted = None, False
        if people and (view.text.rstrip().endswith(":") or re.match(r"(?:委员|代表|\([^)]*\))*:?$", view.text[people[-1].end :])):
            refs = tuple(dict.fromkeys(f.ref for f in people))
            self.speaker, self.voice = refs, refs
            self.cast.see(refs)
            body = next((f.ref for f in view.found if f.type is _O and f.start > people[-1].end), None)
            if body is not None:
                for ref in refs:
                    self.cast.bodies[ref] = body

    # One block -----------------------------------------------------------------------------------------------------------------------

    def _block(self, view: View, start: int) -> None:
        text = view.text
        inside = self.inside is not None and self.voice is None
        cut, quotes = pieces(text, inside)
        if start:
            cut = [p._replace(start=max(p.start, start)) for p in cut if p.end > start]
        self.active = self.active and bool(_GOES_ON.match(text[start:]))
        speakers = self._quote_speakers(view, cut, quotes)
        for number in dict.fromkeys(p.sentence for p in cut):
            self._sentence(view, [p for p in cut if p.sentence == number], speakers)
        still = bool(quotes) and not quotes[-1].closed and self.voice is None
        self.inside = (speakers[-1] or self.speaker) if still and open_at_end(text, inside) else None

    def _quote_speakers(self, view: View, cut: list[Piece], quotes: list[Quote]) -> list[tuple[Ref, ...]]:
        """Who speaks in each quotation: named in the words that lead to it, else in the sentence behind it, else whoever spoke."""
        out: list[tuple[Ref, ...]] = []
        for number, quote in enumerate(quotes):
            if self.voice is not None:
                out.append(self.voice)
                continue
            if number == 0 and quote.start == 0 and self.inside is not None:
                out.append(self.inside)
                continue
            lead = next((p for p in cut if p.end == quote.start and not p.spoken), None)
            tag = next((p for p in cut if p.start == quote.end and not p.spoken), None)
            out.append(speaker_of(view, lead, tag, self.cast) or (out[-1] if out else ()) or ())
        return out

    # One sentence --------------------------------------------------------------------------------------------------------------------

    def _sentence(self, view: View, parts: list[Piece], speakers: list[tuple[Ref, ...]]) -> None:
        """Reads the pieces of one sentence; a claim that covers several pieces of it is one."""
        start, end = parts[0].start, parts[-1].end
        spoken = [p for p in parts if p.spoken]
        if self.voice is not None or len(spoken) == len(parts):
            who = self.voice or (speakers[spoken[0].quote] if spoken else ()) or self.speaker
            self._spoken(view, start, end, who)
            return
        told = [p for p in parts if not p.spoken]
        covered = self._told(view, told[0].start, end if told[0].start == start else told[-1].end, told, speakers)
        for part in spoken:
            if not any(a <= part.start and part.end <= b for a, b in covered):
                who = speakers[part.quote] or self.speaker
                before = len(self.claims)
                self._spoken(view, part.start, part.end, who)
                lead = next((p for p in told if p.end == part.start), None)
                if lead is not None and len(self.claims) > before and view.text[part.start - 1] == ":":
                    self._with_lead(view, lead, part)

    def _with_lead(self, view: View, lead: Piece, part: Piece) -> None:
        """The words that introduce a quotation in the same sentence (某某说:) belong to the claim that it makes, if it begins there."""
        claim = self.claims[-1]
        _, start, end = claim.spans[-1]
        named = [s for s in subjects(view, lead.start, lead.end, self.cast) if s.refs and not s.possessive and s.refs[0].type is _P]
        if named and start - part.start <= 1:
            self.claims[-1] = replace(claim, spans=(*claim.spans[:-1], (view, named[-1].start, end)))

    def _told(self, view: View, start: int, end: int, told: list[Piece], speakers: list[tuple[Ref, ...]]) -> list[tuple[int, int]]:
        """Reads the reporter's own words of a sentence. Returns the stretches that claims cover."""
        text = view.text
        covered: list[tuple[int, int]] = []
        found: list[Subject] = []
        acts: list[Event] = []
        for part in told:
            here = subjects(view, part.start, part.end, self.cast)
            found += here
            acts += [e for e in events(text, part.start, part.end, found)]
        body_spoken_for(view, start, end, found, self.cast)
        before = len(self.claims)
        self.claims += filed_in(view, start, end, found, self.speaker, self.cast)
        self.claims += filed_nouns(view, start, end, self.cast)
        filed = len(self.claims) > before
        cosigned(view, start, end, found, self.claims)
        covered += [(a, b) for c in self.claims[before:] for _, a, b in c.spans]
        last_end = start
        acts = _nested(text, acts)
        for n, act in enumerate(acts):
            if act.at < last_end:
                continue
            nxt = next((e for e in acts[n + 1 :] if _other(text, act, e)), None)
            stop = nxt.start if nxt else end
            stop = _before_office(view, act.said, stop) if nxt else stop
            span = self._act(view, act, stop)
            if span:
                covered.append(span)
                last_end = span[1]
        if found:
            named = [s for s in found if s.sort in (Sort.NAME, Sort.PRONOUN, Sort.ROLE) and s.refs and s.refs[0].type is _P]
            if named:
                main = next((s for s in named if not s.possessive), named[0])
                if main.sort is not Sort.PRONOUN or not main.possessive:
                    self.cast.see(main.refs)
                    self.speaker = main.refs
            groups = [s for s in found if s.sort is Sort.GROUP and s.refs and not s.possessive]
            if groups and not named:
                self.speaker = groups[0].refs
        for act in acts:
            if act.subject is not None and act.subject.sort is Sort.NAME:
                self.cast.see(act.subject.refs)
        if covered:
            self.active = True
        elif (will := self._body_will(view, start, told[-1].end)) is not None:
            covered.append(will)
            self.active = True
        elif not filed and not any(a.subject is not None and a.subject.sort in _SOMEBODY for a in acts):
            self._unsaid(view, start, told[-1].end, found)
        elif not text.endswith(("?", "？"), 0, end):
            self.active = False
        return covered

    def _act(self, view: View, act: Event, stop: int) -> tuple[int, int] | None:
        """Reads one act of saying whose words end at `stop`; makes the claim if it is one and returns what it covers."""
        text = view.text
        subject = act.subject
        refs = subject.refs if subject is not None and subject.sort is not Sort.SELF else self.speaker
        carried = subject is None or subject.sort in (Sort.PRONOUN, Sort.ROLE)
        if subject is not None and subject.sort is Sort.DOCUMENT:
            return self._document(view, act, stop)
        if not refs:
            return None
        body = refs[0].type is not _P
        said = text[act.said : stop]
        if len(said) < 4:
            if act.sense is Sense.PROPOSE:
                self.speaker = refs
                if act.verb.startswith("的"):
                    return self._claim(view, _R, refs, act.start, stop, "announces", carried)
            return None
        if (row := _NUMBERED.match(text)) and "等" in text[act.start : act.at] and set(refs) < set(self.rows.get(row[1], ())):
            refs = self.rows[row[1]]
        official = body or any(self.cast.is_official(r) for r in refs)
        match act.sense:
            case Sense.PROPOSE:
                return self._claim(view, _R, refs, act.start, stop, "proposes", carried)
            case Sense.INSTRUCT if official:
                return self._claim(view, _R, refs, act.start, stop, "instructs", carried)
            case Sense.INSTRUCT | Sense.OPINE:
                return self._opinion(view, act, refs, stop, carried)
            case Sense.PROMISE | Sense.ANSWER:
                return self._answer(view, act, refs, stop, carried)
            case Sense.REPORT | Sense.FILE:
                return None

    def _body_will(self, view: View, start: int, stop: int) -> tuple[int, int] | None:
        """An organ at the head of the sentence that will do something (市人大常委会今年将新培育…)."""
        text = view.text
        for f in view.within(start, min(stop, start + 40), _O):
            if f.start == start and (m := _BODY_WILL.match(text, body_end(text, f))) and self.cast.governs(f.ref):
                lead = action_heads().search(text, m.end(), min(stop, m.end() + 24))
                if lead and not one_pattern("proposal_cues", "no_task").search(text, start, stop):
                    return self._claim(view, _C, (f.ref,), start, stop, "body-will", False)
        return None

    def _document(self, view: View, act: Event, stop: int) -> tuple[int, int] | None:
        """A meeting or a document speaks: for the body whose it is."""
        body = self.body or self.cast.reporting
        if body is None or act.sense not in (Sense.PROPOSE, Sense.INSTRUCT, Sense.ANSWER, Sense.PROMISE, Sense.FILE):
            return None
        if act.verb in ("提出", "明确", "部署", "报告", "宣布", "承诺"):
            return self._claim(view, _C, (body,), act.start, stop, "document-undertakes", False)
        if act.sense in (Sense.PROPOSE, Sense.INSTRUCT):
            return self._claim(view, _R, (body,), act.start, stop, "document-asks", False)
        return None

    def _opinion(self, view: View, act: Event, refs: tuple[Ref, ...], stop: int, carried: bool) -> tuple[int, int] | None:
        """认为, 指出, 说: only what is said as something to be done."""
        words = view.text[act.said : stop]
        if refs[0].type is not _P and not ought(words):
            first = next((c for c in clauses(view.text, act.said, stop) if to_come(view.text[c.start : c.end])), None)
            return self._claim(view, _C, refs, first.start, stop, "undertakes", carried) if first else None
        span = measure(view.text, act.said, stop, Judgement.STRONG)
        if span is None and modal(words):
            span = measure(view.text, act.said, stop, Judgement.HEADED)
        if span is None:
            self.speaker = refs
            return None
        if span[0] <= act.said + 2:
            return self._claim(view, _R, refs, act.start, stop, "opines", carried)
        made = self._claim(view, _R, refs, span[0], stop, "opines", carried)
        self.claims[-1] = replace(self.claims[-1], spans=((view, act.start, act.said), *self.claims[-1].spans))
        return made and (act.start, stop)

    def _answer(self, view: View, act: Event, refs: tuple[Ref, ...], stop: int, carried: bool) -> tuple[int, int] | None:
        """回应, 答复, 表态, 介绍: an undertaking when an office speaks of what is to come, else an opinion."""
        text = view.text
        if one_pattern("proposal_cues", "no_task").search(text, act.said, stop):
            return None
        coming = to_come(text[act.said : stop])
        body = self._undertaker(view, act, refs, stop)
        if body is not None and (coming or act.sense is Sense.PROMISE):
            return self._claim(view, _C, (body,), act.start, stop, "undertakes", carried)
        return self._opinion(view, act, refs, stop, carried) if refs[0].type is _P else None

    def _undertaker(self, view: View, act: Event, refs: tuple[Ref, ...], stop: int) -> Ref | None:
        """The body that a promise binds: named at its head with what it will do, spoken for, or the speaker's office."""
        if refs[0].type is not _P:
            return refs[0]
        named = [f for f in view.within(act.said, min(stop, act.said + 40), _O) if _UNDERTAKES.match(view.text, f.end)]
        if named:
            return named[0].ref
        for ref in refs:
            if ref in self.cast.bodies:
                return self.cast.bodies[ref]
        start = max(0, act.start - 60)
        return next((o for r in refs if (o := self.cast.office(r, view.within(start, act.start, _O)))), None)

    def _unsaid(self, view: View, start: int, end: int, found: list[Subject]) -> None:
        """A sentence without any verb of saying: it goes on with a measure, or is the subject's own thought in free indirect speech."""
        if not self.speaker:
            return
        text = view.text
        goes_on = self.active or bool(self.claims and _GOES_ON.match(text[start:end]) and self.claims[-1].kind is _R)
        if any(s.sort is Sort.NAME for s in found) and not goes_on:
            return
        kind, proposers = (_C, self.claims[-1].proposers) if self.active and self.claims[-1].kind is _C else (_R, self.speaker)
        if kind is _C and not to_come(text[start:end]):
            self.active = False
            return
        if not goes_on and not self.cast.subject:
            return
        span = measure(text, start, end, Judgement.HEADED if goes_on else Judgement.STRONG)
        if span is None:
            self.active = self.active and text.endswith(("?", "？"), 0, end)
            return
        if kind is _C:
            self.claims.append(Claim(_C, proposers, ((view, *span),), "goes-on", True))
        else:
            self._claim(view, _R, proposers, *span, "goes-on" if goes_on else "free-indirect", True)
        self.active = True

    def _spoken(self, view: View, start: int, end: int, who: tuple[Ref, ...]) -> None:
        """Reads a sentence in the first person of `who`."""
        if not who:
            return
        text = view.text
        found = subjects(view, start, end, self.cast, spoken=True)
        before = len(self.claims)
        self.claims += filed_in(view, start, end, found, who, self.cast, spoken=True)
        if len(self.claims) > before:
            self.active = True
            return
        own = self._own_house(view, start, end, who)
        if own:
            return
        for act in events(text, start, end, found):
            if act.sense is Sense.PROPOSE and end - act.said >= 4:
                refs = _joint(text, found, who, start)
                if act.subject is not None and act.subject.sort is Sort.NAME:
                    if re.match(r"(?:委员|代表)?(?:还|也)?[跟同和与](?:我|本人)", text[act.subject.end :]):
                        refs = (*who, *(r for r in act.subject.refs if r not in who))
                    elif act.subject.refs != who:
                        refs = act.subject.refs
                self._claim(view, _R, refs, act.start, end, "says-proposes", False, quoted=True)
                self.active = True
                return
        if any(self.cast.is_official(r) and not self.cast.is_member(r) for r in who):
            self._official_words(view, start, end, who)
            return
        who = _joint(text, found, who, start)
        span = measure(text, start, end, Judgement.HEADED if self.active else Judgement.STRONG)
        if span is None and not self.active:
            span = measure(text, start, end, Judgement.HEADED)
            if span is not None and (span[0] > start + 1 or _weighs(text[start:end])):
                span = None
        if span is None:
            self.active = self.active and text.endswith(("?", "？"), 0, end)
            return
        self._claim(view, _R, who, *span, "says", False, quoted=True)
        self.active = True

    def _official_words(self, view: View, start: int, end: int, who: tuple[Ref, ...]) -> None:
        """An official's own words: what is to come is an undertaking of the office, what others are to do is asked of them."""
        words = view.text[start:end]
        office = next((o for r in who if (o := self.cast.office(r))), None)
        if office is not None and to_come(words) and not re.search(r"[?？]|不能|没|做不到", words):
            self.claims.append(Claim(_C, (office,), ((view, start, end),), "office-says"))
            self.active = True
        elif ought(words) and (span := measure(view.text, start, end, Judgement.STRONG)):
            self._claim(view, _R, who, *span, "says", False, quoted=True)
            self.active = True

    def _own_house(self, view: View, start: int, end: int, who: tuple[Ref, ...]) -> bool:
        """What a speaker's own firm, school or cooperative will do is its commitment."""
        text = view.text
        house = next((o for r in who if (o := self.cast.employer(r))), None)
        if house is None:
            return False
        head = one_pattern("proposal_cues", "own_house").search(text, start, end)
        asked = self.own and to_come(text[start:end])
        if not head and not asked:
            if one_pattern("proposal_cues", "own_question").search(text, start, end):
                self.own = True
            return False
        self.claims.append(Claim(_C, (house,), ((view, start, end),), "own-house"))
        return True

    def _claim(
        self, view: View, kind: ProposalKind, refs: tuple[Ref, ...], start: int, stop: int, rule: str, carried: bool, quoted: bool = False
    ) -> tuple[int, int] | None:
        """Adds a claim over text[start:stop]; people who speak for a body bring it along."""
        proposers = refs
        if kind is _R:
            bodies = [self.cast.bodies[r] for r in refs if r in self.cast.bodies]
            proposers = tuple(dict.fromkeys((*refs, *bodies)))
        if stop <= start:
            return None
        claim = Claim(kind, proposers, ((view, start, stop),), rule, carried)
        goes_on = rule in ("goes-on", "says") and self.active and self.claims and self.claims[-1].proposers == proposers
        if goes_on and self.claims[-1].kind is kind and self.claims[-1].spans[-1][0] is view:
            self.claims[-1] = self.claims[-1].joined(claim)
        else:
            self.claims.append(claim)
        return start, stop


def _nested(text: str, acts: list[Event]) -> list[Event]:
    """An act without subject of its own that begins where another's words begin (补了一句:恳请…) or goes on from it (撰写提案,建议…) takes over its
    subject and start; an act of proposing that only leads through facts to a second one (提出,…缺少…,建议…) gives way to it."""
    out: list[Event] = []
    for act in acts:
        before = out[-1] if out else None
        if before is not None and (act.subject is None or act.subject is before.subject) and act.start >= before.said - 1:
            between = text[before.said : act.start]
            if len(between) <= 6 and before.sense in (Sense.OPINE, Sense.ANSWER, Sense.FILE):
                out[-1] = act._replace(subject=before.subject, start=before.start)
                continue
            if before.sense is Sense.PROPOSE and act.sense is Sense.PROPOSE and between and factual(between):
                out[-1] = act._replace(subject=before.subject)
                continue
        out.append(act)
    return out


def _other(text: str, act: Event, later: Event) -> bool:
    """Whether a later act of saying ends the words of this one: it has another subject of its own, one that opens a clause if it is a body."""
    s = later.subject
    if s is None or s.start < act.said or later.sense is Sense.FILE or s.sort is Sort.SELF:
        return False
    return s.sort not in (Sort.BODY, Sort.DOCUMENT) or text[s.start - 1] in ",;:。"


def _joint(text: str, found: list[Subject], who: tuple[Ref, ...], start: int) -> tuple[Ref, ...]:
    """The speaker with those whom he says to speak with him (我同甲、乙两位委员联名)."""
    with_me = [s for s in found if s.sort is Sort.NAME and _JOINT.search(text[max(start, s.start - 4) : s.start])]
    return tuple(dict.fromkeys((*who, *(r for s in with_me for r in s.refs))))


def _before_office(view: View, start: int, stop: int) -> int:
    """Moves the end of one speaker's words back before the office that introduces the next: to the last semicolon or full stop."""
    cut = max(view.text.rfind(c, start, stop) for c in ";。")
    if cut < 0:
        cut = view.text.rfind(",", start, stop)
    return cut + 1 if cut >= start else stop


def _weighs(words: str) -> bool:
    """Whether marks of fact stand in the words."""
    return factual(words) > 0
