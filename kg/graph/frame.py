"""What every part of the mapping needs to know of the source at hand, and literals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.model import BlockPlace, DocumentFacts, Ref, Source
from kg.vocab import Mint, Term, iri

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


def label(text: str) -> Literal:
    """A Chinese name."""
    return Literal(text, language="zh-hans")


def date(text: str) -> Literal:
    """An ISO date as xsd:date, gYearMonth or gYear, as far as it goes; what is none of them stays a plain string."""
    for name, pattern in _DATES:
        if pattern.fullmatch(text):
            return Literal(text, datatype=datatype(name))
    return Literal(text)


@dataclass(frozen=True, slots=True)
class Frame:
    """source: the document. node: its IRI, also its named graph. run: the activity. entities: IRI of each reference. articles: start, end
    (characters) and IRI of each article, by start. blocks: start, end, IRI and place of each piece of a block, by start. dates: printed
    dates of articles, by start. issued: date of the document."""

    mint: Mint
    source: Source
    node: NamedNode
    run: NamedNode
    entities: dict[Ref, NamedNode]
    articles: tuple[tuple[int, int, NamedNode], ...]
    blocks: tuple[tuple[int, int, NamedNode, BlockPlace], ...]
    dates: dict[int, str]
    issued: str | None

    @classmethod
    def of(cls, facts: DocumentFacts, mint: Mint, run_key: str) -> Frame:
        """The frame of a document. Raises GraphError when two entities have one reference, or two articles one start."""
        source = facts.source
        node = mint.source(source.name, source.sha256)
        entities = {e.ref: mint.entity(e.key) for e in facts.entities}
        if len(entities) != len(facts.entities):
            raise GraphError(f"{source.name}: two entities have the same type and name")
        articles = tuple(sorted(((a.start, a.end, mint.article(node, a.start)) for a in facts.articles), key=lambda a: a[:2]))
        if len({a[0] for a in articles}) != len(articles):
            raise GraphError(f"{source.name}: two articles begin at the same character")
        pieces = ((start, end, mint.block(node, b.pieces[0][0]), b) for b in facts.blocks for start, end in b.pieces)
        blocks = tuple(sorted(pieces, key=lambda piece: piece[:2]))
        dates = {a.start: a.date for a in facts.articles if a.date is not None}
        return cls(mint, source, node, mint.run(run_key), entities, articles, blocks, dates, facts.issue.date)

    def entity(self, ref: Ref) -> NamedNode:
        """The IRI of an entity. Raises GraphError when the document's entities lack it."""
        try:
            return self.entities[ref]
        except KeyError:
            raise GraphError(f"{self.source.name}: a fact refers to {ref.type} {ref.name}, which is no entity of the document") from None

    def article_at(self, start: int | None) -> NamedNode | None:
        """The article that begins at `start`. Raises GraphError when none does."""
        if start is None:
            return None
        for begin, _, node in self.articles:
            if begin == start:
                return node
        raise GraphError(f"{self.source.name}: a fact names an article at character {start}, where none begins")

    def date_of(self, article: int | None) -> str | None:
        """When something was said: the date of its article (given by its start), else of the document; None if neither is known."""
        return self.issued if article is None else self.dates.get(article, self.issued)

    def article_around(self, at: int) -> NamedNode | None:
        """The article that holds character `at`; None in the page's furniture."""
        i = bisect_right(self.articles, at, key=lambda a: a[0]) - 1
        return self.articles[i][2] if i >= 0 and at < self.articles[i][1] else None

    def block_around(self, at: int) -> tuple[NamedNode, BlockPlace] | None:
        """The block that holds character `at`; None where none does, or the blocks are not known."""
        i = bisect_right(self.blocks, at, key=lambda b: b[0]) - 1
        return self.blocks[i][2:] if i >= 0 and at < self.blocks[i][1] else None

    def items(self, subject: NamedNode, link: Term, values: list[NamedNode]) -> Iterator[Triple]:
        """`values` as schema:ListItem nodes that keep their order (schema:position from 1)."""
        for position, value in enumerate(values, 1):
            node = NamedNode(f"{subject.value}/{link.name.lower().removesuffix('_item')}/{position}")
            yield subject, iri(link), node
            yield node, iri(Term.RDF_TYPE), iri(Term.SCHEMA_LIST_ITEM)
            yield node, iri(Term.SCHEMA_POSITION), integer(position)
            yield node, iri(Term.SCHEMA_ITEM), value
