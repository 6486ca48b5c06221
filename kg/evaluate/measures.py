"""Counts, and the three figures made of them.

Precision is the share of what the graph says that is right, recall the share of what is right that the graph says, F1 their harmonic mean
(C. J. van Rijsbergen, Information Retrieval, 1979).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_DIGITS = 4


@dataclass(slots=True)
class Measure:
    """One line of an evaluation. right, wrong, missed: how many. wrongs, misses: what they are, in words, with the document."""

    name: str
    right: int = 0
    wrong: int = 0
    missed: int = 0
    wrongs: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def is_wrong(self, what: str, count: int = 1) -> None:
        """The graph says `what`, the annotation does not."""
        self.wrong += count
        self.wrongs.append(what)

    def is_missed(self, what: str, count: int = 1) -> None:
        """The annotation says `what`, the graph does not."""
        self.missed += count
        self.misses.append(what)

    @property
    def precision(self) -> float:
        """Right among all that the graph says, 0 to 1; 0 where it says nothing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Right among all that the annotation says, 0 to 1; 0 where it says nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def figures(self) -> dict[str, Any]:
        """The counts as true and false positives and false negatives, and the figures rounded to four places."""
        counts = {"tp": self.right, "fp": self.wrong, "fn": self.missed}
        return counts | {name: round(getattr(self, name), _DIGITS) for name in ("precision", "recall", "f1")}


Measures = dict[str, Measure]
"""Measures by name."""
