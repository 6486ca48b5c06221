"""Which articles are plans, which of their headings look ahead, and full stops of half width."""

from __future__ import annotations

import pytest

from kg.extract.proposals.plans import is_line
from kg.extract.proposals.sections import Section, of_headings, verdict
from kg.extract.proposals.stops import with_stops
from kg.extract.work import ArticleView, View
from kg.model import Article, ArticleKind, Block, BlockKind


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("一、2024年工作回顾", Section.PAST),
        ("2024:在爬坡中前行", Section.PAST),
        ("2025:向新而行", Section.PLAN),
        ("今年要干这些大事", Section.PLAN),
        ("这一年,我们干成了这些事", Section.PAST),
        ("数说2024", Section.PAST),
        ("三、政府自身怎么改", None),
        ("让人民生活更好", None),
    ],
)
def test_what_a_heading_announces(heading: str, wanted: Section | None) -> None:
    assert verdict(heading, 2025) is wanted


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (["二、2025年工作安排", "(一)在扩大开放上迈出新步伐"], Section.PLAN),
        (["一、2024年工作回顾", "(一)在扩大开放上迈出新步伐"], Section.PAST),
        (["二、2025年工作安排", "(一)2024年完成情况"], Section.PAST),
        (["(一)在扩大开放上迈出新步伐"], Section.PAST),
    ],
)
def test_a_heading_pitched_high_gives_way_to_the_one_above(headings: list[str], wanted: Section) -> None:
    assert of_headings(headings, 2025) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("增长2.1%.新建冷库6座.二是抓联农.", "增长2.1%。新建冷库6座。二是抓联农。"),
        ("1.总体要求.坚持稳中求进", "1.总体要求。坚持稳中求进"),
        ("PM2.5浓度降到30.5微克", "PM2.5浓度降到30.5微克"),
        ("网址是www.example.cn", "网址是www.example.cn"),
    ],
)
def test_points_that_are_full_stops(text: str, wanted: str) -> None:
    block = Block(BlockKind.PARAGRAPH, text, range(len(text)))
    article = ArticleView(Article("", 0, len(text), ArticleKind.REPORT, (block,)), [View(block)])
    read = with_stops(article).views[0]
    assert read.text == wanted
    assert read.block.offsets == block.offsets and article.views[0].text == text


@pytest.mark.parametrize(
    ("line", "before", "following", "wanted"),
    [
        ("建设跨境电商监管中心", BlockKind.SUBTITLE, BlockKind.SUBTITLE, True),
        ("改造供水管网9公里", BlockKind.PARAGRAPH, None, True),
        ("民生提质", BlockKind.SUBTITLE, BlockKind.SUBTITLE, False),
        ("全力推动工业扩量提质", BlockKind.SUBTITLE, BlockKind.BULLET, False),
        ("2026年干这些实在的大事", BlockKind.SUBTITLE, BlockKind.SUBTITLE, False),
        ("小编带您划出几个重点:", BlockKind.SUBTITLE, BlockKind.SUBTITLE, False),
    ],
)
def test_lines_of_a_poster(line: str, before: BlockKind, following: BlockKind | None, wanted: bool) -> None:
    def block(kind: BlockKind, text: str = "改造老旧小区") -> Block:
        return Block(kind, text, range(len(text)))

    assert is_line(block(BlockKind.SUBTITLE, line), block(before), block(following) if following else None) is wanted
