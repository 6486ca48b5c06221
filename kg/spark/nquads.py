"""Files of N-Quads, plain or gzip: the same statements give the same bytes, and a file is there whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Self, cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import GraphError
from kg.graph.frame import datatype
from kg.graph.union import Statements

_LEVEL = 6
_DECIMAL = re.compile(rb'"([^"\\]*)"(\^\^<http://www\.w3\.org/2001/XMLSchema#decimal>)')


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written. path: below the folder of the build. sha256, bytes: of the file. quads: lines."""

    path: str
    sha256: str
    bytes: int
    quads: int

    @classmethod
    def of(cls, fields: Any) -> Self:
        """From what `asdict` gave. Raises TypeError when it is not that."""
        return cls(**fields)

    @property
    def fields(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    def stands(self, folder: Path) -> bool:
        """Whether the file is there as it was written."""
        try:
            with (folder / self.path).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


class NQuadsFile:
    """A file in the making; its name says whether it is packed (.gz). Use `writing`, which puts it in its place at the end."""

    def __init__(self, file: IO[bytes], packed: bool) -> None:
        # no name and no time in the head of the file, so that its bytes depend on the statements alone
        self._out = cast(IO[bytes], gzip.GzipFile("", "wb", _LEVEL, file, mtime=0)) if packed else file
        self._packed = packed
        self.quads = 0

    def write(self, lines: bytes) -> None:
        """Adds whole lines."""
        self._out.write(lines)
        self.quads += lines.count(b"\n")

    def put(self, quads: Iterable[Quad]) -> None:
        """Adds quads in order of their lines, each once."""
        self.write(canonical("".join(sorted({f"{quad} .\n" for quad in quads})).encode()))

    def end(self) -> None:
        """Writes what is held back."""
        if self._packed:
            self._out.close()


@contextmanager
def writing(path: Path) -> Iterator[NQuadsFile]:
    """A file that takes its place when all is written. Two machines that do the same work at once do not disturb each other.

    Raises GraphError when it cannot be written.
    """
    with _placing(path) as file:
        made = NQuadsFile(file, path.suffix == ".gz")
        yield made
        made.end()


@contextmanager
def _placing(path: Path) -> Iterator[IO[bytes]]:
    temporary = path.with_name(f".{path.name}.{socket.gethostname()}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            yield file
        temporary.replace(path)  # no waiting for the disk: a file that a power cut damaged is known by its digest, and made again
    except OSError as error:
        raise GraphError(f"{path}: cannot be written ({error.strerror or error}); is the disk full?") from error
    finally:
        temporary.unlink(missing_ok=True)


def write_small(path: Path, text: str) -> None:
    """A small file that is not N-Quads, likewise."""
    with _placing(path) as file:
        file.write(text.encode())


def canonical(lines: bytes) -> bytes:
    """Lines of N-Quads with decimal numbers as a graph in a folder writes them, which keeps the number and not how it was spelled."""
    return _DECIMAL.sub(lambda found: b'"%b"%b' % (_kept(found[1]), found[2]), lines)


@lru_cache(maxsize=1 << 16)
def _kept(number: bytes) -> bytes:
    store, node = Store(), NamedNode("urn:x")
    store.add(Quad(node, node, Literal(number.decode(), datatype=datatype("decimal"))))
    return cast(Literal, next(iter(store)).object).value.encode()


def written(folder: Path, path: Path, quads: int) -> Written:
    """What to remember of a file in `folder`."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Written(path.relative_to(folder).as_posix(), digest, path.stat().st_size, quads)


def said_lines(said: Statements) -> Iterator[str]:
    """Statements as lines of N-Triples, in order; each begins with the IRI of its entity and a blank."""
    return iter(sorted(f"{node} {predicate} {value} .\n" for node, some in said.items() for predicate, value in some))

