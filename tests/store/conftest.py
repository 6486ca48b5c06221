"""A graph on disk with the two invented documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import GraphStore
from tests.graph.sample import page, report


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[GraphStore]:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(page())
        store.put(report())
        yield store
