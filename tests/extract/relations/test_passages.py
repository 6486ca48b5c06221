"""Relations of invented passages: what is stated is found, with evidence; what is not stated is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract.context import Context
from kg.extract.extract import views_of
from kg.extract.relations import relations
from kg.lexicon.load import toml
from kg.model import Relation, Source
from kg.segment import segment

PASSAGES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "passages.toml").read_text(encoding="utf-8"))["passage"]
TABLE = """2024年度委员工作室名单

序号\t所属专委会\t工作室名称\t召集人
1\t提案委员会\t市政协教育界别委员工作室\t谢明远
2\t农业和农村委员会\t市政协脐橙产业委员工作室\t曾小兰
"""


def stated(text: str, place: str) -> list[Relation]:
    reading = segment(Source.of_text("page.txt", text), place=place)
    context = Context(reading)
    return relations(views_of(reading, context), context)


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["text"][:12] for p in PASSAGES])
def test_passages(passage: dict[str, Any]) -> None:
    found = stated(passage["text"], passage["place"])
    triples = {(r.subject.name, r.predicate.value, r.object.name) for r in found}
    assert {tuple(r) for r in passage["relations"]} <= triples
    assert not {tuple(r) for r in passage.get("never", ())} & triples
    assert len(triples) == len(found), "each relation once"


@pytest.mark.parametrize("passage", PASSAGES, ids=[p["text"][:12] for p in PASSAGES])
def test_every_relation_leads_to_its_characters(passage: dict[str, Any]) -> None:
    source = Source.of_text("page.txt", passage["text"])
    for relation in stated(passage["text"], passage["place"]):
        assert relation.evidence and relation.rule
        assert all(e.proven(source) for e in relation.evidence)


def test_the_columns_of_a_table_say_what_is_part_of_what() -> None:
    triples = {(r.subject.name, r.predicate.value, r.object.name) for r in stated(TABLE, "赣州市")}
    assert ("市政协教育界别委员工作室", "partOf", "赣州市政协提案委员会") in triples
    assert ("赣州市政协提案委员会", "partOf", "中国人民政治协商会议赣州市委员会") in triples
    assert ("市政协脐橙产业委员工作室", "partOf", "赣州市政协提案委员会") not in triples


SECTIONS = [(name, key) for name, item in toml("relation_grammar").items() for key in ("pattern",) if "examples" in item and key in item]


@pytest.mark.parametrize("section, key", SECTIONS)
def test_patterns_keep_to_their_examples(section: str, key: str) -> None:
    import re

    rule = toml("relation_grammar")[section]
    assert all(re.search(rule[key], text) for text in rule["examples"])
    assert not any(re.search(rule[key], text) for text in rule["never"])
