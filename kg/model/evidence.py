"""The exact characters that say something."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import EvidenceError
from kg.model.source import Source


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Characters `start` (inclusive) to `end` (exclusive) of a source's text, with the quote that stands there.

    The quote is checked against the text when the value is made by `of`; a value read back from a store is checked by `proven`.
    Two evidences of one source are equal when they name the same characters.
    """

    source: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise EvidenceError(f"{self.source}: characters {self.start}-{self.end} cannot hold {self.quote!r}")

    @classmethod
    def of(cls, source: Source, start: int, end: int) -> Evidence:
        """Evidence for the characters start..end of `source`. Raises EvidenceError when they lie outside the text or are none."""
        return cls(source.name, start, end, source.text[start:end])

    def proven(self, source: Source) -> Evidence:
        """This evidence, after checking that its quote stands in the text. Raises EvidenceError."""
        if source.name != self.source or source.text[self.start : self.end] != self.quote:
            raise EvidenceError(f"{self.source}: {self.quote!r} does not stand at characters {self.start}-{self.end}")
        return self
