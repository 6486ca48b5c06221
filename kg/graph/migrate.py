"""Graphs made with an older version of the ontology: brought up to date by SPARQL updates (queries/migrate/), or refused with a clear line.

A file `0.1-0.2.ru` leads from any graph of version 0.1.x to 0.2. Between versions that differ in the last number only, nothing is to do.
"""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import GraphError
from kg.vocab import data_folder, ontology

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_FILE = re.compile(r"(\d+)\.(\d+)-(\d+)\.(\d+)\.ru")

Level = tuple[int, int]


def migrations(path: Path, written: str, *, read_only: bool) -> tuple[Traversable, ...]:
    """The updates that bring the graph at `path`, made with version `written` of the ontology, to this program's version, in order.

    Raises GraphError when the version is newer or unknown, when there is no way from it, or when there is one but the graph is read-only.
    """
    here, current = _level(path, written), _level(path, ontology().version)
    if here > current:
        raise GraphError(f"{path}: uses version {written} of the ontology, this program knows {ontology().version}; upgrade lianghui-kg")
    steps = {}
    for file in (data_folder("queries") / "migrate").iterdir():
        if (found := _FILE.fullmatch(file.name)) is not None:
            a, b, c, d = map(int, found.groups())
            steps[a, b] = ((c, d), file)
    way = []
    at = here
    while at != current:
        if at not in steps:
            unknown = f"uses version {written} of the ontology, from which there is no way to {ontology().version}"
            raise GraphError(f"{path}: {unknown}; build it again")
        at, file = steps[at]
        way.append(file)
    if way and read_only:
        raise GraphError(f"{path}: uses version {written} of the ontology; kg build with its documents brings it to {ontology().version}")
    return tuple(way)


def _level(path: Path, version: str) -> Level:
    found = _VERSION.fullmatch(version)
    if found is None:
        raise GraphError(f"{path}: its manifest names no version of the ontology ({version!r}); build it again")
    return int(found[1]), int(found[2])
