"""What a build did, by document: for the summary on the screen and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of a document."""

    BUILT = "built"
    UNCHANGED = "unchanged"  # the graph already had it, read by the same program with the same options
    FAILED = "failed"
    FORGOTTEN = "forgotten"  # the graph had it, it is no longer among the documents, and the user asked to forget such ones


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document. reason: why it failed, in one line; None for the others.

    counts: as in the graph's manifest, how many articles, entities (by type), positions, proposals (by kind), observations, relations
    and doubts (by code) it gave; empty for a document that failed.
    """

    name: str
    outcome: Outcome
    reason: str | None = None
    counts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. documents: in order of their names. graph: where it is. unmatched: names of the names file that have identifiers
    but are of no one entity of the graph."""

    graph: str
    documents: tuple[DocumentReport, ...]
    unmatched: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many documents had this outcome."""
        return sum(d.outcome is outcome for d in self.documents)

    @property
    def failed(self) -> tuple[DocumentReport, ...]:
        """The documents that could not be read."""
        return tuple(d for d in self.documents if d.outcome is Outcome.FAILED)

    def as_json(self) -> dict[str, Any]:
        """The whole report as plain values; the same build gives the same report."""
        return {
            "graph": self.graph,
            "documents": [{"name": d.name, "outcome": d.outcome.value, "reason": d.reason, **d.counts} for d in self.documents],
            "unmatched": list(self.unmatched),
            "totals": {outcome.value: self.count(outcome) for outcome in Outcome},
        }
