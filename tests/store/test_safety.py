"""Killed, out of disk, read or written by another at the same time: the graph is whole, and the next build completes it."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.errors import GraphError
from kg.graph import GraphStore
from kg.model import Source
from tests.store.kills import ROOT, RUN, is_whole, killed, quads, sources
from tests.store.small import read, text

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


def people(store: GraphStore) -> list[str]:
    return [str(row[0]) for row in store.query("SELECT DISTINCT ?p { ?p a kg:Person } ORDER BY ?p").rows]


@unix
def test_killed_at_any_moment(tmp_path: Path) -> None:
    graph, choose = tmp_path / "graph", random.Random(11)
    number, in_time, longest = 30, 0, 1.5
    for step in range(5):
        if killed(graph, step, number, choose.uniform(0, longest)):
            in_time += 1
        else:
            longest /= 4  # the machine is quick: nearer to the beginning
        if (graph / "manifest.json").exists():
            is_whole(graph, tmp_path / f"whole-{step}")
    assert in_time > 0
    assert subprocess.run([*RUN, str(graph), "9", str(number)], cwd=ROOT, capture_output=True, check=False).returncode == 0
    build(sources(9, number), tmp_path / "new", BuildOptions(jobs=1), reader=read)
    assert quads(graph) == quads(tmp_path / "new")
    assert {p.name for p in (graph / "texts").iterdir()} == {p.name for p in (tmp_path / "new" / "texts").iterdir()}
    assert len(list((graph / "versions").iterdir())) == 1 and not (graph / "work").exists()


@unix
@pytest.mark.parametrize("room", [60_000, 1_200_000])
def test_out_of_disk(tmp_path: Path, room: int) -> None:
    # a limit on the size of every file stands for the end of the disk: RocksDB's log, the text index or the manifest reaches it first
    graph = tmp_path / "graph"
    build(sources(0, 10), graph, BuildOptions(jobs=1), reader=read)
    before = quads(graph)
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from kg.build import BuildOptions, build; from kg.errors import GraphError\n"
        "from tests.store.kills import sources; from tests.store.small import read\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
        f"try: build(sources(1, 800), Path({str(graph)!r}), BuildOptions(jobs=1), reader=read)\n"
        "except GraphError as error: sys.exit(f'kg: {error}')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert "is the disk full?" in done.stderr
    assert quads(graph) == before
    assert is_whole(graph, tmp_path / "whole") == 8
    build(sources(1, 10), graph, BuildOptions(jobs=1, prune=True), reader=read)
    build(sources(1, 10), tmp_path / "new", BuildOptions(jobs=1), reader=read)
    assert quads(graph) == quads(tmp_path / "new")


def test_readers_see_what_was_published_when_they_opened_it(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build(iter([Source.of_text("甲.txt", "人 祝青禾\n"), Source.of_text("乙.txt", "人 容墨\n")]), graph, BuildOptions(jobs=1), reader=read)
    with GraphStore.open(graph, read_only=True) as old:
        before = sorted(map(str, old.store))
        with GraphStore.open(graph) as writer, writer.batch():
            writer.forget("甲.txt")
            writer.put(read(Source.of_text("乙.txt", "人 秦川\n"), BuildOptions()))
            with GraphStore.open(graph, read_only=True) as during:
                assert sorted(map(str, during.store)) == before
            assert len(people(writer)) == 1
        with GraphStore.open(graph, read_only=True) as new:
            assert list(new.sources) == ["乙.txt"] and new.source_text("乙.txt") == "人 秦川\n"
            assert not new.search("祝青禾") and new.search("秦川") and not new.search("容墨")
        assert sorted(map(str, old.store)) == before
        assert old.source_text("甲.txt") == "人 祝青禾\n" and old.source_text("乙.txt") == "人 容墨\n"
        assert old.search("祝青禾") and old.search("容墨") and not old.search("秦川")
    with GraphStore.open(graph) as writer:  # nobody needs the old version any more
        writer.forget("乙.txt")
    assert not list((graph / "texts").iterdir()) and len(list((graph / "versions").iterdir())) == 1


def test_readers_that_come_and_go_during_a_build_never_see_half_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.writer._MOST_WAITING", 20_000)
    monkeypatch.setattr("kg.graph.writer._PUBLISH_EVERY", 0.0)
    graph, choose = tmp_path / "graph", random.Random(3)
    build(sources(0, 5), graph, BuildOptions(jobs=1), reader=read)
    ended, seen, faults = threading.Event(), set(), []

    def look() -> None:
        while not ended.is_set():
            try:
                with GraphStore.open(graph, read_only=True) as store:
                    assert len(list(store.store)) == store.size
                    assert all(store.source_text(name) for name in store.sources)
                    seen.add(len(store.sources))
            except Exception as error:
                faults.append(error)
                return

    reader = threading.Thread(target=look)
    reader.start()
    try:
        more = (Source.of_text(f"{i}.txt", text(choose)) for i in range(30))
        build(more, graph, BuildOptions(jobs=1), reader=read)
    finally:
        ended.set()
        reader.join()
    assert not faults and len(seen) > 1


def test_a_second_build_is_told_and_changes_nothing(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    build(sources(0, 5), graph, BuildOptions(jobs=1), reader=read)
    with GraphStore.open(graph) as first:
        before = {p: p.stat().st_mtime_ns for p in graph.rglob("*")}
        with pytest.raises(GraphError, match="in use by another program"):
            build(sources(1, 5), graph, BuildOptions(jobs=1), reader=read)
        assert {p: p.stat().st_mtime_ns for p in graph.rglob("*")} == before
        first.put(read(Source.of_text("甲.txt", "人 祝青禾\n"), BuildOptions()))
    with GraphStore.open(graph, read_only=True) as store:
        assert "甲.txt" in store.sources


def test_what_is_left_of_a_build_that_ended_before_it_began_is_no_hindrance(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    graph.mkdir()
    (graph / ".manifest.json.123").write_text("{", encoding="utf-8")
    build(sources(0, 5), graph, BuildOptions(jobs=1), reader=read)
    assert is_whole(graph, tmp_path / "whole") == 4


def test_a_graph_that_was_copied_can_be_read_and_written(tmp_path: Path) -> None:
    import shutil

    build(sources(0, 5), tmp_path / "graph", BuildOptions(jobs=1), reader=read)
    shutil.copytree(tmp_path / "graph", tmp_path / "copy", ignore=shutil.ignore_patterns("lock"))
    assert quads(tmp_path / "copy") == quads(tmp_path / "graph")
    build(sources(1, 5), tmp_path / "copy", BuildOptions(jobs=1), reader=read)
    assert is_whole(tmp_path / "copy", tmp_path / "whole") == 5
