"""The graph depends on the documents alone: not on their order, the number of processes, or what was built or broken off before."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, ROOT, process

DOCUMENTS = sorted(EXAMPLES.glob("*.txt"))


def bytes_of(graph: Path) -> tuple[str, str]:
    exported, rows = process("export", graph, "--format", "nq"), process("tables", graph, "--format", "jsonl")
    assert (exported.status, rows.status) == (0, 0), exported.err + rows.err
    assert exported.out and rows.out
    return exported.out, rows.out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_any_order_and_any_number_of_processes(tmp_path: Path, examples: Path, jobs: str) -> None:
    shuffled = random.Random(jobs).sample(DOCUMENTS, len(DOCUMENTS))
    done = process("build", *shuffled, "-o", tmp_path / "graph", "--jobs", jobs, PYTHONHASHSEED=jobs)
    assert done.status == 0, done.err
    assert bytes_of(tmp_path / "graph") == bytes_of(examples)


def test_a_build_in_steps_with_a_document_that_changes(tmp_path: Path, examples: Path) -> None:
    folder, graph = tmp_path / "documents", tmp_path / "graph"
    folder.mkdir()
    first, second, *rest = DOCUMENTS
    (folder / first.name).write_text(second.read_text(encoding="utf-8"), encoding="utf-8")
    assert process("build", folder, "-o", graph).status == 0
    for document in DOCUMENTS:
        shutil.copy(document, folder)
    assert process("build", folder / first.name, folder / rest[0].name, "-o", graph).status == 0
    done = process("build", folder, "-o", graph)
    assert done.status == 0 and f"{len(DOCUMENTS) - 2} built, 2 unchanged, 0 failed" in done.err
    assert bytes_of(graph) == bytes_of(examples)


def test_nothing_changed_nothing_read(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    assert process("build", *DOCUMENTS[:2], "-o", graph).status == 0
    before = bytes_of(graph)
    assert "0 built, 2 unchanged, 0 failed" in process("build", *DOCUMENTS[:2], "-o", graph).err
    assert "2 built, 0 unchanged, 0 failed" in process("build", *DOCUMENTS[:2], "-o", graph, "--again").err
    assert bytes_of(graph) == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)], ids=["Ctrl-C", "kill"])
def test_a_build_that_is_broken_off_leaves_a_graph_to_go_on_with(
    tmp_path: Path, examples: Path, sent: signal.Signals, status: int
) -> None:
    graph = tmp_path / "graph"
    command = [sys.executable, "-m", "kg", "build", *map(str, DOCUMENTS), "-o", str(graph), "--jobs", "1"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    deadline = time.monotonic() + 60
    while not list((graph / "texts").glob("*.txt")) and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(sent)
    _, err = running.communicate(timeout=60)
    assert running.returncode == status
    assert "Traceback" not in err
    assert process("build", *DOCUMENTS, "-o", graph).status == 0
    assert bytes_of(graph) == bytes_of(examples)
