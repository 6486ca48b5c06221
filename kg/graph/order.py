"""The order of an answer's rows, made here rather than by the engine: Oxigraph reads both texts from the disk for each comparison.

Where what is sorted by is plain (IRIs, integers, strings of one language; codepoint by codepoint, SPARQL 1.1, section 15.1) the order is
the same and costs a tenth. Anything else is left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

Term = NamedNode | BlankNode | Literal | Triple | None
Key = tuple[str, bool]
"""A variable, and whether the largest comes first."""

_LAST = re.compile(r"^ORDER BY(?P<keys>(?:\s+(?:\?\w+|DESC\(\?\w+\)))+)\s*\Z", re.MULTILINE)
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_STRINGS = frozenset({"http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})


def without_order(text: str) -> tuple[str, tuple[Key, ...]]:
    """A query without the ORDER BY that ends it, and what that sorts by, first things first; nothing where it is not simple, or none."""
    found = _LAST.search(text)
    if found is None:
        return text, ()
    keys = ((key.removeprefix("DESC(").strip("?)"), key.startswith("DESC(")) for key in found["keys"].split())
    return text[: found.start()], tuple(keys)


def in_order(rows: Iterable[Iterable[Term]], columns: Sequence[str], keys: Sequence[Key]) -> list[tuple[Term, ...]] | None:
    """The rows in order; None when they are to be sorted by something that is not plain, or that is no column (no row is then read)."""
    if any(name not in columns for name, _ in keys):
        return None
    out = list(map(tuple, rows))
    for name, largest_first in reversed(keys):  # Python's sort is stable
        at = columns.index(name)
        sorts = {_sort(row[at]) for row in out}
        if None in sorts or len(sorts - {""}) > 1:
            return None
        out.sort(key=lambda row, at=at: _value(row[at]), reverse=largest_first)  # type: ignore[misc]
    return out


def _sort(term: Term) -> str | None:
    """What can be compared with its like only; empty for no term, None for what is not plain."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return "iri"
    if isinstance(term, Literal) and (term.datatype.value in _STRINGS or term.datatype.value == _INTEGER):
        return f"{term.datatype.value} {term.language or ''}"
    return None


def _value(term: Term) -> tuple[bool, str | int]:
    """For comparison with its like; no term comes before all."""
    if term is None:
        return False, 0
    assert isinstance(term, NamedNode | Literal)
    return True, int(term.value) if isinstance(term, Literal) and term.datatype.value == _INTEGER else term.value


__all__ = ["Key", "Term", "in_order", "without_order"]
