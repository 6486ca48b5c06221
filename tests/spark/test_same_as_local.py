"""Both engines state the same of the same documents, statement for statement."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from kg.build import BuildOptions
from kg.spark import SparkReport
from kg.spark.nquads import canonical
from tests.spark.made import content, digests, documents, here, manifest, quads

NAMES = """
[[name]]
type = "Person"
name = "祝青禾"
aliases = ["祝代表"]
identifiers = ["http://www.wikidata.org/entity/Q1"]

[[name]]
type = "Person"
name = "无此人"
identifiers = ["http://www.wikidata.org/entity/Q2"]
"""
DECISIONS = "same\tperson/祝青禾\tperson/容墨\tone person, for the test\ndifferent\tperson/秦川\tperson/祝青禾\n"


def test_names_and_decisions_and_what_is_inferred(made: Callable[..., SparkReport], tmp_path: Path) -> None:
    sources = documents(tmp_path / "documents")
    (sources / "other.txt").write_text("市 河西区\n", encoding="utf-8")
    given = {"names": tmp_path / "names.toml", "decisions": tmp_path / "decisions.tsv"}
    given["names"].write_text(NAMES, encoding="utf-8")
    given["decisions"].write_text("same\tperson/秦川\tperson/另一人\n", encoding="utf-8")
    report = made(sources, tmp_path / "spark", **given, partitions=8)
    assert report.unmatched == ("无此人",) and [d.line for d in report.idle] == [1]
    given["decisions"].write_text(DECISIONS, encoding="utf-8")
    report = made(sources, tmp_path / "spark", **given, partitions=8)
    assert 0 < report.made < 8 and not report.idle  # those that the decisions bear on
    found = quads(tmp_path / "spark")
    assert found == here(sources, tmp_path / "graph", **given)
    assert any("owl#sameAs" in line and "wikidata.org/entity/Q1" in line for line in found)
    assert any("/graph/inferred>" in line for line in found)


def test_the_manifest_tells_what_is_there(made: Callable[..., SparkReport], tmp_path: Path) -> None:
    folder = tmp_path / "spark"
    report = made(documents(tmp_path / "documents"), folder)
    told = manifest(folder)
    kinds = [file["path"].partition("/")[0] for file in told["files"]]
    assert kinds == ["documents"] * 4 + ["entities"] + ["rest"] * (report.files - 10) + ["contents"] * 5
    for file in told["files"]:
        path = folder / file["path"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"] and path.stat().st_size == file["bytes"]
        assert content(path).count(b"\n") == file["quads"]
    assert told["quads"] == report.quads == len(quads(folder)) == len(set(quads(folder)))
    assert told["documents"] == report.documents and told["run"] == BuildOptions().run.key
    # the same documents give the same bytes, packed or not, and the same statements in any number of partitions
    made(tmp_path / "documents", tmp_path / "again")
    assert digests(tmp_path / "again") == digests(folder)
    made(tmp_path / "documents", tmp_path / "plain", packed=False)
    assert {path: content(folder / path) for path in digests(folder)} == {
        f"{path}.gz": content(tmp_path / "plain" / path) for path in digests(tmp_path / "plain")
    }
    made(tmp_path / "documents", tmp_path / "one", partitions=None)
    assert len(list((tmp_path / "one" / "documents").iterdir())) == 1
    assert quads(tmp_path / "one") == quads(folder)


def test_numbers_are_written_as_a_graph_writes_them() -> None:
    line = '<urn:a> <urn:b> "{}"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:g> .\n<urn:a> <urn:b> "2.50" <urn:g> .\n'
    for given, kept in (("0.0", "0"), ("12.50", "12.5"), ("-3", "-3"), ("100", "100"), ("1" * 60, "1" * 60)):
        assert canonical(line.format(given).encode()) == line.format(kept).encode()
