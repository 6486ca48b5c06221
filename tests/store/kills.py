"""Builds in a process of their own that are killed at any moment, and what must be true of the graph afterwards."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kg.build import BuildOptions, build
from kg.graph import GraphStore
from kg.model import Source
from tests.store.small import read, text

ROOT = Path(__file__).parents[2]
RUN = [sys.executable, "-m", "tests.store.kills"]


def folder(step: int, number: int) -> dict[str, str]:
    """What a folder of documents holds at a step: between steps some are new, some changed, some gone."""
    choose = random.Random(7)
    texts = [[text(choose) for _ in range(3)] for _ in range(number)]
    return {f"{i:03}.txt": texts[i][(step + i) % 3] for i in range(number) if (i + step) % 5}


def sources(step: int, number: int) -> Iterator[Source]:
    """The documents of a step."""
    return (Source.of_text(*item) for item in folder(step, number).items())


def quads(graph: Path) -> list[str]:
    """All quads of a graph but the description of the whole, which is written at the end of a build."""
    with GraphStore.open(graph, read_only=True) as store:
        return sorted(line for line in map(str, store.store) if "/graph/dataset>" not in line)


def stated(graph: Path) -> list[str]:
    """All quads but what is inferred from all documents together, which comes at the end of a build, too."""
    return [line for line in quads(graph) if "/graph/inferred>" not in line]


def is_whole(graph: Path, place: Path) -> int:
    """Fails when the graph is not what a build from nothing of the documents that it names gives. Returns how many those are."""
    with GraphStore.open(graph, read_only=True) as store:
        have = [Source.of_text(name, store.source_text(name)) for name in store.sources]
        assert all(store.sources[s.name].sha256 == s.sha256 for s in have)
        for name in store.sources:
            assert [hit for hit in store.search(store.source_text(name).split()[1]) if hit.source == name]
    if have:
        build(iter(have), place, BuildOptions(jobs=1), reader=read)
        assert stated(graph) == stated(place)
    return len(have)


def killed(graph: Path, step: int, number: int, after: float) -> bool:
    """Runs a build in a process, and kills it so many seconds after it began to write. Returns whether it was killed in time."""
    running = subprocess.Popen([*RUN, str(graph), str(step), str(number)], cwd=ROOT, stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == b"begins\n"
    time.sleep(after)
    in_time = running.poll() is None
    running.kill()
    running.wait()
    running.stdout.close()
    return in_time


def main() -> None:
    """A build that publishes after every few documents, so that there are many moments at which it can be killed."""
    from kg.graph import writer

    writer._MOST_WAITING, writer._PUBLISH_EVERY = 40_000, 0.0
    graph, step, number = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    build(sources(step, number), graph, BuildOptions(jobs=1, prune=True), reader=read)


if __name__ == "__main__":
    main()
