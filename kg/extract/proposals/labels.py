"""Who is named apart from the words: labels before a line (某某:), lines of office and name above it, signatures behind it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.proposals.cast import Cast
from kg.extract.proposals.subjects import body_end
from kg.extract.proposals.words import any_verb, posts
from kg.extract.work import Found, View
from kg.lexicon.names import could_be_name, is_name
from kg.model import EntityType, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
_MARK = re.compile(r"[@■●▲◆·—\s]{1,3}")
_COMES_FROM = re.compile(r"[@■●▲◆·—\s]{0,3}来自[^,。:;]{2,16}的")
_ITEM = re.compile(r"\d{1,2}[.、]|[(（]?[一二三四五六七八九十]{1,3}[)）、.]")
_OWN_SPEECH = re.compile(r"(?:供职|任前|任职|就职|履职|表态|竞职|陈述)(?:发言|承诺|演说|报告|表态)?(?:摘要|摘登|节选)?:")
_LIFE = re.compile(r"[【\[〔]?(?P<name>[\u3400-\u9fff·]{2,15}?)(?:[】\]〕]|,)[男女],")
_PRESS_LABEL = re.compile(
    r"(?:[^,。;:“”!?]{2,14}(?:报|社|台|网|频道|客户端|融媒|融媒体中心))?(?:本报|本刊)?(?:全媒体|见习|实习|特派|首席)?"
    r"(?:记者|主持人|编者|追问|再问|问|Q)[^:]{0,6}:|网友[^:]{0,12}:"
)
_ANSWER_LABEL = re.compile(r"(?:答|回答|回复|回应|A\d{0,2}|受访者):")
_LABEL = re.compile(r"[^。;:“”!?]{1,60}?:")
_LABEL_TAIL = re.compile(r"(?:\([^()]*\))?(?:委员|代表|老师|主任|教授|书记|医生)?(?:\([^()]*\))?:")
_CAPACITY = re.compile(r"(?:全国|[省市州县区旗盟])?(?:人大|政协|党)(?:代表|委员)[、,]")
_ADVISING = re.compile(  # bodies that put forward proposals and execute none
    r"^(?:中国国民党革命委员会|中国民主|中国农工|中国致公|九三学社|台湾民主)|工商业联合会|归国华侨联合会|科学技术协会|妇女联合会|总工会"
    r"|政治协商会议|政协.*委员会|共产主义青年团|共青团|青年联合会|文学艺术界联合会"
)
_SECTOR = re.compile(r"[@■●▲◆·—\s]{0,3}[^,。:;]{2,10}(?:界|界别|组)")
_PARTY_MEMBER = re.compile(
    r"(?:九三学社|民[革盟建进]|农工党|致公党|台盟|工商联|无党派人士|[^,。:;]{2,10}界)界?(?P<name>[\u4e00-\u9fff]{2,4})(?:委员|代表)"
)
_NOTE_ENDS = "),、"  # what follows a body that somebody speaks for; behind one where he works follows his office
_POST = 10  # characters of an office before a name
_DASH = re.compile(r"[—―-]{1,3}")
_NOTE = re.compile(r"\([^()]*\)")
_AT_END = re.compile(r"(?<=[。!?”])\((?P<who>[^()]{2,40})\)$")
_AND = re.compile(r"(?:[、,和]|(?:等\d*[名位人]?)?(?:[省市县区州旗]?(?:人大代表|政协委员)|代表|委员))*")
_SAYS = re.compile(r"[说称讲指认]|(?<!代)表(?!彰)")
_SHORTEST_OFFICE, _LONGEST_OFFICE = 4, 48  # characters of an office before a name
_OF_WHAT = re.compile(
    r"(?:委会|委员会|支部|总支|支社|政协|界别?|委员|代表"
    r"|主委|书记|主任|[局院校会社馆厂站]长|[部处科]长|经理|小组|联|协会|商会|公司)$"
)
_PADDING = 2  # characters of white space between an office and a name that no comma divides


class Label(NamedTuple):
    """A name with a colon before a line. refs: who speaks (empty for the press). muted: it is the press. end: where the words begin."""

    refs: tuple[Ref, ...]
    muted: bool
    end: int


def label_of(view: View, cast: Cast) -> Label | None:
    """The label of a block, or None if it has none."""
    text = view.text
    if press := _PRESS_LABEL.match(text):
        return Label((), True, press.end())
    opening = _LABEL.match(text)
    if not opening:
        return None
    people = list(view.within(0, opening.end(), _P))
    if not people:
        unfound = _unfound(text[: opening.end() - 1])
        return Label((unfound,), False, opening.end()) if unfound is not None else None
    first = people[0]
    if any(f.name in cast.press and opening.end() - f.end <= _POST for f in people):
        return Label((), True, opening.end())
    tail = _LABEL_TAIL.match(text, people[-1].end)
    if (
        first.start <= 1
        or _office_only(view, first.start, cast)
        or _MARK.fullmatch(text[: first.start])
        or _COMES_FROM.fullmatch(text, 0, first.start)
        or _ITEM.fullmatch(text[: first.start])
        or _group_only(view, first.start)
    ) and tail:
        beside = view.within(people[-1].end, tail.end(), _O)
        body = next((f.ref for f in beside if text[body_end(text, f)] in _NOTE_ENDS), None)
        if body is not None and not any(p.organization == body for f in people for p in cast.roles.get(f.ref, ())):
            cast.bodies.update({f.ref: body for f in people})
        return Label(tuple(dict.fromkeys(f.ref for f in people)), False, tail.end())
    return None


def body_label(view: View) -> Label | None:
    """The label of a block in which a party, a people's organization or a committee of a CPPCC speaks (●民建某市委会:…); None where there
    is none. Other bodies before a colon are told what they have to do."""
    mark = _MARK.match(view.text)
    start = mark.end() if mark else 0
    for f in view.found:
        if f.type is _O and f.start == start and _ADVISING.search(f.name):
            end = body_end(view.text, f)
            return Label((f.ref,), False, end + 1) if view.text[end : end + 1] == ":" else None
    return None


def own_speech(view: View, cast: Cast) -> Label | None:
    """The label of a speech below the life of whoever gives it (供职发言:… below 【某某】男,汉族,…); None where there is none."""
    m = _OWN_SPEECH.match(view.text)
    at = next((n for n, v in enumerate(cast.article.views) if v is view), 0) if m else 0
    life = _LIFE.match(cast.article.views[at - 1].text) if at else None
    known = next((r for r in cast.roles if life and r.name == life["name"]), None)
    return Label((known,), False, m.end()) if m and known else None


def answers(text: str, by: tuple[Ref, ...]) -> Label | None:
    """The label of an answer that names nobody (答:), given by whom the press asks; None where there is none."""
    m = _ANSWER_LABEL.match(text)
    return Label(by, False, m.end()) if m and by else None


@cache
def _longest_posts_first() -> tuple[str, ...]:
    return tuple(sorted(posts(), key=len, reverse=True))


def _unfound(head: str) -> Ref | None:
    """Somebody whose name nothing has found, by the office before it in a label (县政协委员、某厂工程师某某:): what is built like a
    name, or could be one behind a capacity and an office."""
    mark = _MARK.match(head)
    words = _NOTE.sub("", head[mark.end() if mark else 0 :])
    if (party := _PARTY_MEMBER.fullmatch(words)) and is_name(party["name"]):
        return Ref(_P, party["name"])
    for size in (3, 2, 4):
        office, name = words[:-size], words[-size:]
        if not office.endswith(_longest_posts_first()) or len(office) > _LONGEST_OFFICE or _SAYS.search(office):
            continue
        if any_verb()[0].search(name):
            return None
        if is_name(name) or (could_be_name(name) and _CAPACITY.match(office) and not office.endswith(("代表", "委员"))):
            return Ref(_P, name)
    return None


def _office_only(view: View, end: int, cast: Cast) -> bool:
    """Whether nothing but an office stands in text[:end]: a body and a post, or a capacity (市教育局局长, 市人大代表、某某公司经理)."""
    words = view.text[:end]
    return end <= _LONGEST_OFFICE and words.endswith(posts()) and not _SAYS.search(words)


def _group_only(view: View, end: int) -> bool:
    """Whether nothing but a democratic party, a people's organization or a sector of a CPPCC stands in text[:end] (九三学社, 工商联界)."""
    return any(f.type is _O and f.start <= 1 and body_end(view.text, f) == end and _ADVISING.search(f.name) for f in view.found) or (
        _SECTOR.fullmatch(view.text, 0, end) is not None
    )


def advising_bodies(view: View) -> tuple[Ref, ...]:
    """The parties, people's organizations and committees of a CPPCC that a line of office and name names: they let their people speak."""
    return tuple(dict.fromkeys(f.ref for f in view.found if f.type is _O and _ADVISING.search(f.name)))


def signed_behind(view: View, cast: Cast) -> tuple[tuple[Ref, ...], int]:
    """Who is named as the speaker of the words in the block before (——市人大代表、某公司经理某某), and where that line ends; nobody
    and 0 where the block does not begin so."""
    mark = _DASH.match(view.text)
    if mark is None:
        return (), 0
    people = [f for f in view.within(mark.end(), mark.end() + _LONGEST_OFFICE, _P) if cast.speaks(f)]
    first = people[0] if people else None
    if first is None:
        unfound = _unfound(view.text[mark.end() : (stop := _line_end(view, mark.end(), cast.context.source.text))])
        return ((unfound,), stop) if unfound is not None else ((), 0)
    if not (first.start == mark.end() or view.text[: first.start].endswith(posts())):
        return (), 0
    note = _NOTE.match(view.text, first.end)
    return (first.ref,), note.end() if note else first.end


def signed_at_end(view: View, cast: Cast) -> tuple[Ref, ...]:
    """Whom brackets behind the last sentence name, and nobody else, as those whose proposal the block is (…。(甲某、乙某委员), …。(某党
    市委会)); nobody where they say anything else, and where they name the press."""
    m = _AT_END.search(view.text)
    if m is None:
        return ()
    found = list(view.within(m.start("who"), m.end("who"), _P, _O))
    left = m["who"]
    for f in reversed(found):
        left = left[: f.start - m.start("who")] + left[body_end(view.text, f) - m.start("who") :]
    members = "委员" in left or "代表" in left
    fit = all(_ADVISING.search(f.name) if f.type is _O else f.name not in cast.press and (members or cast.is_member(f.ref)) for f in found)
    return tuple(dict.fromkeys(f.ref for f in found)) if fit and _AND.fullmatch(left) else ()


def _line_end(view: View, start: int, source: str) -> int:
    """Where the line of the source ends in which text[start] stands."""
    offsets = view.block.offsets
    return next((n for n in range(start + 1, len(view.text)) if "\n" in source[offsets[n - 1] : offsets[n]]), len(view.text))


def office_behind(view: View, person: Found) -> bool:
    """Whether a line is nothing but a name and the office behind it (某某 市政协委员、某公司经理)."""
    words = view.text[person.end :].rstrip("|·")
    return person.start <= 1 and len(words) <= _LONGEST_OFFICE and words.endswith(posts()) and not re.search(r"[。!?:“]", words)


def names_only(view: View) -> bool:
    """Whether a paragraph is nothing but an office and behind it who holds it (省水利厅厅长 某某(女,满族)): a heading by its build."""
    people = [f for f in view.found if f.type is _P]
    if len(people) != 1 or people[0].start < _SHORTEST_OFFICE or people[0].start > _LONGEST_OFFICE:
        return False
    note = _NOTE.match(view.text, people[0].end)
    words = view.text[: people[0].start]
    return (note.end() if note else people[0].end) == len(view.text) and words.endswith(posts()) and not re.search(r"[。;:!?“”—]", words)


def head_speaker(view: View) -> tuple[Ref, ...]:
    """Who is named by a line of nothing but a body, a group or an office, white space and what is built like a name (工商联界 某某)."""
    text, offsets = view.text.rstrip(":"), view.block.offsets
    for at in range(len(text) - 2, max(0, len(text) - 5), -1):
        if offsets[at] - offsets[at - 1] > 1 and _OF_WHAT.search(text[:at]) and is_name(text[at:]):
            bodies = [f.ref for f in view.found if f.type is _O and body_end(view.text, f) == at]
            return (Ref(_P, text[at:]), *bodies)
        if offsets[at] - offsets[at - 1] > _PADDING and at < len(text) - 3:
            return ()
    return ()
