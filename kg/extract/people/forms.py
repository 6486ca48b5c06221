"""Whether a form could be a name where it stands: how it is built, what its characters are, what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.people.foreign import dotted_at, made_of_parts, run_at
from kg.extract.people.words import (
    PUNCTUATION,
    common_words,
    ending,
    ends_well,
    followers,
    follows,
    is_land,
    is_place,
    wide_ending,
    wide_followers,
    words,
)
from kg.lexicon.load import toml
from kg.lexicon.names import is_name, surname_length
from kg.lexicon.people import surnames

LOOSE, OFFICE, CLOSED = 4.0, 3.0, 1.5
"""What a form must weigh: where a name may stand, behind a noun of office, and where hardly anything but a name can stand."""


_LINKS = frozenset("和与及同等为在对将")  # what ends so, but not before a mark, has run into the next phrase
_JOINS = frozenset("和与及向应同以从由都是在有")  # surnames that join a name to what stands before, or rule it, far more often


_VISITS = re.compile(r"[来赴](?:[我本该贵]|[\u4e00-\u9fff]{0,8}?(?:[市县区镇乡村厂]|公司|企业|调研|考察|视察|检查|指导|督查|慰问|走访))")


@cache
def _given() -> frozenset[str]:
    return frozenset(toml("name_characters")["given"].replace("\n", ""))


def is_given(character: str) -> bool:
    """Whether a character often stands in given names."""
    return character in _given()


def sure(form: str) -> bool:
    """Whether the form alone is a good name: dotted, with a compound surname, or with a common surname that is no everyday word."""
    s = surnames()
    return (
        "·" in form
        or form[:2] in s.compound
        or (form[0] in s.common and form[0] not in s.word_like)
        or (len(form) == 3 and form[0] in s.common)
    )


def candidates(text: str, at: int) -> Iterator[str]:
    """Forms built like names that begin at text[at] and can end where they end, longest first."""
    dotted = dotted_at(text, at)
    if dotted:
        yield dotted
        return
    made = made_of_parts(text, at)
    if made:
        yield made
    for length in (4, 3, 2):
        form = text[at : at + length]
        if len(form) == length and is_name(form) and ends_well(text, at + length) and not is_place(form):
            yield form


def weight(text: str, at: int, form: str) -> float:
    """How much speaks for the name `form` at text[at]: its surname, the characters of the given name, and what follows; against it, words
    in it and a word that it cuts. Built of halves; a full name of three characters with an everyday surname before a mark has about
    six."""
    s = surnames()
    length, head = len(form), form[0]
    if form[:2] in s.compound and length > 2:
        out = 3.0
    else:
        out = (3.0 if head not in s.word_like else 2.0) if head in s.common else 1.5 if head not in s.word_like else 0.5
        out -= 0.0 if length == 3 else 1.0 if head in s.common and head not in s.word_like else 1.5
    out -= head in _JOINS
    out += sum(0.5 if c in _given() else -0.5 for c in form[surname_length(form) or 1 :])
    out -= 0.0 if length < 3 or form[-1] in _given() else 0.75
    known = words()
    everyday = common_words()
    if (
        form[:2] in known
        or form[:2] in everyday
        or (length == 3 and (form[1:] in known or is_land(form[1:])))
        or is_place(form)
        or is_land(form[:2])
    ):
        out -= 4.0
    elif length == 3 and (form[1:] in everyday or is_place(form[:2])):
        out -= 1.5
    cut = text[at + length - 1 : at + length + 1]
    end = wide_ending(text, at + length)
    if (form[-1] in _LINKS and end < 3) or (form[-1] in wide_followers().words and form[-1] not in _given()):
        out -= 1.5
    if form[-1] in "来赴" and length > 2 and _VISITS.match(text, at + length - 1):
        out -= 2.0  # 局长顾远|来园区调研
    if length > 2 and (cut in known or cut in everyday or follows(text, at + length - 1, wide_followers()) > 1):
        out -= 2.5 if end < 3 else 0.5
    return out + (2.0 if end == 3 else end / 2)


def heaviest(text: str, at: int, least: float) -> str | None:
    """The form at text[at] that weighs most, if it weighs at least `least`."""
    best, most = None, least
    for length in (4, 3, 2):
        form = text[at : at + length]
        if len(form) == length and form[-1] != "摄" and is_name(form) and (w := weight(text, at, form)) >= most + (best is not None) * 0.25:
            best, most = form, w
    return best


def choose(text: str, at: int, least: float = OFFICE) -> str | None:
    """The name that begins at text[at] behind an office; `least`: what it must weigh."""
    dotted = dotted_at(text, at)
    if dotted:
        return dotted
    made = made_of_parts(text, at, closed=least <= CLOSED) or run_at(text, at)
    form = heaviest(text, at, least)
    if made and (form is None or len(made) > len(form)):
        return made
    if form is None and least <= CLOSED and ending(text, at + 2) and is_name(text[at : at + 2]):
        two = text[at : at + 2]  # 副主任吴江,: a county's name is a person's too
        return two if two[0] in surnames().common and is_place(two) and not is_land(two) else None
    return form


__all__ = [
    "CLOSED", "LOOSE", "OFFICE", "PUNCTUATION", "candidates", "choose", "ending", "ends_well", "followers", "heaviest", "is_given", "sure",
    "weight",
]  # fmt: skip
