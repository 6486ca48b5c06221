"""Finds the acts of saying in a stretch of text: who (subject) says how (verb), and where the words that are said begin."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.proposals.subjects import Sort, Subject
from kg.extract.proposals.words import Sense, action_heads, any_verb, cues, one_pattern

_CLAUSE_STOPS = ",;:。!?“”—…"
_NOUN_AHEAD = re.compile(r"(?:的|这件|一件|这份|一份|这条|一条|[条件份项个]|提|交|带来|办理|办复|听取|采纳|征求|作出|没有提)$")
_SAYING = re.compile(r"(?:道|说|称|了|着|过|,|:|,|、)*")
_VIEW_ENDS = re.compile(r"(?:委员|代表)?(?:等人)?看来[,,]?")
_FOR = re.compile(r"代表(?:该|本)?$")
_SCENE = re.compile(r"(?:在|到|赴|参加|出席|列席)")
_FILES = re.compile(r"(?:提交|递交|带来|撰写|准备|起草|写)(?:了)?[一两三]?[份件条](?:[^,。;:《]{0,20}的)?(?:建议|提案|议案)[,:]")
_ADVISES = re.compile(r"建议[:,]?")
_WRITES_TO = re.compile(r"(?:向|给)[^,。]{2,20}(?:发出|致函|发函|提出|印发|制发|下发|发送|反馈)|(?:发出|制发|下发|印发)")
_SUPERVISES = re.compile(r"(?:挂牌|跟踪|现场|重点|联合|牵头)*(?:督办|督导|督查|督促|约谈|交办|通报)[^,。;]{0,6},")
_ADDRESSED = re.compile(r"(?:(?<![面方倾导指])向|呈|报送|报请|提请)(?:[^,。;:]{2,16}[、和与及])?$")  # 向某局|报告: the body is told
_UNNAMED = re.compile(r"(?:人大|政协|部分|有|一些)?(?:代表|委员|群众|网友|市民|居民|村民|读者|专家)")  # 代表建议:…, a label
_NEAR = 10
_SPOKE = re.compile(r"代表|发言")
_LONGEST = 30
_LONGEST_OF_BODY = 24


class Event(NamedTuple):
    """An act of saying. subject: None where the clause has none. start: where the report begins (the subject if it has one). at: where
    the verb stands. said: where the words that are said begin."""

    subject: Subject | None
    sense: Sense
    start: int
    at: int
    said: int
    verb: str


def events(text: str, start: int, end: int, found: list[Subject]) -> list[Event]:
    """The acts of saying in text[start:end], in order. found: the possible subjects of that stretch."""
    pattern, by_form = any_verb()
    out: list[Event] = []
    for m in pattern.finditer(text, start, end):
        if out and m.start() < out[-1].said and m.start() < out[-1].at + len(out[-1].verb):
            continue
        for verb in by_form[m.group()]:
            if not verb.pattern.match(text, m.start(), end):
                continue
            event = _event(text, start, m, verb.sense, found)
            if event and not (verb.noun and _NOUN_AHEAD.search(text[event.start : event.at])):
                out.append(event)
                break
    out += _in_view(text, start, end, found)
    out += _openings(text, start, end, found)
    return sorted(out, key=lambda e: (e.at, e.start))


def _event(text: str, start: int, m: re.Match[str], sense: Sense, found: list[Subject]) -> Event | None:
    verb_at = m.start()
    if m.group() == "要求" and text[verb_at - 1 : verb_at] in ("不", "没"):
        return None  # 我不要求别的
    clause = _clause_start(text, start, verb_at)
    said = _SAYING.match(text, m.end()).end()  # type: ignore[union-attr]
    inside = [s for s in found if s.start >= clause and s.end <= verb_at]
    inside = [s for s in inside if not s.possessive or s.sort is Sort.SELF]
    inside = [s for s in inside if s.sort is not Sort.BODY or not _ADDRESSED.search(text, clause, s.start)]
    if inside:
        # A name before a pronoun's or a body's clause: the nearest subject that is not spoken for or against.
        subject = inside[-1]
        if subject.sort is Sort.BODY:
            people = [s for s in inside if s.sort in (Sort.NAME, Sort.PRONOUN, Sort.ROLE)]
            if people and _FOR.search(text[people[-1].end : subject.start]):
                subject = people[-1]
            elif people and (scene := _in_scene(text, people[-1].end, verb_at)):
                subject = people[-1]._replace(end=scene)  # 某某在某代表团审议时要求
            elif _FOR.search(text[max(clause, subject.start - 4) : subject.start]):
                earlier = [s for s in found if s.end <= subject.start and s.sort in (Sort.NAME, Sort.PRONOUN, Sort.ROLE)]
                start_at = earlier[-1].start if earlier else clause
                return Event(earlier[-1] if earlier else None, sense, start_at, verb_at, said, m.group())
        between = text[subject.end : verb_at]
        longest = _LONGEST_OF_BODY if subject.sort is Sort.BODY else _LONGEST
        if len(between) > longest and not (_SCENE.match(between) and _adverbial(between)):
            return None
        if subject.sort is Sort.BODY and not (_adverbial(between) or one_pattern("proposal_cues", "of_body").match(between)):
            return None
        return Event(subject, sense, subject.start, verb_at, said, m.group())
    head = text[clause:verb_at]
    if _adverbial(head) or (len(head) <= 6 and text[m.end() : m.end() + 1] == ":" and not _UNNAMED.fullmatch(head)):
        earlier = [s for s in found if s.end <= clause and not s.possessive and s.sort is not Sort.BODY]
        if not earlier and sense in (Sense.PROPOSE, Sense.INSTRUCT) and text[clause - 1 : clause] == ",":
            earlier = [s for s in found if s.end <= clause and s.sort is Sort.BODY and _WRITES_TO.match(text, s.end, clause)][:1]
        if not earlier and sense is Sense.INSTRUCT and text[clause - 1 : clause] == ",":
            agents = [s for s in found if s.end <= clause and s.sort is Sort.BODY and text[s.start - 1] == "由"]
            if agents and _SUPERVISES.match(text, agents[-1].end, clause):
                return Event(agents[-1], sense, verb_at, verb_at, said, m.group())  # 由某指挥部挂牌督办,要求…
        begins = (
            earlier[-1].start
            if earlier and (clause - earlier[-1].end <= _NEAR or _SPOKE.search(text[earlier[-1].end : clause])) and text[clause - 1] == ","
            else clause
        )
        return Event(earlier[-1] if earlier else None, sense, begins, verb_at, said, m.group())
    return None


_POST_BEHIND = re.compile(r"(?:总书记|委员长|总理|主席|书记|同志|主任|部长|局长|[省市州县区]长|代表|委员)?")


def _in_scene(text: str, at: int, verb: int) -> int:
    """Where a scene begins right behind a name and its office (习近平总书记|在某团审议时), if nothing else stands before the verb; 0 if
    not."""
    post = _POST_BEHIND.match(text, at)
    begins = post.end() if post else at
    return begins if _SCENE.match(text, begins) and _adverbial(text[begins:verb]) else 0


def _adverbial(words: str) -> bool:
    """Whether words are nothing but adverbs and adverbial phrases, or nothing at all."""
    return one_pattern("proposal_cues", "adverbial").match(words) is not None


def _clause_start(text: str, start: int, at: int) -> int:
    """Where the clause of text[at] begins; brackets and terms in quotation marks do not end it."""
    depth = 0
    for i in range(at - 1, start - 1, -1):
        c = text[i]
        if c == ")":
            depth += 1
        elif c == "(":
            depth -= 1
        elif depth <= 0 and c in _CLAUSE_STOPS:
            return i + 1
    return start


def _in_view(text: str, start: int, end: int, found: list[Subject]) -> list[Event]:
    """在某某看来,… (in the view of somebody)."""
    out = []
    for s in found:
        if (m := _VIEW_ENDS.match(text, s.end, end)) and "在" in text[max(start, s.start - 40) : s.start]:
            begins = text.rfind("在", start, s.start)
            out.append(Event(s, Sense.OPINE, begins if begins == s.start - 1 else s.start, s.end, m.end(), "看来"))
    return out


def _goes_on_to(text: str, s: Subject, at: int) -> bool:
    """Whether somebody is the subject of the clauses before text[at] (某某还嫌不够,又提了一条:)."""
    before = s.sort in (Sort.NAME, Sort.PRONOUN) and not s.possessive and s.end <= at
    return before and at - s.end <= _LONGEST and not any(c in text[s.end : at] for c in "。;:!?“”")


def _openings(text: str, start: int, end: int, found: list[Subject]) -> list[Event]:
    """His advice is …; she writes three prescriptions: …"""
    out = []
    for cue in cues("proposal_cues", "opening"):
        for m in cue.pattern.finditer(text, start, end):
            owner = next((s for s in found if s.end == m.start()), None)
            if cue.name == "prescription":
                clause = _clause_start(text, start, m.start())
                named = [s for s in found if clause <= s.start < m.start()]
                owner = next((s for s in named if s.sort is not Sort.BODY), named[0] if named else None)
                owner = owner or next((s for s in reversed(found) if s.sort is Sort.SELF and s.end <= m.start()), None)
                owner = owner or next((s for s in reversed(found) if _goes_on_to(text, s, m.start())), None)
            if owner:
                out.append(Event(owner, Sense.PROPOSE, owner.start, m.start(), m.end(), m.group()))
    for s in found:
        if s.sort is Sort.ROLE and text[s.start : s.end].endswith(("提案", "议案")) and (advises := _ADVISES.match(text, s.end, end)):
            out.append(Event(s, Sense.PROPOSE, s.start, s.end, advises.end(), "建议"))
    for m in _FILES.finditer(text, start, end):
        owner = next((s for s in reversed(found) if s.end <= m.start() and not s.possessive and s.sort is not Sort.BODY), None)
        if owner and action_heads().match(text, m.end(), end):
            out.append(Event(owner, Sense.PROPOSE, owner.start, m.start(), m.end(), m.group()))
    for cue in cues("proposal_cues", "answer"):
        for m in cue.pattern.finditer(text, start, end):
            if owner := next((s for s in found if s.end == m.start()), None):
                out.append(Event(owner, Sense.ANSWER, owner.start, m.start(), m.end(), m.group()))
    return out
