"""The words behind what is drawn: quote, the text around it, and its place in the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from kg.graph import GraphStore, load_queries
from kg.vocab import data_folder

_AROUND = 36
"""Characters of the source shown before and after a quote."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters start..end (end exclusive) of a document's text, with what stands around them. line: counted from 1."""

    start: int
    end: int
    line: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Quote:
    """One place where a document says something, torn apart where the page tore it. rule: which rule read it."""

    document: str
    rule: str
    pieces: tuple[Piece, ...]


def quotes(store: GraphStore, iris: Sequence[str]) -> dict[str, Quote]:
    """The first quote of each of these statements or things, in the order of documents and text. Topics have none.

    Raises QueryError, GraphError.
    """
    if not iris:
        return {}
    query = load_queries(data_folder("queries") / "view")["evidence"]
    found: dict[str, dict[tuple[str, str], list[tuple[int, int, str, str]]]] = {}
    for row in store.query(query.sparql, {"iri": [NamedNode(iri) for iri in iris]}).records():
        pieces = found.setdefault(str(row["iri"]), {}).setdefault((str(row["document"]), str(row["annotation"])), [])
        pieces.append((int(row["start"] or 0), int(row["end"] or 0), str(row["quote"]), str(row["rule"])))

    @cache
    def text(document: str) -> str:
        return store.source_text(document)

    return {iri: _first(places, text) for iri, places in found.items()}


def _first(places: dict[tuple[str, str], list[tuple[int, int, str, str]]], text: Callable[[str], str]) -> Quote:
    """The first place, with its pieces in their order."""
    (document, _), pieces = min(places.items(), key=lambda p: (p[0][0], p[1][0][:2], p[0][1]))
    whole = text(document)
    shown: list[Piece] = []
    for i, (start, end, quote, _) in enumerate(pieces):
        left = max(pieces[i - 1][1] if i else 0, start - _AROUND)
        right = min(pieces[i + 1][0] if i + 1 < len(pieces) else len(whole), end + _AROUND)
        before, after = whole[left:start] if left < start else "", whole[end:right] if end < right else ""
        shown.append(Piece(start, end, whole.count("\n", 0, start) + 1, before, quote, after))
    return Quote(document, pieces[0][3], tuple(shown))
