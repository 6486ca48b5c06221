"""What is counted: a tiny document whose figures can be counted by hand, and rows that say exactly what the annotation says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import Evaluation, Gold, evaluate, read_gold
from kg.evaluate.compare import alike, amount, folded, period, same_indicator, same_role
from tests.evaluate.conftest import EXAMPLES, GOLD

TEXT = "祝青禾建议，每个小区装10个充电桩。云溪市政府将改造老旧小区32个，市长柳一鸣表示。"
ANNOTATION: dict[str, Any] = {
    "source": "页.txt",
    "articles": [{"title": "充电桩", "starts": "祝青禾", "kind": "news", "date": "2025-01-08", "bylines": ["柳一鸣"]}],
    "entities": [
        {"id": "p1", "types": ["Person"], "name": "祝青禾", "aliases": []},
        {"id": "p2", "types": ["Person"], "name": "柳一鸣", "aliases": []},
        {"id": "o1", "types": ["Organization"], "name": "云溪市人民政府", "aliases": ["云溪市政府"]},
    ],
    "positions": [{"person": "p2", "role": "市长", "organization": "o1", "quote": "市长柳一鸣"}],
    "proposals": [
        {"proposers": ["p1"], "kind": "recommendation", "quotes": ["祝青禾建议，每个小区装10个充电桩"], "topics": ["充电桩"]},
        {"proposers": ["o1"], "kind": "commitment", "quotes": ["云溪市政府将改造老旧小区32个"], "topics": []},
    ],
    "relations": [],
    "indicators": [
        {
            "indicator": "改造老旧小区",
            "area": "o1",
            "period": "2025",
            "value": "32",
            "unit": "个",
            "status": "target",
            "quote": "老旧小区32个",
        }
    ],
}
RIGHT: list[dict[str, Any]] = [
    {"table": "articles", "title": "充电桩", "start": 0, "date": "2025-01-08", "bylines": ["柳一鸣"]},
    {"table": "entities", "type": "Person", "name": "祝青禾", "aliases": []},
    {"table": "entities", "type": "Person", "name": "柳一鸣", "aliases": ["柳市长"]},
    {"table": "entities", "type": "Organization", "name": "云溪市人民政府", "aliases": []},
    {"table": "positions", "person": "柳一鸣", "role": "市长", "organization": "云溪市政府"},
    {"table": "proposals", "proposers": ["祝青禾"], "kind": "recommendation", "spans": [[0, 17]], "topics": ["充电桩建设"]},
    {"table": "proposals", "proposers": ["云溪市人民政府"], "kind": "commitment", "spans": [[18, 33]], "topics": []},
    {
        "table": "indicators",
        "indicator": "改造老旧小区数",
        "area": "云溪市人民政府",
        "period": "2025",
        "value": "32",
        "unit": "个",
        "status": "target",
    },
]


def measured(tmp_path: Path, rows: list[dict[str, Any]], annotation: dict[str, Any] = ANNOTATION) -> Evaluation:
    path = tmp_path / "页.json"
    path.write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    return evaluate(read_gold(path, lambda name: TEXT), [{"source": "页.txt", **row} for row in rows])


def counts(done: Evaluation, name: str) -> tuple[int, int, int]:
    row = done.figures[name]
    return row["tp"], row["fp"], row["fn"]


def test_all_right(tmp_path: Path) -> None:
    done = measured(tmp_path, RIGHT)
    assert {name: row["f1"] for name, row in done.figures.items() if row["f1"] != 1} == {}
    assert counts(done, "proposals recommendation (characters)") == (16, 0, 0), "the comma does not count"
    assert "relations" not in done.figures, "there was nothing to measure"
    assert done.doubts == ()


def test_nothing_said(tmp_path: Path) -> None:
    done = measured(tmp_path, [])
    assert {row["tp"] for row in done.figures.values()} == {0}
    assert counts(done, "entities strict") == (0, 0, 3)
    assert counts(done, "positions") == (0, 0, 1)
    assert done.figures["positions"]["precision"] == done.figures["positions"]["f1"] == 0


def test_a_name_found_twice_is_right_once(tmp_path: Path) -> None:
    done = measured(tmp_path, [*RIGHT, {"table": "entities", "type": "Person", "name": "祝青禾", "aliases": []}])
    assert counts(done, "entities strict") == (3, 1, 0)
    wrong = next(m for m in done.measures if m.name == "entities strict").wrongs
    assert wrong == ["页.txt Person 祝青禾 (again)"]


def test_part_of_a_name_counts_only_when_relaxed(tmp_path: Path) -> None:
    rows = [{"table": "entities", "type": "Organization", "name": "云溪人民政府", "aliases": []}]
    annotation = ANNOTATION | {"entities": [{"id": "o1", "types": ["Organization"], "name": "云溪人民政府办公室", "aliases": []}]}
    done = measured(tmp_path, rows, annotation | {table: [] for table in ("positions", "proposals", "indicators")})
    assert counts(done, "entities strict") == (0, 1, 1)
    assert counts(done, "entities relaxed") == (1, 0, 0)
    assert done.doubts == ("页.txt: no form of 云溪人民政府办公室 is in the text",)


def test_the_wrong_proposer_is_wrong_and_missed(tmp_path: Path) -> None:
    rows = [{"table": "proposals", "proposers": ["柳一鸣"], "kind": "recommendation", "spans": [[0, 5]], "topics": ["充电桩"]}]
    done = measured(tmp_path, rows)
    assert counts(done, "proposals recommendation (characters)") == (0, 5, 16)
    assert counts(done, "proposers recommendation") == (0, 1, 1)
    assert counts(done, "topics (gold rows reached)") == (0, 0, 1), "a topic under the wrong name does not help"


def test_a_stranger_who_proposes_is_wrong(tmp_path: Path) -> None:
    rows = [{"table": "proposals", "proposers": ["欧阳某"], "kind": "commitment", "spans": [[18, 20]], "topics": []}]
    done = measured(tmp_path, rows)
    assert counts(done, "proposals commitment (characters)") == (0, 2, 15)
    assert any("? 欧阳某" in told for m in done.measures for told in m.wrongs)


@pytest.mark.parametrize(
    ("field", "value", "basic", "full"),
    [
        ("value", "32.0", 1, 1),
        ("value", "33", 0, 0),
        ("unit", "户", 0, 0),
        ("period", "2025年", 1, 1),
        ("period", "2024", 1, 0),
        ("status", "actual", 1, 0),
        ("area", "祝青禾", 1, 0),
        ("area", None, 1, 0),
        ("indicator", "新增学位", 0, 0),
    ],
)
def test_a_figure_needs_all_its_parts(tmp_path: Path, field: str, value: str | None, basic: int, full: int) -> None:
    done = measured(tmp_path, [RIGHT[-1] | {field: value}])
    assert counts(done, "indicators name+value+unit")[0] == basic
    assert counts(done, "indicators full") == (full, 1 - full, 1 - full)


def test_what_a_recommendation_asks_for_is_left_out(tmp_path: Path) -> None:
    assert counts(measured(tmp_path, [RIGHT[-1] | {"status": "proposed"}]), "indicators full") == (0, 0, 1)


def test_a_row_of_the_annotation_is_taken_once(tmp_path: Path) -> None:
    assert counts(measured(tmp_path, [RIGHT[4], RIGHT[4]]), "positions") == (1, 1, 0)
    assert counts(measured(tmp_path, [RIGHT[4] | {"organization": "祝青禾"}]), "positions") == (0, 1, 1)
    assert counts(measured(tmp_path, [RIGHT[4] | {"organization": "祝青禾"}]), "positions person+role") == (1, 0, 0)


def test_an_article_by_its_start_or_title(tmp_path: Path) -> None:
    moved = measured(tmp_path, [RIGHT[0] | {"title": "别的", "start": 20, "date": None, "bylines": []}])
    assert counts(moved, "articles") == (1, 0, 0)
    assert counts(moved, "articles date (gold rows right)") == counts(moved, "articles bylines (gold rows right)") == (0, 0, 1)
    assert counts(measured(tmp_path, [RIGHT[0] | {"title": "别的", "start": 21}]), "articles") == (0, 1, 1)
    assert counts(measured(tmp_path, [RIGHT[0] | {"start": 40}]), "articles") == (1, 0, 0)


def test_rows_of_other_documents_are_passed_over(tmp_path: Path) -> None:
    done = measured(tmp_path, [{**RIGHT[1], "source": "另一页.txt"}])
    assert counts(done, "entities strict") == (0, 0, 3)


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda p: p.stem)
def test_an_annotation_agrees_with_itself(path: Path) -> None:
    gold = read_gold(path, lambda name: (EXAMPLES / name).read_text(encoding="utf-8"))[0]
    done = evaluate([gold], said_by(gold))
    assert {name: row for name, row in done.figures.items() if row["f1"] < 1} == {}


def said_by(gold: Gold) -> list[dict[str, Any]]:
    """Rows that say what an annotation says; those of entities are of the usual type."""
    at, name = {"source": gold.source}, gold.named
    rows: list[dict[str, Any]] = [
        {"table": "articles", "title": a.title, "start": a.start, "date": a.date, "bylines": a.bylines} for a in gold.articles
    ]
    rows += [{"table": "entities", "type": e.types[0], "name": e.name, "aliases": sorted(e.forms)} for e in gold.entities]
    for p in gold.positions:
        rows.append(
            {"table": "positions", "person": name[p.person], "role": p.role, "organization": next(map(name.get, p.organizations), None)}
        )
    for q in gold.proposals:
        who = [name[key] for key in q.proposers]
        rows.append({"table": "proposals", "proposers": who, "kind": q.kind, "spans": q.spans, "topics": q.topics})
    for r in gold.relations:
        rows.append({"table": "relations", "subject": name[r.subject], "predicate": r.predicate, "object": name[r.object]})
    for f in gold.indicators:
        told = {"indicator": f.indicator, "value": f.value, "unit": f.unit, "period": f.period, "status": f.status}
        rows.append({"table": "indicators", "area": next(map(name.get, f.areas), None), **told})
    return [{**at, **row} for row in rows]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("株洲市", "株洲", True), ("株洲", "株洲市人民政府", False), ("株洲市", "株洲市", True), ("", "株洲", False), ("醴陵", "株洲", False)],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


def test_spelling_is_forgiven() -> None:
    assert folded("“三高四新” （ＡＢＣ）") == "三高四新abc"
    assert amount("4", "成") == amount("40.0", "％") == ("40", "%")
    assert amount("１，２００", "亩") == amount("1200", "亩")
    assert amount("1/3", "") == ("1/3", "")
    assert period("2024年") == period("2024") and period(None) == ""
    assert same_role("董事长", "党委书记、董事长") and not same_role("董事长", None) and not same_role("委员", "代表")
    assert (
        same_indicator("地区生产总值增长", "地区生产总值增速")
        and not same_indicator("新增学位", "城镇新增就业")
        and not same_indicator("", "学位")
    )
