"""A page's tree of elements as a flat list of lines, each with the chain of elements that it stands in.

Done by hand rather than with the parser's own text function, because white space, line breaks, lists and tables must come out as a browser
shows them. The walk keeps its own stack: a page may be nested deeper than Python can recurse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from kg.read.tables import lays_out

_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "map", "input",
    "select", "textarea", "button", "datalist", "nav", "footer", "aside",
))  # fmt: skip
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "figure", "fieldset"))
"""Elements that a browser sets off by an empty line."""
_BLOCK = _SPACED | frozenset((
    "html", "body", "div", "li", "dt", "dd", "section", "article", "main", "header", "figcaption", "form", "caption", "center", "tr", "td",
    "th", "tbody", "thead", "tfoot", "address", "details", "summary",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_SOFT_BREAK = re.compile(rf"(?<=[{_WIDE}，。、；：！？”’）》】])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}“‘（《【])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MOST_SPANNED = 200  # columns or rows that one cell may cover


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a table of a page. text: the line, or all of the table. chain: numbers of the blocks around it, outermost first. tag: of
    the innermost block. linked: characters that are links. above, below: empty lines around it. rows: cells, if it is a table."""

    text: str
    chain: tuple[int, ...]
    tag: str
    linked: int = 0
    above: int = 0
    below: int = 0
    rows: tuple[tuple[str, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Flat:
    """A page. title: what its head calls it. parent: the block around each block, by number; block 0 is the body."""

    title: str
    pieces: list[Piece]
    parent: list[int]


def flatten(html: str) -> Flat:
    """The lines of a page in the order of the page."""
    tree = LexborHTMLParser(html)
    title = tree.css_first("title")
    body = tree.body
    walk = _Walk()
    if body is not None:
        walk.block(body)
    return Flat(_SPACE.sub(" ", title.text()).strip() if title is not None else "", walk.pieces, walk.parent)


@dataclass(slots=True)
class _Walk:
    """One pass over the elements. `open` holds the blocks that the current line stands in."""

    pieces: list[Piece] = field(default_factory=list)
    parent: list[int] = field(default_factory=list)
    open: list[tuple[int, str]] = field(default_factory=list)
    counters: list[int | None] = field(default_factory=list)  # next number of each open list; None for one with bullets
    line: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    literal: int = 0
    above: int = 0
    item: str = ""  # the mark that a browser prints before the item of a list

    def block(self, root: Any) -> None:
        """Walks an element and all that is in it."""
        node, leaving = root, False
        while True:
            inside = None
            if leaving:
                self._leave(node)
            elif node.tag == "-text":
                self._text(node.text_content or "")
            elif node.tag == "br":
                self._break()
            elif node.tag == "hr":
                self._rule()
            elif node.is_element_node and not _unseen(node):
                self._enter(node)
                if node.tag == "table" and (rows := _rows(node)) is not None:
                    self._table(rows)
                else:
                    inside = node.child
                if inside is None:
                    self._leave(node)
            if inside is not None:
                node, leaving = inside, False
            elif node.mem_id == root.mem_id:
                break
            elif node.next is not None:
                node, leaving = node.next, False
            else:
                node, leaving = node.parent, True
        self._flush()

    def _enter(self, node: Any) -> None:
        tag = node.tag
        if tag == "a":
            self.links += 1
        if tag not in _BLOCK:
            return
        self._flush()
        if tag in _SPACED:
            self.above = max(self.above, 1)
        if tag == "pre":
            self.literal += 1
        if tag in ("ul", "ol"):
            self.counters.append(_number(node.attributes.get("start"), 1) if tag == "ol" else None)
        if tag == "li" and self.counters:
            count = self.counters[-1]
            self.item = "· " if count is None else f"{count}. "
            self.counters[-1] = None if count is None else count + 1
        self.parent.append(self.open[-1][0] if self.open else 0)
        self.open.append((len(self.parent) - 1, tag))

    def _leave(self, node: Any) -> None:
        tag = node.tag
        if tag == "a":
            self.links -= 1
        if tag not in _BLOCK:
            return
        if not self._flush() and tag == "p":
            self.above += 1  # an empty paragraph is an empty line
        if tag in _SPACED:
            self.above = max(self.above, 1)
        if tag == "pre":
            self.literal -= 1
        if tag in ("ul", "ol"):
            self.counters.pop()
        if tag == "li":
            self.item = ""
        self.open.pop()

    def _text(self, text: str) -> None:
        if self.literal:
            first, *rest = re.split(r"\r\n?|\n", text)
            self._put(first)
            for line in rest:
                self._break()
                self._put(line)
        else:
            self._put(_SPACE.sub(" ", _SOFT_BREAK.sub("", text)))

    def _put(self, text: str) -> None:
        self.line.append(text)
        if self.links:
            self.linked += len(text.strip())

    def _break(self) -> None:
        if not self._flush():
            self.above += 1

    def _rule(self) -> None:
        """A rule across the page is a line of dashes, as in Markdown: it parts what stands above from what stands below."""
        self._flush()
        self._piece(Piece("---", tuple(n for n, _ in self.open), "hr", above=1))
        self.above = 1

    def _flush(self) -> bool:
        """Ends the line; whether there was anything in it."""
        text = re.sub(r" {2,}", " ", "".join(self.line)).strip(" \xa0\u3000\t") if not self.literal else "".join(self.line).rstrip()
        linked, self.linked = self.linked, 0
        self.line.clear()
        if not text.strip():
            return False
        self._piece(Piece(self.item + text, tuple(n for n, _ in self.open), self.open[-1][1], linked, self.above))
        self.item = ""
        return True

    def _piece(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.above = 0

    def _table(self, rows: list[list[str]]) -> None:
        text = "\n".join("\t".join(row) for row in rows)
        self._piece(Piece(text, tuple(n for n, _ in self.open), "table", rows=tuple(map(tuple, rows))))


def _unseen(node: Any) -> bool:
    if node.tag in _UNSEEN:
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _rows(table: Any) -> list[list[str]] | None:
    """The cells of a table; None when it holds another table, or only lays the page out."""
    if len(table.css("table")) > 1:
        return None
    rows: list[list[str]] = []
    down: dict[int, int] = {}  # columns that cells of upper rows still cover, and for how many rows
    for tr in table.css("tr"):
        row: list[str] = []
        cell = tr.child
        while cell is not None:
            if cell.tag in ("td", "th"):
                while down.get(len(row), 0) > 0:
                    down[len(row)] -= 1
                    row.append("")
                high = _number(cell.attributes.get("rowspan"), 1)
                for k in range(_number(cell.attributes.get("colspan"), 1)):
                    if high > 1:
                        down[len(row)] = high - 1
                    row.append("" if k else _cell(cell))
            cell = cell.next
        for column in sorted(c for c in down if c >= len(row) and down[c] > 0):
            down[column] -= 1
        rows.append(row)
    return None if lays_out(rows) else rows


def _cell(cell: Any) -> str:
    """The text of a cell, a line break for each block and break in it."""
    walk = _Walk()
    walk.block(cell)
    return "\n".join(piece.text for piece in walk.pieces)


def _number(value: str | None, default: int) -> int:
    """The number of an attribute, kept between 1 and what a page can need; `default` when it is none."""
    return min(max(int(value), 1), _MOST_SPANNED) if value is not None and value.isdecimal() else default
