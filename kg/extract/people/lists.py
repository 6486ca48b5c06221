"""Names among names: coordinated, counted, enumerated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.people.foreign import run_before, transliterated
from kg.extract.people.forms import LOOSE, OFFICE, candidates, choose, heaviest, sure
from kg.extract.people.roles import role_ends, roles
from kg.extract.people.signs import BEFORE, name_ending
from kg.extract.people.words import PUNCTUATION, common_words, is_common, is_place, words
from kg.extract.work import Found
from kg.lexicon.names import is_name
from kg.model import EntityType

_P = EntityType.PERSON
_AND = ("、", "和", "与", "及", "同")
_LIST = re.compile(r"[\u4e00-\u9fff·]{2,16}、(?:[\u4e00-\u9fff·]{2,12}、)+[\u4e00-\u9fff·]{2,12}")
_PAIR = re.compile(r"(?<=[以了由括有及和与是])([\u4e00-\u9fff]{3})、([\u4e00-\u9fff]{3})(?=等|为首|同志|[二两]人)")
_HOLDERS = re.compile(r"(?:[为有]:?|:)([\u4e00-\u9fff]{3})(?:、([\u4e00-\u9fff]{3}))?(?=[,;。]|$)")  # 大会副秘书长为甲、乙
_LEADS = ("有", "是", "为", "括", ":", "由")
_GATHERED = re.compile(r"等|为首|同志|[二三两四五六七八九]人|[,。;:“)]|$")
_COUNTED = re.compile(
    r"(?:等)?(?:[一二三四五六七八九十两几\d]+)[名位](?:[\u4e00-\u9fff]{0,4})(?:代表|委员|同志|人大代表|政协委员)"
    r"|等(?:大会)?主席团(?:其他|其它|全体)?成员|等(?:[省市县区州旗]|自治区)?(?:四家班子|人大|政协)?(?:领导|代表|委员)(?!团|会|们的|性)"
)
_JOINED = ("联合", "会同", "携手", "邀请", "连同")  # verbs before those with whom something is done
_NOTE = re.compile(r"\([^()]{1,16}\)")


def enumerated(text: str) -> Iterator[Found]:
    """以张某某、李某某为首; 出席的还有:王某某、赵某某、买买提·某某等: a list in which nearly all are full names, the surest of them three
    characters long; and the one or two behind an office (主任委员为丁某某)."""
    for m in _HOLDERS.finditer(text):
        if role_ends(text, m.start()) and all(_in_list(f) and sure(f) for f in m.groups() if f):
            for i in range(1, 3 if m[2] else 2):
                yield Found(*m.span(i), _P, m[i], "names-behind-office")
    if "、" not in text:
        return
    for m in _LIST.finditer(text):
        yield from _named_in(text, m.start(), m.group().split("、"))
    for m in _PAIR.finditer(text):
        if all(_in_list(f) and sure(f) for f in m.groups()):
            for i in (1, 2):
                yield Found(*m.span(i), _P, m[i], "names-only-list")


def _named_in(text: str, at: int, forms: list[str]) -> Iterator[Found]:
    inner = forms[1:-1]
    good = [_in_list(f) for f in inner]
    if len(inner) < 1 or sum(good) < 0.8 * len(inner) or not any(len(f) == 3 and sure(f) for f in inner):
        return
    if 2 * max(Counter(f[0] for f in inner).values()) > len(inner) > 1:
        return  # 保交楼、保民生、保稳定
    first = forms[0]
    head = _head(text, at + len(first), first)
    end = at + sum(len(f) + 1 for f in forms[:-1])
    tail = choose(text, end, OFFICE)
    if len(inner) == 1:
        led = head is not None and text[at + len(first) - head - 1 : at + len(first) - head] in _LEADS
        closed = tail is not None and len(tail) == 3 and sure(tail) and bool(_GATHERED.match(text, end + 3))
        if head != 3 or not (closed or led):
            return
    if len(inner) == 2 and (head is None or tail is None):
        return
    if head:
        yield Found(at + len(first) - head, at + len(first), _P, first[-head:], "names-only-list")
    place = at + len(first) + 1
    for f in inner:
        if 2 <= len(f) <= 4 or "·" in f:
            yield Found(place, place + len(f), _P, f, "names-only-list")
        place += len(f) + 1
    if tail and _a_name(tail):
        yield Found(end, end + len(tail), _P, tail, "names-only-list")


def _head(text: str, stop: int, first: str) -> int | None:
    """The length of the name that ends the first item of a list: behind an office, or the whole item, or a sure form."""
    if "·" in first:
        return len(first)
    sizes = [n for n in (4, 3, 2) if n <= len(first) and _in_list(first[-n:])]
    behind = next((n for n in sizes if n < len(first) and role_ends(text, stop - n)), None)
    return behind or next((n for n in sizes if n == len(first) or sure(first[-n:])), None)


def _in_list(form: str) -> bool:
    """Whether an item of a list could be a name and no word."""
    if "·" in form or len(form) == 4:
        return transliterated(form.replace("·", "")) or (is_name(form) and not is_common(form))
    return is_name(form) and not is_common(form) and _a_name(form)


def counted(text: str) -> Iterator[Found]:
    """韩某某、向某某等10名代表; 丁某某、麦某某、金某某(朝鲜族)三位委员: the name before a counted group of deputies."""
    for m in _COUNTED.finditer(text):
        stop = m.start()
        if stop and text[stop - 1] == ")":
            stop = max(text.rfind("(", 0, stop), 0)
        if stop and (form := name_ending(text, stop, rare=True)):
            yield Found(stop - len(form), stop, _P, form, "counted-group")


def listed(text: str, f: Found) -> Iterator[Found]:
    """Names coordinated with one that is sure: 向毅、田建华; 谷海燕、司马国强、闪玉梅(女,回族)."""
    yield from _onwards(text, f.end)
    yield from _backwards(text, f.start)


def _onwards(text: str, at: int) -> Iterator[Found]:
    while True:
        note = _NOTE.match(text, at)
        at = note.end() if note else at
        if text[at : at + 1] not in _AND:
            return
        form = next((c for c in candidates(text, at + 1) if _a_name(c)), None)
        if form is None:
            form = heaviest(text, at + 1, 3.5 if text[at] == "、" else LOOSE)
        if form is None or not _a_name(form) or (text[at] != "、" and not sure(form) and len(form) < 4):
            return
        yield Found(at + 1, at + 1 + len(form), _P, form, "list-of-names")
        at += 1 + len(form)


def _a_name(form: str) -> bool:
    """Whether a form that could be a name is no everyday word and no office (区长, 区政协)."""
    return (
        form[:2] not in words()
        and form[:2] not in common_words()
        and form[:2] not in roles()
        and (len(form) != 3 or form[1:] not in words())
    )


def _backwards(text: str, at: int) -> Iterator[Found]:
    while at > 2 and text[at - 1] in _AND:
        stop = at - 1
        if text[stop - 1] == ")":
            stop = max(text.rfind("(", 0, stop), 0)
        form = run_before(text, stop, BEFORE | PUNCTUATION) if stop else None
        joined = text.endswith(_JOINED, 0, stop - 2) or text.endswith(_JOINED, 0, stop - 3)
        for length in (4, 3, 2) if form is None else ():
            piece = text[max(0, stop - length) : stop]
            before = text[stop - length - 1 : stop - length] if stop > length else ""
            begins = before == "" or before in BEFORE or before in PUNCTUATION or before in _AND or role_ends(text, stop - length)
            begins = begins or text.endswith("关于", 0, stop - length)
            begins = begins or (joined and text.endswith(_JOINED, 0, stop - length) and sure(piece))
            if len(piece) == length and is_name(piece) and piece not in common_words() and begins and not is_place(piece):
                form = piece
                break
        if form is None:
            return
        yield Found(stop - len(form), stop, _P, form, "list-of-names")
        at = stop - len(form)
