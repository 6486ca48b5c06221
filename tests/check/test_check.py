"""The command: what a whole graph gives, how it is told, and that nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.check import Severity, check, shapes
from kg.cli.app import run
from kg.errors import RuleError
from kg.graph import GraphStore, describe
from kg.vocab import Mint, Term, iri, ontology
from tests.graph.sample import page, report

LINK = NamedNode("https://example.org/id/link")


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[GraphStore]:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(page())
        store.put(report())
        describe(store)
        yield store


def test_a_whole_graph_has_no_violation(graph: GraphStore) -> None:
    before = sorted(map(str, graph.store))
    found = check(graph)
    assert found.of(Severity.VIOLATION) == ()
    assert found.quotes > 30 and found.triples > 500 and found.graphs == 6
    assert sorted(map(str, graph.store)) == before


def test_the_steps_are_told(graph: GraphStore) -> None:
    told: list[tuple[str, int]] = []
    check(graph, lambda name, steps: told.append((name, steps)))
    assert [name for name, _ in told][:2] == ["page.txt", "report.txt"]
    assert {steps for _, steps in told} == {len(told)}


def test_a_quote_that_is_not_what_the_text_says_is_found(graph: GraphStore) -> None:
    exact = next(q for q in graph.store if q.predicate.value.endswith("#exact") and q.object.value == "两会")
    graph.store.remove(exact)
    graph.store.add(type(exact)(exact.subject, exact.predicate, Literal("三会"), exact.graph_name))
    (finding,) = check(graph).of(Severity.VIOLATION)
    assert (finding.check, finding.document) == ("quote-differs", "page.txt")
    assert "'三会'" in finding.found and "'两会'" in finding.found


def test_a_text_that_is_missing_is_found(graph: GraphStore) -> None:
    sha = graph.sources["page.txt"].sha256
    next(graph.path.rglob(f"{sha}*")).unlink()
    assert [f.check for f in check(graph).of(Severity.VIOLATION)] == ["quote-differs"]


def test_the_report_is_the_same_each_time(graph: GraphStore) -> None:
    second = replace(check(graph), graph="")
    assert replace(check(graph), graph="") == second


def test_the_command_tells_and_ends_with_a_status(graph: GraphStore, capsys: pytest.CaptureFixture[str]) -> None:
    graph.close()
    assert run(["check", str(graph.path)]) == 0
    assert "0 violations" in capsys.readouterr().err
    with GraphStore.open(graph.path) as store:
        store.replace_graph(Mint(store.base).inferred_graph, [(LINK, iri(Term.RDF_TYPE), ontology().iri("kg:InferredLink"))])
    assert run(["check", str(graph.path)]) == 1
    printed = capsys.readouterr()
    assert "violation  shape:InferredLink-score" in printed.out and "2 violations" in printed.err
    assert run(["check", str(graph.path), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["totals"] == {"violation": 2, "warning": 0}
    assert {(f["check"], f["iri"], f["document"]) for f in told["findings"]} == {
        ("shape:InferredLink-score", LINK.value, None),
        ("shape:InferredLink-why", LINK.value, None),
    }


def test_a_damaged_shapes_file_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "shapes.ttl"
    damaged.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<http://a> sh:path\n.\n", encoding="utf-8")
    monkeypatch.setattr(shapes, "shapes_file", lambda: damaged)
    shapes.shapes.cache_clear()
    try:
        with pytest.raises(RuleError, match=r"ontology/shapes.ttl: .*line 3"):
            shapes.shapes()
    finally:
        shapes.shapes.cache_clear()
