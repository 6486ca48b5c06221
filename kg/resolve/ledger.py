"""What the inference keeps from one build to the next, so that a change of one document costs what that document says, not what all say:
tables of SQLite in a file beside the graph, or in memory for a graph of which nothing is kept.

The tables are an index by what links rest on (words and things of proposals, names of entities) and hold the links that follow. They
say for which documents, and for which published graph of inferred links, they stand (`Ledger.state`), and are changed in one step, so that
what is broken off leaves them as they were. What is lost is made again from the graph.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import GraphError

NAME = "inference.sqlite"
_FORMAT = 1
_TABLES = (
    "state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "document (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL)",
    # proposals (kg.resolve.taken, kg.resolve.retold)
    "telling (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, node TEXT NOT NULL, wording INTEGER NOT NULL, side INTEGER NOT NULL,"
    " setting INTEGER NOT NULL, rank TEXT NOT NULL, first INTEGER NOT NULL, last TEXT NOT NULL, told TEXT NOT NULL)",
    "asked (who INTEGER, telling INTEGER, PRIMARY KEY (who, telling)) WITHOUT ROWID",
    "setting (id INTEGER PRIMARY KEY, said TEXT NOT NULL)",
    "wording (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, words TEXT NOT NULL, said INTEGER NOT NULL,"
    " promised INTEGER NOT NULL)",
    "feature (id INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
    "posting (feature INTEGER, side INTEGER, wording INTEGER, PRIMARY KEY (feature, side, wording)) WITHOUT ROWID",
    "near (said INTEGER, promised INTEGER, common TEXT NOT NULL, shared TEXT NOT NULL, PRIMARY KEY (said, promised)) WITHOUT ROWID",
    "part (key INTEGER, role INTEGER, telling INTEGER, PRIMARY KEY (key, role, telling)) WITHOUT ROWID",
    "link (source INTEGER, target INTEGER, kind TEXT NOT NULL, score INTEGER NOT NULL, reasons TEXT NOT NULL, shared TEXT NOT NULL,"
    " PRIMARY KEY (source, target)) WITHOUT ROWID",
    # entities (kg.resolve.candidates)
    "named (document INTEGER, entity INTEGER, said TEXT, PRIMARY KEY (document, entity)) WITHOUT ROWID",
    "entity (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest INTEGER)",
    "place (rule INTEGER, block INTEGER, role INTEGER, entity INTEGER, PRIMARY KEY (rule, block, role, entity)) WITHOUT ROWID",
    "candidate (rule INTEGER, block INTEGER, one TEXT, other TEXT, reason TEXT NOT NULL, score INTEGER NOT NULL, documents TEXT NOT NULL)",
)
_INDEXES = (
    "telling_document ON telling (document, wording, side)",
    "telling_setting ON telling (wording, side, setting, node)",
    "telling_last ON telling (wording, side, last)",
    "near_promised ON near (promised)",
    "part_telling ON part (telling)",
    "link_target ON link (target)",
    "named_entity ON named (entity)",
    "place_entity ON place (entity)",
    "candidate_block ON candidate (rule, block)",
    "candidate_pair ON candidate (one, other)",
)


class Ledger:
    """The tables. folder: of the graph; None keeps them in memory. program: what makes links; those of another program are made again.

    Raises GraphError when the file cannot be written. Use it in a `with`; nothing is kept but by `settle`.
    """

    def __init__(self, folder: Path | None, program: str = "") -> None:
        self._path = folder / NAME if folder is not None else None
        self.program = f"{_FORMAT} {program}"
        try:
            self.db = self._opened()
        except sqlite3.DatabaseError as error:
            if self._path is None:
                raise
            if not isinstance(error, sqlite3.OperationalError):  # not a database: what it held can be made again
                forget(self._path.parent)
            try:
                self.db = self._opened()
            except sqlite3.DatabaseError as again:
                raise self._full(again) from again

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path or ":memory:", isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA cache_size = -65536")
            db.execute("BEGIN IMMEDIATE")
            made = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if made and dict(db.execute("SELECT name, value FROM state")).get("program") != self.program:
                for name in made:
                    db.execute(f"DROP TABLE {name}")
                made = set()
            if not made:
                for table in _TABLES:
                    db.execute(f"CREATE TABLE {table}")
                for index in _INDEXES:
                    db.execute(f"CREATE INDEX {index}")
                db.execute("INSERT INTO state VALUES ('program', ?)", (self.program,))
        except BaseException:
            db.close()
            raise
        return db

    @property
    def state(self) -> str | None:
        """The state of the graph of inferred links that the tables stand for; None when they stand for none."""
        found = self.db.execute("SELECT value FROM state WHERE name = 'state'").fetchone()
        return None if found is None else str(found[0])

    def settle(self, state: str) -> None:
        """Keeps all changes since the last time, as those that lead to this state. Raises GraphError (disk full)."""
        try:
            self.db.execute("INSERT OR REPLACE INTO state VALUES ('state', ?)", (state,))
            self.db.execute("COMMIT")
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise self._full(error) from error

    def documents(self) -> dict[str, int]:
        """The documents that the tables know: number by key."""
        return dict(self.db.execute("SELECT key, id FROM document"))

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Closes the tables; what is not settled is undone. Turns an error of SQLite into a GraphError."""
        self.db.close()
        if isinstance(error, sqlite3.Error):
            raise self._full(error) from error

    def _full(self, error: sqlite3.Error) -> GraphError:
        return GraphError(f"{self._path or 'inference'}: cannot be written ({error}); is the disk full?")


def forget(folder: Path) -> None:
    """Removes what is kept in the folder of a graph; it is made again when it is needed."""
    for end in ("", "-wal", "-shm"):
        (folder / f"{NAME}{end}").unlink(missing_ok=True)


def number_of(*parts: str) -> int:
    """Sixty-three bits for a text, the same on every machine: what stands for it in the tables."""
    return int.from_bytes(blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def both(one: int, other: int) -> int:
    """The number of two things together, from their numbers."""
    return (one * 0x9E3779B97F4A7C15 + other * 0xC2B2AE3D27D4EB4F ^ (other >> 29)) & 0x7FFFFFFFFFFFFFFF


def chunks(numbers: Iterable[int], size: int = 500) -> Iterator[list[int]]:
    """Numbers in lists that fit into one question."""
    every = list(numbers)
    return (every[at : at + size] for at in range(0, len(every), size))


def marks(numbers: list[int]) -> str:
    """As many question marks."""
    return ",".join("?" * len(numbers))


__all__ = ["NAME", "Ledger", "both", "chunks", "forget", "marks", "number_of"]
