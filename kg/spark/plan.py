"""Which document is in which partition: by its name alone, so that a new document changes one partition and the others stay as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import GraphError
from kg.read import Found
from kg.spark.nquads import write_small

_DOCUMENTS = 256
"""Documents that a partition has on average, at most: a minute or so of one core, which is what is lost when a machine is."""
_STATEMENTS = 1_000_000
"""Statements of names and types that a partition of entities has on average, at most: they are sorted in memory."""


def how_many(documents: int) -> int:
    """Partitions for so many documents: a power of two, so that a few more documents seldom change all partitions."""
    return _power(documents / _DOCUMENTS)


def how_many_of_entities(statements: int) -> int:
    """Partitions of entities for so many statements about them."""
    return _power(statements / _STATEMENTS)


def partition_of(key: str, partitions: int) -> int:
    """The partition of a name or an IRI; the same on every machine, unlike Python's own hash of a text."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) % partitions


def part_name(number: int, partitions: int) -> str:
    """What the files of a partition are called, without an ending."""
    return f"part-{number:05}-of-{partitions:05}"


def write_plan(folder: Path, documents: Iterable[Found], partitions: int) -> None:
    """Writes for each partition a file that lists its documents, so that a worker learns of its own ones only."""
    lines: list[list[str]] = [[] for _ in range(partitions)]
    for found in documents:
        lines[partition_of(found.name, partitions)].append(json.dumps([found.name, str(found.path.absolute())]))
    for number, some in enumerate(lines):
        write_small(folder / f"{part_name(number, partitions)}.jsonl", "".join(f"{line}\n" for line in some))


def read_plan(folder: Path, number: int, partitions: int) -> Iterator[Found]:
    """The documents of a partition, in order of their names. Raises GraphError when the list cannot be read."""
    path = folder / f"{part_name(number, partitions)}.jsonl"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        why = "name a folder that all machines of the cluster see under the same path"
        raise GraphError(f"{path}: cannot be read on a worker ({error.strerror}); {why}") from error
    for line in text.splitlines():
        name, where = json.loads(line)
        yield Found(name, Path(where))


def _power(least: float) -> int:
    number = 1
    while number < least:
        number *= 2
    return number
