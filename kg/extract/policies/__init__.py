"""Finds policies: strategies, campaigns, reforms, mechanisms, plans, reports, laws, numbered measures and slogans of a place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.headed import headed
from kg.extract.policies.known import unite
from kg.extract.policies.national import national
from kg.extract.policies.patterns import patterned
from kg.extract.policies.reports import reports
from kg.extract.policies.titles import titles
from kg.extract.quoted import quoted
from kg.extract.work import Found
from kg.model import EntityType

__all__ = ["find", "unite"]


def find(text: str, context: Context) -> Iterator[Found]:
    """The policies named in a folded text, left to right, without overlaps; of two that overlap the longer one, and of equals the surer.

    Order of trust: titles in 《》, reports and plans by the year, names in quotation marks, names by their last word, the national list.
    """
    candidates: list[tuple[int, Found]] = []
    for rank, found in enumerate(
        (
            titles(text),
            reports(text, context),
            quoted(text, EntityType.POLICY),
            patterned(text, context),
            (Found(h.start, h.end, EntityType.POLICY, text[h.start : h.end], h.rule) for h in headed(text, "policy_grammar")),
            national(text),
        )
    ):
        candidates += [(rank, f) for f in found]
    kept: list[Found] = []
    for _, f in sorted(candidates, key=lambda c: (c[1].start - c[1].end, c[0], c[1].start)):
        if not any(k.start < f.end and f.start < k.end for k in kept):
            kept.append(f)
    yield from sorted(kept)
