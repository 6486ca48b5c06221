"""Which commitments take proposals up, kept up to date: after a change of documents, only what the change bears on is compared again.

Two wordings are compared that share enough rare things: the squares of the weights of all that both have are `_ENOUGH` together. What
must be looked at when documents come and go, beside what they say themselves: wordings that have a thing which became more or less common
by a step (kg.resolve.wording.level). Nothing says more when it becomes more common, so that wordings which were not near each other need
not be looked at then.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from heapq import nsmallest
from itertools import chain
from operator import itemgetter

from kg.model import LinkKind, ProposalLink
from kg.resolve.ledger import chunks, marks
from kg.resolve.tellings import NO_LAST, PROMISED, SAID, Links, Row, Tellings
from kg.resolve.uptake import (
    MOST,
    Shared,
    Verdict,
    answered,
    best_place,
    elsewhere,
    in_common,
    linked,
    may_do,
    place_of,
    read_common,
    read_shared,
    weighed,
    write_common,
    write_shared,
)
from kg.resolve.wording import LEVELS, Wording, level

_ENOUGH = 60
"""Of the squares of the weights in ninths: for instance one thing that few have (81), or three that twenty have (3 * 25)."""

_KEPT = 20_000
"""Wordings, and judgements, that are kept in memory."""


class Taken:
    """The links of uptake in the tables."""

    def __init__(self, db: sqlite3.Connection, tellings: Tellings, links: Links) -> None:
        self._db, self._tellings, self._links = db, tellings, links
        self._numbers: dict[int, int] = {}  # of wordings that have a feature
        self._wordings: dict[int, Wording] = {}
        self._promises: dict[int, list[int]] = {}  # settings in which a wording is promised
        self._verdicts: dict[tuple[int, int, Shared], Verdict | None] = {}

    def update(self, gone: Collection[Row], come: Collection[Row], cut: Iterable[int]) -> None:
        """Brings the links up to date with proposals that are gone and others that have come. cut: those that have lost a link."""
        old, now = self._told(gone, come)
        new = {side: sorted(w for w, sides in now.items() if sides[side] and not old[w][side]) for side in (SAID, PROMISED)}
        lost = {side: sorted(w for w, sides in now.items() if old[w][side] and not sides[side]) for side in (SAID, PROMISED)}
        more, less = self._count([w for w in now if any(now[w]) > any(old[w])], [w for w in now if any(now[w]) < any(old[w])])
        dirty = set(chain.from_iterable(self._drop(wording, side) for side in (SAID, PROMISED) for wording in lost[side]))
        for side in (SAID, PROMISED):
            for wording in new[side]:
                rows = ((feature, side, wording) for feature in self._wording(wording).features)
                self._db.executemany("INSERT INTO posting VALUES (?, ?, ?)", rows)
        again = sorted(self._having(less).difference(new[SAID]))
        for wording in (*new[SAID], *again):
            self._db.execute("DELETE FROM near WHERE said = ?", (wording,))
            self._compare(wording, self._near(wording, PROMISED))
            dirty.add(wording)
        done = {*new[SAID], *again}
        for wording in new[PROMISED]:
            for said in self._near(wording, SAID) - done:
                if self._compare(said, {wording}):
                    dirty.add(said)
        dirty |= self._weigh_again(more, done)
        others = {*cut, *(row.number for row in come if row.side == SAID)}
        others |= self._offered([row for row in come if row.side == PROMISED and row.wording not in new[PROMISED]], dirty)
        self._db.executemany("DELETE FROM wording WHERE id = ?", ((w,) for w, sides in now.items() if not any(sides)))
        self._link(dirty, others)

    def _told(self, gone: Iterable[Row], come: Iterable[Row]) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
        """How many proposals had, and now have, each of the wordings that are touched, on each side."""
        by = Counter((row.wording, row.side) for row in come)
        by.subtract((row.wording, row.side) for row in gone)
        touched = sorted({wording for wording, _ in by})
        old: dict[int, tuple[int, int]] = {}
        for some in chunks(touched):
            rows = self._db.execute(f"SELECT id, said, promised FROM wording WHERE id IN ({marks(some)})", some)
            old.update((wording, (said, promised)) for wording, said, promised in rows)
        now = {w: (old[w][SAID] + by[w, SAID], old[w][PROMISED] + by[w, PROMISED]) for w in touched}
        self._db.executemany("UPDATE wording SET said = ?, promised = ? WHERE id = ?", ((*sides, w) for w, sides in now.items()))
        return old, now

    # ---- how common things are

    def _count(self, told: Iterable[int], untold: Iterable[int]) -> tuple[list[int], list[int]]:
        """Counts wordings that are new, and those that are gone. Returns the features that became more, and less, common by a step."""
        by = Counter(feature for wording in told for feature in self._wording(wording).features)
        by.subtract(feature for wording in untold for feature in self._wording(wording).features)
        changed = {feature: step for feature, step in by.items() if step}
        was = {feature: self._number(feature) for feature in changed}
        self._numbers.update((feature, was[feature] + step) for feature, step in changed.items())
        rows = ((feature, self._numbers[feature]) for feature in changed)
        self._db.executemany("INSERT OR REPLACE INTO feature VALUES (?, ?)", rows)
        self._db.execute("DELETE FROM feature WHERE number = 0") if untold else None
        steps = {feature: level(self._numbers[feature]) - level(was[feature]) for feature in changed if was[feature]}
        return [f for f, step in steps.items() if step > 0], [f for f, step in steps.items() if step < 0]

    def _number(self, feature: int) -> int:
        found = self._numbers.get(feature)
        if found is None:
            row = self._db.execute("SELECT number FROM feature WHERE id = ?", (feature,)).fetchone()
            found = self._numbers[feature] = row[0] if row is not None else 0
        return found

    def _level(self, feature: int) -> int:
        return level(self._number(feature))

    # ---- which wordings are near each other

    def _wording(self, number: int) -> Wording:
        if number not in self._wordings:
            if len(self._wordings) > _KEPT:
                self._wordings.clear()
            (written,) = self._db.execute("SELECT words FROM wording WHERE id = ?", (number,)).fetchone()
            self._wordings[number] = Wording.of(written)
        return self._wordings[number]

    def _having(self, features: Iterable[int]) -> set[int]:
        """The wordings of proposals that have one of these features."""
        return {w for feature in features for (w,) in self._db.execute(_POSTINGS, (feature, SAID))}

    def _near(self, wording: int, side: int) -> set[int]:
        """The wordings on a side that share enough with this one."""
        sums: dict[int, int] = defaultdict(int)
        for feature in self._wording(wording).features:
            says = (LEVELS - self._level(feature)) ** 2
            if says and self._number(feature) > 1:
                for (other,) in self._db.execute(_POSTINGS, (feature, side)):
                    sums[other] += says
        return {other for other, enough in sums.items() if enough >= _ENOUGH}

    def _compare(self, said: int, promised: Iterable[int]) -> bool:
        """Keeps what a wording has in common with those that are near it. Returns whether there is anything."""
        one, any_ = self._wording(said), False
        for other in promised:
            common = in_common(one, self._wording(other))
            shared = weighed(common, self._level)
            if may_do(shared):
                row = (said, other, write_common(common), write_shared(shared))
                self._db.execute("INSERT OR REPLACE INTO near VALUES (?, ?, ?, ?)", row)
                any_ = True
        return any_

    def _weigh_again(self, features: Collection[int], done: Collection[int]) -> set[int]:
        """Weighs what wordings have in common that have things which became more common. Returns those that it makes a difference to."""
        changed, touched = set(), frozenset(features)
        for said in sorted(self._having(features).difference(done)):
            one = self._wording(said).features
            for promised, common, before in self._db.execute(_NEAR, (said,)).fetchall():
                both = one & self._wording(promised).features
                if both.isdisjoint(touched):
                    continue
                shared = weighed(read_common(common), self._level)
                if sum((LEVELS - self._level(feature)) ** 2 for feature in both) < _ENOUGH or not may_do(shared):
                    self._db.execute("DELETE FROM near WHERE said = ? AND promised = ?", (said, promised))
                    changed.add(said)
                elif (after := write_shared(shared)) != before:
                    self._db.execute("UPDATE near SET shared = ? WHERE said = ? AND promised = ?", (after, said, promised))
                    changed.add(said)
        return changed

    def _drop(self, wording: int, side: int) -> list[int]:
        """Takes a wording from a side. Returns the wordings of proposals that had it near them."""
        rows = ((feature, side, wording) for feature in self._wording(wording).features)
        self._db.executemany("DELETE FROM posting WHERE feature = ? AND side = ? AND wording = ?", rows)
        column = "said" if side == SAID else "promised"
        near = [said for (said,) in self._db.execute(f"SELECT said FROM near WHERE {column} = ?", (wording,))]
        self._db.execute(f"DELETE FROM near WHERE {column} = ?", (wording,))
        return near

    # ---- which proposals are linked

    def _link(self, dirty: Collection[int], others: Iterable[int]) -> None:
        """Links the proposals of these wordings, and these ones."""
        done = set()
        for wording in sorted(dirty):
            near = self._read_near(wording)
            for row in self._tellings.of_wording(wording, SAID):
                done.add(row.number)
                self._links.replace(LinkKind.TAKEN_UP, row, self._best(row, near))
        for row in self._tellings.numbered(sorted({*others} - done)):
            self._links.replace(LinkKind.TAKEN_UP, row, self._best(row, self._read_near(row.wording)))

    def _offered(self, promises: Iterable[Row], dirty: Collection[int]) -> set[int]:
        """The proposals of which a new promise in words that others promised before may be among the surest links."""
        found: set[int] = set()
        for two in promises:
            for said, written in self._db.execute(_NEAR_TO, (two.wording,)).fetchall():
                if said not in dirty:
                    shared = read_shared(written)
                    found.update(row.number for row in self._tellings.in_document(two.document, said, SAID))
                    others = self._open_to(said, two, shared)
                    found.update(row.number for row in others if self._elsewhere(row.setting, two.setting, shared) is not None)
        return found

    def _open_to(self, said: int, two: Row, shared: Shared) -> Iterator[Row]:
        """The proposals among the surest links of which a promise in another document can be."""
        if (place := best_place(shared, two.node, False)) is not None:
            yield from self._tellings.open_to(said, place)
        if (place := best_place(shared, two.node, True)) is not None:
            for who in self._tellings.setting(two.setting).proposers:
                yield from self._tellings.asking(who, said, place)

    def _read_near(self, said: int) -> list[tuple[int, Shared]]:
        return [(promised, read_shared(shared)) for promised, _, shared in self._db.execute(_NEAR, (said,)).fetchall()]

    def _best(self, row: Row, near: Iterable[tuple[int, Shared]]) -> list[tuple[int, ProposalLink]]:
        """The surest links of a proposal, with the numbers of what takes it up."""
        found: list[tuple[str, Row, Verdict, Shared]] = []
        for promised, shared in near:
            for setting in self._settings(promised):
                verdict = self._elsewhere(row.setting, setting, shared)
                if verdict is not None:
                    rows = self._tellings.promised(promised, setting, MOST, row.document)
                    found += ((place_of(verdict, two.node), two, verdict, shared) for two in rows)
            for two in self._tellings.in_document(row.document, promised, PROMISED):
                verdict = self._answered(row, two, shared)
                if verdict is not None:
                    found.append((place_of(verdict, two.node), two, verdict, shared))
        surest = nsmallest(MOST, found, key=itemgetter(0))
        last = surest[-1][0] if len(surest) == MOST else NO_LAST
        self._db.execute("UPDATE telling SET last = ? WHERE id = ? AND last != ?", (last, row.number, last))
        return [(two.number, linked(row.node, two.node, verdict, shared)) for _, two, verdict, shared in surest]

    def _answered(self, one: Row, two: Row, shared: Shared) -> Verdict | None:
        """Whether a promise in the same document takes a proposal up."""
        said, promised = self._tellings.told([one, two])
        return answered(said, promised, shared)

    def _elsewhere(self, one: int, two: int, shared: Shared) -> Verdict | None:
        """Whether a promise in another document takes a proposal up, by their settings."""
        key = one, two, shared
        if key not in self._verdicts:
            if len(self._verdicts) > _KEPT:
                self._verdicts.clear()
            self._verdicts[key] = elsewhere(self._tellings.setting(one), self._tellings.setting(two), shared)
        return self._verdicts[key]

    def _settings(self, wording: int) -> list[int]:
        if wording not in self._promises:
            self._promises[wording] = self._tellings.settings(wording)
        return self._promises[wording]


_POSTINGS = "SELECT wording FROM posting WHERE feature = ? AND side = ?"
_NEAR = "SELECT promised, common, shared FROM near WHERE said = ?"
_NEAR_TO = "SELECT said, shared FROM near WHERE promised = ?"


__all__ = ["Taken"]
