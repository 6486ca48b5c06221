"""Names at the head of a line or clause: before a capacity, an office set apart, an appointment, a verb of speech, a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.people.forms import common_words, followers, is_place, sure
from kg.extract.people.roles import role_spans
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.lexicon.names import HAN, could_be_name, is_name
from kg.lexicon.people import surnames
from kg.model import EntityType

_P = EntityType.PERSON
_FIRST = re.compile(rf"(?:[▲●■◆]|\d{{1,2}}[.、])?(?P<name>[{HAN}·]{{2,9}}?)(?:\([^()]{{1,12}}\))?(?=(?:全国|省|市|县|区|州|旗)?(?:人大代表|政协委员|党代表)(?:[、,(]|$)|\([^()]{{0,40}}(?:代表|委员)[^()]{{0,40}}\)[:,])")
_APPOINTED = re.compile(rf"(?P<names>[{HAN}·]{{2,9}}(?:\([^()]{{1,12}}\))?(?:、[{HAN}·]{{2,9}}(?:\([^()]{{1,12}}\))?)*?)(?:同志)?(?:(?:任|为|担任)[^,。;]{{3,60}}[;。]?$|(?:的|辞去(?:的)?)[^,。;]{{3,60}}(?:职务|请求)[;。]?$)")
_CLAUSE = re.compile(r"(?:^|(?<=[,。;!?”’:)—]))")


@cache
def _verbs() -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Verbs of speech, verbs of appearing, last characters of names of lands."""
    data = toml("person_context")
    return tuple(data["speech"]), tuple(data["appears"]), data["lands"]


def leading(text: str) -> Iterator[Found]:
    """A name at the head of a line, with the capacity behind it: 沙马阿依(女,彝族)市人大代表、…; 闵溪(市人大代表、…教师):…"""
    m = _FIRST.match(text, len(text) - len(text.lstrip("@>“”*")))
    if m and could_be_name(m["name"]) and m["name"] not in ("对话", "专访", "记者", "嘉宾") and m["name"] not in common_words() and not is_place(m["name"]) and not re.search(r"[各位与会全体市县区省州人大政协]$", m["name"]):
        yield Found(m.start("name"), m.end("name"), _P, m["name"], "name-then-capacity")


def apart(text: str, breaks: frozenset[int]) -> Iterator[Found]:
    """李某某 某某种业有限公司董事长: a name at the head of a short line, set apart from an office by a blank (and perhaps padded by one)."""
    if not breaks or len(text) > 60 or "。" in text:
        return
    for at in sorted(breaks)[:3]:
        form = text[:at].split("(")[0]
        if at >= 2 and could_be_name(form) and is_name(form) and form not in common_words() and form[:2] not in common_words() and not is_place(form):
            rest = text[at:]
            if any(end == len(rest) or rest[end : end + 1] in (",", "、", "(") for _, end in role_spans(rest)):
                yield Found(0, len(form), _P, form, "name-apart")
                return


def appointed(text: str) -> Iterator[Found]:
    """Lines of a list of appointments: 诸葛某为某市工业和信息化局局长; 秦某某的某市教育局局长职务; 银某某辞去…检察长职务."""
    if len(text) > 110:
        return
    m = _APPOINTED.match(text)
    if not m or not role_spans(text[m.end("names") :]):
        return
    at = 0
    for part in m["names"].split("、"):
        form = part.split("(")[0]
        if is_name(form) and form not in common_words():
            yield Found(at, at + len(form), _P, form, "appointment-line")
        at += len(part) + 1


def speaking(text: str) -> Iterator[Found]:
    """”龙云铸说, 李余粮介绍: a name at the head of a clause with a verb of speech behind; and the speaker's name before a colon at the
    head of a paragraph."""
    speech, appears, lands = _verbs()
    for m in _CLAUSE.finditer(text):
        at = m.end()
        for length in (4, 3, 2):
            form = text[at : at + length]
            weak = length == 3 == len(form) and form[0] not in surnames().word_like and form[-1] not in lands and text.startswith(appears, at + length)
            if len(form) == length and is_name(form) and form not in common_words() and form[:2] not in common_words() and sure(form) and form[1:] not in followers()[0] and (weak or text.startswith(speech, at + length)):
                yield Found(at, at + length, _P, form, "verb-behind")
                break
    colon = re.match(rf"([{HAN}·]{{2,12}})(?:\([^()]{{1,60}}\))?[::]", text)
    if colon and is_name(colon[1]) and colon[1] not in common_words() and (sure(colon[1]) or "(" in colon.group()):
        yield Found(0, len(colon[1]), _P, colon[1], "colon-behind")
