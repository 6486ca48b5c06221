"""Who speaks in a quotation, by the words around it, and the party or group that a member speaks for."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.subjects import Sort, Subject, body_end, subjects
from kg.extract.proposals.text import Piece
from kg.extract.proposals.words import any_verb, one_pattern, posts
from kg.extract.work import View
from kg.lexicon.names import is_name
from kg.model import EntityType, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_I_SPEAK = re.compile(r"(?:我|受)(?:谨|仅)?代表(?:该|本)?$")
_FOR = re.compile(r"代表(?:该|本)?$")
_FOR_OWN = re.compile(r"代表(?P<own>该|本)?(?P<name>[^,。:;]{2,12}?)(?=发言|建议|提出|呼吁|提议|指出|表示|作)")
_THAT_ORGAN = re.compile(r"该(?:局|厅|委|部门|单位|中心|院)")
_POST = 10  # characters of an office before a name
_LONGEST_HEAD = 24
_SENT_BY = re.compile(r"受$")
_ITS_SPEECH = re.compile(r"的(?:发言|提案|建议)由")
_REPORTS = re.compile(r"(?:向[^,。]{0,20})?(?:作(?!了?[^,。]{0,40}发言|题为)|报告|述职)")
_GIVES_SPEECH = re.compile(r"发言(?!席)|走上(?:讲台|发言席)|登台")
_NO_BODY = re.compile(r"代表团$")


def speaker_of(view: View, lead: Piece | None, tag: Piece | None, cast: Cast) -> tuple[Ref, ...]:
    """Who speaks in a quotation between `lead` and `tag`, the reporter's words on its two sides; empty if neither names anybody."""
    for piece, nearest in ((lead, -1), (tag, 0)):
        if piece is None:
            continue
        if piece is lead and not re.search(r"[:,—]$", view.text[piece.start : piece.end]):
            continue
        named = [
            s
            for s in subjects(view, piece.start, piece.end, cast)
            if s.refs and not s.possessive and s.sort in (Sort.NAME, Sort.PRONOUN, Sort.ROLE)
        ]
        if named:
            return named[nearest].refs
        owners = [s for s in subjects(view, piece.start, piece.end, cast) if s.refs and s.possessive and s.sort in (Sort.NAME, Sort.ROLE)]
        if owners and (piece is lead or _HIS_WORDS.search(view.text, owners[nearest].end, piece.end)):
            return owners[nearest].refs
        if piece is lead and not named and (unknown := _unfound(view.text[piece.start : piece.end])):
            return (unknown,)
    return ()


# “…。”这是某某的心声, “…。”某某的发言引来掌声
_HIS_WORDS = re.compile(r"(?:一番|这番|一席|一句|[^,。]{0,4})(?:心声|心愿|愿望|期盼|呼声|建议|观点|看法|主张|发言|话)")


@cache
def _post_and_name() -> re.Pattern[str]:
    """A calling and behind it what could be a name, with a verb of saying and a colon behind that."""
    callings = "|".join(sorted(map(re.escape, (*posts(), "老板", "店主", "摊主", "师傅")), key=len, reverse=True))
    says = "(?:也|还|则|接着|随后|当场|立刻|马上|笑着|连忙|补充|插话|发言)*[说道讲]:$"
    return re.compile(rf"(?:{callings})(?P<name>[\u4e00-\u9fff]{{2,3}}?){says}")


def _unfound(lead: str) -> Ref | None:
    """Somebody whose name nothing has found, by the calling before it and the words that let him speak (面馆老板甘华接着说:)."""
    m = _post_and_name().search(lead[-40:])
    return Ref(_P, m["name"]) if m and is_name(m["name"]) else None


def unnamed(view: View, lead: Piece | None, tag: Piece | None, cast: Cast) -> bool:
    """Whether the words on the two sides of a quotation say that somebody speaks who is not named (一位老农拉住她:…)."""
    text = view.text
    if lead is not None and re.search(r"[:,—]$", text[lead.start : lead.end]):
        strangers = list(one_pattern("proposal_cues", "stranger").finditer(text, lead.start, lead.end))
        if strangers:
            later = [s for s in subjects(view, strangers[-1].end(), lead.end, cast) if s.refs and not s.possessive]
            return not later
        if speaker_of(view, lead, None, cast):
            return False
        if (last := subjects(view, lead.start, lead.end, cast)[-1:]) and last[0].sort is Sort.NAME and not last[0].refs:
            return True  # a member whose name the text does not give
        if foreign(view, lead.start, lead.end, cast):
            return True
    return tag is not None and (
        bool(one_pattern("proposal_cues", "stranger").match(text, tag.start, tag.end)) or foreign(view, tag.start, tag.end, cast)
    )


def foreign(view: View, start: int, end: int, cast: Cast) -> bool:
    """Whether the first verb of saying in text[start:end] has a subject that is nobody whom the text names (赶海的阿婆说)."""
    said = any_verb()[0].search(view.text, start, end)
    if said is None:
        return False
    clause = max(view.text.rfind(c, start, said.start()) for c in ",。;:!?”—") + 1 or start
    head = view.text[clause : said.start()]
    if len(head) > _LONGEST_HEAD or not one_pattern("proposal_cues", "unnamed_subject").search(head):
        return False
    return not subjects(view, clause, said.start(), cast)


_BARE_POST = re.compile(
    r"(?:(?<=[。!?;”])|(?<=^))(?:该)?(?:党[组委]书记、)?副?(?:(?P<局>局长)|(?P<厅>厅长)|(?P<委>主任)|(?P<部>部长)|(?P<院>院长)|(?P<政府>[省市州县区旗镇乡]长))"
)
# Bodies by what their heads are called; where this does not say, the body ends like the title.
_HEADED_BY = {"委": ("委员会", "委", "办公室", "中心", "管委会"), "政府": ("人民政府",)}


def introduced_by_office(view: View, cast: Cast) -> None:
    """Notes the people of a block who are introduced as officials of 该局, or by their post alone at the head of a sentence (市水利局当场
    回应。局长某某说): of the organ named last before that the words can mean."""
    for m in _BARE_POST.finditer(view.text):
        kind = next(k for k, v in m.groupdict().items() if v)
        who = next((f.ref for f in view.within(m.end(), m.end() + 4, _P) if f.start == m.end()), None)
        ends = _HEADED_BY.get(kind, (kind,))
        organ = next((f.ref for f in reversed(view.within(0, m.start(), _O)) if f.name.endswith(ends) and cast.governs(f.ref)), None)
        if organ is not None and who is not None:
            cast.of_that.setdefault(who, organ)
    for m in _THAT_ORGAN.finditer(view.text):
        organ = next((f.ref for f in reversed(view.within(0, m.start(), _O)) if cast.governs(f.ref)), None)
        who = next((f.ref for f in view.within(m.end(), len(view.text), _P) if f.start - m.end() <= _POST), None)
        if organ is not None and who is not None:
            cast.of_that[who] = organ


def body_spoken_for(view: View, start: int, end: int, found: list[Subject], cast: Cast, speaker: tuple[Ref, ...] = ()) -> None:
    """Notes the bodies for which people are said to speak (代表民建某市委会发言; 某党市委会的发言由某某担纲). speaker: who says 我代表…."""
    text = view.text
    people = [s for s in found if s.sort in (Sort.NAME, Sort.PRONOUN) and s.refs and s.refs[0].type is _P]
    for f in view.within(start, end, _O):
        if _I_SPEAK.search(text[max(start, f.start - 6) : f.start]) and speaker and speaker[0].type is _P:
            cast.bodies.update(dict.fromkeys(speaker, f.ref))
            cast.passing.update(speaker)
    if not people:
        return
    for f in view.within(start, end, _O):
        tail = body_end(text, f)
        before, after = text[max(start, f.start - 3) : f.start], text[tail : tail + 8]
        if _NO_BODY.search(text[f.start : f.end]) or _REPORTS.match(text, tail):
            continue
        if _FOR.search(before):
            earlier = [s for s in people if s.end <= f.start]
            later = [s for s in people if s.start >= f.end]
            who = earlier[-1] if earlier else later[0] if later else None
        elif _SENT_BY.search(before) and after.startswith("委托"):
            who = next((s for s in reversed(people) if s.end <= f.start), None)
        elif _ITS_SPEECH.match(after):
            who = next((s for s in people if s.start >= f.end), None)
        else:
            continue
        if who is not None:
            for ref in who.refs:
                cast.bodies[ref] = f.ref
                if not _GIVES_SPEECH.search(text, start, end):
                    cast.passing.add(ref)
            if _GIVES_SPEECH.search(text, start, end):
                cast.voices.setdefault(f.ref, who.refs)
    for m in _FOR_OWN.finditer(text, start, end):
        earlier = [s for s in people if s.end <= m.start()]
        own = cast.employer(earlier[-1].refs[0]) if earlier else None
        if own is not None and (m["own"] or own.name.endswith(m["name"])):
            cast.bodies.setdefault(earlier[-1].refs[0], own)
