"""What a build does at its end: what was built is checked, within bounds; nothing is lost by it; and it says what was looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.check import check
from kg.cli import check as command
from kg.cli.app import run
from kg.errors import RuleError
from kg.graph import GraphStore
from kg.vocab import Term, iri
from tests.graph.sample import page, report

TEXT = "市政协委员柳青禾建议，把老旧小区的充电桩装到楼下，每个小区不少于10个。\n"
SECOND = "市人大代表容墨建议，修建溪东大桥。\n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder


def build(documents: Path, *more: str) -> int:
    return run(["build", str(documents), "-o", str(documents.parent / "graph"), "--jobs", "1", "--place", "泸州市", *more])


def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every figure be stored without its unit, as a defect of the program could."""
    from kg.graph import mapping

    whole = mapping.observation_triples
    monkeypatch.setattr(mapping, "observation_triples", lambda *given: (t for t in whole(*given) if t[1] != str(iri(Term.UNIT))))


def test_what_was_built_is_checked(documents: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(documents) == 0
    assert "what was built: 0 violations, 0 warnings\n" in capsys.readouterr().err
    assert build(documents) == 0  # nothing was
    assert "what was built" not in capsys.readouterr().err
    (documents / "b.txt").write_text(SECOND * 2, encoding="utf-8")
    assert build(documents, "--report", "json") == 0
    told = json.loads(capsys.readouterr().out)["check"]
    assert (told["graphs"], told["left"], told["totals"]) == (1, 0, {"violation": 0, "warning": 0})
    assert told["quotes"] > 0


def test_no_check(documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch)
    assert build(documents, "--no-check", "--report", "json") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["check"] is None and "violations" not in printed.err
    assert build(documents, "--check") == 1  # the whole graph, also when nothing was built
    assert "shape:Observation-unit" in capsys.readouterr().err


def test_a_violation_is_told_and_the_graph_stays(
    documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch)
    assert build(documents) == 1
    err = capsys.readouterr().err
    assert "violation  shape:Observation-unit" in err and "a.txt" in err and "what was built: 1 violations" in err
    with GraphStore.open(documents.parent / "graph", read_only=True) as graph:
        assert list(graph.sources) == ["a.txt", "b.txt"]
        assert graph.query("ASK { ?x a qb:Observation }").rows == ((True,),)


def test_many_documents_are_held_to_the_shapes_by_some(
    documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with GraphStore.open_or_create(documents.parent / "other") as graph:
        most = max(graph.put(facts).quads for facts in (page(), report()))
    monkeypatch.setattr(command, "_AT_END", most)
    for number in range(6):
        (documents / f"{number}.txt").write_text(TEXT + "完" * number + "\n", encoding="utf-8")
    assert build(documents) == 0
    err = capsys.readouterr().err
    assert "of 8 documents by all shapes; kg check" in err


def test_a_check_that_cannot_be_carried_out_loses_nothing(
    documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*given: object, **more: object) -> None:
        raise RuleError("ontology/shapes.ttl: line 3: damaged")

    monkeypatch.setattr("kg.check.check", damaged)
    assert build(documents) == 1
    printed = capsys.readouterr()
    assert "could not be checked: ontology/shapes.ttl: line 3: damaged" in printed.err and "built" in printed.out
    with GraphStore.open(documents.parent / "graph", read_only=True) as graph:
        assert len(graph.sources) == 2


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A graph with two documents, in each of which something is wrong that a shape finds, and something that a check finds."""
    with GraphStore.create(tmp_path / "two") as graph:
        graph.put(page())
        graph.put(report())
    with GraphStore.open(tmp_path / "two") as graph:
        for name, entry in graph.sources.items():
            node, place = NamedNode(f"https://example.org/{name}"), NamedNode(entry.graph)
            graph.store.add(Quad(node, iri(Term.RDF_TYPE), iri(Term.PROV_ACTIVITY), place))
            graph.store.add(Quad(node, iri(Term.MAIN_TYPE), NamedNode(iri(Term.POSITION).value.replace("Position", "Person")), place))
            graph.store.add(Quad(node, iri(Term.SKOS_PREF_LABEL), Literal("回族", language="zh-hans"), place))
        graph.replace_graph(NamedNode("https://example.org/g"), [(place, iri(Term.DOUBT), place)])  # so that it is published
    return tmp_path / "two"


def test_only_the_documents_that_are_named_are_looked_at(two: Path) -> None:
    with GraphStore.open(two, read_only=True) as graph:
        names = {"page.txt", "report.txt"}
        assert {f.document for f in check(graph).findings if f.document} == names
        for name in names:
            found = check(graph, documents=[name])
            assert {(f.document, f.check) for f in found.findings} >= {(name, "shape:Activity-softwareVersion"), (name, "person-of-a-note")}
            assert {f.document for f in found.findings} == {name} and found.graphs == 1
        assert check(graph, documents=[]).findings == ()


def test_what_does_not_fit_is_held_to_the_checks_across_statements(two: Path) -> None:
    with GraphStore.open(two, read_only=True) as graph:
        sizes = {name: entry.quads for name, entry in graph.sources.items()}
        small = min(sizes, key=lambda name: sizes[name])
        found = check(graph, documents=list(sizes), at_most=sizes[small])
        assert (found.graphs, found.left) == (1, 1)
        assert {f.document for f in found.findings if f.check.startswith("shape:")} == {small}
        assert {f.document for f in found.findings if f.check == "person-of-a-note"} == set(sizes)
        again = check(graph, documents=list(sizes), at_most=sizes[small])
        assert again == found
        assert check(graph, documents=list(sizes), at_most=0).graphs == 0


def test_a_loop_that_a_new_document_closes_is_found(tmp_path: Path) -> None:
    inside = iri(Term.SCHEMA_CONTAINED_IN_PLACE)
    with GraphStore.create(tmp_path / "loop") as graph:
        graph.put(page())
        graph.put(report())
        a, b = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
        old, new = (NamedNode(graph.sources[name].graph) for name in ("page.txt", "report.txt"))
        for one, other, place in ((a, b, old), (b, a, new)):
            graph.store.add(Quad(one, inside, other, place))
            for each, label in ((a, "甲县"), (b, "乙县")):
                graph.store.add(Quad(each, iri(Term.SKOS_PREF_LABEL), Literal(label, language="zh-hans"), place))
        found = [f for f in check(graph, documents=["report.txt"]).findings if f.check == "district-in-a-loop"]
    assert [(f.document, f.iri) for f in found] == [("report.txt", b.value)]
