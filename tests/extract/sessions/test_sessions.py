"""Sessions: every rule keeps to its own examples, and passages from many cities name theirs in full."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract.context import Context
from kg.extract.sessions import find
from kg.lexicon.load import toml
from kg.model import Issue, Reading, Source


def context(place: str | None = "赣州市", text: str = "") -> Context:
    return Context(Reading(source=Source.of_text("page.txt", text), articles=(), issue=Issue(place=place)))


def names(text: str, place: str | None = "赣州市", document: str = "") -> list[str]:
    return [f.name for f in find(text, context(place, document))]


def cases(grammar: str, *tables: str) -> list[Any]:
    rules = [rule for table in tables for rule in toml(grammar)[table]]
    return [pytest.param(case["text"], case["name"], id=f"{r['name']}-{case['text'][:12]}") for r in rules for case in r["examples"]]


def nevers(grammar: str, *tables: str) -> list[Any]:
    rules = [rule for table in tables for rule in toml(grammar)[table]]
    return [pytest.param(r["name"], text, id=f"{r['name']}-{text[:12]}") for r in rules for text in r["never"]]


@pytest.mark.parametrize("text, name", cases("session_grammar", "meeting", "part"))
def test_meetings_are_written_out(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("text, name", [(c["text"], c["name"]) for c in toml("session_grammar")["two_sessions"]["examples"]])
def test_two_sessions(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize("text, name", cases("event_grammar", "head", "pattern"))
def test_events_are_named_as_written(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("rule, text", nevers("session_grammar", "meeting", "part") + nevers("event_grammar", "head", "pattern"))
def test_a_rule_stays_silent_on_its_counter_examples(rule: str, text: str) -> None:
    assert rule not in [f.rule for f in find(text, context())]


PASSAGES = [
    ("3月2日,政协延安市第六届委员会第四次会议闭幕。", "延安市", ["中国人民政治协商会议延安市第六届委员会第四次会议"]),
    ("区十八届人大五次会议将于明年1月召开", "上海市嘉定区", ["上海市嘉定区第十八届人民代表大会第五次会议"]),
    ("省十四届人大常委会第九次会议审议了条例草案", "遵义市", ["贵州省第十四届人民代表大会常务委员会第九次会议"]),
    (
        "深入学习党的二十大和二十届二中、三中全会精神",
        "延安市",
        ["中国共产党第二十次全国代表大会", "中国共产党第二十届中央委员会第二次全体会议", "中国共产党第二十届中央委员会第三次全体会议"],
    ),
    ("贯彻落实中央、省委、市委农村工作会议精神", "遵义市", ["中央农村工作会议", "中共贵州省委农村工作会议", "中共遵义市委农村工作会议"]),
    (
        "州委十届八次全会暨州委经济工作会议召开",
        "甘孜藏族自治州",
        ["中国共产党甘孜藏族自治州第十届委员会第八次全体会议", "中共甘孜藏族自治州委经济工作会议"],
    ),
    ("2025延安两会特别报道", "延安市", ["延安两会"]),
    ("红河哈尼族彝族自治州召开州政府第31次常务会议", "红河哈尼族彝族自治州", ["红河哈尼族彝族自治州人民政府第三十一次常务会议"]),
    ("大会主席团成员在前排就座,会议很成功", "延安市", []),
]


@pytest.mark.parametrize("text, place, expected", PASSAGES, ids=[p[0][:14] for p in PASSAGES])
def test_passages(text: str, place: str, expected: list[str]) -> None:
    assert names(text, place, text) == expected


def test_a_meeting_without_its_body_is_that_of_the_document() -> None:
    document = "延安市政协六届四次会议开幕。他报告了六届三次会议以来的提案工作。"
    assert names("他报告了六届三次会议以来的提案工作。", "延安市", document) == ["中国人民政治协商会议延安市第六届委员会第三次会议"]
    assert names("他报告了九届三次会议以来的提案工作。", "延安市", document) == []


def test_a_plenary_meeting_belongs_to_the_document_s_session() -> None:
    document = "市六届人大五次会议举行。会议举行第三次全体会议。"
    assert names("会议举行第三次全体会议。", "延安市", document) == ["延安市第六届人民代表大会第五次会议第三次全体会议"]
    assert names("会议举行第三次全体会议。", "延安市", "") == []


def test_without_a_place_the_form_stands() -> None:
    assert names("市六届人大五次会议", None) == ["市六届人大五次会议"]
