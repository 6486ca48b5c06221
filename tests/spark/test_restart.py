"""What is finished is not done again: after a kill, and when documents are added, changed or taken away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import BuildOptions
from kg.spark import SparkReport, build
from tests.spark.made import MASTER, ROOT, documents, here, quads, read_slowly

RUN = """
import sys
from pathlib import Path
from kg.build import BuildOptions
from kg.spark import build
from tests.spark.made import read_slowly
build([Path(sys.argv[1])], Path(sys.argv[2]), BuildOptions(place=sys.argv[3]), master="local[2]", partitions=8, reader=read_slowly)
"""


def markers(folder: Path) -> dict[str, int]:
    """When each partition of documents was finished."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "restart" / "documents").glob("*.json")}


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_build_that_was_killed_goes_on(spark: None, tmp_path: Path) -> None:
    sources, folder = documents(tmp_path / "documents"), tmp_path / "spark"
    (tmp_path / "hold").touch()
    command = [sys.executable, "-c", RUN, str(sources), str(folder), str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    ends = time.monotonic() + 60
    while len(markers(folder)) < 7 and running.poll() is None and time.monotonic() < ends:
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGKILL)
    said = running.communicate()[1]
    finished = markers(folder)
    assert len(finished) == 7, said.decode("utf-8", "replace")[-2000:]
    assert not (folder / "manifest.json").exists()
    (tmp_path / "hold").unlink()
    given = BuildOptions(place=str(tmp_path))
    report = build([sources], folder, given, master=MASTER, partitions=8, reader=read_slowly)
    assert (report.made, report.partitions) == (1, 8)
    assert {name: when for name, when in markers(folder).items() if name in finished} == finished
    assert quads(folder) == here(sources, tmp_path / "graph", place=str(tmp_path))
    assert not [path for path in folder.rglob(".*") if path.is_file()]


def test_only_what_changed_or_was_damaged_is_made_again(made: Callable[..., SparkReport], tmp_path: Path) -> None:
    sources, folder = documents(tmp_path / "documents"), tmp_path / "spark"
    assert made(sources, folder).made == 4
    before = quads(folder)
    (folder / "documents" / "part-00002-of-00004.nq.gz").write_bytes(b"\x1f\x8b")
    (folder / "entities" / "part-00000-of-00001.nq.gz").unlink()
    (folder / "restart" / "documents" / "part-00001-of-00004.json").write_text('{"key"', encoding="utf-8")
    assert made(sources, folder).made == 2
    assert quads(folder) == before
    (sources / "03.txt").write_text("人 祝青禾 女\n建议 祝青禾 修建溪东大桥\n", encoding="utf-8")
    assert made(sources, folder).made == 1
    (sources / "new.txt").write_text("市 湖阳省云溪市 溪城\n", encoding="utf-8")
    (sources / "05.txt").unlink()
    assert made(sources, folder).made == 2
    assert quads(folder) == here(sources, tmp_path / "graph")
    assert made(sources, folder, again=True, partitions=2).made == 2
    assert len(list((folder / "documents").iterdir())) == len(list((folder / "restart" / "said").iterdir())) == 2
