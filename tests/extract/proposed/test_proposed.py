"""Rules decide where they know; a recognizer proposes where they do not, and every mention says which it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from kg.extract import extract
from kg.model import EntityType, Mention, Source
from kg.recognizer import Span
from kg.segment import segment

P, O, D, J, Y = EntityType.PERSON, EntityType.ORGANIZATION, EntityType.DISTRICT, EntityType.PROJECT, EntityType.POLICY  # noqa: E741
TEXT = "宜昌市\n2025年1月8日\n\n市政协委员田玉蓉建议，依托夷陵青石湾老厂建一处夜市，让“夜光一条街”亮起来。夷陵云台书屋也可以办分店。"
TEXT += "过去五年，高质量发展、厕改和花海都好，街道办事处开了碰头会。希望加强合作，看太阳雨，学财政部。\n"


class Told:
    """A recognizer that proposes what it was told."""

    name = "told/3"
    least: Mapping[EntityType, float] = dict.fromkeys(EntityType, 0.6)

    def __init__(self, *forms: tuple[str, EntityType, float | None]) -> None:
        self.forms = forms

    def spans(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        for text in texts:
            yield [Span(text.find(f), text.find(f) + len(f), t, s) for f, t, s in self.forms if f in text]


def mentions(*forms: tuple[str, EntityType, float | None]) -> list[Mention]:
    return [m for m in extract(segment(Source.of_text("page.txt", TEXT)), Told(*forms)).mentions if m.rule.startswith("recognizer:")]


def test_what_no_rule_has_found_is_proposed() -> None:
    (m,) = mentions(("云台书屋", O, 0.9))
    assert (m.type, m.name, m.rule, m.evidence[0].quote) == (O, "云台书屋", "recognizer:told/3", "云台书屋")


def test_one_that_gives_no_scores_may_propose() -> None:
    assert [m.name for m in mentions(("云台书屋", O, None))] == ["云台书屋"]


@pytest.mark.parametrize(
    "form, type_, score",
    [
        ("田玉蓉", O, 0.99),  # a person by the rules
        ("田玉蓉建议", P, 0.99),  # runs over one
        ("政协委员田玉", P, 0.99),
        ("云台书屋", O, 0.59),  # not sure enough
        ("“夜光一条街", Y, 0.99),  # half a pair of quotation marks
        ("夜市,让", J, 0.99),  # runs over a comma
        ("的云台", O, 0.99),
        ("街道办事处", O, 0.99),  # of which street, only rules can know
        ("市人大常委会", O, 0.99),
        ("财政部", O, 0.99),
        ("合作", D, 0.99),  # a city and a word
        ("高质量发展", Y, 0.99),  # of everybody
        ("厕改", Y, 0.99),
        ("花海", J, 0.99),
        ("碰头会", EntityType.SESSION, 0.99),
        ("太阳雨", P, 0.99),
    ],
)
def test_what_is_not_proposed(form: str, type_: EntityType, score: float) -> None:
    assert mentions((form, type_, score)) == []


def test_only_types_that_it_may_propose() -> None:
    told = Told(("云台书屋", O, 0.9))
    told.least = {P: 0.5}
    assert not [m for m in extract(segment(Source.of_text("page.txt", TEXT)), told).mentions if m.rule.startswith("recognizer:")]


def test_a_place_may_stand_inside_a_proposal() -> None:
    found = extract(segment(Source.of_text("page.txt", TEXT)), Told(("夷陵云台书屋", O, 0.9))).mentions
    assert "夷陵云台书屋" in [m.name for m in found if m.type is O]


def test_rules_find_the_same_beside_a_recognizer() -> None:
    reading = segment(Source.of_text("page.txt", TEXT))
    alone, both = extract(reading), extract(reading, Told(("云台书屋", O, 0.9)))
    assert [m for m in both.mentions if not m.rule.startswith("recognizer:")] == list(alone.mentions)
    assert both.proposals[0].proposers == alone.proposals[0].proposers


OUTLINE = """梅川市国民经济和社会发展第十四个五年规划纲要

第一章 产业

一、农业

擦亮药材、梅花鹿、竹木三张名片，建设养殖基地3处。

二、工业

支持化工园改造，新建厂房12万平方米。

三、交通

新建改建农村公路500公里。
"""


def test_a_name_that_is_wrongly_proposed_does_not_silence_a_plan() -> None:
    reading = segment(Source.of_text("plan.txt", OUTLINE), place="宜昌市")
    by_rules = extract(reading)
    proposed = extract(reading, Told(("梅花鹿", P, 0.99)))
    assert any(m.name == "梅花鹿" and m.type is P for m in proposed.mentions)
    assert len(by_rules.proposals) >= 2
    assert [p.kind for p in proposed.proposals] == [p.kind for p in by_rules.proposals]
