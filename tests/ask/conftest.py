"""The graph of the example documents, built once, and what a question in it means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.graph import GraphStore
from kg.read import read_sources

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of the example documents."""
    folder = tmp_path_factory.mktemp("ask") / "graph"
    report = build(read_sources(sorted(EXAMPLES.glob("*.txt"))), folder, BuildOptions(jobs=1))
    assert not report.failed, report.failed
    return folder


@pytest.fixture(scope="session")
def store(examples: Path) -> Iterator[GraphStore]:
    """That graph, open for reading."""
    with GraphStore.open(examples, read_only=True) as graph:
        yield graph
