"""Which articles, proposals and names hold a word: an index of pairs of characters; a word of two is found as quickly as a long one.

Oxigraph has no text search, and the indexes that come with databases look for words between spaces, or for three characters and more;
Chinese words are mostly two characters long and stand without spaces. Here every pair of neighbouring characters is a term of SQLite's FTS5
(https://www.sqlite.org/fts5.html); what holds all pairs of a word is then looked at itself. Traditional characters are indexed and asked
for as the simplified ones, character by character, so that each way of writing finds both; what is shown stays as printed.

The index keeps documents by a key that says what was read and how, so that a reader takes only what belongs to its version of the graph.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.errors import GraphError, QueryError
from kg.graph.units import Unit, UnitKind
from kg.lexicon.characters import script

NAME = "text.sqlite"
_FOLDING = 1
"""How words are folded, by number: an index of another number is made again."""
_AROUND = 20  # characters of a snippet before and after the word
_TABLES = (
    "CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",
    "CREATE TABLE IF NOT EXISTS unit (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, kind TEXT NOT NULL, iri TEXT NOT NULL,"
    " start INTEGER, text TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS unit_document ON unit (document)",
    # no copy of the text, no places of the pairs, no sizes: a hit is looked at in the table of units
    "CREATE VIRTUAL TABLE IF NOT EXISTS pairs USING fts5 (terms, content='', detail='none', columnsize=0, tokenize='ascii')",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds all words asked for. iri: of an article, document, proposal or entity. source: name of the document.

    start, end: the first word's first place, characters of the source's text; None where the graph keeps words folded (proposals, names).
    snippet: the words around it, or the name.
    """

    kind: UnitKind
    iri: str
    source: str
    start: int | None
    end: int | None
    snippet: str


class TextIndex:
    """The index in the folder of a graph. One writer and any number of readers; close it when done."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self._path = folder / NAME
        self._db = _opened(self._path, read_only=read_only)

    @staticmethod
    def is_there(folder: Path) -> bool:
        """Whether the folder has an index; one that was deleted is made again by the next writer."""
        return (folder / NAME).exists()

    def keys(self) -> set[str]:
        """The keys of the documents in the index."""
        return {key for (key,) in self._db.execute("SELECT key FROM document")}

    def add(self, documents: Iterable[tuple[str, Iterable[Unit]]]) -> None:
        """Adds documents, as key and units, in place of what the index had under these keys. Raises GraphError (disk full)."""
        try:
            with self._db:
                for key, found in documents:
                    self._drop(key)
                    number = self._db.execute("INSERT INTO document (key) VALUES (?)", (key,)).lastrowid
                    for unit in found:
                        row = self._db.execute("INSERT INTO unit (document, kind, iri, start, text) VALUES (?,?,?,?,?)", (number, *unit))
                        self._db.execute("INSERT INTO pairs (rowid, terms) VALUES (?, ?)", (row.lastrowid, _pairs_of(unit.text)))
        except sqlite3.Error as error:
            raise GraphError(f"{self._path}: cannot be written ({error}); is the disk full?") from error

    def keep(self, wanted: Collection[str]) -> None:
        """Drops what the index has under other keys than these. Raises GraphError (disk full)."""
        try:
            with self._db:
                for key in self.keys().difference(wanted):
                    self._drop(key)
        except sqlite3.Error as error:
            raise GraphError(f"{self._path}: cannot be written ({error}); is the disk full?") from error

    def search(self, text: str, sources: Mapping[str, str], kinds: Collection[UnitKind], limit: int) -> list[Hit]:
        """What holds all the words of `text` (parted by white space), in the order of the names of sources, then of the text.

        sources: names of the documents to look in, by key. Width, case, punctuation and traditional characters make no
        difference. A thing that a document says twice comes once. Raises QueryError when there is no letter, digit or Chinese character in
        `text`.
        """
        words = [folded for word in text.split() if (folded := fold(word)[0])]
        if not words:
            raise QueryError(f"{text!r}: nothing to look for; give at least one letter, digit or Chinese character")
        terms = dict.fromkeys(term for word in words for term in ([f'"{word}"*'] if len(word) == 1 else (f'"{p}"' for p in _pairs(word))))
        found = self._db.execute(
            "SELECT unit.id, document.key, kind, start FROM pairs JOIN unit ON unit.id = pairs.rowid"
            " JOIN document ON document.id = unit.document"
            " WHERE pairs MATCH ?",
            (" AND ".join(terms),),
        )
        wanted = sorted(
            (sources[key], kind, -1 if start is None else start, unit)
            for unit, key, kind, start in found
            if key in sources and kind in kinds
        )
        hits: dict[tuple[str, str], Hit] = {}
        for source, kind, _, unit in wanted:
            iri, start, whole = self._db.execute("SELECT iri, start, text FROM unit WHERE id = ?", (unit,)).fetchone()
            if (iri, source) in hits:
                continue
            place = _place(whole, words)
            if place is not None:
                hits[iri, source] = _hit(UnitKind(kind), iri, source, start, whole, place)
                if len(hits) == limit:
                    break
        return sorted(hits.values(), key=lambda h: (h.source, h.kind, -1 if h.start is None else h.start, h.iri))

    def contents(self) -> list[tuple[str, str, str, int | None, str]]:
        """All that the index holds, for comparison: key, kind, IRI, start, text; sorted."""
        found = self._db.execute("SELECT key, kind, iri, start, text FROM unit JOIN document ON document.id = unit.document")
        return sorted(found, key=repr)

    def close(self) -> None:
        """Closes the file; twice does no harm."""
        self._db.close()

    def _drop(self, document: str) -> None:
        row = self._db.execute("SELECT id FROM document WHERE key = ?", (document,)).fetchone()
        if row is None:
            return
        for key, text in self._db.execute("SELECT id, text FROM unit WHERE document = ?", row).fetchall():
            self._db.execute("INSERT INTO pairs (pairs, rowid, terms) VALUES ('delete', ?, ?)", (key, _pairs_of(text)))
        self._db.execute("DELETE FROM unit WHERE document = ?", row)
        self._db.execute("DELETE FROM document WHERE id = ?", row)


def fold(text: str) -> tuple[str, list[int]]:
    """Letters, digits and Chinese characters of `text`, of one width, in lower case and simplified, and the place of each in `text`."""
    out: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = _folded(char)
        if folded:
            out.append(folded)
            places.append(place)
    return "".join(out), places


class _Folded(dict[int, str]):
    """What each character becomes, for str.translate, which folds a text many times faster than a loop does."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _folded(chr(code)))


@cache
def _folding() -> _Folded:
    return _Folded()


@lru_cache(maxsize=65536)
def _folded(char: str) -> str:
    """One character, or nothing for what is neither letter nor digit."""
    plain = unicodedata.normalize("NFKC", char).lower()
    return script().one.get(ord(plain[0]), plain[0]) if plain and plain[0].isalnum() else ""


def _pairs(folded: str) -> list[str]:
    return [folded[i : i + 2] for i in range(len(folded) - 1)]


def _pairs_of(text: str) -> str:
    """The terms of a text: each pair once, and the last character by itself, so that a single character is found as the start of a term."""
    folded = text.translate(_folding())
    return " ".join(dict.fromkeys([*_pairs(folded), folded[-1:]]))


def _place(text: str, words: list[str]) -> tuple[int, int] | None:
    """Where the first of `words` stands in `text`, when all of them do."""
    folded, places = fold(text)
    if any(word not in folded for word in words):
        return None
    at = folded.index(words[0])
    return places[at], places[at + len(words[0]) - 1] + 1


def _hit(kind: UnitKind, iri: str, source: str, start: int | None, text: str, place: tuple[int, int]) -> Hit:
    begin, end = place
    around = text if kind is UnitKind.ENTITY else text[max(0, begin - _AROUND) : end + _AROUND]
    snippet = " ".join(around.split())
    return Hit(kind, iri, source, None if start is None else start + begin, None if start is None else start + end, snippet)


def _opened(path: Path, *, read_only: bool) -> sqlite3.Connection:
    # what one thread opened another may use, one after the other: servers hand a graph from thread to thread
    uri = path.absolute().as_uri()
    try:
        if not read_only:
            db = sqlite3.connect(f"{uri}?mode=rwc", uri=True, check_same_thread=False)
            db.execute("PRAGMA journal_mode = WAL")  # readers go on while the writer writes
            db.execute("PRAGMA synchronous = NORMAL")
            if db.execute("PRAGMA user_version").fetchone() != (_FOLDING,):
                for name in ("pairs", "unit", "document"):
                    db.execute(f"DROP TABLE IF EXISTS {name}")
                db.execute(f"PRAGMA user_version = {_FOLDING}")
            for table in _TABLES:
                db.execute(table)
            return db
        for options in ("mode=ro", "mode=ro&immutable=1"):  # the second for a folder where nothing may be written
            db = sqlite3.connect(f"{uri}?{options}", uri=True, check_same_thread=False)
            with suppress(sqlite3.OperationalError):
                db.execute("SELECT COUNT(*) FROM document").fetchone()
                if db.execute("PRAGMA user_version").fetchone() == (_FOLDING,):
                    return db
                db.close()
                raise GraphError(f"{path}: an index of an older version; the next kg build makes it again")
            db.close()
    except sqlite3.Error as error:
        raise GraphError(f"{path}: cannot be opened ({error}); delete it, the next build makes it again") from error
    raise GraphError(f"{path}: cannot be opened; delete it, the next build makes it again")
