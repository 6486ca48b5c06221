"""PDF: columns in the order of reading, tables with and without rules, and every character's place on the page."""

from __future__ import annotations

import io
from functools import cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Source
from kg.read.pdf import read
from tests.read import makers, newspaper

TEXT = (makers.EXAMPLES / "yichang-two-sessions-page.txt").read_text(encoding="utf-8")


@cache
def _data() -> bytes:
    return makers.as_pdf(TEXT, 2)


@cache
def _document() -> Source:
    content = read(_data(), "页面.pdf")
    return Source("页面.pdf", "", content.text, places=content.places)


@pytest.fixture
def source() -> Source:
    return _document()


def printed(data: bytes, boxes: list[tuple[int, float, float, float, float]]) -> str:
    """What PDFium says stands in these boxes: those characters whose middle lies in them."""
    document = pypdfium2.PdfDocument(data)
    out = []
    for page, x0, y0, x1, y1 in boxes:
        text = document[page - 1].get_textpage()
        height = document[page - 1].get_height()
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n, loose=True)
            if x0 < (left + right) / 2 < x1 and y0 < height - (bottom + top) / 2 < y1:
                out.append(text.get_text_range(n, 1))
    document.close()
    return "".join("".join(out).split())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2500), st.integers(1, 60))
def test_a_span_is_printed_where_its_places_are(start: int, length: int) -> None:
    document = _document()
    quote = document.text[start : start + length]
    assert printed(_data(), document.place_of(start, start + length)) == "".join(quote.split())


def test_places_cover_every_character_once(source: Source) -> None:
    covered = [n for placed in source.places for n in range(placed.start, placed.end)]
    assert covered == [n for n, char in enumerate(source.text) if not char.isspace() or n in set(covered)]
    assert len(source.places) < len(source.text) / 3, "the map is compact"


def test_a_span_over_two_columns_has_a_box_in_each(source: Source) -> None:
    first = source.places[0]
    assert source.place_of(first.start, first.start) == []
    boxes = source.place_of(0, len(source.text))
    assert {box[0] for box in boxes} == set(range(1, source.places[-1].page + 1))


def test_a_newspaper_page_is_read_article_by_article() -> None:
    text = read(newspaper.page(), "页面.pdf").text
    body = [*newspaper.paragraphs(1, 9), *newspaper.paragraphs(2, 5)]
    lines = [line for line in text.splitlines() if line]
    assert [line for line in lines if line.startswith("第")] == body
    order = [newspaper.HEADLINES[0], body[0], body[8], newspaper.HEADLINES[1], "□ 临江日报记者 周海棠", body[9], body[13]]
    places = [lines.index(line) for line in order]
    assert places == sorted(places)
    assert lines[0] == "临江日报　　2025年1月8日 星期三　　03 要闻"
    assert lines[-5:-1] == ["\t".join(row) for row in newspaper.TABLE]
    assert lines[-1] == newspaper.FOOT


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(angle: int) -> None:
    """The page is written turned the other way, so that it stands upright when shown."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(makers.FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setPageRotation(angle)
    canvas.rotate(angle)
    canvas.translate(*{90: (0, -842), 180: (-595, -842), 270: (-595, 0)}[angle])
    canvas.setFont(makers.FONT, 12)
    canvas.drawString(50, 842 - 80, "建议修一座桥。")
    canvas.drawString(50, 842 - 120, "建议开一条公交线。")
    canvas.save()
    content = read(out.getvalue(), "a.pdf")
    assert content.text.split() == ["建议修一座桥。", "建议开一条公交线。"]
    first = content.places[0]
    assert first.page == 1 and first.x0 == pytest.approx(50, abs=2) and first.y0 < 80 < first.y1 + 5 < 100


def test_a_table_over_two_pages_is_one_table_with_one_header() -> None:
    rows = [f"{n}\t关于第{n}件事的建议\t某某{n}\t市民政局" for n in range(1, 80)]
    text = "目录\n\n序号\t题目\t领衔代表\t承办单位\n" + "\n".join(rows) + "\n"
    content = read(makers.as_pdf(text), "a.pdf")
    assert content.text.splitlines()[2:] == ["序号\t题目\t领衔代表\t承办单位", *rows]
    assert {placed.page for placed in content.places} == {1, 2}
