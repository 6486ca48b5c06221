"""Two people of one name in one document: told apart where its notes contradict each other, and only there. All people are invented."""

from __future__ import annotations

import pytest

from kg.model import DocumentFacts, EntityType
from tests.resolve.test_resolve import of, read

ROSTER = """云溪市第十届人民代表大会代表名单
(共12名)
河西区代表团(6名)
李强(女) 王建国 赵小兰(女) 陈立(回族) 孙明 周涛
河东区代表团(6名)
李强 钱进 吴桂花(女) 郑大海 冯刚 许诺(女)
"""


def people(text: str) -> dict[str, str]:
    return {name: entity.key for name, entity in of(read(text, "宜昌市"), EntityType.PERSON).items()}


def bodies(found: DocumentFacts, name: str) -> set[str]:
    return {p.organization.name for p in found.positions if p.person.name == name and p.organization}


def test_a_roster_with_a_woman_and_a_man_of_one_name() -> None:
    found = read(ROSTER, "宜昌市")
    both = {name: entity for name, entity in of(found, EntityType.PERSON).items() if name.startswith("李强")}
    assert {name: entity.key for name, entity in both.items()} == {
        "李强": "person/宜昌市/李强",
        "李强（女）": "person/宜昌市/李强（女）",
    }
    assert both["李强（女）"].aliases == ("李强",)
    assert dict(both["李强（女）"].attributes) == {"gender": "女"} and not both["李强"].attributes
    for name in ("李强", "李强（女）"):
        assert [p.role for p in found.positions if p.person.name == name] == ["代表"]


def test_in_a_roster_that_notes_nobody_a_name_without_a_note_says_nothing() -> None:
    text = ROSTER.replace("吴桂花(女) 郑大海 冯刚 许诺(女)", "吴桂花 郑大海 冯刚 许诺")
    assert {name for name in people(text) if name.startswith("李强")} == {"李强"}


def test_notes_in_sentences() -> None:
    text = "云溪市政协委员李强(女)建议加装电梯。会上，云溪市教育局局长李强(男)作了说明。李强说，会后再谈电梯的事。"
    found = read(text, "宜昌市")
    assert {n for n in of(found, EntityType.PERSON) if n.startswith("李强")} == {"李强", "李强（女）"}
    assert bodies(found, "李强") == {"宜昌市教育局"}
    assert bodies(found, "李强（女）") == {"中国人民政治协商会议宜昌市委员会"}
    first = next(p for p in found.proposals if "加装电梯" in p.text)
    assert [r.name for r in first.proposers] == ["李强（女）"]


@pytest.mark.parametrize(
    "text",
    [
        "云溪市政协委员李强(女)建议加装电梯。李强说，会后再谈电梯的事。",
        "云溪市政协委员李强(女,回族)建议加装电梯。会上，李强(女)作了说明。",
        "云溪市政协委员李强建议加装电梯。会上，云溪市教育局局长李强作了说明。",
    ],
)
def test_without_a_contradiction_they_are_one(text: str) -> None:
    assert {n for n in people(text) if n.startswith("李强")} == {"李强"}


def test_two_ethnic_groups() -> None:
    text = "云溪市政协委员李强(回族)建议加装电梯。会上，云溪市教育局局长李强(满族)作了说明。"
    assert {n for n in people(text) if n.startswith("李强")} == {"李强（回族）", "李强（满族）"}
