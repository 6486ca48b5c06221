"""From paths to Sources, one after the other, so that a folder of a million documents needs the memory of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Source
from kg.read.content import MOST_BYTES
from kg.read.files import find_files
from kg.read.formats import BY_SUFFIX


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that cannot be read. name: as it would be cited. reason: what is wrong, where, and what to do, in one line."""

    name: str
    reason: str


def read_sources(paths: Sequence[Path]) -> Iterator[Source | Unreadable]:
    """The documents that `paths` (files and folders, in any order) stand for, sorted by name, each once (see `find_files`).

    What cannot be read comes as Unreadable, in its place among the others, so that one bad file does not stop a thousand good ones.
    """
    for found in find_files(paths):
        if found.fault is not None:
            yield Unreadable(found.name, found.fault)
            continue
        try:
            yield _read(found.path, found.name)
        except InputError as error:
            yield Unreadable(found.name, str(error).removeprefix(f"{found.name}: "))


def read_source(path: Path) -> Source:
    """The one document at `path`, named by its file's name. Raises InputError when it is missing, is a folder or cannot be read."""
    if path.is_dir():
        raise InputError(f"{path}: a folder: name one file in it")
    (found,) = find_files([path])
    if found.fault is not None:
        raise InputError(f"{found.name}: {found.fault}")
    return _read(found.path, found.name)


def _read(path: Path, name: str) -> Source:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"{name}: {size // 1_000_000} MB, more than the {MOST_BYTES // 1_000_000} MB that are read: split it")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be opened ({error.strerror}): check its permissions") from None
    format_ = BY_SUFFIX[path.suffix.lower()]
    content = format_.read(data, name)
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, digest, content.text, content.encoding, format_.media, content.places, content.unread)
