"""From paths to Sources, one after the other, so that a folder of a million documents needs the memory of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.model import Source
from kg.read.content import MOST_BYTES
from kg.read.files import Found, find_files
from kg.read.formats import BY_SUFFIX


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that cannot be read. name: as it would be cited. reason: what is wrong, where, and what to do, in one line."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Undecoded:
    """A document whose bytes are at hand, and not yet looked into. name, sha256: as of the `Source` that it becomes."""

    name: str
    sha256: str
    suffix: str
    data: bytes = field(repr=False)

    def decoded(self) -> Source | Unreadable:
        """What the bytes say, or why they say nothing."""
        try:
            return self.source()
        except InputError as error:
            return Unreadable(self.name, str(error).removeprefix(f"{self.name}: "))

    def source(self) -> Source:
        """What the bytes say. Raises InputError when they cannot be read."""
        format_ = BY_SUFFIX[self.suffix]
        content = format_.read(self.data, self.name)
        return Source(self.name, self.sha256, content.text, content.encoding, format_.media, content.places, content.unread)


def open_sources(paths: Sequence[Path]) -> Iterator[Undecoded | Unreadable]:
    """`read_sources`, but each document is decoded only when that is asked for: to learn that it has not changed, its digest is enough."""
    return map(open_found, find_files(paths))


def read_sources(paths: Sequence[Path]) -> Iterator[Source | Unreadable]:
    """The documents that `paths` (files and folders, in any order) stand for, sorted by name, each once (see `find_files`).

    What cannot be read comes as Unreadable, in its place among the others, so that one bad file does not stop a thousand good ones.
    """
    return map(read_found, find_files(paths))


def read_found(found: Found) -> Source | Unreadable:
    """One of the documents that `find_files` gives, or why it cannot be read."""
    opened = open_found(found)
    return opened.decoded() if isinstance(opened, Undecoded) else opened


def read_source(path: Path) -> Source:
    """The one document at `path`, named by its file's name. Raises InputError when it is missing, is a folder or cannot be read."""
    if path.is_dir():
        raise InputError(f"{path}: a folder: name one file in it")
    (found,) = find_files([path])
    if found.fault is not None:
        raise InputError(f"{found.name}: {found.fault}")
    return _bytes(found).source()


def open_found(found: Found) -> Undecoded | Unreadable:
    """One of the documents that `find_files` gives, not yet decoded, or why it cannot be opened."""
    if found.fault is not None:
        return Unreadable(found.name, found.fault)
    try:
        return _bytes(found)
    except InputError as error:
        return Unreadable(found.name, str(error).removeprefix(f"{found.name}: "))


def _bytes(found: Found) -> Undecoded:
    path, name = found.path, found.name
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"{name}: {size // 1_000_000} MB, more than the {MOST_BYTES // 1_000_000} MB that are read: split it")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be opened ({error.strerror}): check its permissions") from None
    return Undecoded(name, hashlib.sha256(data).hexdigest(), path.suffix.lower(), data)
