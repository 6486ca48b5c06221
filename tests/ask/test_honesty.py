"""A question can do no harm, and what is not known is said to be so."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kg.ask import ask
from kg.ask.asking import Asking, queries
from kg.errors import QueryError
from kg.graph import GraphStore
from kg.graph.query import bound

INJECTIONS = [
    '谁建议") } ; DROP ALL ; SELECT * WHERE { ?s ?p "',
    '谁建议电梯" } UNION { ?s ?p ?o } #',
    "谁建议电梯')) DELETE WHERE { ?s ?p ?o }",
    '"""; CLEAR ALL; """提了什么建议',
    "谁建议<https://example.org/x>",
    "谁建议\\u0022) } #",
    "谁建议电梯\n} INSERT DATA { <a:b> <a:c> <a:d> }",
    'what did ") } DROP GRAPH <x> # propose',
    "谁建议{topic}",
    "谁建议.*",
    "谁建议(((((",
    '哪些项目在" } #区',
    "谁建议電梯\u202e\u0000",
    "谁建议<script>alert(1)</script>",
    "谁建议" + "电" * 5000,
]


def fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "lock":
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()


@pytest.mark.parametrize("question", INJECTIONS)
def test_an_injection_changes_nothing_and_finds_nothing(store: GraphStore, examples: Path, question: str) -> None:
    before, size = fingerprint(examples), len(store.store)
    answer = ask(store, question)
    assert not answer.rows
    assert answer.sentence
    assert (fingerprint(examples), len(store.store)) == (before, size)


def test_half_characters_are_passed_over(store: GraphStore) -> None:
    assert ask(store, "谁建议加装\ud800电梯\u202e?") == ask(store, "谁建议加装电梯?")


def test_values_are_written_as_terms_never_as_text() -> None:
    query = queries()["speaking"].sparql
    text = bound(query, {"form": ['电梯" } #', "\\", "\n"]})
    assert '("电梯\\" } #") ("\\\\") ("\\n")' in text


def test_several_values_need_a_line_of_their_own() -> None:
    with pytest.raises(QueryError, match="of its own"):
        bound("SELECT * { VALUES (?a ?b) { (UNDEF UNDEF) } # parameters\n ?a ?b ?c }", {"a": ["x", "y"]})


def test_an_empty_list_of_values_finds_nothing(store: GraphStore) -> None:
    assert Asking(store).run("proposals", proposal=[]) == []


@pytest.mark.parametrize("name", sorted(queries()))
def test_every_query_runs_and_gives_its_columns(store: GraphStore, name: str) -> None:
    query = queries()[name]
    result = query.run(store, {p.name: p.example for p in query.parameters if p.required})
    assert result.columns == query.columns


def test_a_graph_without_documents_answers_honestly(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "empty") as store:
        for question in (
            "谁建议加装电梯?",
            "柯桥区2025年的目标是什么",
            "呼延建军提了什么建议",
            "提到了哪些政策",
            "who proposed elevators",
            "不知所云",
        ):
            answer = ask(store, question)
            assert not answer.rows
            assert answer.sentence


def test_proposals_and_promises_are_kept_apart(store: GraphStore) -> None:
    proposed = {row["kind"] for row in ask(store, "谁建议加装电梯?").records()}
    promised = {row["kind"] for row in ask(store, "谁承诺加装电梯?").records()}
    assert proposed <= {"recommendation", "filed"}
    assert promised == {"commitment"}


def test_what_was_inferred_says_so(store: GraphStore) -> None:
    assert "推断" in ask(store, "2025年的建议后来有没有写进政府工作报告").sentence


def test_the_closest_come_first(store: GraphStore) -> None:
    first = ask(store, "谁建议加装电梯?").records()[0]
    assert "加装电梯" in f"{first['topic']}{first['what']}"
