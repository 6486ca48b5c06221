"""What a build did, by document: for the summary on the screen and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

from kg.lexicon.decisions import Decision, Decisions


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
    and doubts (by code) it gave, and `unread`, what of it could not be read, if anything; empty for a document that failed.
    """

    name: str
    outcome: Outcome
    reason: str | None = None
    counts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. documents: in order of their names. graph: where it is. unmatched: names of the names file that have identifiers
    but are of no one entity of the graph. decisions: a person's, if there are any. idle: those of them that bear on nothing in it."""

    graph: str
    documents: tuple[DocumentReport, ...]
    unmatched: tuple[str, ...] = ()
    decisions: Decisions | None = None
    idle: tuple[Decision, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many documents had this outcome."""
        return sum(d.outcome is outcome for d in self.documents)

    @property
    def found(self) -> dict[str, int | dict[str, int]]:
        """What all documents gave together, counted like what each gave; an entity counts in each document that names it."""
        total: dict[str, int | dict[str, int]] = {}
        for document in self.documents:
            add_counts(total, document.counts)
        return {name: dict(sorted(value.items())) if isinstance(value, dict) else value for name, value in total.items()}

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
            "decisions": {
                "file": self.decisions.file if self.decisions is not None else None,
                "applied": len(self.decisions.all) - len(self.idle) if self.decisions is not None else 0,
                "idle": [{"line": d.line, "decision": d.written} for d in self.idle],
            },
            "found": self.found,
            "totals": {outcome.value: self.count(outcome) for outcome in Outcome},
        }


def add_counts(total: dict[str, int | dict[str, int]], counts: Mapping[str, Any]) -> None:
    """Adds what one document gave to what others gave. What is no number is passed over."""
    for name, value in counts.items():
        if isinstance(value, Mapping):
            kinds = cast("dict[str, int]", total.setdefault(name, {}))
            for kind, number in value.items():
                kinds[kind] = kinds.get(kind, 0) + number
        elif isinstance(value, int):
            total[name] = cast("int", total.get(name, 0)) + value
