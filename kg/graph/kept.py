"""What is read of a store once and kept for as long as a graph is open for reading: it never changes while it is (kg.graph.versions)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar, cast

from pyoxigraph import BlankNode, Literal, QuerySolution, Triple

Row = tuple[str, ...]
"""Terms as SPARQL writes them."""
Ask = Callable[[str], Iterable[QuerySolution]]
T = TypeVar("T")

_MOST = 2_000_000
"""Rows that are kept in all, some 300 bytes each."""
_MOST_OF_THINGS = 300_000
"""Rows about single things that are kept at a time, some 500 bytes each."""
_STRINGS = frozenset({"http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})


class Kept:
    """Belongs to one open graph that nobody writes to."""

    def __init__(self) -> None:
        self._tables: dict[Hashable, Mapping[str, Sequence[Row]] | None] = {}
        self._wanted: set[Hashable] = set()
        self._once: dict[Hashable, object] = {}
        self._of_things: dict[Hashable, dict[str, tuple[object, ...]]] = {}
        self._rows_of_things = 0
        self._rows = 0

    def table(self, query: str, ask: Ask, scope: Hashable, *, strings: bool, first: bool) -> Mapping[str, Sequence[Row]] | None:
        """The rows of a SELECT by the text of their first column; None when they are too many, or a term has no name to write, and also the
        first time: a program that puts one question does better without them.

        scope: the graphs that `ask` sees. strings: only rows whose first column is a string, as the functions of SPARQL on strings want it.
        first: whether the rows begin with that column, too.
        """
        key = (query, scope, strings, first)
        if key not in self._wanted:
            self._wanted.add(key)
            return None
        if key not in self._tables:
            self._tables[key] = self._read(ask(query), strings, first)
        return self._tables[key]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gave when the key was first asked for."""
        if key not in self._once:
            self._once[key] = make()
        return cast(T, self._once[key])

    def of_each(self, key: Hashable, things: Sequence[str], ask: Callable[[Sequence[str]], Iterable[tuple[str, T]]]) -> list[T]:
        """What is said of each of the things, thing by thing; only those that were not asked about before are asked about.

        key: what is asked. ask: gives a thing and what is said of it, any number of times, in the order to be kept for each thing. When
        too much is kept, all of it is let go: what is asked next comes again, and a session that goes through everything stays small.
        """
        known = self._of_things.setdefault(key, {})
        found: dict[str, list[T]] = {thing: [] for thing in things if thing not in known}
        if found:
            for thing, said in ask(list(found)):
                found[thing].append(said)
        new = {thing: tuple(said) for thing, said in found.items()}
        answer = [said for thing in dict.fromkeys(things) for said in (new[thing] if thing in new else cast(tuple[T, ...], known[thing]))]
        self._rows_of_things += sum(map(len, new.values())) + len(new)
        if self._rows_of_things > _MOST_OF_THINGS:
            self._of_things.clear()
            self._rows_of_things = 0
        else:
            known.update(new)
        return answer

    def _read(self, found: Iterable[QuerySolution], strings: bool, whole: bool) -> Mapping[str, Sequence[Row]] | None:
        table: dict[str, list[Row]] = {}
        number = self._rows
        for row in found:
            first, *rest = row
            number += 1
            if number > _MOST or any(isinstance(term, BlankNode | Triple) for term in rest):
                return None
            if first is None or isinstance(first, BlankNode | Triple):
                continue  # no text, which no filter lets through
            if not strings or (isinstance(first, Literal) and first.datatype.value in _STRINGS):
                table.setdefault(first.value, []).append(written(row if whole else rest))
        self._rows = number
        return table


def written(terms: Iterable[object]) -> Row:
    """A row as SPARQL writes it."""
    return tuple("UNDEF" if term is None else str(term) for term in terms)


__all__ = ["Ask", "Kept", "Row", "written"]
