"""Where words begin and end, so that no topic is a piece of one (议事厅, not 事厅; 进出口总额, not 口总额).

The dictionary of general Chinese is jieba's (rjieba, in Rust), with its model for words that the dictionary lacks.
"""

from __future__ import annotations

from functools import lru_cache

import rjieba

from kg.lexicon.load import toml


@lru_cache(maxsize=256)
def borders(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The characters of `text` at which words begin, and those behind which words end."""
    tokens = rjieba.tokenize(text)
    return frozenset(start for _, start, _ in tokens), frozenset(end for _, _, end in tokens)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch start..end of `text`, with the whole of the words at its two ends."""
    starts, ends = borders(text)
    while start > 0 and start not in starts:
        start -= 1
    while end < len(text) and end not in ends:
        end += 1
    return start, end


def stands_alone(text: str, at: int) -> bool:
    """Whether the character text[at] is a word by itself."""
    starts, ends = borders(text)
    return at in starts and at + 1 in ends


def is_whole(text: str, words: str) -> bool:
    """Whether `words` stand somewhere in `text` without cutting a word, and do not begin with a lone measure word or suffix."""
    at = text.find(words)
    if at < 0:
        return False  # the text need not be cut into words
    starts, ends = borders(text)
    suffix = words[0] in toml("topic_phrases")["never_first"]
    while at >= 0:
        if at in starts and at + len(words) in ends and not (suffix and at + 1 in ends):
            return True
        at = text.find(words, at + 1)
    return False


_NEVER_FIRST = frozenset({"p", "r", "ad", "q", "mq", "f", "u", "c", "y"})
_NEVER_LAST = frozenset({"t", "f", "d", "p", "r", "u", "c", "q", "mq", "y"})
_PLACES = frozenset("站场库")  # tagged as verbs
_NEVER_ALONE = _NEVER_FIRST | _NEVER_LAST | {"m"}


@lru_cache(maxsize=4096)
def is_named(words: str) -> bool:
    """Whether a matter can be called so, by the parts of speech of its words: not 上半年, 这条路, 普及率提高, 常进站 or 全部装.

    The tags are jieba's (those of ICTCLAS: v verb, d adverb, t time, f side, q measure, r pronoun, p preposition …).
    """
    tagged = rjieba.tag(words)
    if not tagged:
        return False
    (first, kind), (last, end) = tagged[0], tagged[-1]
    if len(tagged) == 1:
        return kind not in _NEVER_ALONE
    if kind in _NEVER_FIRST or (kind == "d" and len(first) == 1) or end in _NEVER_LAST:
        return False
    if last in toml("topic_phrases")["never_last"] or (end == "v" and len(last) == 1 and last not in _PLACES):
        return False
    return all(tag != "d" for _, tag in tagged[1:])


__all__ = ["borders", "is_named", "is_whole", "stands_alone", "widened"]
