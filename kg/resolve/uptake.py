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

Commitments are looked up by the rarest things of a proposal, so that the cost grows with the number of proposals, not of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import prod

from kg.model import LinkKind, LinkReason, ProposalKind, ProposalLink, Told
from kg.resolve.pairs import lies_in
from kg.resolve.wording import Rarity, Wording, is_plain, runs, wording

LEAST = 0.6
"""The least score of a link: on 20 annotated pages and 5 longer documents, 24 of the 26 links at or above it are right; of the 16 up
to a tenth below, 7."""
MOST = 5
"""Links of one proposal; the surest are kept."""
_LOOKED_UP = 12  # of the rarest things of a proposal
_COMMON = 300  # wordings of commitments that have a thing; one that more have is not looked up
_COMPARED = 40  # wordings of commitments for one of a proposal

_TOPIC, _PLAIN, _AROUND, _THING, _DISTRICT, _ADDRESSEE, _ARTICLE = 0.45, 0.15, 0.3, 0.55, 0.3, 0.35, 0.3

Shared = tuple[tuple[LinkReason, str, float], ...]
"""What two wordings have in common: the sort, the words to read, how much it says."""


def taken_up(proposals: Iterable[Told]) -> tuple[ProposalLink, ...]:
    """The links from proposals to the commitments that take them up, in order of their IRIs; the same whatever the order given."""
    known = sorted(proposals, key=lambda t: t.node)
    wordings = {told.node: wording(told) for told in known}
    rarity = Rarity(wordings.values())
    spoken: dict[Wording, list[Told]] = defaultdict(list)
    promised: dict[Wording, list[Told]] = defaultdict(list)
    for told in known:
        (promised if told.kind is ProposalKind.COMMITMENT else spoken)[wordings[told.node]].append(told)
    index = _Index(list(promised), rarity)
    here = {then: _by_document(some) for then, some in promised.items()}
    names = {node: name for told in known for node, name in told.about}
    found: list[ProposalLink] = []
    for said, tellers in spoken.items():
        near = [(then, in_common(said, then, rarity, names)) for then in index.near(said)]
        near = [(then, shared) for then, shared in near if shared and _score(shared, _ADDRESSEE, _ARTICLE) >= LEAST]
        for one in tellers:
            links = []
            for then, shared in near:
                # below that, only a promise in the same article can be one
                others = promised[then] if _score(shared, _ADDRESSEE) >= LEAST else here[then].get(one.document, ())
                links += [link for two in others if (link := _link(one, two, shared)) is not None]
            found += sorted(links, key=lambda link: (-link.score, link.reasons, link.right))[:MOST]
    return tuple(sorted(found))


class _Index:
    """Wordings of commitments by what they are made of."""

    def __init__(self, wordings: Sequence[Wording], rarity: Rarity) -> None:
        self._wordings, self._rarity = wordings, rarity
        self._having: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, each in enumerate(wordings):
            for feature in each.features:
                self._having[feature].append(number)

    def near(self, said: Wording) -> list[Wording]:
        """Those that have the most of its rarest things, at most `_COMPARED`."""
        known = [(self._rarity.count(*f), f) for f in said.features if 0 < len(self._having.get(f, ())) <= _COMMON]
        sums: dict[int, float] = defaultdict(float)
        for _, feature in sorted(known)[:_LOOKED_UP]:
            for number in self._having[feature]:
                sums[number] += self._rarity.weight(*feature)
        best = sorted(sums, key=lambda number: (-round(sums[number], 6), number))[:_COMPARED]
        return [self._wordings[number] for number in best]


def in_common(one: Wording, other: Wording, rarity: Rarity, names: dict[str, str]) -> Shared:
    """What two wordings have in common, the most telling first. names: of entities, by IRI."""
    found: list[tuple[LinkReason, str, float]] = []
    for node in one.about & other.about:
        much = _DISTRICT if "/district/" in node else _THING
        found.append((LinkReason.THINGS, names[node], much * rarity.weight("about", node) ** 2))
    elsewhere = []
    for topic in one.topics & other.topics:
        says = rarity.weight("topic", topic) ** 2
        if topic in one.text or topic in other.text:
            found.append((LinkReason.TOPICS, topic, (_PLAIN if is_plain(topic) else _TOPIC) * says))
        else:
            elsewhere.append((LinkReason.TOPICS, topic, _AROUND * says))
    found += sorted(elsewhere, key=lambda item: (-round(item[2], 6), item[1]))[:1]
    for run in runs(one, other):
        rare = max(rarity.weight("word", run[i : i + 2]) for i in range(len(run) - 1))
        long = (len(run) - 1) / (len(run) + 2)
        found.append((LinkReason.WORDS, run, long * rare**2 * (_PLAIN / _TOPIC if is_plain(run) else 1)))
    kept: list[tuple[LinkReason, str, float]] = []
    for each in sorted(found, key=lambda item: (-round(item[2], 6), item[0], item[1])):
        if each[2] > 0 and not any(each[1] in other[1] or other[1] in each[1] for other in kept):
            kept.append(each)
    return tuple(kept)


def _link(one: Told, two: Told, shared: Shared) -> ProposalLink | None:
    """The link between a proposal and a commitment, where the one can have come of the other and the score is high enough."""
    when = _when(one, two)
    if when is None or set(one.proposers) & set(two.proposers):  # who proposes and promises takes nothing up
        return None
    if one.place is not None and two.place is not None and not lies_in(one.place, two.place):
        return None
    reasons, others = [when], []
    if set(one.addressees) & set(two.proposers):
        reasons.append(LinkReason.ADDRESSEE)
        others.append(_ADDRESSEE)
    if one.article is not None and one.article == two.article:
        reasons.append(LinkReason.ARTICLE)
        others.append(_ARTICLE)
    score = _score(shared, *others)
    if score < LEAST:
        return None
    reasons += {sort for sort, _, _ in shared}
    ordered = tuple(reason for reason in LinkReason if reason in reasons)
    return ProposalLink(LinkKind.TAKEN_UP, one.node, two.node, round(score * 100), ordered, tuple(dict.fromkeys(s for _, s, _ in shared)))


def _score(shared: Shared, *others: float) -> float:
    return round(1 - prod(1 - s for s in (*(s for _, _, s in shared), *others)), 4)


def _by_document(some: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for told in some:
        found[told.document].append(told)
    return found


def _when(one: Told, two: Told) -> LinkReason | None:
    """How a commitment stands in time to what was proposed; None where it came before, or nothing is known of it."""
    if one.document == two.document:
        return LinkReason.ANSWERED if two.start > one.start else None
    if one.date is None or two.date is None:
        return None
    known = min(len(one.date), len(two.date))
    first, then = one.date[:known], two.date[:known]
    if then < first:
        return None
    return LinkReason.LATER if then > first else LinkReason.SAME_TIME


__all__ = ["LEAST", "MOST", "in_common", "taken_up"]
