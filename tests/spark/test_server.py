"""A server that is filled with the partitions is a graph like any other."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from kg.build import BuildOptions, Outcome
from kg.build.builder import build
from kg.graph import GraphStore
from kg.read import open_sources
from kg.spark import SparkReport
from tests.spark.made import documents, manifest
from tests.store.servers import OXIGRAPH, oxigraph
from tests.store.small import read


def test_a_server_that_is_filled_with_the_partitions_is_a_graph(made: Callable[..., SparkReport], tmp_path: Path) -> None:
    assert OXIGRAPH is not None
    sources, folder, location = documents(tmp_path / "documents", 6), tmp_path / "spark", tmp_path / "store"
    report = made(sources, folder)
    files = [str(folder / file["path"]) for file in manifest(folder)["files"]]
    subprocess.run([OXIGRAPH, "load", "--location", str(location), "--file", *files], check=True, capture_output=True)
    with oxigraph(location) as url, GraphStore.at(url, read_only=True) as store:
        assert len(store.sources) == report.documents and store.size == report.quads
        assert store.source_text("00.txt") == (sources / "00.txt").read_text(encoding="utf-8")
        assert len(store.entities) == len(manifest(folder)["entities"]) > 0
    with oxigraph(location) as url:  # it can be added to, and what is there is not read again
        (sources / "new.txt").write_text("人 秦川 男\n", encoding="utf-8")
        done = build(open_sources([sources]), url, BuildOptions(jobs=1), reader=read)
        assert (done.count(Outcome.UNCHANGED), done.count(Outcome.BUILT)) == (6, 1)
