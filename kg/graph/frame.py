"""What every part of the mapping needs to know of the source at hand, and literals."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.model import BlockPlace, DocumentFacts, Ref, Source
from kg.vocab import Mint

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATES = (("date", re.compile(r"\d{4}-\d\d-\d\d")), ("gYearMonth", re.compile(r"\d{4}-\d\d")), ("gYear", re.compile(r"\d{4}")))


@cache
def datatype(name: str) -> NamedNode:
    """The XML Schema datatype of this name."""
    return NamedNode(_XSD + name)


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=datatype("integer"))


def label(text: str, traditional: bool = False) -> Literal:
    """A Chinese name, in simplified or traditional characters."""
    return Literal(text, language="zh-hant" if traditional else "zh-hans")


def date(text: str) -> Literal:
    """An ISO date as xsd:date, gYearMonth or gYear, as far as it goes; what is none of them stays a plain string."""
    for name, pattern in _DATES:
        if pattern.fullmatch(text):
            return Literal(text, datatype=datatype(name))
    return Literal(text)


def score(hundredths: int) -> Literal:
    """A score as the xsd:decimal that every store writes: 70 → 0.7."""
    return Literal(f"{hundredths / 100:.2f}".rstrip("0") if hundredths % 100 else f"{hundredths // 100}.0", datatype=datatype("decimal"))


@dataclass(frozen=True, slots=True)
class Frame:
    """source: the document. iri: its IRI, also of its named graph. Nodes stand as N-Triples writes them. node: the document. run: the
    activity. entities: the node of each reference. articles: start, end (characters) and node of each article, by start. blocks: start,
    end, node and place of each piece of a block, by start. dates: printed dates of articles, by start. issued: date of the document."""

    mint: Mint
    source: Source
    iri: NamedNode
    node: str
    run: str
    entities: dict[Ref, str]
    articles: tuple[tuple[int, int, str], ...]
    article_starts: tuple[int, ...]
    blocks: tuple[tuple[int, int, str, BlockPlace], ...]
    block_starts: tuple[int, ...]
    dates: dict[int, str]
    issued: str | None

    @classmethod
    def of(cls, facts: DocumentFacts, mint: Mint, run_key: str) -> Frame:
        """The frame of a document. Raises GraphError when two entities have one reference, or two articles one start."""
        source = facts.source
        node = mint.source(source.name, source.sha256)
        entities = {e.ref: str(mint.entity(e.key)) for e in facts.entities}
        if len(entities) != len(facts.entities):
            raise GraphError(f"{source.name}: two entities have the same type and name")
        articles = tuple(sorted(((a.start, a.end, str(mint.article(node, a.start))) for a in facts.articles), key=lambda a: a[:2]))
        if len({a[0] for a in articles}) != len(articles):
            raise GraphError(f"{source.name}: two articles begin at the same character")
        named = ((b, str(mint.block(node, b.pieces[0][0]))) for b in facts.blocks if b.pieces)
        pieces = ((start, end, block, b) for b, block in named for start, end in b.pieces)
        blocks = tuple(sorted(pieces, key=lambda piece: piece[:2]))
        dates = {a.start: a.date for a in facts.articles if a.date is not None}
        starts, begins = tuple(a[0] for a in articles), tuple(piece[0] for piece in blocks)
        run = str(mint.run(run_key))
        return cls(mint, source, node, str(node), run, entities, articles, starts, blocks, begins, dates, facts.issue.date)

    def entity(self, ref: Ref) -> str:
        """The node of an entity. Raises GraphError when the document's entities lack it."""
        try:
            return self.entities[ref]
        except KeyError:
            raise GraphError(f"{self.source.name}: a fact refers to {ref.type} {ref.name}, which is no entity of the document") from None

    def article_at(self, start: int | None) -> str | None:
        """The article that begins at `start`. Raises GraphError when none does."""
        if start is None:
            return None
        i = bisect_right(self.article_starts, start) - 1
        if i >= 0 and self.article_starts[i] == start:
            return self.articles[i][2]
        raise GraphError(f"{self.source.name}: a fact names an article at character {start}, where none begins")

    def date_of(self, article: int | None) -> str | None:
        """When something was said: the date of its article (given by its start), else of the document; None if neither is known."""
        return self.issued if article is None else self.dates.get(article, self.issued)

    def article_around(self, at: int) -> str | None:
        """The article that holds character `at`; None in the page's furniture."""
        i = bisect_right(self.article_starts, at) - 1
        return self.articles[i][2] if i >= 0 and at < self.articles[i][1] else None

    def block_around(self, at: int) -> tuple[str, BlockPlace] | None:
        """The block that holds character `at`; None where none does, or the blocks are not known."""
        i = bisect_right(self.block_starts, at) - 1
        return self.blocks[i][2:] if i >= 0 and at < self.blocks[i][1] else None
