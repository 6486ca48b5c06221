"""Annotations that people write: those of the examples hold, and every slip is told with its file, table and row."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import GraphError, InputError
from kg.evaluate import read_gold
from tests.evaluate.conftest import EXAMPLES, GOLD
from tests.evaluate.test_measures import ANNOTATION, TEXT


def of_example(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


def test_the_annotated_examples_hold() -> None:
    golds = read_gold(GOLD, of_example)
    assert len(golds) == 3
    for gold in golds:
        assert gold.doubts == ()
        assert gold.articles and gold.entities and gold.positions and gold.proposals and gold.relations and gold.indicators


def changed(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(ANNOTATION))
    change(copy)
    return copy


SLIPS: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "no source": (lambda g: g.pop("source"), "source, the file name"),
    "an unknown table": (lambda g: g.update(people=[]), "unknown key people"),
    "a table that is no list": (lambda g: g.update(relations={}), "relations must be a list"),
    "a row that is no object": (lambda g: g["relations"].append("p1"), "relations row 1: must be an object"),
    "a quote that is not there": (lambda g: g["positions"][0].update(quote="市长祝"), "positions row 1: '市长祝' is not in the text"),
    "an occurrence that is not there": (lambda g: g["positions"][0].update(nth=2), "positions row 1: occurrence 2"),
    "an occurrence that is no number": (lambda g: g["positions"][0].update(nth="2"), "nth a number from 1"),
    "a start that is not there": (lambda g: g["articles"][0].update(starts="云溪晚报"), "articles row 1: '云溪晚报'"),
    "an id that is no entity": (lambda g: g["positions"][0].update(person="p9"), "positions row 1: no entity has the id p9"),
    "an id twice": (lambda g: g["entities"][1].update(id="p1"), "entities row 2: the id p1"),
    "no type": (lambda g: g["entities"][0].update(types=[]), "entities row 1: types must name"),
    "an unknown type": (lambda g: g["entities"][0].update(types=["Company"]), "type Company is none of"),
    "an unknown kind": (lambda g: g["proposals"][1].update(kind="promise"), "proposals row 2: kind promise"),
    "a proposal without words": (lambda g: g["proposals"][1].update(quotes=[]), "proposals row 2: a proposal needs quotes"),
    "quotes that are one text": (lambda g: g["proposals"][1].update(quotes="云溪市政府"), "quotes must be a list"),
    "a value that is a number": (lambda g: g["indicators"][0].update(value=32), "indicators row 1: value must be a text"),
    "a period that is a number": (lambda g: g["indicators"][0].update(period=2025), "period must be a text or null"),
    "an unknown status": (lambda g: g["indicators"][0].update(status="proposed"), "status proposed is none of"),
    "a list of numbers": (lambda g: g["proposals"][0].update(topics=[1]), "topics must be a text or a list of texts"),
    "an unknown predicate": (
        lambda g: g["relations"].append({"subject": "p1", "predicate": "in", "object": "o1"}),
        "relations row 1: predicate in",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_place(tmp_path: Path, slip: str) -> None:
    change, message = SLIPS[slip]
    path = tmp_path / "页.json"
    path.write_text(json.dumps(changed(change), ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_gold(path, lambda name: TEXT)
    assert message in str(raised.value) and str(path) in str(raised.value)


@pytest.mark.parametrize("content", ["", "[]", "{", "\x00"])
def test_a_file_that_is_no_annotation(tmp_path: Path, content: str) -> None:
    path = tmp_path / "页.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"页\.json"):
        read_gold(path, lambda name: TEXT)


def test_no_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no \.json file"):
        read_gold(tmp_path, lambda name: TEXT)
    with pytest.raises(InputError, match="no such file"):
        read_gold(tmp_path / "标注", lambda name: TEXT)


def test_a_document_that_is_not_in_the_graph(tmp_path: Path) -> None:
    def nothing(name: str) -> str:
        raise GraphError(name)

    (tmp_path / "页.json").write_text(json.dumps(ANNOTATION, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError, match=r"页\.txt is not in the graph"):
        read_gold(tmp_path, nothing)


def test_the_occurrence_that_is_meant(tmp_path: Path) -> None:
    annotation = ANNOTATION | {"proposals": [{"proposers": ["p1"], "kind": "recommendation", "quotes": [{"quote": "小区", "nth": 2}]}]}
    (tmp_path / "页.json").write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    (gold,) = read_gold(tmp_path, lambda name: TEXT)
    assert gold.proposals[0].spans == ((TEXT.rindex("小区"), TEXT.rindex("小区") + 2),)
