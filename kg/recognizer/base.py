"""What a recognizer is: something that reads a text and proposes names, each with how sure it is. The rules do not know who it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # the command line only asks which recognizer is the usual one
    from kg.model import EntityType

RULE = "recognizer:"
"""How the rule of a proposed mention begins; the recognizer's name and version follow."""


class Span(NamedTuple):
    """A name that a recognizer proposes. start, end: characters of the text. score: from 0 to 1, how sure it is; None where a recognizer
    does not say."""

    start: int
    end: int
    type: EntityType
    score: float | None


class Recognizer(Protocol):
    """Reads texts and proposes names."""

    @property
    def name(self) -> str:
        """Name and version, as they are written beside what it found (small/1)."""
        ...

    @property
    def least(self) -> Mapping[EntityType, float]:
        """The types of which it may propose names beside the rules, and how sure it must be of each; 0 for one that gives no scores."""
        ...

    def spans(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """The names in each text, left to right, without overlaps. Each text is a sentence or a paragraph without line breaks."""
        ...


__all__ = ["RULE", "Recognizer", "Span"]
