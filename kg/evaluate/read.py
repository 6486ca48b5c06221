"""Reading annotations: JSON that people write by hand, so every slip is told with its place.

One file for each document, with `source` (the document's file name) and lists of `articles`, `entities`, `positions`, `proposals`,
`relations`, `indicators`; kg/examples/gold shows all of it. A `quote` is an exact piece of the document's text (`quotes`: the pieces where
columns tore it apart); `nth` says which occurrence, if not the first. Offsets are found, never written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import GraphError, InputError
from kg.evaluate.compare import folded
from kg.evaluate.gold import Gold, GoldArticle, GoldEntity, GoldFigure, GoldPosition, GoldProposal, GoldRelation, Spans
from kg.model import EntityType, Predicate, ProposalKind, Status

TYPES = tuple(t.value for t in EntityType)
KINDS = (ProposalKind.RECOMMENDATION.value, ProposalKind.COMMITMENT.value)
_PREDICATES = tuple(p.value for p in Predicate)
_STATUSES = (Status.ACTUAL.value, Status.ESTIMATE.value, Status.TARGET.value)
_TABLES = ("articles", "entities", "positions", "proposals", "relations", "indicators")

Row = Mapping[str, Any]
T = TypeVar("T")


def read_gold(path: Path, text_of: Callable[[str], str]) -> tuple[Gold, ...]:
    """The annotations in a file, or in the .json files of a folder in the order of their names.

    text_of: the text of a document, by its file name; may raise GraphError. Raises InputError that names the file, the row (from 1) and
    what is wrong with it.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder of annotations")
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path}: no .json file in this folder; an annotation is one for each document")
    return tuple(_gold(file, text_of) for file in files)


def _gold(file: Path, text_of: Callable[[str], str]) -> Gold:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: cannot be read as JSON in UTF-8 ({error})") from error
    if not isinstance(data, dict) or not isinstance(data.get("source"), str):
        raise InputError(f"{file}: an annotation is a JSON object with source, the file name of its document")
    if unknown := sorted(set(data) - {"source", *_TABLES}):
        raise InputError(f"{file}: unknown key {', '.join(unknown)}; there are source, {', '.join(_TABLES)}")
    try:
        text = text_of(data["source"])
    except GraphError as error:
        raise InputError(f"{file}: its document {data['source']} is not in the graph; build it first, under this name") from error
    return _Reader(file, text, data).gold()


class _Reader:
    """One file being read: it knows the text, the ids and the place to tell."""

    def __init__(self, file: Path, text: str, data: Row) -> None:
        self.file, self.text, self.data = file, text, data
        self.ids: set[str] = set()
        self.where = str(file)

    def gold(self) -> Gold:
        entities = self.rows("entities", self.entity)
        body = folded(self.text)
        return Gold(
            source=self.data["source"],
            text=self.text,
            articles=self.rows("articles", self.article),
            entities=entities,
            positions=self.rows("positions", self.position),
            proposals=self.rows("proposals", self.proposal),
            relations=self.rows("relations", self.relation),
            indicators=self.rows("indicators", self.figure),
            doubts=tuple(e.name for e in entities if not any(form in body for form in e.forms)),
        )

    def rows(self, table: str, read: Callable[[Row], T]) -> tuple[T, ...]:
        found = self.data.get(table, [])
        if not isinstance(found, list):
            raise InputError(f"{self.file}: {table} must be a list")
        out = []
        for number, row in enumerate(found, 1):
            self.where = f"{self.file}, {table} row {number}"
            if not isinstance(row, dict):
                raise InputError(f"{self.where}: must be an object")
            out.append(read(row))
        return tuple(out)

    def entity(self, row: Row) -> GoldEntity:
        key, name = self.needed(row, "id"), self.needed(row, "name")
        if key in self.ids:
            raise InputError(f"{self.where}: the id {key} is given to another entity already")
        self.ids.add(key)
        types = tuple(self.one_of(t, "type", TYPES) for t in self.listed(row, "types"))
        if not types:
            raise InputError(f"{self.where}: types must name at least one of {', '.join(TYPES)}")
        return GoldEntity(key, types, name, frozenset({folded(form) for form in (name, *self.listed(row, "aliases"))} - {""}))

    def article(self, row: Row) -> GoldArticle:
        start = self.place(self.needed(row, "starts"), 1)
        return GoldArticle(self.needed(row, "title"), start, self.text_or_none(row, "date"), self.listed(row, "bylines"))

    def position(self, row: Row) -> GoldPosition:
        self.spans(row)
        return GoldPosition(self.known(self.needed(row, "person")), self.needed(row, "role"), self.entities(row, "organization"))

    def proposal(self, row: Row) -> GoldProposal:
        spans = self.spans(row)
        if not spans:
            raise InputError(f"{self.where}: a proposal needs quotes, the words that say it")
        return GoldProposal(
            self.one_of(self.needed(row, "kind"), "kind", KINDS), self.entities(row, "proposers"), spans, self.listed(row, "topics")
        )

    def relation(self, row: Row) -> GoldRelation:
        self.spans(row)
        subject, object_ = (self.known(self.needed(row, key)) for key in ("subject", "object"))
        return GoldRelation(subject, self.one_of(self.needed(row, "predicate"), "predicate", _PREDICATES), object_)

    def figure(self, row: Row) -> GoldFigure:
        self.spans(row)
        status = self.text_or_none(row, "status")
        return GoldFigure(
            self.needed(row, "indicator"),
            self.needed(row, "value"),
            self.text_or_none(row, "unit") or "",
            self.entities(row, "area"),
            self.text_or_none(row, "period"),
            status if status is None else self.one_of(status, "status", _STATUSES),
        )

    def spans(self, row: Row) -> Spans:
        """Where the quotes of a row stand in the text."""
        pieces = row.get("quotes") or ([row["quote"]] if row.get("quote") else [])
        if not isinstance(pieces, list):
            raise InputError(f"{self.where}: quotes must be a list")
        out = []
        for piece in pieces:
            quote, nth = (piece.get("quote"), piece.get("nth", 1)) if isinstance(piece, dict) else (piece, row.get("nth", 1))
            if not isinstance(quote, str) or not quote or not isinstance(nth, int) or nth < 1:
                raise InputError(f"{self.where}: a quote is a piece of the text, nth a number from 1")
            start = self.place(quote, nth)
            out.append((start, start + len(quote)))
        return tuple(out)

    def place(self, quote: str, nth: int) -> int:
        at = -1
        for _ in range(nth):
            at = self.text.find(quote, at + 1)
            if at < 0:
                found = f"occurrence {nth} of " if nth > 1 else ""
                raise InputError(f"{self.where}: {found}{quote!r} is not in the text of {self.data['source']}")
        return at

    def needed(self, row: Row, key: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{self.where}: {key} must be a text")
        return value

    def text_or_none(self, row: Row, key: str) -> str | None:
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(f"{self.where}: {key} must be a text or null")
        return value

    def listed(self, row: Row, key: str) -> tuple[str, ...]:
        """A value that may be absent, single, or a list."""
        value = row.get(key)
        values = [] if value is None else value if isinstance(value, list) else [value]
        if not all(isinstance(v, str) for v in values):
            raise InputError(f"{self.where}: {key} must be a text or a list of texts")
        return tuple(values)

    def entities(self, row: Row, key: str) -> tuple[str, ...]:
        return tuple(self.known(value) for value in self.listed(row, key))

    def known(self, key: str) -> str:
        if key not in self.ids:
            raise InputError(f"{self.where}: no entity has the id {key}")
        return key

    def one_of(self, value: str, what: str, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            raise InputError(f"{self.where}: {what} {value} is none of {', '.join(allowed)}")
        return value
