"""Topics of a proposal: short noun phrases that a reader would look it up by.

They come from the scheme (kg/lexicon/data/topics.toml), in the words of the text where it has its own, from the names of policies and
projects that it holds, and from key phrases of the text; headline and heading help where the words themselves say little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.topics.keywords import is_plain_noun, keywords
from kg.extract.topics.phrases import phrases
from kg.extract.topics.scheme import Concept, concepts, named_in, rather_by_label, too_plain
from kg.extract.topics.words import is_named
from kg.lexicon.load import toml

MOST = 5  # topics offered for one proposal

# Weights, set by hand on documents of several cities: a form of the scheme, the deeper and longer the better; what a verb acts on; a term
# in quotation marks.
_FORM, _DEPTH, _LENGTH, _EARLY = 2.0, 0.8, 0.25, 1.0
_LABEL, _LABEL_DEPTH = 0.8, 0.4
_PLAIN = 1.5
_SORTS = {"object": 2.2, "term": 2.4, "compound": 1.6, "subject": 1.7}
_PHRASE_EARLY = 1.2
_NAME = 2.6
_HEADING, _TITLE, _DOCUMENT = 1.6, 1.2, 3.0
_AGAIN = 0.4
_KEY, _KEY_RANK = 2.6, 0.05
_FEW, _VERY_FEW = 4, 2
_STRETCH, _NEAR_KEY, _NEAR, _FAR_KEY = 1.1, 0.9, 0.6, 0.3
_MUCH_LONGER = 2  # how many times as long a phrase is that is offered beside one inside it
_FILED = re.compile(r"^关于|的?(?:提案|议案|建议)$")


def topics(
    text: str,
    *,
    heading: str | None = None,
    title: str | None = None,
    document: str | None = None,
    names: Sequence[str] = (),
    places: Sequence[str] = (),
    keys: Sequence[str] = (),
    around: str = "",
) -> tuple[str, ...]:
    """Up to `MOST` topics of a proposal's words, the most telling first; empty if none is found.

    heading: the heading above the words. title: the headline of the article. document: title of a filed document. names: policies and
    projects that the words name. places: names in the words that are no part of a topic. keys: key words of the article, the most
    telling first. around: the paragraph; what it names fills up where the words say little.
    """
    scores: dict[str, float] = {}
    own = named_in(text)
    for n, named in enumerate(own):
        early = _EARLY * (1 - 0.5 * n / len(own))
        if rather_by_label(named.form):
            _add(scores, named.concept.zh, _FORM + _DEPTH * named.depth + early)
            continue
        plain = _PLAIN if too_plain(named.form) else 0
        _add(scores, named.form, _FORM + _DEPTH * named.depth + _LENGTH * len(named.form) + early - plain)
        if named.form != named.concept.zh:
            _add(scores, named.concept.zh, _LABEL + _LABEL_DEPTH * named.depth)
    words = _FILED.sub("", document) if document else text
    for place in places:
        words = words.replace(place, "|")
    for phrase in phrases(words, whole=document is not None):
        if phrase.sort != "term" and not _tells(phrase.text):
            continue
        _add(scores, phrase.text, _SORTS[phrase.sort] + _PHRASE_EARLY * (1 - phrase.start / len(words)))
    for name in names:
        if 2 <= len(name) <= 12:
            _add(scores, name, _NAME)
    for source, weight in ((heading, _HEADING), (title, _TITLE), (document, _DOCUMENT)):
        for named in named_in(source or ""):
            if not too_plain(named.form):
                _add(scores, named.form, weight + 0.3 * named.depth)
    for rank, key in enumerate(keys):
        if key in text:
            _add(scores, key, _KEY - _KEY_RANK * rank)
    if len(scores) < _FEW:
        _fill_up(scores, words, keys, around)
    return _chosen(scores)


def _tells(words: str) -> bool:
    """Whether a phrase by itself says what a matter is about."""
    return words not in toml("topic_phrases")["no_keyword"] and is_named(words)


def _fill_up(scores: dict[str, float], words: str, keys: Sequence[str], around: str) -> None:
    """Adds weaker topics to few: any noun-like stretch of the words, then what the paragraph names, then the key words of the article."""
    for phrase in phrases(words, whole=True):
        if is_plain_noun(phrase.text) and is_named(phrase.text):
            _add(scores, phrase.text, _STRETCH)
    if len(scores) >= _VERY_FEW:
        return
    for near in named_in(around):
        if not too_plain(near.form):
            _add(scores, near.form, _NEAR)
    for rank, key in enumerate(keys):
        _add(scores, key, (_NEAR_KEY if key in around else _FAR_KEY) - _KEY_RANK * rank)


def _add(scores: dict[str, float], phrase: str, score: float) -> None:
    """Says once more that a phrase is a topic: the best reason counts, each further one a little."""
    before = scores.get(phrase)
    scores[phrase] = score if before is None else max(before, score) + _AGAIN


def _chosen(scores: dict[str, float]) -> tuple[str, ...]:
    """The best phrases, none inside another that was chosen; where that leaves room, longer ones that say much more than one of them."""
    ranked = [phrase for phrase, _ in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]
    out: list[str] = []
    for apart in (_apart, _says_more):
        for phrase in ranked:
            if len(out) < MOST and all(apart(phrase, p) for p in out):
                out.append(phrase)
    return tuple(out)


def _apart(phrase: str, chosen: str) -> bool:
    return phrase not in chosen and chosen not in phrase


def _says_more(phrase: str, chosen: str) -> bool:
    """Whether a phrase stands apart from one that was chosen, or holds it and much besides (近岸海漂垃圾 beside 垃圾)."""
    return phrase not in chosen and (chosen not in phrase or len(phrase) >= _MUCH_LONGER * len(chosen))


__all__ = ["MOST", "Concept", "concepts", "keywords", "named_in", "topics"]
