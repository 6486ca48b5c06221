"""What became of a proposal: later commitments of the same place, or one above or below it, that take it up. Inferred: no document says so.

The score is 1 - Π(1 - s) over the things that both have in common (a noisy or): each by itself says a little, several say much.

| in common                                    | s                                                            |
|----------------------------------------------|--------------------------------------------------------------|
| a run of n characters of the measure's words | w² (n - 1) / (n + 2); w of its rarest pair                   |
| a topic                                      | 0.45 w²; a third of it for one that says little (补贴)       |
| a topic that stands in the words of neither  | 0.3 w²; one of them counts                                   |
| a project, policy or body that both name     | 0.55 w²                                                      |
| a district below the place                   | 0.3 w²                                                       |
| the body that promises was asked to act      | 0.35                                                         |
| the promise is in the same article           | 0.3                                                          |

w is how rare it is in the graph (kg.resolve.wording). What is inside another thing in common (烘干 in 烘干车) is not counted again. Two
that share no words, topic or thing are never linked. The numbers were set by hand on pages and reports of 25 places (see `LEAST`).

What two wordings have in common depends on them alone, how much it says on how rare it is, and never grows when the graph does: so that
it is known what must be looked at again when a document comes or goes (kg.resolve.taken).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from math import prod
from typing import NamedTuple

from kg.model import LinkKind, LinkReason, ProposalLink, Told
from kg.resolve.pairs import lies_in
from kg.resolve.wording import Wording, feature_number, is_plain, runs, weight

LEAST = 0.6
"""The least score of a link: on 20 annotated pages and 5 longer documents, 24 of the 26 links at or above it were right, and 7 of the 16 up
to a tenth below. That was counted with weights by logarithms; the present ones, by steps, keep 41 of the 42 links that those gave on
91 documents, and add two."""
MOST = 5
"""Links of one proposal; the surest are kept."""

_TOPIC, _PLAIN, _AROUND, _THING, _DISTRICT, _ADDRESSEE, _ARTICLE = 0.45, 0.15, 0.3, 0.55, 0.3, 0.35, 0.3

Shared = tuple[tuple[LinkReason, str, float], ...]
"""What two wordings have in common: the sort, the words to read, how much it says; the most telling first."""


class Common(NamedTuple):
    """A thing that two wordings have in common. text: to be read. much: how much it says where it is as rare as can be. features: numbers
    of what it is made of, the rarest of which tells how rare it is. around: whether it stands in the words of neither."""

    sort: LinkReason
    text: str
    much: float
    features: tuple[int, ...]
    around: bool


def in_common(one: Wording, other: Wording) -> tuple[Common, ...]:
    """What two wordings have in common, the longest first; what is inside another is left out."""
    found: list[Common] = []
    for node, name in one.about & other.about:
        much = _DISTRICT if "/district/" in node else _THING
        found.append(Common(LinkReason.THINGS, name, much, (feature_number("about", node),), False))
    for topic in one.topics & other.topics:
        around = topic not in one.text and topic not in other.text
        much = _AROUND if around else _PLAIN if is_plain(topic) else _TOPIC
        found.append(Common(LinkReason.TOPICS, topic, much, (feature_number("topic", topic),), around))
    for run in runs(one, other):
        much = (len(run) - 1) / (len(run) + 2) * (_PLAIN / _TOPIC if is_plain(run) else 1)
        grams = {feature_number("word", run[i : i + 2]) for i in range(len(run) - 1)}
        found.append(Common(LinkReason.WORDS, run, much, tuple(sorted(grams)), False))
    kept: list[Common] = []
    for each in sorted(found, key=lambda c: (-len(c.text), c.around, -c.much, c.sort, c.text, c.features)):
        if not any(each.text in longer.text for longer in kept):
            kept.append(each)
    return tuple(kept)


def weighed(common: Sequence[Common], level_of: Callable[[int], int]) -> Shared:
    """How much says what two wordings have in common. level_of: how common each of its features is (kg.resolve.wording.level)."""
    found: list[tuple[LinkReason, str, float]] = []
    around: list[tuple[LinkReason, str, float]] = []
    for sort, text, much, features, apart in common:
        says = much * weight(min(level_of(feature) for feature in features)) ** 2
        if says > 0:
            (around if apart else found).append((sort, text, says))
    return tuple(sorted((*found, *sorted(around, key=_order)[:1]), key=_order))


def _order(item: tuple[LinkReason, str, float]) -> tuple[float, str, str]:
    return -round(item[2], 6), item[0], item[1]


def may_do(shared: Shared) -> bool:
    """Whether two proposals with this in common can be linked, if all else speaks for it."""
    return bool(shared) and _score(shared, _ADDRESSEE, _ARTICLE) >= LEAST


class Setting(NamedTuple):
    """Who speaks, where and when: what a link depends on beside the words."""

    place: str | None
    date: str | None
    proposers: tuple[str, ...]
    addressees: tuple[str, ...]

    @classmethod
    def of(cls, told: Told) -> Setting:
        """The setting of a proposal."""
        return cls(told.place, told.date, told.proposers, told.addressees)


_WHEN = (LinkReason.ANSWERED, LinkReason.SAME_TIME, LinkReason.LATER)

Verdict = tuple[int, tuple[LinkReason, ...]]
"""Score in hundredths, and reasons."""


def elsewhere(one: Setting, two: Setting, shared: Shared) -> Verdict | None:
    """Whether a promise in another document takes a proposal up."""
    if one.date is None or two.date is None:
        return None
    known = min(len(one.date), len(two.date))
    first, then = one.date[:known], two.date[:known]
    if then < first:
        return None
    return _judged(one, two, shared, LinkReason.LATER if then > first else LinkReason.SAME_TIME, False)


def answered(one: Told, two: Told, shared: Shared) -> Verdict | None:
    """Whether a promise in the same document takes a proposal up."""
    if two.start <= one.start:
        return None
    same = one.article is not None and one.article == two.article
    return _judged(Setting.of(one), Setting.of(two), shared, LinkReason.ANSWERED, same)


def _judged(one: Setting, two: Setting, shared: Shared, when: LinkReason, same_article: bool) -> Verdict | None:
    if set(one.proposers) & set(two.proposers):  # who proposes and promises takes nothing up
        return None
    if one.place is not None and two.place is not None and not lies_in(one.place, two.place):
        return None
    reasons, others = {when}, []
    if set(one.addressees) & set(two.proposers):
        reasons.add(LinkReason.ADDRESSEE)
        others.append(_ADDRESSEE)
    if same_article:
        reasons.add(LinkReason.ARTICLE)
        others.append(_ARTICLE)
    score = _score(shared, *others)
    if score < LEAST:
        return None
    reasons.update(sort for sort, _, _ in shared)
    return round(score * 100), tuple(reason for reason in LinkReason if reason in reasons)


def place_of(verdict: Verdict, node: str) -> str:
    """By which the links of a proposal to promises are put in order: the surest first, then what is said in the same document, then what
    is said at the same time; then by IRI."""
    score, reasons = verdict
    return f"{100 - score:03}{_WHEN.index(next(reason for reason in reasons if reason in _WHEN))}{node}"


def best_place(shared: Shared, node: str, asked: bool) -> str | None:
    """The first place that a promise in another document can have among the links of a proposal, if any. asked: whether the body that
    promises was asked to act."""
    score = _score(shared, *([_ADDRESSEE] if asked else []))
    return place_of((round(score * 100), (LinkReason.SAME_TIME,)), node) if score >= LEAST else None


def linked(one: str, two: str, verdict: Verdict, shared: Shared) -> ProposalLink:
    """The link between a proposal and a commitment, by their IRIs."""
    score, reasons = verdict
    return ProposalLink(LinkKind.TAKEN_UP, one, two, score, reasons, tuple(dict.fromkeys(text for _, text, _ in shared)))


def _score(shared: Shared, *others: float) -> float:
    return round(1 - prod(1 - s for s in (*(s for _, _, s in shared), *others)), 4)


def write_common(common: Sequence[Common]) -> str:
    """As text."""
    return json.dumps([[c.sort.value, c.text, c.much, c.features, c.around] for c in common], ensure_ascii=False)


def read_common(written: str) -> tuple[Common, ...]:
    """From the text that `write_common` made."""
    return tuple(Common(LinkReason(sort), text, much, tuple(fs), around) for sort, text, much, fs, around in json.loads(written))


def write_shared(shared: Shared) -> str:
    """As text."""
    return json.dumps([[sort.value, text, says] for sort, text, says in shared], ensure_ascii=False)


def read_shared(written: str) -> Shared:
    """From the text that `write_shared` made."""
    return tuple((LinkReason(sort), text, says) for sort, text, says in json.loads(written))


__all__ = [
    "LEAST", "MOST", "Common", "Setting", "Shared", "Verdict",
    "answered", "best_place", "elsewhere", "in_common", "linked", "may_do", "place_of", "weighed",
]  # fmt: skip
