"""Where the report of a benchmark goes, and the folder in which it works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.report import Report


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--report FILE.md`."""
    parser.addoption("--report", metavar="FILE", default="bench-report/report.md", help="Where to write the report of a benchmark.")


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> Report:
    """The one report of a run."""
    return Report(Path(pytestconfig.getoption("--report")))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that is removed at the end, since it grows large."""
    folder = tmp_path_factory.mktemp("bench")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
