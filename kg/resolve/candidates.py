"""Nodes that may be one, and nodes that may be two, kept up to date: after a change of documents, only the blocks are judged again in which
something has changed (kg.resolve.pairs), and the people whom the documents name (kg.resolve.apart)."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kg.model import Candidate, EntityType, Known, Office, Reason
from kg.resolve.apart import apart
from kg.resolve.ledger import Ledger, chunks, marks, number_of
from kg.resolve.pairs import RULES, preferred

Said = tuple[dict[str, str], tuple[Office, ...]]
"""What a document says of a person: notes by their kind, and offices."""
Named = Mapping[str, Said | None]
"""The entities that a document names, by key; what it says of people."""
Lookup = Callable[[Iterable[str]], Mapping[str, Known]]
"""What the graph knows of entities, by key, without what documents say of people; those that it does not know are left out."""

_APART = len(RULES)
"""Stands for the rules on one node."""


def judge_again(
    ledger: Ledger, gone: Collection[int], come: Iterable[tuple[int, Named]], lookup: Lookup, every: Iterable[str] = ()
) -> tuple[list[Candidate], list[Candidate]]:
    """Brings the candidates in the tables up to date, and tells which are gone and which have come; what was changed is in both.

    gone, come: numbers of documents. every: further entities to be looked at.
    """
    return _Judge(ledger.db, lookup).update(gone, come, every)


def candidates_of(ledger: Ledger) -> list[Candidate]:
    """All candidates, in order of their keys."""
    pairs = ledger.db.execute("SELECT DISTINCT one, other FROM candidate").fetchall()
    return sorted(chain.from_iterable(_Judge(ledger.db, lambda _: {}).standing(pair) for pair in pairs))


_Members = tuple[list[int], list[int]]
"""The entities in a block by role."""
_Place = tuple[int, int, int, int]
"""Rule, block, role and entity."""

_PLACES = "SELECT rule, block, role, entity FROM place WHERE entity = ?"


class _Judge:
    def __init__(self, db: sqlite3.Connection, lookup: Lookup) -> None:
        self._db, self._lookup = db, lookup
        self._known: dict[int, Known | None] = {}
        self._numbers: dict[str, int] = {}
        self._new = False  # whether the tables were empty

    def update(
        self, gone: Collection[int], come: Iterable[tuple[int, Named]], every: Iterable[str]
    ) -> tuple[list[Candidate], list[Candidate]]:
        touched: set[int] = set()
        self._new = self._db.execute("SELECT 1 FROM entity").fetchone() is None
        for some in chunks(gone):
            touched |= {entity for (entity,) in self._db.execute(f"SELECT entity FROM named WHERE document IN ({marks(some)})", some)}
            self._db.execute(f"DELETE FROM named WHERE document IN ({marks(some)})", some)
        for document, named in come:
            rows = [(document, self._number(key), _written(said)) for key, said in named.items()]
            self._db.executemany("INSERT INTO named VALUES (?, ?, ?)", rows)
            touched.update(entity for _, entity, _ in rows)
        touched.update(map(self._number, every))
        blocks, people = self._placed(sorted(touched))
        found = {place: self._judged(*place, members) for place, members in blocks.items()}
        found |= {(_APART, entity): list(apart([known])) if known is not None else [] for entity, known in people.items()}
        pairs = {candidate.pair for candidates in found.values() for candidate in candidates}
        for place in found if not self._new else ():
            pairs.update(self._db.execute("SELECT one, other FROM candidate WHERE rule = ? AND block = ?", place))
        before = {candidate for pair in pairs for candidate in self.standing(pair)}
        if not self._new:
            self._db.executemany("DELETE FROM candidate WHERE rule = ? AND block = ?", found)
        for place, candidates in found.items():
            if candidates:
                said = ((*place, *c.pair, c.reason.value, c.score, json.dumps(c.documents, ensure_ascii=False)) for c in candidates)
                self._db.executemany("INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?)", said)
        after = {candidate for pair in pairs for candidate in self.standing(pair)}
        return sorted(before - after), sorted(after - before)

    def standing(self, pair: tuple[str, str]) -> list[Candidate]:
        """What stands of a pair: the best of what the rules say of two nodes, all that is said of one."""
        rows = self._db.execute("SELECT rule, reason, score, documents FROM candidate WHERE one = ? AND other = ?", pair).fetchall()
        said = [(rule, Candidate(*pair, Reason(reason), score, tuple(json.loads(docs)))) for rule, reason, score, docs in rows]
        if pair[0] == pair[1]:
            return [candidate for _, candidate in said]
        return [min(said, key=lambda item: (item[0], preferred(item[1])))[1]] if said else []

    def _placed(self, touched: Sequence[int]) -> tuple[dict[tuple[int, int], _Members], dict[int, Known | None]]:
        """Puts entities into their blocks. Returns the blocks that must be judged again, with all who stand in them by role, and the
        people."""
        self._load(touched)
        blocks: dict[tuple[int, int], _Members] = defaultdict(lambda: ([], []))
        people: dict[int, Known | None] = {}
        gone: list[_Place] = []
        come: list[_Place] = []
        digests = []
        for entity in touched:
            known = self._known[entity]
            (before,) = self._db.execute("SELECT digest FROM entity WHERE id = ?", (entity,)).fetchone() if not self._new else (None,)
            digest = number_of(repr(known)) if known is not None else None
            if before == digest:
                continue
            if known is None or known.type is EntityType.PERSON:
                people[entity] = known
            digests.append((digest, entity))
            old = set(self._db.execute(_PLACES, (entity,))) if before is not None else set()
            new = {(*place, entity) for place in _places(known)} if known is not None else set()
            gone += old - new
            come += new - old
            for rule, block, role, _ in old | new:
                blocks[rule, block][role].append(entity)
        self._db.executemany("DELETE FROM place WHERE rule = ? AND block = ? AND role = ? AND entity = ?", gone)
        self._db.executemany("INSERT INTO place VALUES (?, ?, ?, ?)", come)
        self._db.executemany("UPDATE entity SET digest = ? WHERE id = ?", digests)
        if not self._new:  # others may stand there, too
            for place in blocks:
                blocks[place] = ([], [])
                for role, entity in self._db.execute("SELECT role, entity FROM place WHERE rule = ? AND block = ?", place):
                    blocks[place][role].append(entity)
        return blocks, people

    def _judged(self, rule: int, _: int, members: _Members) -> list[Candidate]:
        """The candidates of a block."""
        if len(members[0]) + len(members[1]) < 2 or not members[0]:
            return []
        self._load([*members[0], *members[1]])
        nodes = [sorted((k for e in some if (k := self._known[e]) is not None), key=lambda known: known.key) for some in members]
        return [candidate for candidate in RULES[rule].judge(*nodes) if candidate.left != candidate.right]

    def _number(self, key: str) -> int:
        """The number of an entity, which gets one if it has none."""
        if key not in self._numbers:
            found = self._db.execute("SELECT id FROM entity WHERE key = ?", (key,)).fetchone()
            number = found[0] if found is not None else self._db.execute("INSERT INTO entity (key) VALUES (?)", (key,)).lastrowid
            assert number is not None
            self._numbers[key] = number
        return self._numbers[key]

    def _load(self, entities: Iterable[int]) -> None:
        """Looks up what is not yet known of entities."""
        missing = [entity for entity in dict.fromkeys(entities) if entity not in self._known]
        for some in chunks(missing):
            keys = dict(self._db.execute(f"SELECT id, key FROM entity WHERE id IN ({marks(some)})", some))
            found = self._lookup(keys.values())
            for entity in some:
                known = found.get(keys[entity])
                self._known[entity] = self._with_said(entity, known) if known is not None and known.type is EntityType.PERSON else known

    def _with_said(self, entity: int, known: Known) -> Known:
        """A person with what the documents say."""
        rows = self._db.execute(
            "SELECT name, said FROM named JOIN document ON document.id = named.document WHERE entity = ? AND said IS NOT NULL", (entity,)
        )
        said = {name: _read(written) for name, written in sorted(rows)}
        notes = {name: note for name, (note, _) in said.items() if note}
        offices = {name: held for name, (_, held) in said.items() if held}
        return Known(known.key, known.type, known.name, known.names, known.place, known.kind, notes, offices, tuple(said))


def _places(known: Known) -> Iterator[tuple[int, int, int]]:
    """The blocks in which a node stands, by rule, and its roles."""
    for number, rule in enumerate(RULES):
        for role, block in rule.blocks(known):
            yield number, number_of(*block), role


def _written(said: Said | None) -> str | None:
    if said is None:
        return None
    notes, offices = said
    return json.dumps([notes, [[o.role, o.body, o.kind, o.term] for o in offices]], ensure_ascii=False, sort_keys=True)


def _read(written: str) -> Said:
    notes, offices = json.loads(written)
    return notes, tuple(Office(*office) for office in offices)


__all__ = ["Named", "Said", "candidates_of", "judge_again"]
