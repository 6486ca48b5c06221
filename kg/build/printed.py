"""What was read in simplified characters, as the document prints it in traditional ones.

The rules read a copy of the text in which each traditional character is the simplified one; every place is kept. Here quotes, names and
titles get back the characters of the document. A name's simplified form stays beside it as another form of it. What joins a document to
others keeps to simplified characters: keys of entities (so that both ways of writing name one thing), roles, topics, indicators, units, and
full names that the document does not print but the word lists know.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kg.model import (
    ArticleFact,
    Block,
    Cell,
    DocumentFacts,
    Entity,
    Evidence,
    Fact,
    Mention,
    Proposal,
    Reading,
    Ref,
    Source,
    Table,
)
from kg.resolve.refs import mapped

_F = TypeVar("_F", bound=Fact)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+")
_SEEN = re.compile(r"\S+")

Span = tuple[int, int]
"""Characters start..end of a source."""


class Printed:
    """A document's characters and those that the rules read: the same number, each in its place."""

    def __init__(self, source: Source, read: Source) -> None:
        """`source`: as printed. `read`: the same document in simplified characters."""
        self.source, self._read = source, read
        seen = list(_SEEN.finditer(read.text))
        self._text = "".join(m.group() for m in seen)
        self._places = [at for m in seen for at in range(m.start(), m.end())]

    def form(self, text: str, span: Span | None = None) -> str:
        """What was read as `text` in the characters that stand in `span` (anywhere if None); only Chinese characters change. What is not
        printed there is taken from elsewhere in the document, and stays as it is where it is printed nowhere."""
        first, last = (bisect_left(self._places, place) for place in span) if span else (0, len(self._text))
        out: list[str] = []
        done = 0
        at = first
        for run in _HAN.finditer(text):
            out.append(text[done : run.start()])
            done = run.end()
            rest = run.group()
            while rest:
                found, length = self._longest(rest, at, last) if span else (-1, 0)
                if length:
                    at = found + length
                else:
                    found, length = self._longest(rest, 0, len(self._text))
                if length:
                    out += [self.source.text[place] for place in self._places[found : found + length]]
                else:
                    length = 1
                    out.append(rest[0])
                rest = rest[length:]
        return "".join(out) + text[done:]

    def name(self, text: str, span: Span | None = None) -> str:
        """`text` as printed in `span`, or else anywhere; as it is when the document prints it nowhere as a whole."""
        return self.form(text, span) if all(run in self._text for run in _HAN.findall(text)) else text

    def evidence(self, pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The same characters, with the quotes as printed."""
        return tuple(Evidence.of(self.source, piece.start, piece.end) for piece in pieces)

    def at(self, text: str, places: Sequence[int]) -> str:
        """`text`, whose characters were read at these places, as printed; what only width or punctuation tells apart stays."""
        read, printed = self._read.text, self.source.text
        return "".join(char if read[place] == printed[place] else printed[place] for char, place in zip(text, places, strict=True))

    def _longest(self, run: str, first: int, last: int) -> tuple[int, int]:
        """Where the longest beginning of `run` stands between these places of the text, and how long it is; 0 when not even its first
        character stands there."""
        if (found := self._text.find(run, first, last)) >= 0:
            return found, len(run)
        best, low, high = -1, 0, len(run) - 1
        while low < high:  # what begins with a beginning that is not there is not there either
            middle = (low + high + 1) // 2
            found = self._text.find(run[:middle], first, last)
            best, low, high = (found, middle, high) if found >= 0 else (best, low, middle - 1)
        return best, low


def printed_reading(reading: Reading, source: Source) -> Reading:
    """How `source` was laid out, as printed; `reading`: of its copy in simplified characters."""
    book = Printed(source, reading.source)
    articles = tuple(
        replace(
            article,
            title=book.form(article.title, (article.start, article.end)),
            blocks=tuple(_block(book, block) for block in article.blocks),
            bylines=tuple(book.name(name, (article.start, article.end)) for name in article.bylines),
        )
        for article in reading.articles
    )
    issue = replace(reading.issue, paper=book.name(reading.issue.paper) if reading.issue.paper else None)
    return replace(reading, source=source, articles=articles, furniture=tuple(_block(book, b) for b in reading.furniture), issue=issue)


def _block(book: Printed, block: Block) -> Block:
    text = book.at(block.text, block.offsets)
    headings = tuple(book.form(heading) for heading in block.headings)
    if block.table is None:
        return replace(block, text=text, headings=headings)
    span = (block.offsets[0], block.offsets[-1] + 1) if block.offsets else None
    rows = tuple(tuple(Cell(book.form(c.text, (c.start, c.end)), c.start, c.end) for c in row) for row in block.table.rows)
    table = Table(tuple(book.form(label, span) for label in block.table.header), rows, block.table.doubts)
    return replace(block, text=text, headings=headings, table=table)


def printed_facts(facts: DocumentFacts, source: Source) -> DocumentFacts:
    """What `source` says, in its own characters; `facts`: of its copy in simplified characters."""
    book = Printed(source, facts.source)
    entities: list[Entity] = []
    refs: dict[Ref, Ref] = {}
    for entity in facts.entities:
        known = _entity(book, entity)
        if known.ref in refs.values():  # two names in one way of writing: only both simplified forms tell them apart
            known = replace(known, ref=entity.ref)
        refs[entity.ref] = known.ref
        entities.append(known)
    paper = book.name(facts.issue.paper) if facts.issue.paper else None
    return replace(
        facts,
        source=source,
        issue=replace(facts.issue, paper=paper),
        entities=tuple(entities),
        articles=_facts(book, facts.articles, refs),
        positions=_facts(book, facts.positions, refs),
        proposals=_facts(book, facts.proposals, refs),
        relations=_facts(book, facts.relations, refs),
        observations=_facts(book, facts.observations, refs),
    )


def _entity(book: Printed, entity: Entity) -> Entity:
    """An entity by its printed name, if the document prints it; every form that was read stays as another form."""
    mentions = tuple(_mention(book, mention) for mention in entity.mentions)
    forms = {old.form: new.form for old, new in zip(reversed(entity.mentions), reversed(mentions), strict=True)}  # the first stands
    name, *aliases = (forms[text] if text in forms else book.name(text) for text in (entity.name, *entity.aliases))
    every = dict.fromkeys([*aliases, entity.name, *entity.aliases])
    return replace(entity, ref=Ref(entity.ref.type, name), mentions=mentions, aliases=tuple(alias for alias in every if alias != name))


def _mention(book: Printed, mention: Mention) -> Mention:
    evidence = book.evidence(mention.evidence)
    span = (evidence[0].start, evidence[-1].end) if evidence else None
    form = book.form(mention.form, span)
    return mention._replace(name=form if mention.name == mention.form else book.name(mention.name), form=form, evidence=evidence)


def _facts(book: Printed, facts: tuple[_F, ...], refs: dict[Ref, Ref]) -> tuple[_F, ...]:
    return tuple(_fact(book, fact, refs) for fact in facts)


def _fact(book: Printed, fact: _F, refs: dict[Ref, Ref]) -> _F:
    evidence = book.evidence(fact.evidence)
    changes: dict[str, Any] = {"evidence": evidence}
    match fact:
        case Proposal():
            changes["text"] = book.form(fact.text, (evidence[0].start, evidence[-1].end))
            changes["heading"] = book.form(fact.heading) if fact.heading is not None else None
            changes["title"] = book.form(fact.title) if fact.title is not None else None
        case ArticleFact():
            changes["title"] = book.form(fact.title, (fact.start, fact.end))
        case _:
            pass  # figures, positions and relations have no words of their own
    return replace(mapped(fact, refs.__getitem__), **changes)
