"""The same proposal told in two documents: by the same people or body, and with nearly the same measure, or the same title or number.

Nearly the same: the pairs of neighbouring characters of both texts agree by at least `LEAST` (L. R. Dice 1945), and the figures of one are
all in the other. Two tellings that lie more than `_DAYS` apart are two proposals, as a deputy may come back with one the next year; a
filed proposal with a telling title stays the same, since answers are told much later. A commitment is the same only in the same year.

Of many tellings, each is linked to the first (by date, then document and place in it), not to all others (kg.resolve.retold). Only those
are compared that share one of the first pairs of characters in one order of all pairs, so many that two that are alike must share one
(prefix filtering; S. Chaudhuri, V. Ganti and R. Kaushik, ICDE 2006) and a figure, or a title or number. The order is by a digest, so that
it is the same in every graph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from kg.model import LinkKind, LinkReason, ProposalKind, ProposalLink, Told
from kg.resolve.ledger import both, number_of
from kg.resolve.names import folded
from kg.resolve.wording import feature_number, runs, wording

LEAST = 0.85
"""The least likeness of two measures that are one. Tellings of one text differ by who said it; two texts of one mould by what they say."""
_DAYS = 300
_TELLING = 8  # characters of a title that can be one proposal's alone
_TITLED, _NUMBERED = 0.95, 0.9  # scores of the same title and the same number
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A proposal, with what is compared: pairs of characters, figures, the folded title."""

    told: Told
    grams: frozenset[str]
    figures: frozenset[str]
    title: str | None

    @classmethod
    def of(cls, told: Told) -> Telling:
        """What is compared of a proposal."""
        words = folded(told.text)
        grams = frozenset(words[i : i + 2] for i in range(len(words) - 1))
        return cls(told, grams, frozenset(_FIGURE.findall(told.text)), folded(told.title) if told.title else None)

    def keys(self) -> tuple[set[int], set[int]]:
        """Numbers by which others that tell the same are found: this one asks for one that they offer, or they for one that it offers.

        Of two measures the figures of one are all in the other, so that it asks for one of them, and the other offers all that it has."""
        told = self.told
        own = [("title", self.title)] if self.title is not None and len(self.title) >= _TELLING else []
        whole = [number_of(*key) for key in (*own, *([("number", told.number, told.session or "")] if told.number is not None else []))]
        ordered = sorted(feature_number("word", gram) for gram in self.grams)
        shared = ceil(LEAST / (2 - LEAST) * len(ordered))  # at least so many of them the other has, too
        words = ordered[: len(ordered) - shared + 1]
        figures = [feature_number("figure", figure) for figure in ("", *self.figures)]
        asking = feature_number("figure", min(self.figures, key=_telling_least, default=""))
        asked, offered = set(), set()
        for proposer in told.proposers:
            who = feature_number(str(told.kind is ProposalKind.COMMITMENT), proposer)
            asked.update([*(both(who, key) for key in whole), *(both(who, both(word, asking)) for word in words)])
            offered.update([*(both(who, key) for key in whole), *(both(who, both(word, figure)) for word in words for figure in figures)])
        return asked, offered


def _telling_least(figure: str) -> tuple[bool, int, str]:
    """Puts the figure first that fewest texts are likely to have: a long one that is no year."""
    return _YEAR.fullmatch(figure) is not None, -len(figure), figure


def same(first: Telling, then: Telling) -> ProposalLink | None:
    """The link from a telling to one before it, where both tell one proposal."""
    one, two = first.told, then.told
    if one.document == two.document:
        return None
    reasons, scores = [LinkReason.PROPOSER], [0.0]
    shared: Sequence[str] = ()
    if first.title is not None and first.title == then.title and len(first.title) >= _TELLING:
        reasons.append(LinkReason.TITLE)
        scores.append(_TITLED)
        shared = (one.title or "",)
    if _near(one, two):
        if one.number is not None and one.number == two.number and one.session == two.session and None in (one.title, two.title):
            reasons.append(LinkReason.NUMBER)
            scores.append(_NUMBERED)
        telling = one.kind is two.kind and not (one.title and two.title)  # two titles say more than what is said of them
        part = alike(first.grams, then.grams) if telling and _fit(first.figures, then.figures) else 0.0
        if part >= LEAST:
            reasons.append(LinkReason.MEASURE)
            scores.append(part)
            shared = shared or runs(wording(one), wording(two))
    if len(scores) == 1:
        return None
    ordered = tuple(reason for reason in LinkReason if reason in reasons)
    return ProposalLink(LinkKind.SAME, one.node, two.node, round(max(scores) * 100), ordered, tuple(shared))


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets of pairs of characters agree, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the figures of one text are all in the other."""
    return one <= other or other <= one


def _near(one: Told, two: Told) -> bool:
    """Whether two tellings can be of one time; also where that is not known."""
    if one.date is None or two.date is None:
        return True
    if ProposalKind.COMMITMENT in (one.kind, two.kind) or min(len(one.date), len(two.date)) < 10:
        return one.date[:4] == two.date[:4]
    try:
        return abs((date.fromisoformat(one.date) - date.fromisoformat(two.date)).days) <= _DAYS
    except ValueError:
        return one.date == two.date


__all__ = ["LEAST", "Telling", "alike", "same"]
