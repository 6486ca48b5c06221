"""The word lists that tell a name from the words around it, each made ready once a process."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.lexicon.gazetteer import meanings
from kg.lexicon.load import toml
from kg.lexicon.organs import organs
from kg.lexicon.parties import parties
from kg.lexicon.roles import roles as all_roles
from kg.lexicon.terms import countries

PUNCTUATION = frozenset(".,。;:、!?()“”‘’《》—…/|+-~·[]【】 ") | {""}


class Followers(NamedTuple):
    """What may follow a name. words: of one or more characters; most: length of the longest; heads: first characters of those of
    several."""

    words: frozenset[str]
    most: int
    heads: frozenset[str]


@cache
def particles() -> frozenset[str]:
    """Single characters that may follow a name."""
    return frozenset(toml("person_context")["particles"])


@cache
def common_words() -> frozenset[str]:
    """Everyday words that are built like a name."""
    return frozenset(toml("person_context")["common_words"].split())


@cache
def followers() -> Followers:
    """Verbs of speech and titles of respect."""
    return _followers(toml("person_context")["after"] + toml("person_context")["titles"])


@cache
def wide_followers() -> Followers:
    """Also verbs and adverbs of news, of scenes and of the everyday language, which prove less."""
    data = toml("person_context")
    return _followers([*followers().words, *data["follow"].split(), *data["onward"].split()])


def _followers(words: list[str]) -> Followers:
    return Followers(frozenset(words), max(map(len, words)), frozenset(w[0] for w in words if len(w) > 1))


def follows(text: str, at: int, among: Followers) -> int:
    """The length of the longest word of `among` at text[at]; 0 for none."""
    if text[at : at + 1] in among.heads:
        for n in range(among.most, 1, -1):
            if text[at : at + n] in among.words:
                return n
    return int(text[at : at + 1] in among.words)


@cache
def words() -> frozenset[str]:
    """Words of two characters that no given name is: verbs of speech, nouns of office, short names of organs and parties."""
    data = toml("person_context")
    listed = {*data["after"], *data["titles"], *data["follow"].split(), *all_roles(), *data["kin"].split(), *data["inner"].split()}
    bodies = (*(s for o in organs() for s in (o.full, *o.short)), *(s for p in parties() for s in (p.name, p.short, *p.forms)))
    return frozenset(w for w in (*listed, *bodies) if len(w) == 2)


@cache
def is_place(form: str) -> bool:
    """Whether a form names a division down to counties, a country or a region of the world."""
    return form in countries() or any(d.level <= 3 for d in meanings(form))


@cache
def is_land(form: str) -> bool:
    """Whether a form names a country or a province."""
    return form in countries() or any(d.level == 1 for d in meanings(form))


def is_common(form: str) -> bool:
    """Whether a form built like a name is an everyday word or begins with one, or names a place."""
    return form in common_words() or form[:2] in common_words() or is_place(form)


_SAYS = frozenset("说道称问讲答")
_SPEECH_MARKS = frozenset(",:。!?“”")


def ending(text: str, at: int) -> int:
    """How well a name ends at text[at]: 3 before a mark or the end, before a known word of several characters, or before 说 and its like
    with a mark behind; 2 before a particle; 1 before another single character that often follows names; 0 else."""
    if at >= len(text) or text[at] in PUNCTUATION or (text[at] in _SAYS and text[at + 1 : at + 2] in _SPEECH_MARKS):
        return 3
    found = follows(text, at, followers())
    if found > 1:
        return 3
    return 2 if text[at] in particles() else found


def ends_well(text: str, at: int) -> bool:
    """Whether a name can end at text[at]: the text, a mark or a known word follows."""
    return ending(text, at) > 0


def wide_ending(text: str, at: int) -> int:
    """Like `ending`, with the wider list: 2 before one of its longer words, 1 before one of its single characters."""
    sure = ending(text, at)
    return sure if sure > 1 else max(sure, min(2, follows(text, at, wide_followers())))


def runs_on(form: str) -> bool:
    """Whether the last character of a form is a verb or particle that often follows names (李某将 beside 李某)."""
    return form[-1] in particles() or form[-1] in wide_followers().words
