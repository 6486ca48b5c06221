"""Every query of the library gives rows of the example documents, with its examples and without, and a value limits them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.graph import GraphStore, QueryFile, load_queries, load_query
from kg.graph.query import bound, conditions_in, evaluate

LIBRARY = load_queries()
EMPTY = {"statements-without-evidence"}  # every statement has its words
LEAST = 26


def found(store: GraphStore, query: str, **given: str) -> list[dict[str, object]]:
    return load_query(query).run(store, given).records()  # type: ignore[return-value]


def sets_of(query: QueryFile) -> list[dict[str, str]]:
    """The example parameters that are needed, these with each of the others, and all. What has a default is never left out."""
    needed = {p.name: p.example for p in query.parameters if p.required or p.default}
    free = {p.name: p.example for p in query.parameters} | needed
    return [needed, *(needed | {name: free[name]} for name in free if name not in needed), free]


def test_the_library_is_as_large_as_promised() -> None:
    assert len(LIBRARY) >= LEAST


@pytest.mark.parametrize("query", LIBRARY.values(), ids=LIBRARY.keys())
def test_a_query_gives_rows_with_its_examples(store: GraphStore, query: QueryFile) -> None:
    for given in sets_of(query):
        result = query.run(store, given)
        assert result.columns == query.columns
        assert bool(result.rows) != (query.name in EMPTY), given


@pytest.mark.parametrize("query", [q for q in LIBRARY.values() if q.parameters], ids=lambda q: q.name)
def test_each_value_more_leaves_fewer_rows(store: GraphStore, query: QueryFile) -> None:
    counted = any(c in query.columns for c in ("proposals", "mentions", "members", "score"))  # what is counted changes with the limits
    rows = {frozenset(given): query.run(store, given).rows for given in sets_of(query)}
    for given, some in rows.items():
        for fewer, more in rows.items():
            if fewer < given:
                assert len(some) <= len(more), (given, fewer)
                assert counted or set(some) <= set(more), (given, fewer)


@pytest.mark.parametrize("query", LIBRARY.values(), ids=LIBRARY.keys())
def test_the_file_runs_as_it_is(query: QueryFile) -> None:
    assert evaluate(Store(), query.sparql, {}).columns == query.columns


def test_lines_count_only_when_their_parameter_is_given() -> None:
    text = load_query("who-proposed-what").sparql
    assert conditions_in(text) == ("session", "person", "organization", "topic", "year")
    assert bound(text, {}) == text
    with_topic = bound(text, {"topic": "电梯"})
    assert "#[topic] " not in with_topic and "#[person] VALUES" in with_topic
    assert with_topic.count('VALUES (?topic) { ("电梯") } # parameters') == text.count("VALUES (?topic) { (UNDEF) } # parameters")


def test_what_a_value_says_is_not_read_as_a_line() -> None:
    text = load_query("who-proposed-what").sparql
    trick = "x\n#[person] }\nVALUES (?names) { (UNDEF) } # graph of entities"
    value = '"x\\n#[person] }\\nVALUES (?names) { (UNDEF) } # graph of entities"'
    assert bound(text, {"topic": trick, "person": "甲"}).count(value) == text.count("VALUES (?topic) { (UNDEF) } # parameters")


def test_offices_of_all_documents_in_the_order_of_time(store: GraphStore) -> None:
    rows = found(store, "careers", person="呼延建军")
    assert [(r["role"], r["organization"]) for r in rows] == [("代表", "宜昌市人民代表大会"), ("总工程师", "湖北峡源磷化有限公司")]
    ended = [r for r in found(store, "careers") if r["until"]]
    assert ended and all(str(r["until"]) >= str(r["first"])[:4] for r in ended)


def test_uptake_says_what_both_have_in_common(store: GraphStore) -> None:
    first, *rest = found(store, "uptake", person="冉启明")
    assert first["later_body"] == "宜昌市住房和城市更新局" and "议事厅" in str(first["shared"])
    assert {r["later_document"] for r in [first, *rest]} == {"yichang-two-sessions-page.txt", "yichang-evening-brief.txt"}
    assert all(float(str(r["score"])) > 0 and str(r["later_date"]) >= str(r["date"]) for r in [first, *rest])
    for row in (first, *rest):
        text = store.source_text(str(row["later_document"]))
        assert str(row["later_quote"]).split(" … ")[0] in text[row["later_start"] : row["later_end"]]  # type: ignore[misc]
        assert row["document"] != row["later_document"] or int(str(row["later_start"])) > int(str(row["start"]))


def test_another_telling_is_found_though_it_is_in_other_words(store: GraphStore) -> None:
    (row,) = found(store, "same-proposals", person="皮宗旺")
    assert (row["document"], row["first_document"]) == ("yichang-evening-brief.txt", "yichang-two-sessions-page.txt")
    assert row["why"] == "same-proposer；same-title" and row["shared"] == "关于制定宜昌市柑橘产业促进条例的议案"
    assert row["what"] != row["first"] and str(row["date"]) > str(row["first_date"])
    assert found(store, "same-proposals", person="冉启明") == []


def test_statements_of_a_document_stand_where_they_say(store: GraphStore) -> None:
    rows = found(store, "statements-of-document", file="yichang-two")
    assert {r["kind"] for r in rows} >= {"article", "position", "recommendation", "filed", "figure", "relation"}
    text = store.source_text("yichang-two-sessions-page.txt")
    for row in rows:
        assert text.startswith(str(row["quote"]).split(" … ")[0], row["start"])  # type: ignore[arg-type]
    assert [r["start"] for r in rows] == sorted(r["start"] for r in rows)  # type: ignore[type-var]


def test_numbers_of_topics_agree(store: GraphStore) -> None:
    whole = {str(r["topic"]): int(str(r["proposals"])) for r in found(store, "topics-count")}
    by_year: dict[str, int] = {}
    for row in found(store, "topics-by-year"):
        by_year[str(row["topic"])] = by_year.get(str(row["topic"]), 0) + int(str(row["proposals"]))
    assert by_year == whole
    assert {str(r["topic"]) for r in found(store, "topics-by-capacity")} <= whole.keys()
    employers = found(store, "topics-by-employer")
    assert employers and not any(str(r["employer"]).endswith("人民代表大会") for r in employers)  # a deputy is not employed there


def test_the_users_folder_works_like_the_library(store: GraphStore, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "queries" / "sessions.rq").read_text(encoding="utf-8")
    (tmp_path / "meetings.rq").write_text(text, encoding="utf-8")
    mine = load_query("meetings", [tmp_path])
    assert mine.run(store, {"session": "人民代表大会"}).rows == load_query("sessions").run(store, {"session": "人民代表大会"}).rows
