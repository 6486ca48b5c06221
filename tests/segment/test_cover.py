"""No character is lost or invented: blocks and furniture cover the text once, and segmentation accepts any text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Block, Reading, Source
from kg.segment import segment
from kg.segment.fold import SPACE, fold, fold_spans
from tests.segment.beside import need, texts

DOCUMENTS = texts("corpus", "pages/text")
MARKS = set("#>*_~|-+·•●○▲△◆◇■□►▶→➤√✓☆★※▌▍▎❯・∙‧")  # Markdown and bullets: what may be left out
WHITE = re.compile(rf"[{SPACE}]")


def blocks_of(reading: Reading) -> list[Block]:
    return [b for a in reading.articles for b in a.blocks] + list(reading.furniture)


def check(text: str) -> None:
    reading = segment(Source.of_text("page.txt", text))
    blocks = blocks_of(reading)
    times = Counter(at for b in blocks for at in b.offsets)
    doubled = {at: text[at] for at, n in times.items() if n > 1}
    assert not doubled
    lost = [(at, c) for at, c in enumerate(text) if at not in times and not WHITE.match(c) and c not in MARKS]
    assert not lost
    for b in blocks:
        assert len(b.text) == len(b.offsets)
        assert all(x < y for x, y in pairwise(b.offsets))
        straight = {'"': "“”", "'": "‘’"}
        for c, at in zip(b.text, b.offsets, strict=True):
            printed = fold(text[at])
            assert c == printed or c in straight.get(printed, "") or (c == " " and WHITE.match(printed))
    for a in reading.articles:
        assert a.blocks
        assert a.start == min(b.offsets[0] for b in a.blocks) and a.end == max(b.offsets[-1] for b in a.blocks) + 1
    starts = [a.start for a in reading.articles]
    assert starts == sorted(starts)


LINES = [
    "江城日报", "第3版 民生", "2024年3月1日 星期五", "责编/顾 远 校对/秦可为", "---", "江城两会特刊", "# 一图读懂政府工作报告",
    "## 把路修到村口", "### ▍产业有劲", "市人大代表、江城某某机械有限公司董事长顾远", "市政协委员顾远、秦可为", "让老厂房热起来",
    "——访市政协委员顾远", "本报记者 顾 远 通讯员 秦可为", "本报讯(记者 顾远)3月1日,市六届人大四次会议开幕。", "□ 江城日报记者 顾远",
    "他建议,市里应当每年拿出", "“一公里”路灯亮起来,", "两千万元修路。", "顾远在社区走访。秦可为 摄", "图为会场。", "(受访者供图)",
    "▲顾远(左)与居民交谈。 本报记者 秦可为/摄", "- 新建学校3所", "● 改造小区12个", "→ 增长5%左右", "**6.7%**", "地区生产总值增速(预计)",
    "> “路通了。”", "1. 修桥", "2. 补路", "一、2023年工作回顾", "(一)坚持扩大内需,着力畅通循环", "01｜看产业", "附件1",
    "2024年先进集体名单(3个)", "序号\t单位\t人", "1\t市水利局\t顾 远", "\t\t甲\t乙", "| 指标 | 计划 |", "|---|---|",
    "林 越(女) 李四 张 三", "吐尔逊·阿不都", "热合曼(女,维吾尔族)", "【答复】市水利局答复,今年开工", "【编后】", "启事", "市政协办公室",
    "2024年3月1日", "(以上三人均为委员)", "新闻热线:0731-22816688", "各位代表!", "《关于修桥的提案》", "顾远 江城某某机械有限公司董事长",
    "秦可为(女) 江城某某小学校长", "，接着说", "》的提案", "*", "**", "#", "|", "·", "> ", "\u200b", "**粗**与__细__", "a b  c",
]  # fmt: skip
ENDS = ["\n", "\n", "\n\n", "\n\n\n", "\r\n", "\u2028", "  \n\u3000\u3000"]
PAGES = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(ENDS)), max_size=40).map(lambda ps: "".join(a + b for a, b in ps))
ANY = st.characters(codec="utf-8")
TELLING = "#*|>-·〇年月日0123456789二十()（）：:/记者摄文图王\t\n 。，？【】"


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_generated_pages_are_covered_once(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(ANY, max_size=200) | st.text(TELLING, max_size=120))
def test_any_text_is_accepted_and_covered_once(text: str) -> None:
    check(text)


@given(st.text(ANY, max_size=120))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    folded, places = fold_spans(fold(text), [(0, len(text))])
    assert len(folded) == len(places)


@pytest.mark.parametrize("path", DOCUMENTS or [None], ids=lambda p: p.name if p else "absent")
def test_documents_are_covered_once(path: Path | None) -> None:
    need(path)
    assert path is not None
    check(path.read_text(encoding="utf-8"))


LONG = {
    "datelines": "江城日报讯\n" * 20_000,
    "heads": "路通了\n" * 20_000,
    "torn": "- 修桥、\n" * 20_000,
    "names": "林 越(女) 李四\n" * 20_000,
    "marks": "## 修桥\n---\n" * 10_000,
    "signs": "■ 修桥\n" * 20_000,
    "rows": "甲\t乙\n" * 20_000,
    "captions": "图为会场。\n" * 20_000,
    "one line": "修" * 200_000,
}


@pytest.mark.parametrize("page", LONG.values(), ids=LONG)
def test_work_grows_with_the_text_only(page: str) -> None:
    """Thirty times the text may take no more than some hundred times as long: what looks ahead must not look to the end."""
    def seconds(text: str) -> float:
        before = process_time()
        segment(Source.of_text("page.txt", text))
        return process_time() - before

    short = page[: len(page) // 30]
    seconds(short)
    assert seconds(page) < 100 * max(seconds(short), 0.002)
