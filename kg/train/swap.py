"""Swaps names at random while training, so that the recognizer learns shapes and contexts, not names.

People, places, brands of companies, ordinal numbers of meetings, digits and the roles beside people are replaced with others from the word
lists; now and then a whole name takes the place of another of its type. The same name in a text is swapped the same way.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from kg.lexicon.divisions import divisions, is_ordinary
from kg.lexicon.gazetteer import places_in
from kg.lexicon.load import toml
from kg.lexicon.names import is_name
from kg.lexicon.people import surnames
from kg.lexicon.roles import roles
from kg.model import EntityType
from kg.train.examples import Example, Named

_ORDINAL = re.compile(r"(?<=第)[一二三四五六七八九十]+(?=[届次])|[一二三四五六七八九十]+(?=届)|(?<=届)[一二三四五六七八九十]+(?=次)")
_DIGITS = re.compile(r"\d+")
_COMPANY = re.compile(r"(?:有限|股份|集团|公司|厂|合作社|实业|科技)")
_FOREIGN = re.compile(r"[\u3400-\u9fff]{4,}|.*·.*")
_MARKS = ("“", "《")
_OFTEN = {"person": 0.85, "place": 0.7, "brand": 0.6, "ordinal": 0.4, "digits": 0.5, "role": 0.4, "whole": 0.12}


class Swapper:
    """Makes new examples from examples. Its choices come from `choose`; the same seed makes the same examples."""

    def __init__(self, examples: Sequence[Example], choose: random.Random) -> None:
        """examples: whole names are taken from them."""
        self._choose = choose
        self._pool: dict[tuple[EntityType, str], list[str]] = defaultdict(list)
        for example in examples:
            for name in example.names:
                form = example.text[name.start : name.end]
                self._pool[name.type, _mark(form)].append(form)

    def swapped(self, example: Example) -> Example:
        """The example with other names; the places of the names follow."""
        done: dict[str, str] = {}
        text, names, at = "", [], 0
        begun = {n.start for n in example.names if n.type is EntityType.PERSON}
        ended = {n.end for n in example.names if n.type is EntityType.PERSON}
        for name in (*example.names, Named(len(example.text), len(example.text), EntityType.PERSON)):
            text += self._around(example.text[at : name.start], at in ended, name.start in begun)
            form = example.text[name.start : name.end]
            new = self._name(form, name.type, done) if form else ""
            if form:
                names.append(Named(len(text), len(text) + len(new), name.type))
            text += new
            at = name.end
        return Example(example.source, text, tuple(names))

    def _name(self, form: str, type_: EntityType, done: dict[str, str]) -> str:
        if form not in done:
            done[form] = self._new(form, type_, done)
        return done[form]

    def _new(self, form: str, type_: EntityType, done: dict[str, str]) -> str:
        if type_ is EntityType.PERSON:
            return self._person(form) if self._now("person") else form
        if type_ is not EntityType.DISTRICT and self._now("whole"):
            form = self._choose.choice(self._pool[type_, _mark(form)] or [form])
        form = self._with_places(form, done)
        if self._now("ordinal"):
            form = _ORDINAL.sub(lambda _: self._choose.choice(_numerals()), form)
        if type_ is not EntityType.DISTRICT and self._now("digits"):
            form = _DIGITS.sub(self._digits, form)
        return self._branded(form) if type_ is EntityType.ORGANIZATION and self._now("brand") else form

    def _person(self, form: str) -> str:
        if not is_name(form) or _FOREIGN.fullmatch(form):
            letters = toml("name_characters")["letters" if self._choose.random() < 0.3 else "letters_abroad"]
            return "".join(c if c == "·" or not "\u3400" <= c <= "\u9fff" else self._choose.choice(letters) for c in form)
        common = [c for c in _surnames() if c not in surnames().word_like or self._choose.random() < 0.3]
        surname = common[min(int(self._choose.expovariate(1 / 60)), len(common) - 1)]
        if self._choose.random() < 0.03:
            surname = self._choose.choice(sorted(s for s in surnames().compound if len(s) == 2))
        given = toml("name_characters")["given"].replace("\n", "")
        return surname + "".join(self._choose.choice(given) for _ in range(1 if self._choose.random() < 0.2 else 2))

    def _with_places(self, form: str, done: dict[str, str]) -> str:
        out, at = "", 0
        for place in places_in(form):
            old = form[place.start : place.end]
            if place.level > 4 or (is_ordinary(old) and len(old) < len(form)):
                continue
            if "\0" + old not in done:
                done["\0" + old] = self._choose.choice(_places()[place.level, _tail(old)]) if self._now("place") else old
            out += form[at : place.start] + done["\0" + old]
            at = place.end
        return out + form[at:]

    def _branded(self, form: str) -> str:
        """A company's name with another proper name: the two characters behind the place, or the first two."""
        if len(form) < 6 or not _COMPANY.search(form):
            return form
        place = next((p for p in places_in(form) if p.start == 0), None)
        at = place.end if place else 0
        if at + 4 > len(form) or _COMPANY.match(form, at):
            return form
        letters = toml("name_characters")["given"].replace("\n", "")
        return form[:at] + "".join(self._choose.choice(letters) for _ in range(self._choose.choice((2, 2, 2, 3)))) + form[at + 2 :]

    def _around(self, text: str, after_person: bool, before_person: bool) -> str:
        """What stands between names, with another role where it touches a person's name."""
        if before_person and self._now("role"):
            old = next((r for r in roles() if text.endswith(r)), None)
            text = text.removesuffix(old) + self._choose.choice(_alike()[roles()[old]]) if old else text
        if after_person and self._now("role"):
            old = next((r for r in roles() if text.startswith(r)), None)
            text = self._choose.choice(_alike()[roles()[old]]) + text.removeprefix(old) if old else text
        return text

    def _digits(self, found: re.Match[str]) -> str:
        size = len(found.group())
        return str(self._choose.randint(2012, 2031)) if size == 4 else str(self._choose.randint(10 ** (size - 1), 10**size - 1))

    def _now(self, what: str) -> bool:
        return self._choose.random() < _OFTEN[what]


def _mark(form: str) -> str:
    return form[0] if form[:1] in _MARKS else ""


def _tail(form: str) -> str:
    """By what places are held to be of one kind: how their names end, and for short forms nothing."""
    return form[-1] if len(form) > 2 and form[-1] in "省市县区州盟旗镇乡道" else ""


@cache
def _places() -> dict[tuple[int, str], list[str]]:
    book, out = divisions(), defaultdict(list)
    for d in book:
        for form in (d.name, *(book.short_forms(d) if d.level <= 3 else ())):
            if not is_ordinary(form):
                out[d.level, _tail(form)].append(form)
    return {key: out[key] for key in [(level, tail) for level in range(1, 5) for tail in ("", *"省市县区州盟旗镇乡道")] if key in out}


@cache
def _surnames() -> tuple[str, ...]:
    """Surnames of one character, the frequent ones first, as the list has them."""
    return tuple(c for c in toml("surnames")["common"] if c.strip())


@cache
def _alike() -> dict[str, list[str]]:
    out = defaultdict(list)
    for role, category in roles().items():
        out[category].append(role)
    return dict(out)


@cache
def _numerals() -> tuple[str, ...]:
    units = "一二三四五六七八九"
    return (*units, "十", *("十" + u for u in units), *("二十" + u for u in units))


__all__ = ["Swapper"]
