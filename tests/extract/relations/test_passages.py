"""Relations of invented passages: what is stated is found, with evidence; what is not stated is not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.extract.context import Context
from kg.extract.extract import views_of
from kg.extract.relations import relations
from kg.lexicon.load import toml
from kg.model import EntityType, Relation, Source
from kg.segment import segment

PASSAGES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "passages.toml").read_text(encoding="utf-8"))["passage"]
TABLE = """2024年度委员工作室名单

序号\t所属专委会\t工作室名称\t召集人
1\t提案委员会\t市政协教育界别委员工作室\t谢明远
2\t农业和农村委员会\t市政协脐橙产业委员工作室\t曾小兰
"""


WORKS = """赣州市2025年重点项目进展情况表

序号\t项目名称\t建设地点\t建设单位\t总投资（万元）
1\t城北水厂扩建\t会昌县文武坝镇\t会昌县润泉水务有限公司\t8600
2\t国道G206筠门岭镇过境段改线\t筠门岭镇\t会昌县公路事业发展中心\t23100
合计\t\t\t\t31700
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


@pytest.mark.parametrize(("village", "located"), [("上朔嘎查", True), ("上朔嘎", False)])
def test_the_committee_of_a_village_lies_in_the_village_if_that_is_a_place(village: str, located: bool) -> None:
    text = f"1月8日，{village}村民委员会获奖。{village}的水渠通了。"
    found = extract(segment(Source.of_text("page.txt", text), place="韶关市")).relations
    triples = {(r.subject.name, r.predicate.value, r.object.name) for r in found}
    assert ((f"{village}村民委员会", "locatedIn", village) in triples) == located


def test_the_columns_of_a_table_say_what_is_part_of_what() -> None:
    triples = {(r.subject.name, r.predicate.value, r.object.name) for r in stated(TABLE, "赣州市")}
    assert ("市政协教育界别委员工作室", "partOf", "赣州市政协提案委员会") in triples
    assert ("赣州市政协提案委员会", "partOf", "中国人民政治协商会议赣州市委员会") in triples
    assert ("市政协脐橙产业委员工作室", "partOf", "赣州市政协提案委员会") not in triples


def test_the_columns_of_a_table_of_works_say_where_they_lie_and_who_builds_them() -> None:
    triples = {(r.subject.name, r.predicate.value, r.object.name) for r in stated(WORKS, "赣州市")}
    assert ("城北水厂扩建", "locatedIn", "文武坝镇") in triples
    assert ("城北水厂扩建", "carriedOutBy", "会昌县润泉水务有限公司") in triples
    assert ("国道G206筠门岭镇过境段改线", "locatedIn", "筠门岭镇") in triples
    assert ("国道G206筠门岭镇过境段改线", "carriedOutBy", "会昌县公路事业发展中心") in triples
    assert not any("合计" in s for s, _, _ in triples)


@pytest.mark.parametrize(
    "text, place, kept",
    [
        ("江华至新田高速公路宁远段建成通车。", "永州市", {"江华瑶族自治县", "新田县"}),
        ("县第二幼儿园迁建工程8月交付。", "翁源县", {"翁源县第二幼儿园"}),
        ("江华高速公路建成通车。", "永州市", set()),
    ],
)
def test_ends_of_a_road_and_what_is_rebuilt_are_named_inside_the_work(text: str, place: str, kept: set[str]) -> None:
    reading = segment(Source.of_text("page.txt", text), place=place)
    found = [f for a in views_of(reading, Context(reading)) for v in a.views for f in v.found]
    work = next(f for f in found if f.type is EntityType.PROJECT)
    assert {f.name for f in found if f != work} == kept


LISTED = """2018年崇义县统筹推进重大项目表

序号\t项目名称\t建设地点\t业主单位\t总投资（亿元）
一\t续建项目\t\t\t
1\t崇义硬质合金刀具产业园\t崇义县横水镇、铅厂镇等3个镇\t崇义县工业投资集团\t12.6
"""


def test_a_cell_chains_its_places_and_says_more_than_the_name_of_the_work() -> None:
    triples = {(r.subject.name, r.predicate.value, r.object.name) for r in stated(LISTED, "赣州市")}
    assert {("横水镇", "locatedIn", "崇义县"), ("铅厂镇", "locatedIn", "崇义县")} <= triples
    assert ("崇义硬质合金刀具产业园", "locatedIn", "横水镇") in triples
    assert ("崇义硬质合金刀具产业园", "locatedIn", "崇义县") not in triples
    assert not any(s == "续建项目" for s, _, _ in triples)


_KEYED = ("work", "consents", "agent", "listed_in")
KEYED = [("works_table", toml("works_table")), *((name, toml("relation_grammar")[name]) for name in _KEYED)]


@pytest.mark.parametrize("grammar, keys", KEYED)
def test_expressions_of_works_match_their_examples_and_nothing_else(grammar: str, keys: dict[str, Any]) -> None:
    for key, texts in keys["examples"].items():
        assert [t for t in texts if not re.search(keys[key], t)] == [], (grammar, key)
    for key, texts in keys["never_texts"].items():
        assert [t for t in texts if re.search(keys[key], t)] == [], (grammar, key)


SECTIONS = [(name, key) for name, item in toml("relation_grammar").items() for key in ("pattern",) if "examples" in item and key in item]


@pytest.mark.parametrize("section, key", SECTIONS)
def test_patterns_keep_to_their_examples(section: str, key: str) -> None:
    import re

    rule = toml("relation_grammar")[section]
    assert all(re.search(rule[key], text) for text in rule["examples"])
    assert not any(re.search(rule[key], text) for text in rule["never"])


FIRMS = """前三季度重点企业情况

企业名称\t所在地\t产值（亿元）
江西贡江铜箔有限公司\t上犹县\t8.5
赣州云山药业有限公司\t章贡区\t6.2
"""


@pytest.mark.parametrize("label", ["所在地", "所在县区", "所属区县", "属地"])
def test_the_column_beside_firms_says_where_they_lie(label: str) -> None:
    triples = {(r.subject.name, r.predicate.value, r.object.name) for r in stated(FIRMS.replace("所在地", label), "赣州市")}
    assert {("江西贡江铜箔有限公司", "locatedIn", "上犹县"), ("赣州云山药业有限公司", "locatedIn", "赣州市章贡区")} <= triples
