"""The grammar of districts keeps to its own examples."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.extract.context import Context
from kg.extract.districts import find
from kg.lexicon.load import toml
from kg.model import Source
from kg.segment import segment

GRAMMAR = toml("district_grammar")
RULES: list[dict[str, Any]] = GRAMMAR["rule"]


def names_in(text: str, place: str | None = None) -> list[str]:
    context = Context(segment(Source.of_text("passage.txt", text), place=place))
    return [f.name for f in find(text, context)]


@pytest.mark.parametrize(("rule", "case"), [(r["name"], c) for r in RULES for c in r["examples"]], ids=str)
def test_example(rule: str, case: dict[str, str]) -> None:
    assert case["name"] in [n[-len(case["name"]) :] for n in names_in(case["text"])]


@pytest.mark.parametrize(("rule", "text"), [(r["name"], t) for r in RULES for t in r["never"]], ids=str)
def test_never(rule: str, text: str) -> None:
    context = Context(segment(Source.of_text("passage.txt", text), place=None))
    assert not [f for f in find(text, context) if f.rule == f"{rule}-grammar"]


@pytest.mark.parametrize("key", ["not_name", "not_village", "cut", "vague", "inside_words"])
def test_patterns_compile(key: str) -> None:
    assert re.compile(GRAMMAR[key]).pattern


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("汇率保持在合理均衡水平上", "衡水市"),
        ("干部要从文山会海里走出来", "文山壮族苗族自治州"),
        ("这是一个重大理论问题", "大理白族自治州"),
        ("增幅居沿海地级市前列", "海地"),
        ("隆重庆祝建党节", "重庆市"),
        ("在医保定点药店购药", "保定市"),
        ("推广西瓜嫁接技术", "广西壮族自治区"),
        ("扩大同东盟的合作", "大同市"),
        ("健全国家储备体系", "中国"),
    ],
)
def test_words_that_hold_the_name_of_a_place(text: str, wrong: str) -> None:
    assert wrong not in names_in(text)


def test_deictic_words_mean_the_page_s_own_chain() -> None:
    assert names_in("我区要当好全市的后花园,全省都在看。", "绵阳市涪城区") == ["绵阳市涪城区", "绵阳市", "四川省"]


def test_deictic_words_mean_nothing_without_a_place() -> None:
    assert names_in("我区要当好全市的后花园。") == []


def test_a_bare_zone_on_the_page_of_a_county_is_the_one_that_the_page_names() -> None:
    assert names_in("——访柳泉经开区招商局\n\n有人问,经开区去年凭什么签下38个项目。", "长沙县") == ["柳泉经开区"] * 2
    assert names_in("大足高新区起步晚。去年高新区签下38个项目,园区里,高新区的人都知道。", "重庆市大足区").count("大足高新区") == 2
    assert names_in("有人问,经开区去年凭什么签下38个项目。", "长沙县") == ["长沙经济技术开发区"]
    assert "合肥经济技术开发区" in names_in("在柳泉经开区,路修好了。经开区去年签下38个项目。", "合肥市")


@pytest.mark.parametrize("plain", ["国家高新区", "我市高新区", "省级高新区", "在全国高新区", "今年高新区"])
def test_a_kind_of_zone_is_no_name_of_one(plain: str) -> None:
    found = names_in(f"{plain}排位公布了。\n\n有人问,高新区去年凭什么签下38个项目。", "长沙县")
    assert "长沙高新技术产业开发区" in found and plain.removeprefix("在") not in found
