"""Inference keeps what it needs so as to look at little: whatever happens to it, the next build gives what one from nothing gives."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.build.inference
from kg.build import BuildOptions, build
from kg.graph.versions import Versions
from kg.model import Source
from kg.resolve.ledger import NAME, Ledger
from tests.build.test_links import built, documents, quads, read

ROOT = Path(__file__).parents[2]
FOLDER = documents(5, 9)
MORE = {**documents(6, 9), "9.txt": FOLDER["0.txt"]}


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    built(tmp_path / "graph", FOLDER)
    return tmp_path / "graph"


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    place = tmp_path_factory.mktemp("anew")
    built(place / "graph", MORE)
    found = quads(place / "graph")
    assert any("/link/" in quad for quad in found)
    return found


def test_only_documents_that_come_are_looked_at(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    told = kg.build.inference.told

    def counted(said: object, name: str, *rest: str) -> object:
        looked.append(name)
        return told(said, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.build.inference, "told", counted)
    built(graph, {**FOLDER, "new.txt": FOLDER["1.txt"]})
    assert looked == ["new.txt"]
    built(graph, FOLDER)
    assert looked == ["new.txt"]


def lost(graph: Path) -> None:
    for file in graph.glob(f"{NAME}*"):
        file.unlink()


def damaged(graph: Path) -> None:
    lost(graph)
    (graph / NAME).write_bytes(b"no database at all" * 999)


def of_another_program(graph: Path) -> None:
    with Ledger(graph, "another") as ledger:
        ledger.settle("another state")


def empty(graph: Path) -> None:
    lost(graph)
    (graph / NAME).touch()


@pytest.mark.parametrize("happens", [lost, damaged, of_another_program, empty])
def test_what_is_kept_is_made_again(graph: Path, anew: list[str], happens: Callable[[Path], None]) -> None:
    happens(graph)
    built(graph, MORE)
    assert quads(graph) == anew


def test_older_than_the_graph(graph: Path, anew: list[str], tmp_path: Path) -> None:
    shutil.copyfile(graph / NAME, tmp_path / "old")
    built(graph, {**FOLDER, "new.txt": FOLDER["1.txt"]})
    lost(graph)
    shutil.copyfile(tmp_path / "old", graph / NAME)
    built(graph, MORE)
    assert quads(graph) == anew


def test_newer_than_the_graph(graph: Path, anew: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a build is killed after it has kept what it inferred, before the graph is published."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Versions, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            built(graph, {"1.txt": FOLDER["1.txt"], "3.txt": FOLDER["4.txt"]})
    built(graph, MORE)
    assert quads(graph) == anew


def test_with_and_without_inference_in_turn(graph: Path, anew: list[str]) -> None:
    sources = (Source.of_text(*item) for item in {"1.txt": FOLDER["3.txt"], "5.txt": FOLDER["2.txt"]}.items())
    build(sources, graph, BuildOptions(jobs=1, prune=True, infers=False), reader=read)
    built(graph, MORE)
    assert quads(graph) == anew


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_killed_while_it_infers(graph: Path, anew: list[str]) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "import kg.resolve.tellings as t; from tests.build.test_kept import MORE, built\n"
        "left, add = int(sys.argv[2]), t.Links._add\n"
        "def killing(*given):\n"
        "    global left\n"
        "    left -= 1\n"
        "    if not left: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    add(*given)\n"
        "t.Links._add = killing\n"
        "built(Path(sys.argv[1]), MORE)\n"
    )
    for after in (1, 2, 4):
        command = [sys.executable, "-c", code, str(graph), str(after)]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}, check=False)
        assert done.returncode == -signal.SIGKILL
    built(graph, MORE)
    assert quads(graph) == anew
