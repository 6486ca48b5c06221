"""Units of the body that signs a document, and of the page's own newspaper, named without the body."""

import pytest

from kg.extract import extract
from kg.extract.own_units import RULE, units_of_paper
from kg.model import Issue, Reading, Source
from kg.segment import segment

REPLY = """阜新市民政局关于市政协一次会议第18号提案的答复

孙丽委员：
您提出的提案收悉。我局今年新建养老驿站12个。

阜新市民政局
2021年5月8日

{line}
"""


def units(line: str) -> list[str]:
    reading = segment(Source.of_text("page.txt", REPLY.replace("{line}", line)), place="阜新市")
    return [m.name for m in extract(reading).mentions if m.rule == RULE]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("（联系人：养老服务科 周正平，0418-2820000）", "阜新市民政局养老服务科"),
        ("联系人及电话：基层政权建设科  乌兰  2820001", "阜新市民政局基层政权建设科"),
        ("撰稿：救助管理中心 何欣", "阜新市民政局救助管理中心"),
    ],
)
def test_the_unit_behind_a_label(line: str, name: str) -> None:
    assert units(line) == [name]


@pytest.mark.parametrize("line", ["（联系人：周正平，0418-2820000）", "联系电话：2820001", "（联系人：科技专干周正平）"])
def test_a_label_without_a_unit(line: str) -> None:
    assert units(line) == []


def test_units_of_the_paper() -> None:
    source = Source.of_text("page.txt", "辽西晚报\n本报两会报道组采写\n辽西晚报编辑部 0418-2820002\n本报记者 何欣\n")
    reading = segment(source)
    reading = Reading(source=reading.source, articles=reading.articles, issue=Issue(paper="辽西晚报"))
    assert [m.name for m in units_of_paper(reading)] == ["辽西晚报两会报道组", "辽西晚报编辑部"]
