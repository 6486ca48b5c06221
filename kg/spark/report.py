"""What a build on Spark did: totals, and the documents that failed; each document by itself would be too much for one machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.lexicon.decisions import Decision


@dataclass(frozen=True, slots=True)
class SparkReport:
    """folder: where the partitions are. documents: how many were read. characters: of them. failed: (name, reason) of those that could not
    be read, in order of their names. partitions, made: how many partitions of documents there are, and how many of these had to be
    made. quads: in the graph. files, bytes: to be loaded. counts: what the documents gave, as in a BuildReport. unmatched: names of the
    names file that have identifiers but are of no one entity. idle: decisions of a person that bear on nothing."""

    folder: str
    documents: int
    characters: int
    failed: tuple[tuple[str, str], ...]
    partitions: int
    made: int
    quads: int
    files: int
    bytes: int
    counts: Mapping[str, Any] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    idle: tuple[Decision, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The whole report as plain values."""
        return {
            "graph": self.folder,
            "documents": self.documents,
            "characters": self.characters,
            "failed": [{"name": name, "reason": reason} for name, reason in self.failed],
            "unmatched": list(self.unmatched),
            "idle": [{"line": d.line, "decision": d.written} for d in self.idle],
            "partitions": {"all": self.partitions, "made": self.made},
            "quads": self.quads,
            "files": self.files,
            "bytes": self.bytes,
            "found": dict(self.counts),
        }
