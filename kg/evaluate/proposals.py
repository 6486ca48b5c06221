"""Who proposed what, by the characters attributed to the right proposer: so it does not matter how a text is cut into proposals.

Counted are letters and numbers (Unicode categories L and N), which includes Chinese characters; punctuation and white space are not.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.evaluate.compare import folded
from kg.evaluate.gold import Gold
from kg.evaluate.measures import Measures
from kg.evaluate.read import KINDS

Row = Mapping[str, Any]
Characters = dict[str, set[int]]


def measure_proposals(gold: Gold, rows: Sequence[Row], measures: Measures) -> None:
    """For each kind: characters under the right proposer; proposers who proposed anything. Then topics that would find what they should."""
    counted = frozenset(at for at, character in enumerate(gold.text) if unicodedata.category(character)[0] in "LN")
    for kind in KINDS:
        wanted, given = _wanted(gold, kind, counted), _given(gold, rows, kind, counted)
        _measure_characters(gold, kind, wanted, given, measures)
    _measure_topics(gold, rows, counted, measures)


def _wanted(gold: Gold, kind: str, counted: frozenset[int]) -> Characters:
    wanted: Characters = defaultdict(set)
    for proposal in gold.proposals:
        if proposal.kind == kind:
            for proposer in proposal.proposers:
                wanted[proposer] |= _characters(proposal.spans, counted)
    return wanted


def _given(gold: Gold, rows: Iterable[Row], kind: str, counted: frozenset[int]) -> Characters:
    """What the graph attributes to each entity of the annotation, and to names that are none of them, marked with ?.

    A name that may be several goes to the one who said most of the words; to the first id where none said any.
    """
    wanted = _wanted(gold, kind, counted)
    given: Characters = defaultdict(set)
    for row in rows:
        if row["kind"] != kind:
            continue
        spans = _characters(row["spans"], counted)
        for name in row["proposers"]:
            who = sorted(gold.find(name))
            best = max(who, key=lambda key: len(wanted.get(key, set()) & spans), default=f"? {name}")
            given[best] |= spans
    return given


def _measure_characters(gold: Gold, kind: str, wanted: Characters, given: Characters, measures: Measures) -> None:
    characters, proposers = measures[f"proposals {kind} (characters)"], measures[f"proposers {kind}"]
    for who in sorted(wanted.keys() | given.keys()):
        want, got = wanted.get(who, set()), given.get(who, set())
        name = f"{gold.source} {gold.named.get(who, who)}"
        characters.right += len(want & got)
        if missed := len(want - got):
            characters.is_missed(f"{name}: {missed} of {len(want)} characters", missed)
        if wrong := len(got - want):
            characters.is_wrong(f"{name}: {wrong} of {len(got)} characters", wrong)
        if want and got:
            proposers.right += 1
        elif want:
            proposers.is_missed(name)
        else:
            proposers.is_wrong(name)


def _measure_topics(gold: Gold, rows: Sequence[Row], counted: frozenset[int], measures: Measures) -> None:
    """Whether a proposal is found under one of its annotated topics: by a topic of a row of the same proposer and words in common."""
    spoken = [(frozenset().union(*map(gold.find, row["proposers"])), _characters(row["spans"], counted), row["topics"]) for row in rows]
    for proposal in gold.proposals:
        if not proposal.topics:
            continue
        here, wanted = _characters(proposal.spans, counted), [folded(topic) for topic in proposal.topics]
        offered = {
            folded(topic)
            for who, characters, topics in spoken
            if not who.isdisjoint(proposal.proposers) and not characters.isdisjoint(here)
            for topic in topics
        } - {""}
        measure = measures["topics (gold rows reached)"]
        if any(one in other or other in one for one in wanted for other in offered):
            measure.right += 1
        else:
            measure.is_missed(f"{gold.source} {'；'.join(proposal.topics)}")


def _characters(spans: Iterable[Sequence[int]], counted: frozenset[int]) -> set[int]:
    return {at for start, end in spans for at in range(start, end) if at in counted}
