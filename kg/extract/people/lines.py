"""Names at the head of a line or clause: before a capacity, an office set apart, an appointment, a verb of speech, a colon."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache

from kg.extract.people.foreign import made_of_parts
from kg.extract.people.forms import LOOSE, OFFICE, heaviest, sure, weight
from kg.extract.people.roles import press_roles, role_ends, role_spans
from kg.extract.people.words import common_words, ends_well, followers, is_common, is_place
from kg.extract.work import Found
from kg.lexicon.gazetteer import places_in
from kg.lexicon.labels import guest_label
from kg.lexicon.load import toml
from kg.lexicon.names import HAN, could_be_name, is_name
from kg.lexicon.people import surnames
from kg.model import EntityType

_P = EntityType.PERSON
_FIRST = re.compile(
    rf"(?:[▲●■◆]|\d{{1,2}}[.、])?(?P<name>[{HAN}·]{{2,9}}?)(?:\([^()]{{1,12}}\))?"
    r"(?=(?P<comma>,)?(?:全国|省|市|县|区|州|旗)?(?:人大代表|政协委员|党代表)(?:[、,(]|$)|\([^()]{0,40}(?:代表|委员)[^()]{0,40}\)[:,]|,[男女],|(?P<life>(?:同志)?[,:](?:[男女](?=[,。])|现任|曾任|历任|(?:19|20)\d{2}年|[\u4e00-\u9fff]{1,5}族,|中共党员|现年|\d\d岁)))"
)
_APPOINTED = re.compile(
    rf"(?P<names>[{HAN}·]{{2,9}}(?:\([^()]{{1,12}}\))?(?:、[{HAN}·]{{2,9}}(?:\([^()]{{1,12}}\))?)*?)(?:同志)?"
    r"(?:(?:任|为|担任)[^,。;]{3,60}(?:[;。]?$|,(?:免去|任命|不再|同时))|(?:的|辞去(?:的)?)[^,。;]{3,60}(?:职务|请求)(?:\([^()]{2,12}\))?[;。]?(?:$|,(?:退休|另有任用|另行安排|到龄|届满|保留)))"
)
_OF_OFFICE = re.compile(r"^[^,。;]{6,60}职务(?:,(?:退休|另有任用))?[;。]?$")
_VERBS = ("任命", "任免", "免去", "补选", "决定")
_CLAUSE = re.compile(r"(?:^|(?<=[,。;!?”’:)—]))")
_ADVERB = re.compile(r"则|也|又|还|便|就|接着|随后|随即|当即|当场|现场|这样|如是|坦率地|动情地|笑着|激动地|补充|最后|首先")
_CALLED = re.compile("[职名简俗号堪自统人著美昵代]称")  # 晋升职称
_NOT_FIRST = re.compile(r"[各位与会全体市县区省州人大政协]$")


@cache
def _verbs() -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Verbs of speech, verbs of appearing, last characters of names of lands."""
    data = toml("person_context")
    return tuple(data["speech"]), tuple(data["appears"]), data["lands"]


def leading(text: str) -> Iterator[Found]:
    """A name at the head of a line, with the capacity behind it: 沙马阿依(女,彝族)市人大代表、…; 闵溪(市人大代表、…教师):…"""
    m = _FIRST.match(text, guest_label(text) or len(text) - len(text.lstrip("@>“”*_")))
    if (
        m is None
        or (m["comma"] and not (is_name(m["name"]) and sure(m["name"])))
        or (m["life"] and not (is_name(m["name"]) and weight(text, m.start("name"), m["name"]) >= OFFICE - 1))
        or not could_be_name(m["name"])
        or m["name"] in ("对话", "专访", "记者", "嘉宾")
    ):
        return
    if m["name"] not in common_words() and not is_place(m["name"]) and not _NOT_FIRST.search(m["name"]):
        yield Found(m.start("name"), m.end("name"), _P, m["name"], "name-then-capacity")


def apart(text: str, breaks: frozenset[int]) -> Iterator[Found]:
    """李某某 某某种业有限公司董事长: a name at the head of a short line, set apart from an office by a blank (and perhaps padded by
    one)."""
    if not breaks or len(text) > 60 or "。" in text:
        return
    begin = guest_label(text)
    for at in sorted(b for b in breaks if b > begin)[:3]:
        form = text[begin:at].split("(")[0]
        if at - begin >= 2 and is_name(form) and not is_common(form):
            rest = text[at:]
            if any(end == len(rest) or rest[end : end + 1] in (",", "、", "(") for _, end in role_spans(rest)):
                yield Found(begin, begin + len(form), _P, form, "name-apart")
                return


_HOLDER = re.compile(r"(?:[会局院校司团委厅办府社界站所处科室队部]|界别|公司|中心|集团|大学|学院|支部)$")


def at_end(text: str, breaks: frozenset[int]) -> Iterator[Found]:
    """民革某市委会 李某某: a name at the end of a short line, set apart by a blank from the body or the office before it."""
    if not breaks or len(text) > 48 or "。" in text or "," in text:
        return
    stop = len(text.rstrip(":"))
    for at in sorted(breaks):
        form = text[at:stop]
        if is_name(form) and not is_common(form) and not is_place(form) and (_HOLDER.search(text, 0, at) or role_ends(text, at)):
            yield Found(at, stop, _P, form, "name-at-end")
            return


def padded(text: str, breaks: frozenset[int]) -> Iterator[Found]:
    """经理田 某正为…, 校长 景 某提出: behind an office, two characters that a blank pads to the width of three are a name."""
    for at in breaks:
        form = text[at - 1 : at + 1]
        more = at + 2 in breaks or not "一" <= text[at + 2 : at + 3] <= "\u9fff"  # 县长 田 某 某, 县长 田 某某
        whole = more and is_name(text[at - 1 : at + 2])
        if whole or at < 2 or not is_name(form) or not _JOINING.isdisjoint(form) or is_common(form):
            continue
        if role_ends(text, at - 1) and not any(start <= at < end for start, end in role_spans(text)):
            yield Found(at - 1, at + 1, _P, form, "name-padded")


_JOINING = frozenset("和与及兼同从向由为任")


def spaced(text: str, breaks: frozenset[int]) -> Iterator[Found]:
    """甲某某 乙某某 丙某出席: three and more names that blanks part, the last one before a mark or a verb."""
    cuts = sorted(breaks)
    at = 0
    while at < len(cuts):
        run = [cuts[at]]
        while at + 1 < len(cuts) and 2 <= cuts[at + 1] - run[-1] <= 4 and is_name(text[run[-1] : cuts[at + 1]]):
            at += 1
            run.append(cuts[at])
        at += 1
        if len(run) < 2:
            continue
        first = next((n for n in (2, 3, 4) if _may_open(text, run[0] - n, run[0])), None)
        names = [(run[0] - first, run[0])] if first else []
        names += [(a, b) for a, b in itertools.pairwise(run)]
        left = len(text) - run[-1]
        tail = next((n for n in (3, 2, 4) if n <= left and is_name(text[run[-1] : run[-1] + n]) and ends_well(text, run[-1] + n)), None)
        names += [(run[-1], run[-1] + tail)] if tail else []
        if len(names) >= 3 and not any(is_common(text[a:b]) or text[a:b] in press_roles() for a, b in names):
            for a, b in names:
                yield Found(a, b, _P, text[a:b], "names-spaced")


def _may_open(text: str, start: int, end: int) -> bool:
    """Whether a list of spaced names can begin with text[start:end]."""
    return start >= 0 and is_name(text[start:end]) and (start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff" or _at_role(text, start))


def _at_role(text: str, at: int) -> bool:
    return any(end == at for _, end in role_spans(text)) or text[at - 1] in "的由和与"


_ADDRESSED = re.compile(rf"(?P<names>[{HAN}·]{{2,4}}(?:[、,][{HAN}·]{{2,4}}){{0,9}})等?\d*[位名]?(?:代表|委员|先生|女士|同志):$")


_TOLD = re.compile(rf"(?P<name>[{HAN}·]{{2,4}})(?:代表|委员)\((?=[^()]{{4,40}}[师长员任记理人民工商农]\))")


def addressed(text: str) -> Iterator[Found]:
    """The line of a letter that says to whom it goes (区某某委员:, 甲、乙代表:), where only names can stand, with whatever surname."""
    told = _TOLD.match(text)
    if told and could_be_name(told["name"]) and told["name"][:1] in _first_characters() and told["name"] not in common_words():
        yield Found(0, told.end("name"), _P, told["name"], "addressed")  # 南某某代表(某院医师): at the head of a paragraph
    m = _ADDRESSED.match(text) if len(text) < 60 else None
    if m is None:
        return
    for name in re.finditer(rf"[{HAN}·]+", m["names"]):
        form = name.group()
        if could_be_name(form) and form not in common_words():
            yield Found(name.start(), name.end(), _P, form, "addressed")


def appointed(text: str) -> Iterator[Found]:
    """Lines of a list of appointments: 诸葛某为某市工业和信息化局局长; 秦某某的某市教育局局长职务; 银某某辞去…检察长职务."""
    if len(text) > 110:
        return
    m = _APPOINTED.match(text)
    if not m and _OF_OFFICE.search(text):  # 秦某某恩施州文化和旅游局局长职务; in a list below 免去:
        length = next((n for n in (3, 2, 4) if is_name(text[:n]) and next((p.start == 0 for p in places_in(text[n:])), False)), 0)
        if length and text[:length] not in common_words():
            yield Found(0, length, _P, text[:length], "appointment-line")
        return
    if not m or m["names"].startswith(_VERBS) or not role_spans(text[m.end("names") :]):
        return
    at = 0
    for part in m["names"].split("、"):
        form = part.split("(")[0]
        if (is_name(form) or made_of_parts(form, 0, closed=True) == form) and form not in common_words():
            yield Found(at, at + len(form), _P, form, "appointment-line")
        at += len(part) + 1


def speaking(text: str) -> Iterator[Found]:
    """”向云川说, 覃有田介绍, 蔺山海则追问: a name at the head of a clause with a verb of speech behind; and the speaker's name before a
    colon at the head of a paragraph."""
    speech, appears, lands = _verbs()
    first = _first_characters()
    for m in _CLAUSE.finditer(text):
        at = m.end()
        if text[at : at + 1] not in first:
            continue
        made = made_of_parts(text, at)
        if made and text.startswith(speech, at + len(made)):
            yield Found(at, at + len(made), _P, made, "verb-behind")
        elif not is_name(text[at : at + 2]) and not is_name(text[at : at + 3]) and not is_name(text[at : at + 4]):
            continue
        for length in (4, 3, 2):
            form = text[at : at + length]
            if len(form) != length or not is_name(form) or not sure(form) or is_common(form) or form[1:] in followers().words:
                continue
            end = at + length
            adverb = _ADVERB.match(text, end)
            if _CALLED.match(text, end - 1):
                continue
            said = text.startswith(speech, end) or (adverb and text.startswith(speech, adverb.end()) and weight(text, at, form) >= OFFICE)
            plain = length == 3 and weight(text, at, form) >= OFFICE and form[-1] not in lands
            if said or (plain and text.startswith(appears, end)) or _acts(text, at, form):
                yield Found(at, end, _P, form, "verb-behind")
                break
    colon = re.match(rf"([{HAN}·]{{2,12}})(?:\([^()]{{1,60}}\))?[::]", text)
    if colon and is_name(colon[1]) and not is_common(colon[1]) and (sure(colon[1]) or "(" in colon.group()):
        yield Found(0, len(colon[1]), _P, colon[1], "colon-behind")


@cache
def _first_characters() -> frozenset[str]:
    """Characters that a name can begin with."""
    s = surnames()
    return s.common | s.rare | frozenset(c[0] for c in s.compound) | frozenset(toml("name_characters")["letters"])


@cache
def _deeds() -> tuple[str, ...]:
    return tuple(toml("person_context")["deeds"].split())


def _acts(text: str, at: int, form: str) -> bool:
    """Whether a verb follows that persons alone do (会见, 主持召开), perhaps behind a second name, and the form is a good name."""
    end = at + len(form)
    if text[end : end + 1] == "、" and (second := heaviest(text, end + 1, LOOSE)):
        end += 1 + len(second)
    return text.startswith(_deeds(), end) and weight(text, at, form) >= LOOSE


_BEFORE_LIFE = re.compile(r"^[【〔\[](?P<name>[\u3400-\u9fff·]{2,12})[】〕\]][男女],")


def before_life(text: str) -> Iterator[Found]:
    """【某某】男,蒙古族,…: a name in brackets of its own before the life that it heads."""
    if (m := _BEFORE_LIFE.match(text)) and could_be_name(m["name"]):
        yield Found(m.start("name"), m.end("name"), _P, m["name"], "before-life")
