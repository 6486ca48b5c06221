"""One Spark for all tests that need it, on two cores of this computer. Skipped where pyspark or Java is missing, but not in CI."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.spark import SparkReport, build
from kg.spark.session import context
from tests.spark.made import MASTER, options
from tests.store.small import read

_MISSING = [
    what
    for what, there in (
        ("pyspark (pip install '.[spark]')", importlib.util.find_spec("pyspark") is not None),
        ("Java (Debian: default-jre-headless)", bool(os.environ.get("JAVA_HOME")) or shutil.which("java") is not None),
    )
    if not there
]


@pytest.fixture(scope="package")
def spark() -> Iterator[None]:
    """Spark runs."""
    if _MISSING:
        assert os.environ.get("CI") != "true", f"not installed: {', '.join(_MISSING)}"
        pytest.skip(f"not installed: {', '.join(_MISSING)}")
    with context(MASTER):
        yield


@pytest.fixture
def made(spark: None) -> Callable[..., SparkReport]:
    """Builds a folder of the small invented documents (tests.store.small)."""

    def call(sources: Path, folder: Path, **given: object) -> SparkReport:
        named = {key: given.pop(key) for key in ("names", "decisions", "again", "place") if key in given}
        return build([sources], folder, options(**named), master=MASTER, **{"partitions": 4, "reader": read, **given})  # type: ignore[arg-type]

    return call
