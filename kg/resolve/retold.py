"""Which proposals are told twice, kept up to date: after a change of documents, only those are looked at again that the change bears on.

In the order of the tellings each is linked to the surest of the first ones before it, and is a first one itself where there is none. So a
telling that becomes a first one bears on those behind it that may be the same, and one that ceases to be, on those that are linked to it.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Collection, Iterable
from itertools import chain
from typing import NamedTuple

from kg.model import LinkKind
from kg.resolve.alike import Telling, same
from kg.resolve.ledger import chunks, marks
from kg.resolve.tellings import Links, Row, Tellings, rank_of

_KEPT = 20_000
"""Tellings that are kept in memory."""


_FIRST, _LATER = (0, 1), (2, 3)
"""Roles of keys: asked for and offered, by a first telling or by one that is linked to it."""


class _Known(NamedTuple):
    """A row with what is compared of it."""

    row: Row
    rank: str
    telling: Telling


class Retold:
    """The links between tellings of one proposal in the tables."""

    def __init__(self, db: sqlite3.Connection, tellings: Tellings, links: Links) -> None:
        self._db, self._tellings, self._links = db, tellings, links
        self._waiting: list[tuple[str, int]] = []
        self._waits: set[int] = set()
        self._new: set[int] = set()  # those of which the tables have no keys yet
        self._read: dict[int, _Known] = {}

    def update(self, gone: Iterable[Row], come: Collection[Row], cut: Iterable[int]) -> None:
        """Brings the links up to date with proposals that are gone and others that have come. cut: those that have lost the first one."""
        self._db.executemany("DELETE FROM part WHERE telling = ?", ((row.number,) for row in gone))
        for known in self._known(come):
            self._wait(known)
        self._wait_all(cut)
        (every,) = self._db.execute("SELECT COUNT(*) FROM telling").fetchone()
        alone = len(come) == every  # then all wait already
        self._new = {row.number for row in come}
        while self._waiting:
            _, number = heapq.heappop(self._waiting)
            self._waits.discard(number)
            self._settle(self._numbered([number])[0], alone)

    def _settle(self, known: _Known, alone: bool) -> None:
        row, telling = known.row, known.telling
        keys = telling.keys()
        (was,) = self._db.execute("SELECT first FROM telling WHERE id = ?", (row.number,)).fetchone()
        before = self._numbered(self._sharing(keys, _FIRST, "rank <", known.rank))
        links = [(first.row.number, link) for first in before if (link := same(first.telling, telling)) is not None]
        surest = min(links, key=lambda item: (-item[1].score, item[1].left), default=None)
        self._links.replace(LinkKind.SAME, row, [surest] if surest is not None else [])
        now, roles = surest is None, _FIRST if surest is None else _LATER
        if row.number in self._new:  # those before it need not find it
            self._new.discard(row.number)
            rows = ((key, role, row.number) for role, some in zip(roles, keys, strict=True) for key in some)
            self._db.executemany("INSERT INTO part VALUES (?, ?, ?)", rows)
        elif now != bool(was):
            moves = zip(roles, _LATER if now else _FIRST, keys, strict=True)
            changed = ((role, key, old, row.number) for role, old, some in moves for key in some)
            self._db.executemany("UPDATE part SET role = ? WHERE key = ? AND role = ? AND telling = ?", changed)
        if now == bool(was):
            return
        self._db.execute("UPDATE telling SET first = ? WHERE id = ?", (int(now), row.number))
        if not now:
            self._wait_all(self._links.to(LinkKind.SAME, row.number))
        elif not alone:
            self._wait_all(number for roles in (_FIRST, _LATER) for number in self._sharing(keys, roles, "rank >", known.rank))

    def _sharing(self, keys: tuple[set[int], set[int]], roles: tuple[int, int], where: str, rank: str) -> list[int]:
        """The tellings that offer what this one asks for, or ask for what it offers, and stand before or behind it."""
        found: set[int] = set()
        for role, own in zip(reversed(roles), keys, strict=True):
            for some in chunks(own):
                sharing = f"SELECT telling FROM part WHERE key IN ({marks(some)}) AND role = ?"
                rows = self._db.execute(f"SELECT id FROM telling WHERE id IN ({sharing}) AND {where} ?", (*some, role, rank))
                found.update(chain.from_iterable(rows))
        return sorted(found)

    def _wait_all(self, numbers: Iterable[int]) -> None:
        for known in self._numbered(number for number in numbers if number not in self._waits):
            self._wait(known)

    def _wait(self, known: _Known) -> None:
        self._waits.add(known.row.number)
        heapq.heappush(self._waiting, (known.rank, known.row.number))

    def _numbered(self, numbers: Iterable[int]) -> list[_Known]:
        """The tellings of these rows."""
        numbers = list(numbers)
        found = {number: self._read[number] for number in numbers if number in self._read}
        missing = self._tellings.numbered(number for number in numbers if number not in found)
        return [*found.values(), *self._known(missing)]

    def _known(self, rows: Iterable[Row]) -> list[_Known]:
        if len(self._read) >= _KEPT:
            self._read.clear()
        rows = list(rows)
        found = [_Known(row, rank_of(told), Telling.of(told)) for row, told in zip(rows, self._tellings.told(rows), strict=True)]
        self._read.update((known.row.number, known) for known in found)
        return found


__all__ = ["Retold"]
