"""The real rules on Spark: the bundled examples, statement for statement as the local engine reads them, and the command.

Last of these tests by its name, for the word lists that it loads make every later task slower.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.build import BuildOptions
from kg.build.builder import build as build_here
from kg.cli.app import run
from kg.read import open_sources
from kg.spark import build
from tests.spark.made import MASTER, ROOT, exported, manifest, quads

EXAMPLES = ROOT / "kg" / "examples"
TEXT = "市政协委员柳青禾建议，把老旧小区的充电桩装到楼下，每个小区不少于10个。\n"


def test_the_examples(spark: None, tmp_path: Path) -> None:
    report = build([EXAMPLES], tmp_path / "spark", BuildOptions(), master=MASTER, partitions=3)
    build_here(open_sources([EXAMPLES]), tmp_path / "graph", BuildOptions(jobs=1))
    assert report.documents == len(list(EXAMPLES.glob("*.txt"))) + len(list(EXAMPLES.glob("*.md"))) and not report.failed
    assert quads(tmp_path / "spark") == exported(tmp_path / "graph")
    assert report.quads == len(exported(tmp_path / "graph"))


def test_the_command(spark: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources, folder = tmp_path / "documents", tmp_path / "spark"
    sources.mkdir()
    (sources / "页面.txt").write_text(TEXT, encoding="utf-8")
    (sources / "坏.txt").write_bytes(b"\x00\x01\x02")
    command = ["build", str(sources), "-o", str(folder), "--engine", "spark", "--master", MASTER, "--plain"]
    assert run(command) == 1
    out, err = capsys.readouterr()
    assert out.startswith("1 documents, ") and "manifest.json" in out
    assert "kg: 坏.txt: " in err and "1 of 1 partitions made, 0 were finished; 1 documents failed" in err
    (sources / "坏.txt").unlink()
    assert run([*command, "--report", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["documents"] == 1 and told["failed"] == [] and told["quads"] == manifest(folder)["quads"]
    assert "充电桩" in (folder / "documents" / "part-00000-of-00001.nq").read_text(encoding="utf-8")
