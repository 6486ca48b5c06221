"""What the tests of Spark build, and how a result is looked at. Importable on Spark's workers."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import time
from pathlib import Path
from typing import Any

from kg.build import BuildOptions
from kg.build.builder import build as build_here
from kg.graph import GraphStore, export
from kg.model import DocumentFacts, Source
from kg.read import open_sources
from tests.store.small import read, text

MASTER = "local[2]"
ROOT = Path(__file__).parents[2]


def options(**given: Any) -> BuildOptions:
    """Options of a build in one process, for either engine."""
    return BuildOptions(**given)


def documents(folder: Path, number: int = 24) -> Path:
    """A folder of small documents, the same each time."""
    choose = random.Random(7)
    folder.mkdir()
    for index in range(number):
        (folder / f"{index:02}.txt").write_text(text(choose), encoding="utf-8")
    return folder


def here(sources: Path, graph: Path, **given: Any) -> list[str]:
    """The N-Quads of a build of the small documents by the local engine, in order."""
    build_here(open_sources([sources]), graph, options(jobs=1, **given), reader=read)
    return exported(graph)


def exported(graph: Path) -> list[str]:
    """The N-Quads of a graph, in order."""
    out = io.BytesIO()
    with GraphStore.open(graph, read_only=True) as store:
        export(store, "nq", out)
    return out.getvalue().decode().splitlines()


def manifest(folder: Path) -> dict[str, Any]:
    """The list of contents."""
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def content(path: Path) -> bytes:
    """A file, unpacked."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def quads(folder: Path) -> list[str]:
    """The N-Quads of all partitions but those of the graph of contents, which only servers have; in order, none left out twice."""
    files = [folder / file["path"] for file in manifest(folder)["files"] if not file["path"].startswith("contents/")]
    return sorted(line for path in files for line in content(path).decode().split("\n") if line)


def digests(folder: Path) -> dict[str, str]:
    """What each file of a build is known by."""
    return {file["path"]: file["sha256"] for file in manifest(folder)["files"]}


def read_and_die(source: Source, given: BuildOptions) -> DocumentFacts:
    """Reads a document; at `12.txt` its process ends, as one does that the system ends for want of memory."""
    if source.name == "12.txt":
        os._exit(9)
    return read(source, given)


def read_slowly(source: Source, given: BuildOptions) -> DocumentFacts:
    """Reads a document, but waits before `12.txt` as long as there is a file `hold` in the place that is given, at most half a minute."""
    ends = time.monotonic() + 30
    while source.name == "12.txt" and Path(given.place or "", "hold").exists() and time.monotonic() < ends:
        time.sleep(0.1)
    return read(source, given)
