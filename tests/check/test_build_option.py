"""`kg build` with what concerns the whole graph: names, licence, date, and the check at its end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.app import run
from kg.graph import GraphStore

TEXT = "市政协委员柳青禾建议，把老旧小区的充电桩装到楼下，每个小区不少于10个。\n"
NAMES = '[[name]]\ntype = "Person"\nname = "柳青禾"\nidentifiers = ["http://www.wikidata.org/entity/Q1"]\n'
STRANGER = '[[name]]\ntype = "Person"\nname = "容墨"\nidentifiers = ["http://www.wikidata.org/entity/Q2"]\n'
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def count(graph: Path, pattern: str) -> int:
    with GraphStore.open(graph, read_only=True) as store:
        return len(store.query(f"SELECT * WHERE {{ {pattern} }}").rows)


def test_names_licence_date_and_check(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names, graph = tmp_path / "names.toml", tmp_path / "graph"
    names.write_text(NAMES + STRANGER, encoding="utf-8")
    options = ["--names", str(names), "--license", LICENCE, "--issued", "2025-01-08", "--check", "--report", "json"]
    assert run(["build", str(document), "-o", str(graph), "--jobs", "1", "--place", "泸州市", *options]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["unmatched"] == ["容墨"]
    assert "容墨 is of no one entity" in printed.err and "0 violations" in printed.err
    assert count(graph, "?person owl:sameAs <http://www.wikidata.org/entity/Q1>") == 1
    assert count(graph, f"?dataset dcterms:license <{LICENCE}> ; dcterms:issued ?date ; void:documents ?n") == 1
    # what is not said again is not kept: the graph depends on the documents and the options
    assert run(["build", str(document), "-o", str(graph), "--jobs", "1", "--place", "泸州市"]) == 0
    assert count(graph, "?person owl:sameAs ?other") == 0 and count(graph, "?dataset a dcat:Dataset ; dcterms:license ?licence") == 0


def test_a_damaged_names_file_changes_nothing(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.toml"
    names.write_text('[[name]]\ntype = "Person"\n', encoding="utf-8")
    assert run(["build", str(document), "-o", str(tmp_path / "graph"), "--names", str(names)]) == 2
    assert "names.toml, entry 1: name must be a text" in capsys.readouterr().err
    assert not (tmp_path / "graph").exists()


def test_explain_follows_a_statement_to_its_words_rule_and_run(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = tmp_path / "graph"
    assert run(["build", str(document), "-o", str(graph), "--jobs", "1", "--place", "泸州市"]) == 0
    with GraphStore.open(graph, read_only=True) as store:
        ((proposal, evidence),) = store.query("SELECT ?p ?e WHERE { ?p a kg:Proposal . ?e oa:hasBody ?p }").rows
    for asked in (str(proposal), str(evidence)):
        capsys.readouterr()
        assert run(["explain", str(graph), asked, "--format", "json"]) == 0
        (thing,) = json.loads(capsys.readouterr().out)["things"]
        (said,) = [s for s in thing["statements"] if s["iri"] == proposal]
        piece = said["quotes"][0]
        assert TEXT[piece["start"] : piece["end"]] == piece["quote"] and piece["rule"]
        assert (piece["block"], piece["part"]) == (1, "paragraph")
        run_ = thing["runs"][piece["run"]]
        assert run_["software"].startswith("lianghui-kg ") and run_["options"] == "place=泸州市"
    capsys.readouterr()
    assert run(["explain", str(graph), "柳青禾"]) == 0
    told = capsys.readouterr().out
    assert "read by lianghui-kg" in told and "block 1 paragraph  [" in told and "page.txt 0-" in told


def test_explain_tells_what_a_block_says(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = tmp_path / "graph"
    assert run(["build", str(document), "-o", str(graph), "--jobs", "1", "--place", "泸州市"]) == 0
    with GraphStore.open(graph, read_only=True) as store:
        ((block, proposal),) = store.query(
            "SELECT DISTINCT ?b ?p WHERE { ?p a kg:Proposal . ?e oa:hasBody ?p ; oa:hasTarget/oa:hasScope ?b }"
        ).rows
    capsys.readouterr()
    assert run(["explain", str(graph), str(block), "--format", "json"]) == 0
    (thing,) = json.loads(capsys.readouterr().out)["things"]
    assert thing["type"] == "Block" and thing["name"].endswith(" 1 paragraph")
    assert proposal in {said["iri"] for said in thing["statements"]}
    assert all(said["quotes"] for said in thing["statements"])
