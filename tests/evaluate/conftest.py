"""The annotated example documents in one graph, for tests that only read; and a tiny document with its annotation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import build
from kg.graph import GraphStore

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"
GOLD = EXAMPLES / "gold"


@pytest.fixture(scope="session")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of the annotated examples."""
    folder = tmp_path_factory.mktemp("annotated") / "graph"
    build([EXAMPLES / f"{gold.stem}.txt" for gold in sorted(GOLD.glob("*.json"))], folder).close()
    return folder


@pytest.fixture
def store(annotated: Path) -> Iterator[GraphStore]:
    """It, open for reading."""
    store = GraphStore.open(annotated, read_only=True)
    yield store
    store.close()
