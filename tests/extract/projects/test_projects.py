"""Projects: every rule keeps to its own examples, and passages from many cities name theirs without the words around them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.extract.context import Context
from kg.extract.projects import find
from kg.extract.proper import has_own_name
from kg.lexicon.load import toml
from kg.model import Issue, Reading, Source


def context() -> Context:
    return Context(Reading(source=Source.of_text("page.txt", ""), articles=(), issue=Issue(place="三明市")))


def names(text: str) -> list[str]:
    return [f.name for f in find(text, context())]


def rules() -> list[dict[str, Any]]:
    grammar = toml("project_grammar")
    in_lists = {"name": "listed", "never": grammar["list"]["never_texts"], "examples": grammar["list"]["examples"]}
    return [*grammar["head"], *grammar["pattern"], {"name": "route", **grammar["route"]}, in_lists]


@pytest.mark.parametrize(
    "text, name", [pytest.param(c["text"], c["name"], id=f"{r['name']}-{c['text'][:12]}") for r in rules() for c in r["examples"]]
)
def test_rules_find_their_examples(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("rule, text", [pytest.param(r["name"], t, id=f"{r['name']}-{t[:12]}") for r in rules() for t in r["never"]])
def test_rules_stay_silent_on_their_counter_examples(rule: str, text: str) -> None:
    assert rule not in [f.rule for f in find(text, context())]


@pytest.mark.parametrize("rule", [r for r in toml("project_grammar")["pattern"] if "needs" in r], ids=lambda r: r["name"])
def test_what_a_pattern_needs_is_in_its_matches(rule: dict[str, Any]) -> None:
    matches = [m.group() for c in rule["examples"] for m in re.finditer(rule["pattern"], c["text"])]
    assert matches
    assert all(not set(m).isdisjoint(rule["needs"]) for m in matches)


@pytest.mark.parametrize("case", [c for c in toml("quoted_names")["examples"] if c["type"] == "Project"])
def test_names_in_quotation_marks(case: dict[str, str]) -> None:
    assert names(case["text"]) == [case["name"]]


PASSAGES = [
    ("加快明溪县通用机场、永安抽水蓄能电站建设,新建农村公路80公里。", ["明溪县通用机场", "永安抽水蓄能电站"]),
    ("推进泰宁大金湖旅游公路三期,开工兴泉铁路清流段", ["泰宁大金湖旅游公路三期", "兴泉铁路清流段"]),
    ("华诚机器人、闽江钛业等一批重大项目落户三明", ["华诚机器人", "闽江钛业"]),
    ("支持宁化县打造薏米标准化种植示范区", ["薏米标准化种植示范区"]),
    ("实施项目148个,改造老旧小区30个,打通断头路12条", []),
    ("将乐县入选国家级生态示范区,获评全国红色旅游示范基地", []),
    (
        "加快建设沙阳中试平台、宁化县石壁研学营地、尤溪县城北消防站,改造妇女儿童活动中心",
        ["沙阳中试平台", "宁化县石壁研学营地", "尤溪县城北消防站"],
    ),
    ("努力建设未来产业园,规划建设统一物流枢纽,布局建设干线铁路,推进共同富裕", []),
    ("努力建设闽中竹产业园,规划建设三明陆港物流枢纽", ["闽中竹产业园", "三明陆港物流枢纽"]),
    ("面临泉南高速改扩建工程征地难题,沙阳石墨新材料项目有限公司到会", ["泉南高速改扩建工程"]),
    ("建设石壁共同富裕示范区,组建闽江医疗共同体示范区", ["石壁共同富裕示范区", "闽江医疗共同体示范区"]),
    ("走进海西竹产业园,希望该产业园二期项目早日开工", ["海西竹产业园", "海西竹产业园二期项目"]),
]


@pytest.mark.parametrize("text, expected", PASSAGES, ids=[p[0][:14] for p in PASSAGES])
def test_passages(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("words", toml("project_grammar")["own_name"]["examples"])
def test_words_that_begin_with_a_name_of_their_own(words: str) -> None:
    assert has_own_name(words)


@pytest.mark.parametrize("words", toml("project_grammar")["own_name"]["never"])
def test_general_words_are_no_name(words: str) -> None:
    assert not has_own_name(words)
