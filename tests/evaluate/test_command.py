"""`kg evaluate` as a user meets it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.evaluate import annotated_examples, evaluate_graph
from kg.graph import GraphStore
from tests.evaluate.conftest import GOLD


def test_the_table(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(annotated), str(GOLD)]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].split() == ["precision", "recall", "F1", "right", "wrong", "missed"]
    assert lines[1].split()[0] == "articles" and "3 annotated documents" in err
    assert not any("missed:" in line for line in lines)


def test_errors_are_named(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(annotated), str(GOLD / "keqiao-work-report.json"), "--errors", "1"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith(("missed:", "wrong:"))]
    assert told and all("keqiao-work-report.txt" in line for line in told)


def test_json_is_complete(annotated: Path, store: GraphStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(annotated), "--format", "json"]) == 0
    done = json.loads(capsys.readouterr().out)
    expected = annotated_examples(store)
    assert done["documents"] == list(expected.documents) and len(done["documents"]) == 3
    assert list(done["measures"]) == [m.name for m in expected.measures]
    for measure in expected.measures:
        row = done["measures"][measure.name]
        assert {k: row[k] for k in measure.figures()} == measure.figures()
        assert row["missed"] == measure.misses and row["wrong"] == measure.wrongs


def test_the_examples_are_read_well(store: GraphStore) -> None:
    figures = evaluate_graph(store, GOLD).figures
    assert figures["entities strict"]["f1"] > 0.85
    assert figures["proposals recommendation (characters)"]["f1"] > 0.85


def test_a_document_that_the_graph_lacks(annotated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (GOLD / "keqiao-work-report.json").read_text(encoding="utf-8")
    (tmp_path / "a.json").write_text(text.replace("keqiao-work-report.txt", "other.txt", 1), encoding="utf-8")
    assert run(["evaluate", str(annotated), str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert not out and len(err.splitlines()) == 1 and "other.txt is not in the graph" in err


def test_doubts_are_said(annotated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "keqiao.json"
    shutil.copy(GOLD / "keqiao-work-report.json", path)
    gold = json.loads(path.read_text(encoding="utf-8"))
    gold["entities"].append({"id": "x1", "types": ["Person"], "name": "欧阳无此人", "aliases": []})
    path.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    assert run(["evaluate", str(annotated), str(path)]) == 0
    assert "no form of 欧阳无此人 is in the text" in capsys.readouterr().err
