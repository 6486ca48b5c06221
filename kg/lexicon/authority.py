"""A user's names file: what is known of people, bodies and places beyond the documents, above all their identifiers elsewhere.

The file is TOML (libraries call such a list an authority file):

    [[name]]
    type = "Person"                    # Person, Organization, District, Project, Policy or Session
    name = "祝青禾"                     # as the graph has it, or one of its other forms
    jurisdiction = "云溪市"             # only where namesakes must be told apart
    aliases = ["祝代表"]                # other forms of the name
    corrections = ["祝青和"]            # wrong spellings of it
    identifiers = ["http://www.wikidata.org/entity/Q1"]   # IRIs of the same thing elsewhere
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError, RuleError
from kg.lexicon.load import parse
from kg.model import EntityType

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")  # RFC 3987, absolute, as far as an IRI can break a file of triples
_LISTS = ("aliases", "corrections", "identifiers")
_KEYS = ("type", "name", "jurisdiction", *_LISTS)


@dataclass(frozen=True, slots=True)
class Name:
    """One entry. type, name, jurisdiction: what it is of. aliases, corrections: other and wrong forms. identifiers: absolute IRIs."""

    type: EntityType
    name: str
    jurisdiction: str | None = None
    aliases: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """A names file. file: its name. sha256: digest of its bytes. names: its entries in order."""

    file: str
    sha256: str
    names: tuple[Name, ...]


def read_authority(path: Path) -> Authority:
    """The names file at `path`. Raises InputError that names the file, the entry (from 1) and what is wrong with it."""
    try:
        content = path.read_bytes()
        data = parse(content, path.name)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except RuleError as error:
        raise InputError(str(error)) from error
    entries = data.get("name")
    if set(data) != {"name"} or not isinstance(entries, list):
        raise InputError(f"{path.name}: a names file holds [[name]] entries and nothing else; it has {', '.join(data) or 'none'}")
    names = tuple(_name(f"{path.name}, entry {number}", entry) for number, entry in enumerate(entries, 1))
    seen: dict[tuple[EntityType, str, str | None], int] = {}
    for number, name in enumerate(names, 1):
        first = seen.setdefault((name.type, name.name, name.jurisdiction), number)
        if first != number:
            raise InputError(f"{path.name}, entry {number}: {name.name} is entry {first} already; put them together")
    return Authority(path.name, hashlib.sha256(content).hexdigest(), names)


def _name(where: str, entry: Any) -> Name:
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
    return Name(type_, str(texts["name"]), texts["jurisdiction"], *(tuple(lists[key]) for key in _LISTS))
