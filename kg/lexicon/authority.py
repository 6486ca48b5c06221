"""A user's names file: what is known of people, bodies and places beyond the documents: their other names, and identifiers elsewhere.

The file is TOML (libraries call such a list an authority file):

    [[name]]
    type = "Person"                    # Person, Organization, District, Project, Policy or Session
    name = "祝青禾"                     # the full name, as the graph has it
    jurisdiction = "云溪市"             # only where namesakes must be told apart
    aliases = ["祝代表"]                # other forms of the name: where a document has one of them, this is meant
    corrections = ["祝青和"]            # wrong spellings of it, likewise
    identifiers = ["http://www.wikidata.org/entity/Q1"]   # IRIs of the same thing elsewhere

Aliases and corrections are found in documents also where no rule would find them. An abbreviation is expanded by an entry that has the
full form as its name and the short one as an alias. Where a jurisdiction is given, only documents that were issued there are meant.

The file may be in traditional characters, whatever the documents are in: names are brought together in simplified ones, and what a document
prints stays as it is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import InputError, RuleError
from kg.lexicon.characters import in_simplified, is_traditional, simplified
from kg.lexicon.load import parse
from kg.model import EntityType
from kg.vocab import digest

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")  # RFC 3987, absolute, as far as an IRI can break a file of triples
_LISTS = ("aliases", "corrections", "identifiers")
_KEYS = ("type", "name", "jurisdiction", *_LISTS)


@dataclass(frozen=True, slots=True)
class Name:
    """One entry, in simplified characters. type, name, jurisdiction: what it is of. aliases, corrections: other and wrong forms, and among
    the former those that were written in traditional characters, as they were. identifiers: absolute IRIs."""

    type: EntityType
    name: str
    jurisdiction: str | None = None
    aliases: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name, the aliases and the corrections."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.corrections)))


@dataclass(frozen=True)
class Authority:
    """A names file. file: its name. sha256: digest of its bytes. names: its entries in order."""

    file: str
    sha256: str
    names: tuple[Name, ...]

    @cached_property
    def digest(self) -> str:
        """Digest of what bears on how documents are read: all but identifiers, the order of entries, and how the file is laid out."""
        entries = [(n.type.value, n.name, n.jurisdiction, sorted(n.aliases), sorted(n.corrections)) for n in self.names]
        return digest(sorted(entries, key=str), length=16)

    @cached_property
    def finder(self) -> tuple[AhoCorasick, list[str]]:
        """Finds all forms of all entries in a text, the longest where several begin; the forms in the order of its patterns."""
        forms = sorted({form for name in self.names for form in name.forms})
        return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms


def read_authority(path: Path) -> Authority:
    """The names file at `path`. Raises InputError that names the file, the entry (from 1) and what is wrong with it."""
    try:
        content = path.read_bytes()
        data = parse(content, path.name)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except RuleError as error:
        raise InputError(str(error)) from error
    entries = data.get("name")
    if set(data) != {"name"} or not isinstance(entries, list):
        raise InputError(f"{path.name}: a names file holds [[name]] entries and nothing else; it has {', '.join(data) or 'none'}")
    plain = simplified if is_traditional(content.decode("utf-8")) else in_simplified
    names = tuple(_name(f"{path.name}, entry {number}", entry, plain) for number, entry in enumerate(entries, 1))
    seen: dict[tuple[EntityType, str, str | None], int] = {}
    for number, name in enumerate(names, 1):
        first = seen.setdefault((name.type, name.name, name.jurisdiction), number)
        if first != number:
            raise InputError(f"{path.name}, entry {number}: {name.name} is entry {first} already; put them together")
        for form in (*name.aliases, *name.corrections):
            first = seen.setdefault((name.type, form, name.jurisdiction), number)
            if first != number:
                raise InputError(f"{path.name}, entry {number}: {form} is a form of entry {first}, too; give it to one of them")
    return Authority(path.name, hashlib.sha256(content).hexdigest(), names)


def known_authority(path: Path) -> Authority:
    """`read_authority`, once for each state of the file in this process: documents are read by many processes."""
    try:
        state = path.stat()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    return _known(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _known(path: Path, changed: int, size: int) -> Authority:
    return read_authority(path)


def _name(where: str, entry: Any, plain: Callable[[str], str]) -> Name:
    """An entry as read. plain: gives the simplified characters of a text."""
    if not isinstance(entry, Mapping) or (unknown := sorted(set(entry) - set(_KEYS))):
        raise InputError(f"{where}: unknown key {', '.join(unknown)}; there are {', '.join(_KEYS)}")
    texts = {key: entry.get(key) for key in ("type", "name", "jurisdiction")}
    for key, text in texts.items():
        if (key in entry or key != "jurisdiction") and not (isinstance(text, str) and text.strip()):
            raise InputError(f"{where}: {key} must be a text")
    try:
        type_ = EntityType(str(texts["type"]))
    except ValueError as error:
        raise InputError(f"{where}: type {texts['type']} is none of {', '.join(t.value for t in EntityType)}") from error
    lists = {key: entry.get(key, []) for key in _LISTS}
    for key, values in lists.items():
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            raise InputError(f"{where}: {key} must be a list of texts")
    for value in lists["identifiers"]:
        if not _IRI.fullmatch(value):
            raise InputError(f"{where}: {value!r} is not an absolute IRI, such as http://www.wikidata.org/entity/Q1")
    name, where_known = plain(str(texts["name"])), texts["jurisdiction"]
    aliases, corrections = (tuple(dict.fromkeys(map(plain, lists[key]))) for key in ("aliases", "corrections"))
    printed = tuple(form for form in (str(texts["name"]), *lists["aliases"], *lists["corrections"]) if plain(form) != form)
    known = dict.fromkeys((*aliases, *printed))
    jurisdiction = plain(where_known) if where_known is not None else None
    return Name(type_, name, jurisdiction, tuple(known), corrections, tuple(lists["identifiers"]))
