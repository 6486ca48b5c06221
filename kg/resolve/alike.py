"""The same proposal told in two documents: by the same people or body, and with nearly the same measure, or the same title or number.

Nearly the same: the pairs of neighbouring characters of both texts agree by at least `LEAST` (L. R. Dice 1945), and the figures of one are
all in the other. Two tellings that lie more than `_DAYS` apart are two proposals, as a deputy may come back with one the next year; a
filed proposal with a telling title stays the same, since answers are told much later. A commitment is the same only in the same year.

Of many tellings, each is linked to the first (by date, then document and place in it), not to all others. Only those are compared that
share one of their rarest pairs of characters, so many that two that are alike must share one (prefix filtering; S. Chaudhuri, V. Ganti and
R. Kaushik, ICDE 2006), or a title or number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from kg.model import LinkKind, LinkReason, ProposalKind, ProposalLink, Told
from kg.resolve.names import folded
from kg.resolve.wording import runs, wording

LEAST = 0.85
"""The least likeness of two measures that are one. Tellings of one text differ by who said it; two texts of one mould by what they say."""
_DAYS = 300
_TELLING = 8  # characters of a title that can be one proposal's alone
_TITLED, _NUMBERED = 0.95, 0.9  # scores of the same title and the same number
_FIGURE = re.compile(r"\d+(?:\.\d+)?")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Telling:
    """A proposal, with what is compared: pairs of characters, figures, the folded title."""

    told: Told
    grams: frozenset[str]
    figures: frozenset[str]
    title: str | None

    @classmethod
    def of(cls, told: Told) -> _Telling:
        words = folded(told.text)
        grams = frozenset(words[i : i + 2] for i in range(len(words) - 1))
        return cls(told, grams, frozenset(_FIGURE.findall(told.text)), folded(told.title) if told.title else None)

    def keys(self, common: Counter[str]) -> Iterator[Key]:
        """Of which any other telling of the same must have one. common: how many tellings have each pair of characters."""
        told = self.told
        promise = str(told.kind is ProposalKind.COMMITMENT)
        own: list[Key] = [("title", self.title)] if self.title is not None and len(self.title) >= _TELLING else []
        if told.number is not None:
            own.append(("number", told.number, told.session or ""))
        rarest = sorted(self.grams, key=lambda gram: (common[gram], gram))
        shared = ceil(LEAST / (2 - LEAST) * len(rarest))  # at least so many of them the other has, too
        own += [("words", gram) for gram in rarest[: len(rarest) - shared + 1]]
        yield from ((promise, who, *key) for who in told.proposers for key in own)


def same_proposals(proposals: Iterable[Told]) -> tuple[ProposalLink, ...]:
    """The links from each telling of a proposal to its first, in order of their IRIs; the same whatever the order of `proposals`."""
    known = sorted(proposals, key=lambda t: ((t.date or "9999").ljust(10, "~"), t.document, t.start, t.node))
    tellings = [_Telling.of(told) for told in known]
    common = Counter(gram for telling in tellings for gram in telling.grams)
    firsts: dict[Key, list[_Telling]] = defaultdict(list)
    found = []
    for telling in tellings:
        keys = list(telling.keys(common))
        others = {first.told.node: first for key in keys for first in firsts.get(key, ())}
        links = [link for first in others.values() if (link := _link(first, telling)) is not None]
        if links:
            found.append(min(links, key=lambda link: (-link.score, link.left)))
        else:
            for key in keys:
                firsts[key].append(telling)
    return tuple(sorted(found))


def _link(first: _Telling, then: _Telling) -> ProposalLink | None:
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


__all__ = ["LEAST", "alike", "same_proposals"]
