"""A document with what was read from it: its text in lines, cut where a mention, a statement or a followed quote begins or ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from kg.graph.query import evaluate
from kg.serve.queries import own
from kg.serve.reader import Reader, Statement

Span = tuple[int, int]
_SPANS = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters start..end name an entity."""

    start: int
    end: int
    iri: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that have everything in common. mention: the innermost one around them. facts: numbers of the statements that they are
    evidence of. marked: whether a quote was followed to here; first: whether this is where it begins."""

    text: str
    mention: Mention | None
    facts: tuple[int, ...]
    marked: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text. number: from 1. start: its first character. facts: numbers of the statements whose words begin in it. articles:
    the articles that begin in it."""

    number: int
    start: int
    pieces: tuple[Piece, ...]
    facts: tuple[int, ...]
    articles: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """name: of the file. statements: all but articles, in the order of the text; a fact's number is its place here."""

    name: str
    iri: str
    characters: int
    statements: tuple[Statement, ...]
    articles: tuple[Statement, ...]
    lines: tuple[Line, ...]
    mentions: dict[str, int]


def spans_in(text: str) -> tuple[Span, ...]:
    """The pieces that the parameter `mark` names (5-16,17-23), those that cannot be left out."""
    found = ((int(a), int(b)) for a, b in _SPANS.findall(text[:2000]))
    return tuple(sorted((a, b) for a, b in found if a < b))


def document(reader: Reader, source: str, marked: Sequence[Span] = ()) -> Document:
    """The document of an IRI, with these characters marked. Raises GraphError, QueryError."""
    name = reader.documents[source]
    store, graph = reader.graph.store, [NamedNode(source)]
    rows = evaluate(store, own("in-document").sparql, {}, graph).rows
    found = [s for iri, _ in rows if (s := reader.statement(str(iri))) is not None]
    articles = sorted((s for s in found if s.kind == "Article"), key=_article_start)
    others = sorted((s for s in found if s.kind != "Article"), key=lambda s: (s.start, s.kind, s.iri))
    named = evaluate(store, own("mentions").sparql, {}, graph).rows
    mentions = [Mention(int(a or 0), int(b or 0), str(iri), str(kind), reader.name(str(iri))) for iri, kind, _, a, b in named]
    counts: dict[str, int] = {}
    for m in mentions:
        counts[m.kind] = counts.get(m.kind, 0) + 1
    text = reader.graph.source_text(name)
    lines = tuple(_lines(text, mentions, others, articles, marked))
    return Document(name, source, len(text), tuple(others), tuple(articles), lines, dict(sorted(counts.items())))


def _article_start(article: Statement) -> int:
    return int(article.text("start") or 0)


def _lines(
    text: str, mentions: Sequence[Mention], facts: Sequence[Statement], articles: Sequence[Statement], marked: Sequence[Span]
) -> list[Line]:
    spans: list[tuple[int, int, Mention | int | None]] = [(m.start, m.end, m) for m in mentions]
    spans += [(a, b, i) for i, s in enumerate(facts) for place in s.places for a, b, _ in place.pieces]
    spans += [(a, min(b, len(text)), None) for a, b in marked if a < len(text)]
    opening: dict[int, list[tuple[int, Mention | int | None]]] = {}
    cuts = {0, len(text)}
    for a, b, what in spans:
        cuts.update((a, b))
        opening.setdefault(a, []).append((b, what))
    out: list[Line] = []
    active: list[tuple[int, Mention | int | None]] = []
    starts: dict[int, list[int]] = {}
    for i, s in enumerate(facts):
        starts.setdefault(s.start, []).append(i)
    heads = {_article_start(a): a for a in articles}
    first = True
    at = 0
    for number, raw in enumerate(text.split("\n"), 1):
        end = at + len(raw)
        bounds = sorted({at, end, *(c for c in _between(cuts, at, end))})
        pieces: list[Piece] = []
        for a, b in pairwise(bounds):
            active = [(stop, what) for stop, what in active if stop > a] + opening.pop(a, [])
            around = [(what.end - what.start, what) for _, what in active if isinstance(what, Mention)]
            mention = min(around, key=lambda pair: pair[0])[1] if around else None
            is_marked = any(what is None for _, what in active)
            numbers = tuple(sorted({what for _, what in active if isinstance(what, int)}))
            pieces.append(Piece(text[a:b].rstrip("\r"), mention, numbers, is_marked, is_marked and first))
            first = first and not is_marked
        # what begins at the line break itself belongs to the next line
        active = [(stop, what) for stop, what in active if stop > end] + opening.pop(end, [])
        here = tuple(i for c in range(at, end + 1) for i in starts.get(c, ()))
        out.append(Line(number, at, tuple(pieces), here, tuple(heads[c] for c in range(at, end + 1) if c in heads)))
        at = end + 1
    return out


def _between(cuts: set[int], start: int, end: int) -> list[int]:
    return [c for c in range(start, end + 1) if c in cuts]
