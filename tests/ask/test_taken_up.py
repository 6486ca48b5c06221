"""What became of proposals: the question, the library and the explanation all read the recorded links."""

from __future__ import annotations

from kg.ask import ask
from kg.check import check
from kg.graph import GraphStore, load_query
from kg.graph.links import links_of
from kg.model import LinkKind

QUESTION = "2025年的建议后来有没有写进政府工作报告"


def test_the_answer_is_what_was_recorded(store: GraphStore) -> None:
    answer = ask(store, QUESTION)
    rows = answer.records()
    assert rows and "推断" in answer.sentence and "没有明说" in answer.sentence
    recorded = {(row["iri"], row["later_iri"], row["score"]) for row in load_query("uptake").run(store, {"year": "2025"}).records()}
    assert {(row["iri"], row["later_iri"], row["score"]) for row in rows} == recorded
    for row in rows:
        assert 0.6 <= float(str(row["score"])) <= 1 and row["why"] and row["shared"]
        assert str(row["later_date"])[:4] >= "2025"
        (link,) = (link for link in links_of(store, str(row["iri"])) if link.right == row["later_iri"])
        assert link.kind is LinkKind.TAKEN_UP and link.score == round(float(str(row["score"])) * 100)


def test_the_query_that_was_run_is_shown(store: GraphStore) -> None:
    assert "takenUpIn" in ask(store, QUESTION).sparql


def test_the_links_hold_to_the_shapes(store: GraphStore) -> None:
    findings = check(store).findings
    assert not [f for f in findings if "InferredLink" in f.check or "/link/" in f.iri]
