"""Policies: every rule keeps to its own examples, and passages from many cities name theirs without the words around them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.extract.context import Context
from kg.extract.extract import views_of
from kg.extract.policies import find
from kg.lexicon.load import toml
from kg.model import EntityType, Issue, Reading, Source
from kg.segment import segment


def context(place: str = "赣州市", text: str = "") -> Context:
    return Context(Reading(source=Source.of_text("page.txt", text), articles=(), issue=Issue(place=place)))


def names(text: str, place: str = "赣州市") -> list[str]:
    return [f.name for f in find(text, context(place, text))]


def rules() -> list[dict[str, Any]]:
    return [*toml("policy_grammar")["head"], *toml("policy_grammar")["pattern"], *toml("report_grammar")["rule"]]


@pytest.mark.parametrize(
    "text, name", [pytest.param(c["text"], c["name"], id=f"{r['name']}-{c['text'][:12]}") for r in rules() for c in r["examples"]]
)
def test_rules_find_their_examples(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("rule, text", [pytest.param(r["name"], t, id=f"{r['name']}-{t[:12]}") for r in rules() for t in r["never"]])
def test_rules_stay_silent_on_their_counter_examples(rule: str, text: str) -> None:
    assert rule not in [f.rule for f in find(text, context(text=text))]


@pytest.mark.parametrize("rule", [r for r in toml("policy_grammar")["pattern"] if "needs" in r], ids=lambda r: r["name"])
def test_what_a_pattern_needs_is_in_its_matches(rule: dict[str, Any]) -> None:
    matches = [m.group() for c in rule["examples"] for m in re.finditer(rule["pattern"], c["text"])]
    assert matches
    assert all(not set(m).isdisjoint(rule["needs"]) for m in matches)


def policies_in_quotes() -> list[dict[str, str]]:
    return [c for c in toml("quoted_names")["examples"] if c["type"] == "Policy"]


QUOTED, TITLES, SLOGAN = toml("quoted_names"), toml("title_grammar"), toml("policy_grammar")["slogan"]
IN_MARKS = [*policies_in_quotes(), *TITLES["examples"], *SLOGAN["examples"]]
NONE = [*QUOTED["never_texts"], *TITLES["never_texts"], *SLOGAN["never_texts"]]


@pytest.mark.parametrize("case", IN_MARKS)
def test_quoted_names_titles_and_slogans(case: dict[str, str]) -> None:
    assert names(case["text"]) == [case["name"]]


@pytest.mark.parametrize("text", NONE)
def test_speech_figures_of_speech_and_titles_of_works_are_none(text: str) -> None:
    assert names(text) == []


PASSAGES = [
    (
        "我市扎实推进低空经济三年行动计划,深化医保支付方式改革、殡葬服务综合改革。",
        ["低空经济三年行动计划", "医保支付方式改革", "殡葬服务综合改革"],
    ),
    ("创新“屋场会+代表”机制,推行“河小青”,打响“赣江夜游”品牌工程", ["“屋场会+代表”机制", "“河小青”", "“赣江夜游”品牌工程"]),
    (
        "听取和审议赣州市人民政府工作报告,审查2024年国民经济和社会发展计划执行情况",
        ["赣州市人民政府工作报告", "赣州市2024年国民经济和社会发展计划"],
    ),
    ("出台《赣州市促进脐橙产业高质量发展若干措施》", ["赣州市促进脐橙产业高质量发展若干措施"]),
    ("全面推进乡村振兴,打好污染防治攻坚战", ["乡村振兴战略", "污染防治攻坚战"]),
    ("推动“乡土味”与“书卷味”融合,擦亮“赣南脐橙”招牌,做好“稀土+钨”文章,坚持五个“必须统筹”", []),
    ("建成教育强国、文化强国,实施教育强国战略", ["教育强国战略"]),
    ("参加宪法宣誓,履行宪法和法律赋予的职责", ["中华人民共和国宪法"]),
    ("市人大常委会应修改湿地保护条例,或者修改养犬管理条例", ["湿地保护条例", "养犬管理条例"]),
    ("“这样的日子有奔头!”她笑着说", []),
    ("打通“最后一公里”,跑出“加速度”,培育“小巨人”企业20家", []),
    ("深化改革开放,推动高质量发展,年内完成改革任务", []),
]


@pytest.mark.parametrize("text, expected", PASSAGES, ids=[p[0][:14] for p in PASSAGES])
def test_passages(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_halves_of_a_slogan_stand_for_the_whole_where_the_document_states_it() -> None:
    document = "奋力打造家具名城、加快建设幸福赣州。家具名城建设提速。"
    found = [f.name for f in find("家具名城建设提速,幸福赣州更近", context(text=document))]
    assert found == ["打造家具名城、建设幸福赣州", "打造家具名城、建设幸福赣州"]
    assert names("家具名城建设提速") == []


def test_short_forms_of_a_document_are_the_document() -> None:
    text = (
        "赣州市燃气安全条例实施半年\n\n2024年5月1日,《赣州市燃气安全条例》(以下简称《条例》)施行。《条例》共六章。"
        "燃气安全条例让住户有了底气。市里还宣传《江西省优化营商环境条例》。"
    )
    reading = segment(Source.of_text("page.txt", text), place="赣州市")
    found = {f.name for a in views_of(reading, Context(reading)) for v in a.views for f in v.found if f.type is EntityType.POLICY}
    assert found == {"赣州市燃气安全条例", "江西省优化营商环境条例"}


@pytest.mark.parametrize("lead", ["一图读懂", "图解｜", "【一图看懂】", "一图速览丨"])
def test_a_report_shown_in_a_picture_bears_the_name_that_it_is_printed_with(lead: str) -> None:
    text = f"{lead}2025年赣州市政府工作报告\n\n2025年1月8日\n\n过去一年，我们这样走过。政府工作报告提出，今年要办好十件实事。\n"
    reading = segment(Source.of_text("page.txt", text), place="赣州市")
    context = Context(reading)
    found = {f.name for a in views_of(reading, context) for v in a.views for f in v.found if f.rule == "government-report"}
    assert found == {"2025年赣州市政府工作报告"}
