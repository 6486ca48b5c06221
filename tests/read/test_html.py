"""Web pages: what a browser would show of the article, and nothing else."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from kg.errors import InputError
from kg.read.html import read
from kg.read.mainpart import is_site_line
from kg.read.mhtml import read as read_mhtml

LINES = tomllib.loads((files("kg.read") / "site_lines.toml").read_text(encoding="utf-8"))["line"]
STORY = "<p>市政协委员柳青禾建议，把老旧小区的充电桩装到楼下，每个小区不少于十个，费用由财政补三成。</p>" * 2


def text_of(body: str, head: str = "") -> str:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "页.html").text


@pytest.mark.parametrize(("line", "text"), [(line, t) for line in LINES for t in line["examples"]], ids=str)
def test_a_line_of_a_site_is_left_out(line: dict[str, Any], text: str) -> None:
    assert re.match(line["pattern"], re.sub(r"\s", "", text)) and is_site_line(text)


@pytest.mark.parametrize("text", [t for line in LINES for t in line["never"]])
def test_a_line_of_an_article_stays(text: str) -> None:
    assert not is_site_line(text)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>建议\n  修桥</p>", "建议修桥\n"),
        ("<p>a\n b</p>", "a b\n"),
        ("<p>一<br>二<br/>三</p>", "一\n二\n三\n"),
        ("<p>一</p><p>二</p>", "一\n\n二\n"),
        ("<div>一</div><div>二</div>", "一\n二\n"),
        ("<p>王&nbsp;隽&#x3000;李&middot;四 &ldquo;好&rdquo; &lt;b&gt; &amp;lt;</p>", "王\xa0隽　李·四 “好” <b> &lt;\n"),
        ("<ul><li>甲</li><li>乙</li></ul><ol start=3><li>丙</li><li>丁</li></ol>", "· 甲\n· 乙\n\n3. 丙\n4. 丁\n"),
        ("<pre>甲  乙\n 丙</pre>", "甲  乙\n丙\n"),
        ("<p>甲</p><hr><p>乙</p>", "甲\n\n---\n\n乙\n"),
        ("甲<script>document.write('乙')</script><style>丙</style><!-- 丁 --><noscript>戊</noscript><p hidden>己</p>", "甲\n"),
        ("<p>甲<span style='DISPLAY : none'>乙</span>丙</p>", "甲丙\n"),
        ("<p>甲<p>乙<b><p>丙</b>", "甲\n\n乙\n\n丙\n"),
    ],
)
def test_a_page_is_shown_as_a_browser_shows_it(body: str, text: str) -> None:
    assert text_of(body) == text


def test_merged_cells_stand_at_their_first_place() -> None:
    table = (
        "<table><tr><th rowspan=2>指标</th><th colspan=2>2024年</th></tr><tr><th>计划</th><th>实际</th></tr>"
        "<tr><td>食堂<br>（座）</td><td>20</td><td></td></tr></table>"
    )
    assert text_of(table) == "指标\t2024年\t\n\t计划\t实际\n食堂 （座）\t20\t\n"


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    inner = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    text = text_of(f"<table><tr><td><a href=x>首页</a></td><td>{STORY}{inner}</td></tr></table>")
    assert "甲\t1\n乙\t2\n" in text and "柳青禾建议" in text and "首页\t" not in text


@pytest.mark.parametrize(
    ("charset", "encoding", "used"),
    [("utf-8", "utf-8", "utf-8"), ("gb2312", "gb18030", "gb18030"), ("big5", "big5", "big5hkscs"), ("utf-8", "gb18030", "gb18030")],
)
def test_the_encoding_that_a_page_states_is_used_unless_it_is_wrong(charset: str, encoding: str, used: str) -> None:
    page = f'<meta charset="{charset}"><p>市政府建立平台，方便居民。</p>'
    content = read(page.encode(encoding), "页.html")
    assert content.text == "市政府建立平台，方便居民。\n" and content.encoding == used


def test_headline_and_credit_outside_the_text_belong_to_it() -> None:
    page = (
        "<div class=a><a href=x>新闻</a></div><h1>充电桩装到楼下</h1><div>2025-01-08 来源：临江日报</div>"
        f"<div class=b><div>{STORY}</div></div><div>责任编辑：吴小满</div><div><a href=y>别的新闻说了别的事</a></div>"
    )
    lines = [line for line in text_of(page).splitlines() if line]
    assert lines[:2] == ["充电桩装到楼下", "2025-01-08 来源：临江日报"] and lines[-1] == "责任编辑：吴小满" and len(lines) == 5


def test_the_page_in_an_archive_is_read() -> None:
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n--X\nContent-Type: image/png\n\nxx\n"
        "--X\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<p>建议修桥。</p>\n--X--\n"
    )
    assert read_mhtml(archive.encode(), "页.mhtml").text == "建议修桥。\n"
    with pytest.raises(InputError, match="no page in it"):
        read_mhtml(b"MIME-Version: 1.0\n\nx", "页.mhtml")


@pytest.mark.parametrize("body", ["", "<script>x</script>", "<p>&nbsp;</p>"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(InputError, match=r"^页\.html: no text in it"):
        text_of(body)


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="nested more than"):
        text_of("<div>" * 100_000 + "建议")
