"""What a check finds, for the eye and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """A violation is a defect of the graph; a warning is something that a reader should look at, and that the documents may well say."""

    VIOLATION = "violation"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found. check: name of the shape or of the check. message, message_en: what is wrong. iri: of what it is wrong with.
    document: name of the file, None where no document says it. found: the values at fault, for the eye."""

    severity: Severity
    check: str
    document: str | None
    iri: str
    found: str
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a graph, in order. graph: its folder. graphs: named graphs held to the shapes. triples: in them.

    quotes: compared with their texts. checks: run across statements. left: documents that were held only to the checks across statements,
    because the check was bounded.
    """

    graph: str
    graphs: int
    triples: int
    quotes: int
    checks: int
    findings: tuple[Finding, ...]
    left: int = 0

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(f for f in self.findings if f.severity is severity)

    def as_json(self) -> dict[str, Any]:
        """The whole report as plain values."""
        counts = {name: getattr(self, name) for name in ("graphs", "triples", "quotes", "checks", "left")}
        totals = {severity.value: len(self.of(severity)) for severity in Severity}
        return {"graph": self.graph, **counts, "totals": totals, "findings": [asdict(f) for f in self.findings]}
