"""The files of a store are merged after a large build: what it says stays, readers go on, and whatever happens meanwhile loses nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.errors import GraphError
from kg.graph import GraphStore, writer
from kg.graph.versions import Versions
from tests.store.kills import ROOT, is_whole, quads, sources
from tests.store.small import read

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def files(graph: Path) -> set[str]:
    """The files of the triples of the newest version."""
    return {file.name for file in sorted((graph / "versions").iterdir())[-1].glob("store/*.sst")}


def made(graph: Path, step: int = 0) -> None:
    build(sources(step, 40), graph, BuildOptions(jobs=1), reader=read)


def test_a_large_build_puts_them_in_order_and_a_small_one_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, plain = tmp_path / "graph", tmp_path / "plain"
    made(plain)
    monkeypatch.setattr(writer, "_WORTH_ORDERING", 0)
    made(graph)
    assert len(files(graph)) < len(files(plain))
    assert quads(graph) == quads(plain)
    published, publish = list[int](), Versions.publish
    monkeypatch.setattr(Versions, "publish", lambda self, store, manifest: published.append(1) or publish(self, store, manifest))
    for share, times in ((10**9, 2), (1, 1)):  # of a few quads that are new; or all would have to be
        monkeypatch.setattr(writer, "_SHARE_TO_ORDER", share)
        build(sources(times, 3), graph, BuildOptions(jobs=1), reader=read)
        assert len(published) == times
        published.clear()


def test_readers_go_on_and_only_the_new_version_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = tmp_path / "graph"
    made(graph)
    monkeypatch.setattr(writer, "_WORTH_ORDERING", 0)
    with GraphStore.open(graph, read_only=True) as reader:
        before = sorted(map(str, reader.store))
        made(graph, 1)
        assert sorted(map(str, reader.store)) == before
    made(graph, 2)
    assert len(list((graph / "versions").iterdir())) == 1 and not (graph / "work").exists()
    is_whole(graph, tmp_path / "whole")


def test_no_room_leaves_the_graph_as_it_was_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, plain = tmp_path / "graph", tmp_path / "plain"
    monkeypatch.setattr(writer, "_WORTH_ORDERING", 0)
    monkeypatch.setattr(writer, "_SHARE_TO_ORDER", 10**9)

    class Full:
        def __init__(self, store: object) -> None:
            self.store = store

        def optimize(self) -> None:
            raise OSError(28, "No space left on device")

        def __getattr__(self, name: str) -> object:
            return getattr(self.store, name)

    for folder in (graph, plain):
        with GraphStore.create(folder) as store, store.batch():
            for source in sources(0, 10):
                store.put(read(source, BuildOptions()))
    with GraphStore.open(graph) as store:
        assert store._writer is not None
        store._writer._store = Full(store._writer._store)  # type: ignore[union-attr, assignment]
        store.put_in_order()
        with pytest.raises(GraphError, match="closed"):
            store.forget(next(iter(store.sources)))
    assert quads(graph) == quads(plain)


@unix
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_meanwhile(tmp_path: Path, moment: str) -> None:
    graph = tmp_path / "graph"
    made(graph)
    code = (
        "import os, signal; from pathlib import Path\n"
        "from kg.build import BuildOptions, build; from kg.graph import writer\n"
        "from kg.graph.versions import Versions\n"
        "from tests.store.kills import sources; from tests.store.small import read\n"
        "writer._WORTH_ORDERING = 0\n"
        "publish, order, ordering = Versions.publish, writer.Writer.put_in_order, []\n"
        "def put_in_order(self): self._publish_if_changed(); ordering.append(1); order(self)\n"
        "def killed(self, store, manifest):\n"
        f"    if ordering and {moment == 'after'}: publish(self, store, manifest)\n"
        "    if ordering: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    publish(self, store, manifest)\n"
        "Versions.publish, writer.Writer.put_in_order = killed, put_in_order\n"
        f"build(sources(1, 40), Path({str(graph)!r}), BuildOptions(jobs=1), reader=read)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert is_whole(graph, tmp_path / "whole") > 0
    build(sources(1, 40), graph, BuildOptions(jobs=1, prune=True), reader=read)
    build(sources(1, 40), tmp_path / "new", BuildOptions(jobs=1), reader=read)
    assert quads(graph) == quads(tmp_path / "new")
