"""Whether a form could be a name where it stands: how it is built, what follows it, whether it is an everyday word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon.gazetteer import meanings
from kg.lexicon.load import toml
from kg.lexicon.names import HAN, is_name
from kg.lexicon.people import surnames

PUNCTUATION = frozenset(".,。;:、!?()“”‘’《》—…/|+-~·[]【】 ") | {""}
_DOTTED = re.compile(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,7}}){{1,3}}")


@cache
def particles() -> frozenset[str]:
    """Single characters that may follow a name."""
    return frozenset(toml("person_context")["particles"])


@cache
def common_words() -> frozenset[str]:
    """Everyday words that are built like a name."""
    return frozenset(toml("person_context")["common_words"].split())


@cache
def followers() -> tuple[frozenset[str], int]:
    """Words that may follow a name, and the length of the longest."""
    words = frozenset(toml("person_context")["after"]) | frozenset(toml("person_context")["titles"])
    return words, max(map(len, words))


def ends_well(text: str, at: int) -> bool:
    """Whether a name can end at text[at]: the text, a mark or a known word follows."""
    return ending(text, at) > 0


def ending(text: str, at: int) -> int:
    """How well a name ends at text[at]: 3 before a mark or the end, or before a known word of several characters; 2 before a particle; 1 before another
    single character that often follows names; 0 else."""
    if at >= len(text) or text[at] in PUNCTUATION:
        return 3
    words, longest = followers()
    if any(text[at : at + n] in words for n in range(2, longest + 1)):
        return 3
    return 2 if text[at] in particles() else 1 if text[at] in words else 0



def candidates(text: str, at: int) -> Iterator[str]:
    """Forms built like names that begin at text[at] and can end where they end, longest first."""
    dotted = _DOTTED.match(text, at)
    if dotted:
        form = dotted.group()
        least = form.rindex("·") + 2
        ends = [end for end in range(least, len(form) + 1) if ending(text, at + end) >= 2]
        if ends:
            yield form[: ends[0]]
        return
    for length in (4, 3, 2):
        form = text[at : at + length]
        if len(form) == length and is_name(form) and ends_well(text, at + length) and not is_place(form):
            yield form


@cache
def is_place(form: str) -> bool:
    """Whether a form names a division down to counties."""
    return any(d.level <= 3 for d in meanings(form))


def sure(form: str) -> bool:
    """Whether the form alone is a good name: dotted, with a compound surname, or with a common surname that is no everyday word."""
    s = surnames()
    return "·" in form or form[:2] in s.compound or (form[0] in s.common and form[0] not in s.word_like) or (len(form) == 3 and form[0] in s.common)


def is_common(form: str) -> bool:
    """Whether a form built like a name is an everyday word or begins with one, or names a place."""
    return form in common_words() or form[:2] in common_words() or is_place(form)


@cache
def transliterated_run() -> re.Pattern[str]:
    """A run of characters with which names from Turkic, Mongolic and Tibetan languages are written."""
    return re.compile(rf"[{toml('person_context')['letters']}]{{4,7}}")


def transliterated(form: str) -> bool:
    """Whether most characters of a form are those with which names from other languages are written."""
    return 2 * sum(c in toml("person_context")["letters"] for c in form) >= len(form)


def plain(text: str, at: int) -> Iterator[str]:
    """Three characters that are a good name though an unknown word follows (科长楚云舟记了三页纸)."""
    form = text[at : at + 3]
    words, _ = followers()
    if len(form) == 3 and is_name(form) and form[-1] not in words and form[-1] not in particles() and form[:2] not in common_words() and not is_place(form):
        s = surnames()
        if (form[0] in s.common or form[0] in s.rare) and form[0] not in s.word_like:
            yield form
    four = text[at : at + 4]
    if len(four) == 4 and four[:2] in surnames().compound and is_name(four) and four[-1] not in words:
        yield four
    elif form[:2] in surnames().compound and is_name(form):
        yield form
    run = transliterated_run().match(text, at)
    if run:
        for end in range(run.end(), at + 2, -1):
            if end - at >= 4 and (ending(text, end) >= 2 or text.startswith("代表", end)):
                yield text[at:end]
                break


def choose(text: str, at: int) -> str | None:
    """The best candidate at a place: the longest, but two characters when the third belongs to a longer following word (张三建议)."""
    options = [o for o in candidates(text, at) if o[-1] != "摄" and o not in common_words() and o[:2] not in common_words()]
    if not options:
        return next((o for o in plain(text, at)), None)
    if len(options) > 1:
        words, _ = followers()
        options.sort(key=lambda o: (-(ending(text, at + len(o)) - 2 * (o[-1] in words or o[-1] in particles())), -len(o)))
    if len(options) > 1 and len(options[0]) == 3:
        tail = text[at + 2 : at + 6]
        words, _ = followers()
        if any(tail[:n] in words for n in (4, 3, 2)) and not any(text[at + 3 : at + 3 + n] in words for n in (4, 3, 2)) and text[at + 3 : at + 4] not in PUNCTUATION:
            return options[1]
    return options[0]
