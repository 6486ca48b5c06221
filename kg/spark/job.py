"""What every task of a build on Spark is told, and what it tells when it is done: plain values that travel between machines."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.build import BuildOptions
from kg.build.builder import Reader
from kg.errors import InputError
from kg.graph import Run
from kg.lexicon.decisions import Decisions
from kg.spark.folder import FORMAT, Folder
from kg.spark.nquads import Written
from kg.vocab import Mint, digest


@dataclass(frozen=True)
class Job:
    """folder: where everything is written, the same path on all machines. packed: whether files are gzip. partitions: of documents. base:
    of IRIs. run: key of the
    run, as the driver computed it, without decisions. decisions: a person's, if there are any."""

    folder: str
    packed: bool
    partitions: int
    base: str
    run: str
    options: BuildOptions
    reader: Reader
    decisions: Decisions | None = None

    @cached_property
    def place(self) -> Folder:
        """The folder."""
        return Folder(Path(self.folder), self.packed)

    @cached_property
    def mint(self) -> Mint:
        """What makes IRIs."""
        return Mint(self.base)

    def key(self) -> str:
        """What, beside the documents, decides the bytes of a partition.

        Raises InputError on a machine whose program would read documents in another way than the driver's.
        """
        mine: Run = self.options.run
        if mine.key != self.run:
            why = "install the same version of lianghui-kg on all machines of the cluster"
            raise InputError(f"{socket.gethostname()}: its program ({mine.software}) is not the one that the build was begun with; {why}")
        return digest(FORMAT, self.run, self.base, self.packed, self.partitions)


@dataclass(frozen=True, slots=True)
class Made:
    """A partition of documents that is finished. again: whether it was so already. documents, failed, characters, counts: see SparkReport.
    files: what was written. said: what its documents say of entities, for the next stage. excerpt: for the steps over the whole graph.
    runs: keys of the runs that read them."""

    number: int
    again: bool
    documents: int
    characters: int
    counts: Mapping[str, Any]
    failed: tuple[tuple[str, str], ...]
    files: tuple[Written, ...]
    said: Written
    excerpt: Written
    runs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """A partition of entities that is finished. entities: how many by IRI of their class. excerpt: lines of N-Quads, all that the graph of
    entities says of those that the driver wanted to know of."""

    number: int
    again: bool
    file: Written
    entities: Mapping[str, int] = field(default_factory=dict)
    excerpt: tuple[str, ...] = ()


def fingerprint(path: Path) -> str | None:
    """Digest of a file's bytes; None when they cannot be had."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
