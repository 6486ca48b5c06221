"""Key words of an article: what it says again and again, whatever it is called (早市, 晾房, 稻蟹).

A word list can never hold the things that a town quarrels about. A string of two to five characters that comes back in an article, holds
no function word, somewhere begins or ends a stretch between such words, and is not merely a part of a longer string that comes back as
often, is taken for one (repeated strings: Nagao and Mori, COLING 1994).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice

import ahocorasick_rs

from kg.extract.topics.words import is_named, is_whole
from kg.lexicon.load import toml

_SHORTEST, _LONGEST = 2, 5
_COUNTED = 7  # longer strings are counted too, so that a key word is no piece of one
_MOST = 10


@cache
def _breaks() -> re.Pattern[str]:
    """What no key word holds: everything but Han characters, and the characters of function words, numbers and counters."""
    return re.compile(rf"[^\u4e00-\u9fff]+|[{toml('topic_phrases')['never_in_keyword']}]+")


@cache
def _unfit() -> frozenset[str]:
    return frozenset(toml("topic_phrases")["no_keyword"])


def keywords(texts: Sequence[str], names: Iterable[str] = ()) -> tuple[str, ...]:
    """The key words of an article's texts, the most telling first. names: people, places and bodies, which are none."""
    strings: list[str] = []
    begins: set[str] = set()
    ends: set[str] = set()
    taken = ahocorasick_rs.AhoCorasick(sorted({n for n in names if len(n) > 1}), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for text in texts:
        for run in _breaks().split(_without(taken, text)):
            for length in range(_SHORTEST, min(_COUNTED, len(run)) + 1):
                strings += [run[at : at + length] for at in range(len(run) - length + 1)]
                begins.add(run[:length])
                ends.add(run[-length:])
    again = {s: n for s, n in Counter(strings).items() if n > 1 and s not in _unfit() and (s in begins or s in ends)}
    inside = {part for s, n in again.items() for part in _parts(s) if again.get(part, 0) <= n}
    ranked = sorted((s for s in again if s not in inside and len(s) <= _LONGEST), key=lambda s: (-again[s] * (len(s) - 1), s))
    whole = (s for s in ranked if any(is_whole(text, s) for text in texts) and is_named(s))
    return tuple(islice(whole, _MOST))


def _without(names: ahocorasick_rs.AhoCorasick, text: str) -> str:
    """The text with a mark in place of each name."""
    kept, at = [], 0
    for _, start, end in names.find_matches_as_indexes(text):
        kept.append(text[at:start])
        at = end
    return "|".join((*kept, text[at:]))


def is_plain_noun(words: str) -> bool:
    """Whether words could be a key word by their characters: no function word, pronoun or number in them, and not one that tells
    nothing."""
    return words not in _unfit() and not _breaks().search(words)


def _parts(s: str) -> Iterable[str]:
    """The shorter strings inside a string."""
    return (s[a:b] for a in range(len(s)) for b in range(a + _SHORTEST, len(s) + 1) if b - a < len(s))
