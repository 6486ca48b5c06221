"""What comes back from a question."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.query import Cell

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    sentence: the answer in words, in the language of the question; where nothing was found, what was looked for and what is near. columns,
    rows: the table behind it, each row with the quoted words and their place (document, start, end in characters of the source text).
    understood: how the question was read; empty when it was not. sparql: the queries that gave the rows, with their values bound, each of
    which runs by itself; empty when nothing was asked of the graph. suggestions: questions near to this one that are understood.
    """

    sentence: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    understood: str = ""
    sparql: str = ""
    suggestions: tuple[str, ...] = ()

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


__all__ = ["Answer", "Row"]
