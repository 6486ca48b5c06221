"""The example documents in every format that people have: the same articles, tables and rosters come out."""

from __future__ import annotations

import io
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from kg.model import BlockKind, Reading, Source
from kg.read import read_source
from kg.segment import segment
from tests.read import makers

NAMES = sorted(path.name for path in makers.EXAMPLES.glob("*.txt"))
WITH_TABLES = ["baishan-commendation-list.txt", "dali-joint-proposals.txt", "hulan-plan-report.txt"]

FORMATS: list[tuple[str, str, Callable[[str], bytes]]] = [
    ("html", ".html", makers.as_html),
    ("html in gb2312", ".htm", lambda text: makers.as_html(text, "gb2312")),
    ("word", ".docx", makers.as_docx),
    ("word with empty lines", ".docx", lambda text: makers.as_docx(text, spaced=True)),
    ("pdf", ".pdf", makers.as_pdf),
    ("pdf in two columns", ".pdf", lambda text: makers.as_pdf(text, 2)),
]


def example(name: str) -> str:
    return (makers.EXAMPLES / name).read_text(encoding="utf-8")


def read_as(data: bytes, suffix: str, folder: Path) -> Source:
    path = folder / f"页面{suffix}"
    path.write_bytes(data)
    return read_source(path)


def articles(reading: Reading) -> list[tuple[Any, ...]]:
    return [(a.title, a.kind, a.date, a.bylines) for a in reading.articles]


def tables(reading: Reading) -> list[tuple[Any, ...]]:
    found = [b.table for a in reading.articles for b in a.blocks if b.table is not None]
    return [(t.header, [[cell.text for cell in row] for row in t.rows]) for t in found]


def rosters(reading: Reading) -> list[str]:
    """By article; not by block, since a list of names is one list however its lines are broken."""
    return ["".join(b.text for b in a.blocks if b.kind is BlockKind.ROSTER) for a in reading.articles]


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("suffix", "make"), [f[1:] for f in FORMATS], ids=[f[0] for f in FORMATS])
def test_a_document_is_read_alike_in_every_format(name: str, suffix: str, make: Callable[[str], bytes], tmp_path: Path) -> None:
    text = example(name)
    source = read_as(make(text), suffix, tmp_path)
    expected, found = segment(Source.of_text(name, text)), segment(source)
    assert articles(found) == articles(expected)
    assert tables(found) == tables(expected)
    assert rosters(found) == rosters(expected)
    assert found.issue == expected.issue


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("suffix", "make"), [f[1:] for f in FORMATS], ids=[f[0] for f in FORMATS])
def test_no_character_is_lost_or_added(name: str, suffix: str, make: Callable[[str], bytes], tmp_path: Path) -> None:
    """In the order of the text: nothing of the site around a page, nothing twice. Rules across the page are drawn in PDF, not written."""
    lines = [line for line in makers.lines_of(example(name)) if not line.is_rule]
    text = read_as(make(example(name)), suffix, tmp_path).text.replace("---\n", "")
    assert bare(text) == bare("".join(line.text for line in lines))


@pytest.mark.parametrize("name", WITH_TABLES)
def test_the_tables_of_a_document_as_a_workbook(name: str, tmp_path: Path) -> None:
    """A workbook has the tables and their titles, nothing else of the document."""
    source = read_as(makers.as_xlsx(example(name)), ".xlsx", tmp_path)
    expected, found = segment(Source.of_text(name, example(name))), segment(source)
    assert tables(found) == tables(expected)
    with_tables = [a.title for a in expected.articles if any(b.table for b in a.blocks)]
    assert [a.title for a in found.articles] == with_tables
    assert "不应读出" not in source.text


@pytest.mark.skipif(not makers.can_read_pictures(), reason="the ocr extra or a Chinese font is missing")
def test_a_picture_of_a_document(tmp_path: Path) -> None:
    """A recognizer takes some characters for others and drops the white space between two words: so texts are compared by likeness."""
    text = example("hulan-plan-report.txt")
    text = "\n".join([*text.splitlines()[:14], *text.splitlines()[-16:-2]]) + "\n"
    source = read_as(makers.as_png(text), ".png", tmp_path)
    expected, found = segment(Source.of_text("a.txt", text)), segment(source)
    assert SequenceMatcher(None, bare(source.text), bare(text), autojunk=False).ratio() > 0.95
    assert len(found.articles) == len(expected.articles)
    for a, b in zip(articles(found), articles(expected), strict=True):
        assert SequenceMatcher(None, bare(a[0]), bare(b[0])).ratio() > 0.9 and a[1] == b[1]
    ((header, rows),) = tables(found)
    ((right_header, right_rows),) = tables(expected)
    assert [len(row) for row in rows] == [len(row) for row in right_rows] and len(header) == len(right_header)
    assert SequenceMatcher(None, str(rows), str(right_rows), autojunk=False).ratio() > 0.9
    start = source.text.index("受区人民政府")
    ((page, x0, y0, x1, y1),) = source.place_of(start, start + 6)
    assert page == 1 and 0 < x0 < x1 and 0 < y0 < y1 and 3 < (x1 - x0) / (y1 - y0) < 7


@pytest.mark.skipif(not makers.can_read_pictures(), reason="the ocr extra or a Chinese font is missing")
def test_a_scanned_page_in_a_pdf_file(tmp_path: Path) -> None:
    """Places are points of the page, whatever the picture's resolution."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(460, 200))
    picture = makers.as_png("市政协委员建议修一座桥\n\n方便两岸村民出行\n")
    canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, 460, 200)
    canvas.save()
    source = read_as(out.getvalue(), ".pdf", tmp_path)
    assert source.text.split() == ["市政协委员建议修一座桥", "方便两岸村民出行"]
    assert source.unread == ()
    boxes = source.place_of(0, len(source.text))
    assert [box[0] for box in boxes] == [1, 1] and all(0 < x0 < x1 < 460 and 0 < y0 < y1 < 200 for _, x0, y0, x1, y1 in boxes)
