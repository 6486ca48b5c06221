"""The questions of questions.toml: what each means, and what its answer says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.ask import Answer, ask
from kg.ask.asking import Asking
from kg.ask.slots import normal
from kg.ask.understand import Meaning, Unknown, Unread, understand
from kg.graph import GraphStore

QUESTIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))["question"]
KEYS = {
    *("ask", "intent", "topic", "who", "capacity", "years", "place", "indicator"),
    *("names", "only", "never", "column", "says", "rows", "empty", "unread", "part"),
}
Asked = Callable[[str], Answer]
by_question = pytest.mark.parametrize("case", QUESTIONS, ids=[q["ask"] for q in QUESTIONS])


@pytest.fixture(scope="session")
def asked(store: GraphStore) -> Asked:
    """Asks a question of the examples once for all tests."""
    return cache(lambda question: ask(store, question))


def test_there_are_enough_questions_and_each_says_what_it_expects() -> None:
    assert len(QUESTIONS) >= 80
    assert len({q["ask"] for q in QUESTIONS}) == len(QUESTIONS)
    for case in QUESTIONS:
        assert set(case) <= KEYS, case
        assert "unread" in case or ("intent" in case and case.keys() & {"names", "only", "says", "rows", "empty"}), case


@by_question
def test_meaning(store: GraphStore, case: dict[str, Any]) -> None:
    meaning, _ = understand(case["ask"], Asking(store))
    if "unread" in case:
        assert isinstance(meaning, Unknown | Unread), meaning
        assert ("unknown" if isinstance(meaning, Unknown) else meaning.why) == case["unread"]
        return
    assert isinstance(meaning, Meaning), meaning
    assert meaning.frame.intent == case["intent"]
    if "topic" in case:
        assert meaning.matter is not None
        assert meaning.matter.core == case["topic"]
    elif case["intent"] in {"proposals", "promises"}:
        assert meaning.matter is None
    assert list(meaning.scope.years) == case.get("years", [])
    if "who" in case:
        assert meaning.subject is not None
        assert [n.form for n in (*meaning.subject.people, *meaning.subject.bodies)] == case["who"]
    if "capacity" in case:
        assert meaning.subject is not None and meaning.subject.capacity is not None
        assert case["capacity"] in meaning.subject.capacity.words
    if "place" in case:
        place = meaning.thing or (meaning.figure and meaning.figure.place)
        assert place and place.form == case["place"]
    if "indicator" in case:
        assert meaning.figure is not None
        assert normal(meaning.figure.indicator) == case["indicator"]


@by_question
def test_answer(asked: Asked, case: dict[str, Any]) -> None:
    answer = asked(case["ask"])
    assert answer.sentence
    assert case.get("says", "") in answer.sentence
    if "unread" in case:
        assert not answer.rows
        assert case.get("part", "") in answer.sentence
        return
    assert answer.understood
    found = [str(r[case["column"]] if "column" in case else next(iter(r.values()))) for r in answer.records()]
    if case.get("empty"):
        assert found == []
    else:
        assert len(found) >= max(case.get("rows", 0), 1 if case.keys() & {"names", "only"} else 0)
    assert set(case.get("names", [])) <= set(found)
    assert not set(case.get("never", [])) & set(found)
    if "only" in case:
        assert set(found) == set(case["only"])


@by_question
def test_every_row_shows_words_that_stand_in_the_document(store: GraphStore, asked: Asked, case: dict[str, Any]) -> None:
    for row in asked(case["ask"]).records():
        text = store.source_text(str(row["document"]))[row["start"] : row["end"]]  # type: ignore[misc]
        assert all(piece in text for piece in str(row["quote"]).split(" … "))


@by_question
def test_suggestions_are_understood(store: GraphStore, asked: Asked, case: dict[str, Any]) -> None:
    for suggestion in asked(case["ask"]).suggestions:
        assert isinstance(understand(suggestion, Asking(store))[0], Meaning), suggestion


@by_question
def test_the_queries_shown_run_by_themselves(store: GraphStore, asked: Asked, case: dict[str, Any]) -> None:
    answer = asked(case["ask"])
    for query in answer.sparql.split("\n\n# title:")[1:]:
        store.query("# title:" + query)
    assert bool(answer.sparql) or not answer.rows


def test_what_exists_of_the_other_kind_is_suggested_first(asked: Asked) -> None:
    assert asked("谁建议发展跨境电商").suggestions[0] == "谁承诺跨境电商?"
