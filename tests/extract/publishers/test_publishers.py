"""Bodies that only a line of publication names, and what they and the bodies that only an office tells of are part of."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.extract.work import Findings
from kg.model import Predicate, Source
from kg.segment import segment

PASSAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("passages.toml").read_text(encoding="utf-8"))["passage"]


def read(passage: dict[str, Any]) -> tuple[Source, Findings]:
    source = Source.of_text("page.txt", passage["text"].lstrip("\n"))
    return source, extract(segment(source, place=passage["place"]))


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["name"])
def test_lines_of_publication_name_bodies(passage: dict[str, Any]) -> None:
    source, found = read(passage)
    published = [m for m in found.mentions if m.rule == "line-of-publication"]
    named = {(m.name, m.form) for m in found.mentions if any(m.form == form for _, form in passage["bodies"])}
    assert named == {(name, form) for name, form in passage["bodies"]}
    assert {(m.name, m.form) for m in published} <= named
    for mention in published:
        assert all(e.proven(source) for e in mention.evidence)
        assert "".join(e.quote for e in mention.evidence) == mention.form


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["name"])
def test_bodies_that_no_block_names_are_part_of_their_body(passage: dict[str, Any]) -> None:
    parts = [(r.subject.name, r.object.name) for r in read(passage)[1].relations if r.predicate is Predicate.PART_OF]
    assert sorted(parts) == sorted((part, whole) for part, whole in passage["parts"])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("灵江政协网 > 提案工作 > 正文\n", "灵江政协网"),
        ("首页 | 要闻\n当前位置：白沙融媒网 >> 人大在线 >> 正文\n", "白沙融媒网"),
        ("乌尔山人大网\n网站首页 | 机构概况\n", "乌尔山人大网"),
    ],
)
def test_the_site_at_the_head_of_its_page(head: str, name: str) -> None:
    found = extract(segment(Source.of_text("page.txt", head + "\n县人大常委会召开会议\n\n会议听取了报告。\n"), place="阜新市"))
    assert [m.name for m in found.mentions if m.rule == "site-of-page"] == [name]


@pytest.mark.parametrize("head", ["首页 > 新闻中心 > 正文\n", "本网 > 要闻\n", "政府网站 > 公开\n"])
def test_a_path_without_a_site(head: str) -> None:
    found = extract(segment(Source.of_text("page.txt", head + "\n县人大常委会召开会议\n\n会议听取了报告。\n"), place="阜新市"))
    assert not [m for m in found.mentions if m.rule == "site-of-page"]
