"""Names among names: coordinated, counted, enumerated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.people.forms import PUNCTUATION, candidates, common_words, is_place, sure
from kg.extract.people.roles import role_ends
from kg.extract.people.signs import BEFORE, name_ending
from kg.extract.work import Found
from kg.lexicon.names import is_name
from kg.lexicon.people import surnames
from kg.model import EntityType

_P = EntityType.PERSON
_AND = ("、", "和", "与", "及", "同")
_MANY = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}、){3,}[\u4e00-\u9fff]{2,4}?(?=等|出席|参加|同志|[,。;:“)]|$)")
_THREE = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{3}、)+[\u4e00-\u9fff]{3}(?=等|为首|同志|[二三两四五六七八九]人|[,。;:“)])|(?<=[以了由括有及和与是])(?:[\u4e00-\u9fff]{3}、)+[\u4e00-\u9fff]{3}(?=等|为首|同志|[二三两四五六七八九]人)")
_COUNTED = re.compile(r"(?:等)?(?:[一二三四五六七八九十两几\d]+)[名位](?:[\u4e00-\u9fff]{0,4})(?:代表|委员|同志|人大代表|政协委员)")


def enumerated(text: str) -> Iterator[Found]:
    """以张某某、李某某为首; 王某某、赵某某、孙某某等: a list of nothing but full names of three characters with everyday surnames."""
    if "、" not in text:
        return
    for m in _MANY.finditer(text):
        forms = m.group().split("、")
        good = [is_name(f) and f not in common_words() and f[:2] not in common_words() and not is_place(f) for f in forms]
        if all(good) and 2 * sum(len(f) == 3 and sure(f) for f in forms) >= len(forms):
            at = m.start()
            for f in forms:
                yield Found(at, at + len(f), _P, f, "names-only-list")
                at += len(f) + 1
    for m in _THREE.finditer(text):
        forms = m.group().split("、")
        led = text[m.start() - 1 : m.start()] in ("以", "了", "括") if m.start() else False
        if all(is_name(f) and sure(f) and (led or f[0] not in surnames().word_like) and f[:2] not in common_words() and not is_place(f) for f in forms):
            at = m.start()
            for f in forms:
                yield Found(at, at + 3, _P, f, "names-only-list")
                at += 4


def counted(text: str) -> Iterator[Found]:
    """韩某某、向某某等10名代表; 丁某某、麦某某、金某某(朝鲜族)三位委员: the name before a counted group of deputies."""
    for m in _COUNTED.finditer(text):
        stop = m.start()
        if stop and text[stop - 1] == ")":
            stop = max(text.rfind("(", 0, stop), 0)
        if stop and (form := name_ending(text, stop, rare=True)):
            yield Found(stop - len(form), stop, _P, form, "counted-group")


def listed(text: str, f: Found) -> Iterator[Found]:
    """Names coordinated with one that is sure: 郑毅、姚建华; 谷海燕、司马国强、闪玉梅(女,回族)."""
    at = f.end
    while True:
        note = re.compile(r"\([^()]{1,16}\)").match(text, at)
        at = note.end() if note else at
        if text[at : at + 1] not in _AND:
            break
        form = next((c for c in candidates(text, at + 1) if c not in common_words()), None)
        if form is None or (text[at] != "、" and not sure(form)):
            break
        yield Found(at + 1, at + 1 + len(form), _P, form, "list-of-names")
        at += 1 + len(form)
    at = f.start
    while at > 2 and text[at - 1] in _AND:
        stop = at - 1
        if text[stop - 1] == ")":
            stop = max(text.rfind("(", 0, stop), 0)
        form = None
        for length in (4, 3, 2):
            piece = text[max(0, stop - length) : stop]
            before = text[stop - length - 1 : stop - length] if stop > length else ""
            begins = before == "" or before in BEFORE or before in PUNCTUATION or before in _AND or role_ends(text, stop - length)
            if len(piece) == length and is_name(piece) and piece not in common_words() and begins and not is_place(piece):
                form = piece
                break
        if form is None:
            break
        yield Found(stop - len(form), stop, _P, form, "list-of-names")
        at = stop - len(form)
