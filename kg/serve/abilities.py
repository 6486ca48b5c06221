"""What the pages show that other rooms make: answers to questions, and pictures. Given by the command, so that no room imports another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kg.graph import GraphStore


class Answered(Protocol):
    """The answer to a question, as kg.ask gives it."""

    @property
    def sentence(self) -> str:
        """The answer in words."""

    @property
    def columns(self) -> Sequence[str]:
        """Of the rows."""

    @property
    def rows(self) -> Sequence[Sequence[Any]]:
        """The table behind it."""

    @property
    def understood(self) -> str:
        """How the question was read."""

    @property
    def sparql(self) -> str:
        """The queries that gave the rows."""

    @property
    def suggestions(self) -> Sequence[str]:
        """Questions that are near."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """ask: answers a question. page: the picture of what has to do with a thing (its IRI or name; None for the whole) as an HTML page that
    takes its scripts from below /static/view/; the last arguments are a language and a kind (who, people, years). svg: the same as an SVG.
    files: what stands below that, by name."""

    ask: Callable[[GraphStore, str], Answered]
    page: Callable[[GraphStore, str | None, int, str, str], str]
    svg: Callable[[GraphStore, str | None, int], str]
    files: Mapping[str, bytes]
