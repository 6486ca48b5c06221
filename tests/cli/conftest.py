"""Running the command as a user does, and the example documents in one graph for all tests that only read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli.app import run

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "kg" / "examples"
TEXT = "市政协委员柳青禾建议，把老旧小区的充电桩装到楼下，每个小区不少于10个。\n"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The only line on standard error; fails when there are more, or a traceback."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs a command line in this process."""

    def call(*arguments: str | Path) -> Done:
        capsys.readouterr()
        status = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return Done(status, out, err)

    return call


def process(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Done:
    """Runs a command line in a process of its own."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, env=env)
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the example documents."""
    graph = tmp_path_factory.mktemp("examples") / "graph"
    done = process("build", *sorted(EXAMPLES.glob("*.txt")), "-o", graph)
    assert done.status == 0, done.err
    return graph


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """One good document."""
    path = tmp_path / "documents" / "页面.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path
