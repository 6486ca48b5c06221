"""Names beside an office, a title of respect, or brackets with sex and ethnic group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.extract.people.forms import PUNCTUATION, choose, common_words, ending, is_place, sure, transliterated
from kg.extract.people.roles import role_ends, role_spans
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.lexicon.names import HAN, is_name
from kg.lexicon.people import surnames
from kg.lexicon.roles import never_after_role
from kg.model import EntityType

_P = EntityType.PERSON
_NOTES = re.compile(r"\(((?:女|男|[\u4e00-\u9fff]{1,6}族|女,[\u4e00-\u9fff]{1,6}族|[左右中前后](?:[一二三四五六])?|[\u4e00-\u9fff]{1,6}族,女)(?:,[^()]{1,8})?)\)")
BEFORE = set("的由让请与和及、,。;:!?“”()—…是有为向据对到在访从以该位")


def after_roles(text: str) -> Iterator[Found]:
    """市长綦云涛, 记者张三: the name right behind an office, or behind an office and one blank mark."""
    for _, end in role_spans(text):
        if text.startswith(never_after_role(), end):
            continue
        at = end + (text[end : end + 1] in ("/", ":"))
        form = choose(text, at)
        if form and (sure(form) or text[at + len(form) : at + len(form) + 1] in PUNCTUATION or (len(form) == 3 and ending(text, at + 3) >= 2)):
            yield Found(at, at + len(form), _P, form, "office-before")


@cache
def _title_matcher() -> ahocorasick_rs.AhoCorasick:
    titles = [t for t in toml("person_context")["titles"] if len(t) > 1]
    return ahocorasick_rs.AhoCorasick(titles, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def before_titles(text: str) -> Iterator[Found]:
    """綦向东委员, 海兰(女,回族)委员: the name right before a title of respect."""
    for _, start, end in _title_matcher().find_matches_as_indexes(text):
        if text[end : end + 1] in ("会", "团", "们", "性", "大"):
            continue
        stop = start
        if stop and text[stop - 1] == ")":
            note = text.rfind("(", 0, stop)
            stop = note if note >= 0 and stop - note < 20 else stop
        if stop and (form := name_ending(text, stop, rare=text[start:end] in ("委员", "代表")) or (_leader(text, stop) if text[start:end] == "总书记" else None)):
            yield Found(stop - len(form), stop, _P, form, "title-behind")


def _leader(text: str, stop: int) -> str | None:
    """Before 总书记 a verb may stand directly (学习贯彻…总书记): three characters with an everyday surname."""
    form = text[max(0, stop - 3) : stop]
    return form if is_name(form) and sure(form) else None


def name_ending(text: str, stop: int, *, rare: bool = False) -> str | None:
    """The name that ends at text[stop], if one does and what stands before it lets a name begin; only good forms."""
    dotted = re.search(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}})+$", text[max(0, stop - 24) : stop])
    if dotted:
        return dotted.group() if transliterated(dotted.group().replace("·", "")) else None
    for length in (4, 3, 2):
        form = text[max(0, stop - length) : stop]
        if form in surnames().compound:
            continue
        if len(form) != length or not is_name(form) or form in common_words() or form[:2] in common_words() or is_place(form):
            continue
        if not sure(form) and not (rare and length == 3 and form[0] not in surnames().word_like):
            continue
        before = text[stop - length - 1 : stop - length] if stop > length else ""
        if before == "" or before in BEFORE or before in PUNCTUATION or before.isascii() or role_ends(text, stop - length):
            return form
    return None


def noted(text: str) -> Iterator[Found]:
    """海兰(女,回族): brackets with sex or ethnic group, or with a place in a photo, stand behind names only."""
    for m in _NOTES.finditer(text):
        note = m[1]
        dotted = re.search(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}})+$", text[max(0, m.start() - 24) : m.start()])
        form = dotted.group() if dotted else None
        if form is None:
            for length, free in ((4, False), (3, False), (2, False), (3, True), (4, True), (2, True), (5, True)):
                piece = text[max(0, m.start() - length) : m.start()]
                before = text[m.start() - length - 1 : m.start() - length]
                loose = free and length <= 5 and (before in PUNCTUATION or not before or role_ends(text, m.start() - length)) and len(piece) == length and all("\u3400" <= c <= "\u9fff" for c in piece)
                if len(piece) == length and ((not free and is_name(piece) and piece not in common_words()) or (loose and "族" in note)):
                    form = piece
                    break
        if form:
            attributes = []
            if "女" in note:
                attributes.append(("gender", "女"))
            group = re.search(r"([\u4e00-\u9fff]{1,6}族)", note)
            if group:
                attributes.append(("ethnicGroup", group[1]))
            yield Found(m.start() - len(form), m.start(), _P, form, "note-behind", tuple(attributes))
