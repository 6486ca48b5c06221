"""How a page was read: articles, and blocks that know where each of their characters stands in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kg.model.doubt import Doubt
from kg.model.evidence import Evidence
from kg.model.source import Source


class BlockKind(StrEnum):
    """What a piece of a page is for."""

    KICKER = "kicker"  # a line above the headline: the speaker's office and name, or the column's name
    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    CAPTION = "caption"  # of a photo, with its credit
    HEADING = "heading"  # inside an article
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROSTER = "roster"  # lines of names
    TABLE = "table"
    SIGNATURE = "signature"  # the body and the date at the foot of a notice
    FURNITURE = "furniture"  # page head, page number, layout credits, hotlines


class ArticleKind(StrEnum):
    """The genre of an article, as in the contract of `kg tables`."""

    NEWS = "news"
    PROFILE = "profile"
    NOTICE = "notice"
    AGENDA = "agenda"
    ROSTER = "roster"
    INFOGRAPHIC = "infographic"
    REPORT = "report"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text without surrounding white space, and where that text stands in the source (start == end if empty)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `header` has one label a column (several header lines joined with a line break); every row has the same number of cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline, caption … of an article.

    `text` is for rules: the block's characters with white space dropped where Chinese has none, one-to-one folds of width and of quotation
    marks applied (see kg.segment.fold), and torn pieces put together. `offsets[i]` is the place in the source of `text[i]`; so
    nothing in the source is edited, and every span of `text` leads back to it. It is a range where no character was dropped, else a tuple.
    `headings`: the headings above the block inside its article, outermost first, folded like `text`.
    `level`: 1 for the outermost heading; 0 for what is no heading.
    """

    kind: BlockKind
    text: str
    offsets: Sequence[int]
    headings: tuple[str, ...] = ()
    level: int = 0
    table: Table | None = None
    bold: tuple[tuple[int, int], ...] = ()  # spans of `text` printed bold (run-in headings)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The spans of the source that hold text[start:end], in order; more than one where columns tore the block apart.

        White space inside a piece is kept (a line break in mid-sentence belongs to the quote), a longer gap (a caption,
        the foot of a column) starts a new piece.
        """
        if isinstance(self.offsets, range):
            whole = self.offsets[start:end]
            return [(whole[0], whole[-1] + 1)] if whole else []
        out: list[tuple[int, int]] = []
        for at in self.offsets[start:end]:
            if out and 0 <= at - out[-1][1] <= _GAP:
                out[-1] = (out[-1][0], at + 1)
            else:
                out.append((at, at + 1))
        return out

    def evidence(self, source: Source, start: int, end: int) -> tuple[Evidence, ...]:
        """Evidence for text[start:end], one per piece of the source."""
        return tuple(Evidence.of(source, a, b) for a, b in self.pieces(start, end))


_GAP = 4


class BlockPlace(NamedTuple):
    """Where a block stands, for whoever needs no more of it.

    article: start (character of the source) of its article; None for the page's furniture. number: its place among the blocks of the
    article, or among the furniture, from 1. pieces: the spans of the source that hold it, in order; at least one.
    """

    article: int | None
    number: int
    kind: BlockKind
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page.

    title: as printed, kicker left out, white space at line ends made one space. start, end: characters of the source, from the kicker or
    headline to the last block. date: ISO 8601, as far as printed (2023-12-25, 2023-12, 2023) or None. bylines: writers' names,
    photographers left out.
    """

    title: str
    start: int
    end: int
    kind: ArticleKind
    blocks: tuple[Block, ...]
    date: str | None = None
    bylines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What the page says of itself, or the user said for it: where and when it was issued, and by which paper.

    place: full name of the division whose 市, 县, 区 … deictic words mean (宜昌市, 宜昌市西陵区); None if nothing tells.
    date: ISO date of the page or document, as far as known. paper: name of the newspaper (峡江日报) or None.
    """

    place: str | None = None
    date: str | None = None
    paper: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A source, read: its articles in order, the furniture of the page, and the issue."""

    source: Source
    articles: tuple[Article, ...]
    furniture: tuple[Block, ...] = ()
    issue: Issue = field(default_factory=Issue)
    doubts: tuple[Doubt, ...] = ()

    @property
    def places(self) -> tuple[BlockPlace, ...]:
        """Where the blocks stand: those of the articles in order, then the page's furniture; without blocks that hold no character."""
        groups = (*((a.start, a.blocks) for a in self.articles), (None, self.furniture))
        return tuple(
            BlockPlace(article, number, block.kind, tuple(block.pieces(0, len(block.text))))
            for article, blocks in groups
            for number, block in enumerate(blocks, 1)
            if block.text
        )
