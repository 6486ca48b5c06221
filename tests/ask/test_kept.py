"""What is said of single things is asked once within a session, and is the same as if it were asked each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ask import ask
from kg.ask.asking import OF_EACH, Asking, queries
from kg.graph import GraphStore, kept
from kg.graph.kept import Kept

QUESTIONS = (
    "谁建议加装电梯?",
    "有哪些建议?",
    "有哪些提案?",
    "谁是政协委员?",
    "2025年谁建议加装电梯?",
    "2026年柯桥区的目标是什么?",
    "2024年到2026年政府承诺了什么?",
    "2023年谁关注教育?",
    "2025年委员提了什么建议?",
    "呼延建军担任什么职务?",
    "提到哪些政策?",
    "谁承诺了什么?",
)


@pytest.mark.parametrize("name", OF_EACH)
def test_such_a_query_depends_on_the_thing_alone_and_says_of_which(name: str) -> None:
    query = queries()[name]
    assert [p.name for p in query.parameters] == [OF_EACH[name]]
    assert OF_EACH[name] in query.columns


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_the_same_with_and_without(examples: Path, question: str) -> None:
    with GraphStore.open(examples, read_only=True) as graph:
        first, second = ask(graph, question), ask(graph, question)
        graph.kept = None
        assert first == second == ask(graph, question)


def test_each_thing_is_asked_about_once(examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with GraphStore.open(examples, read_only=True) as graph:
        asking, asked = Asking(graph), list[list[str]]()
        iris = sorted(asking.iris("by-kind", type=["https://w3id.org/lianghui-kg/ontology#Recommendation"]))
        plain = Asking._result
        monkeypatch.setattr(Asking, "_result", lambda self, name, given: asked.append(list(given["iri"])) or plain(self, name, given))
        some, all_ = asking.run("words", iri=iris[:5]), asking.run("words", iri=iris)
        assert asked == [iris[:5], iris[5:]]
        assert all_[: len(some)] == some
        assert [row["iri"] for row in all_] == sorted(str(row["iri"]) for row in all_)
        asking.run("words", iri=[*iris[:3], *iris[:3]])
        assert len(asked) == 2


def test_a_session_that_asks_about_everything_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST_OF_THINGS", 10)
    memory, asked = Kept(), list[str]()

    def twice(things: object) -> list[tuple[str, str]]:
        assert isinstance(things, list)
        asked.extend(things)
        return [(thing, thing + n) for thing in things for n in "12"]

    assert memory.of_each("k", ["a", "b"], twice) == ["a1", "a2", "b1", "b2"]  # six rows: what is said, and that it was asked
    assert memory.of_each("k", ["b", "c", "d"], twice) == ["b1", "b2", "c1", "c2", "d1", "d2"]  # too many: all is let go
    assert memory.of_each("k", ["d", "a"], twice) == ["d1", "d2", "a1", "a2"]
    assert asked == ["a", "b", "c", "d", "d", "a"]
