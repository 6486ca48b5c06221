"""Proposals and the links between them in the tables of kg.resolve.ledger, and what a change of documents made of the links."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import LinkKind, LinkReason, ProposalKind, ProposalLink, Told
from kg.resolve.ledger import chunks, marks, number_of
from kg.resolve.uptake import Setting
from kg.resolve.wording import wording

SAID, PROMISED = 0, 1
"""Sides: what is proposed, and what is promised."""
NO_LAST = "~"
"""Behind every place in the order of links."""
_KEPT = 20_000
"""Proposals that are kept in memory."""


class Row(NamedTuple):
    """A proposal in the tables, by numbers: of its row, its document, its wording and its setting. node: its IRI."""

    number: int
    document: int
    wording: int
    side: int
    setting: int
    node: str


class Tellings:
    """The proposals of the tables."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._told: dict[int, Told] = {}
        self._settings: dict[int, Setting] = {}

    def add(self, document: int, proposals: Iterable[Told]) -> list[Row]:
        """Adds the proposals of a document."""
        return [self._added(document, told) for told in proposals]

    def _added(self, document: int, told: Told) -> Row:
        side = PROMISED if told.kind is ProposalKind.COMMITMENT else SAID
        written, setting = wording(told).written, json.dumps(Setting.of(told), ensure_ascii=False)
        digest, said = number_of(written), number_of(setting)
        if self.db.execute("SELECT 1 FROM setting WHERE id = ?", (said,)).fetchone() is None:  # OR IGNORE takes twenty times as long
            self.db.execute("INSERT INTO setting VALUES (?, ?)", (said, setting))
        found = self.db.execute("SELECT id FROM wording WHERE digest = ?", (digest,)).fetchone()
        words = found[0] if found is not None else self._inserted(
            "INSERT INTO wording (digest, words, said, promised) VALUES (?, ?, 0, 0)", digest, written
        )
        number = self._inserted(
            "INSERT INTO telling (document, node, wording, side, setting, rank, first, last, told) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
            *(document, told.node, words, side, said, rank_of(told), NO_LAST, _written(told)),
        )
        asked = {number_of(who) for who in told.addressees} if side == SAID else ()
        self.db.executemany("INSERT INTO asked VALUES (?, ?)", ((who, number) for who in asked))
        return Row(number, document, words, side, said, told.node)

    def _inserted(self, sql: str, *values: object) -> int:
        number = self.db.execute(sql, values).lastrowid
        assert number is not None
        return number

    def of_documents(self, documents: Iterable[int]) -> list[Row]:
        """The proposals of these documents."""
        return [row for some in chunks(documents) for row in self._rows(f"document IN ({marks(some)})", *some)]

    def of_wording(self, wording: int, side: int) -> list[Row]:
        """The proposals of a wording on one side."""
        return self._rows("wording = ? AND side = ?", wording, side)

    def promised(self, wording: int, setting: int, most: int, but: int) -> list[Row]:
        """The first promises of a wording in a setting, by their IRIs, but those of one document."""
        where = "wording = ? AND side = ? AND setting = ? AND document != ? ORDER BY node LIMIT ?"
        return self._rows(where, wording, PROMISED, setting, but, most)

    def settings(self, wording: int) -> list[int]:
        """The settings in which a wording is promised."""
        found = self.db.execute("SELECT DISTINCT setting FROM telling WHERE wording = ? AND side = ?", (wording, PROMISED))
        return sorted(setting for (setting,) in found)

    def in_document(self, document: int, wording: int, side: int) -> list[Row]:
        """The proposals of a wording in a document."""
        return self._rows("document = ? AND wording = ? AND side = ?", document, wording, side)

    def open_to(self, wording: int, order: str) -> list[Row]:
        """The proposals of a wording of which the last link stands behind this place in their order, or that can have another."""
        return self._rows("wording = ? AND side = ? AND last > ?", wording, SAID, order)

    def asking(self, who: str, wording: int, order: str) -> list[Row]:
        """The same of those only that ask somebody to act."""
        asked = "id IN (SELECT telling FROM asked WHERE who = ?)"
        return self._rows(f"{asked} AND wording = ? AND side = ? AND last > ?", number_of(who), wording, SAID, order)

    def numbered(self, numbers: Iterable[int]) -> list[Row]:
        """The proposals of these rows."""
        return [row for some in chunks(numbers) for row in self._rows(f"id IN ({marks(some)})", *some)]

    def told(self, rows: Iterable[Row]) -> list[Told]:
        """What is known of proposals."""
        rows = list(rows)
        if len(self._told) > _KEPT:
            self._told.clear()
        for some in chunks(row.number for row in rows if row.number not in self._told):
            for number, node, said in self.db.execute(f"SELECT id, node, told FROM telling WHERE id IN ({marks(some)})", some):
                self._told[number] = _read(node, said)
        return [self._told[row.number] for row in rows]

    def setting(self, number: int) -> Setting:
        """Who speaks, where and when."""
        if number not in self._settings:
            if len(self._settings) > _KEPT:
                self._settings.clear()
            (written,) = self.db.execute("SELECT said FROM setting WHERE id = ?", (number,)).fetchone()
            place, date, proposers, addressees = json.loads(written)
            self._settings[number] = Setting(place, date, tuple(proposers), tuple(addressees))
        return self._settings[number]

    def remove(self, rows: Iterable[Row]) -> None:
        """Removes proposals."""
        rows = list(rows)
        asked = [(number_of(who), row.number) for row in rows if row.side == SAID for who in set(self.setting(row.setting).addressees)]
        self.db.executemany("DELETE FROM asked WHERE who = ? AND telling = ?", asked)
        self.db.executemany("DELETE FROM telling WHERE id = ?", ((row.number,) for row in rows))

    def _rows(self, where: str, *values: int | str) -> list[Row]:
        found = self.db.execute(f"SELECT id, document, wording, side, setting, node FROM telling WHERE {where}", values)
        return list(map(Row._make, found))


def rank_of(told: Told) -> str:
    """What tells which of two tellings is the first: date, document, place in it, IRI."""
    return "\x1f".join(((told.date or "9999").ljust(10, "~"), told.document, f"{told.start:012}", told.node))


class Links:
    """The links of the tables. gone, come: those that were taken away and added; what was changed is in both."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._gone: dict[tuple[str, str], ProposalLink] = {}
        self._come: dict[tuple[str, str], ProposalLink] = {}

    @property
    def gone(self) -> list[ProposalLink]:
        """Those that were there before and are no more, or no more the same."""
        return sorted(self._gone.values())

    @property
    def come(self) -> list[ProposalLink]:
        """Those that are there now and were not before, or not the same."""
        return sorted(self._come.values())

    def replace(self, kind: LinkKind, source: Row, links: Iterable[tuple[int, ProposalLink]]) -> None:
        """Makes `links`, each with the number of its other end, all the links of this kind that begin at `source`: at what is taken up, or
        at what is told again."""
        new = dict(links)
        for number, old in self._of("source = ? AND kind = ?", source.number, kind.value):
            if new.get(number) == old:
                del new[number]
            else:
                self._drop(source.number, number, old)
        for number, link in new.items():
            self._add(source.number, number, link)

    def cut(self, row: Row) -> list[tuple[LinkKind, int]]:
        """Takes away all links of a proposal. Returns where those to it began, and their kind."""
        for number, old in list(self._of("source = ?", row.number)):
            self._drop(row.number, number, old)
        found = []
        for kind, source in self.db.execute("SELECT kind, source FROM link WHERE target = ?", (row.number,)).fetchall():
            for number, old in list(self._of("source = ? AND target = ?", source, row.number)):
                self._drop(source, number, old)
            found.append((LinkKind(kind), source))
        return found

    def to(self, kind: LinkKind, target: int) -> list[int]:
        """Where the links of a kind to a proposal begin."""
        return [source for (source,) in self.db.execute("SELECT source FROM link WHERE target = ? AND kind = ?", (target, kind.value))]

    def all(self) -> Iterator[ProposalLink]:
        """Every link, in any order."""
        return (link for _, link in self._of("1"))

    def _of(self, where: str, *values: object) -> Iterator[tuple[int, ProposalLink]]:
        rows = self.db.execute(
            "SELECT target, kind, score, reasons, shared, one.node, two.node FROM link JOIN telling AS one ON one.id = source"
            f" JOIN telling AS two ON two.id = target WHERE {where}",
            values,
        ).fetchall()
        for target, kind, score, reasons, shared, one, two in rows:
            sort = LinkKind(kind)
            ends = (one, two) if sort is LinkKind.TAKEN_UP else (two, one)
            yield target, ProposalLink(sort, *ends, score, tuple(map(LinkReason, reasons.split())), tuple(json.loads(shared)))

    def _drop(self, source: int, target: int, old: ProposalLink) -> None:
        self.db.execute("DELETE FROM link WHERE source = ? AND target = ?", (source, target))
        if self._come.pop((old.left, old.right), None) is None:
            self._gone[old.left, old.right] = old

    def _add(self, source: int, target: int, link: ProposalLink) -> None:
        reasons, shared = " ".join(r.value for r in link.reasons), json.dumps(link.shared, ensure_ascii=False)
        self.db.execute("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)", (source, target, link.kind.value, link.score, reasons, shared))
        if self._gone.get((link.left, link.right)) == link:
            del self._gone[link.left, link.right]
        else:
            self._come[link.left, link.right] = link


def _written(told: Told) -> str:
    fields = [
        told.kind.value, told.text, told.document, told.start, told.place, told.date, told.article, told.session, told.title, told.number,
        told.proposers, told.addressees, told.about, told.topics,
    ]  # fmt: skip
    return json.dumps(fields, ensure_ascii=False)


def _read(node: str, written: str) -> Told:
    kind, *rest, proposers, addressees, about, topics = json.loads(written)
    text, document, start, place, date, article, session, title, number = rest
    return Told(
        *(node, ProposalKind(kind), text, document, start, place, date, article, session, title, number),
        proposers=tuple(proposers),
        addressees=tuple(addressees),
        about=tuple((entity, name) for entity, name in about),
        topics=tuple((phrase, concept) for phrase, concept in topics),
    )


__all__ = ["NO_LAST", "PROMISED", "SAID", "Links", "Row", "Tellings", "rank_of"]
