"""Word and Excel: what these programs show, also where it is not written as plain text."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest

from kg.read import docx, xlsx
from kg.read.numbering import han

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, **parts: str) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


DELETED = "<w:del><w:r><w:delText>拆</w:delText></w:r></w:del>"
BOX = f"<w:p>{run('甲')}<w:r><w:pict><w:txbxContent>{paragraph('框里')}</w:txbxContent></w:pict></w:r></w:p>"
MERGED = table(
    cell("指标", '<w:vMerge w:val="restart"/>') + cell("2024年", '<w:gridSpan w:val="2"/>'),
    cell("", "<w:vMerge/>") + cell("计划") + cell("实际"),
)
CASES = {
    "tracked changes": (f"<w:p>{run('建议')}<w:ins>{run('修')}</w:ins>{DELETED}{run('桥')}</w:p>", "建议修桥\n"),
    "links and hidden text": (f"<w:p><w:hyperlink>{run('附件')}</w:hyperlink>{run('看不见', '<w:vanish/>')}</w:p>", "附件\n"),
    "content controls": (f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>{paragraph('乙')}", "甲\n乙\n"),
    "breaks and tabs": (f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}<w:r><w:tab/></w:r>{run('丙')}</w:p>", "甲\n乙　丙\n"),
    "text boxes": (BOX + paragraph("乙"), "甲\n框里\n乙\n"),
    "empty paragraphs": (paragraph("甲") + "<w:p/>" + paragraph("乙"), "甲\n\n乙\n"),
    "running text": (paragraph("第一段说完了。") + paragraph("第二段"), "第一段说完了。\n\n第二段\n"),
    "merged cells": (MERGED, "指标\t2024年\t\n\t计划\t实际\n"),
    "names in cells": (
        table(cell("柳青禾") + cell("王　隽（女）"), cell("陈雨晴") + cell("赵明远")),
        "柳青禾　　王　隽（女）\n陈雨晴　　赵明远\n",
    ),
    "a frame": (table(cell("整页放在一格里的公文。")), "整页放在一格里的公文。\n"),
}


@pytest.mark.parametrize(("body", "text"), CASES.values(), ids=CASES)
def test_what_word_shows(body: str, text: str) -> None:
    assert docx.read(word(body), "文.docx").text == text


def test_numbers_that_word_prints_by_itself() -> None:
    levels = [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%3."), ("bullet", "\uf0b7")]
    xml = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(levels)
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{xml}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {W}><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="I"><w:basedOn w:val="H"/></w:style></w:styles>'
    )

    def item(text: str, level: int) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')

    body = (
        paragraph("甲", '<w:pStyle w:val="I"/>')
        + item("乙", 1)
        + item("丙", 1)
        + item("丁", 2)
        + item("戊", 0)
        + item("己", 1)
        + item("庚", 3)
    )
    got = docx.read(word(body, numbering=numbering, styles=styles), "文.docx").text.split("\n")
    assert got[:7] == ["一、甲", "（一）乙", "（二）丙", "一.1. 丁", "二、戊", "（一）己", "· 庚"]


def test_notes_at_the_foot_follow_the_text() -> None:
    line = f'<w:footnote w:type="separator">{paragraph("—")}</w:footnote>'
    notes = f"<w:footnotes {W}>{line}<w:footnote>{paragraph('注：预计数')}</w:footnote></w:footnotes>"
    assert docx.read(word(paragraph("正文"), footnotes=notes), "文.docx").text == "正文\n注：预计数\n"


def test_numbers_in_han() -> None:
    assert [han(n) for n in (1, 10, 11, 20, 21, 99, 100)] == ["一", "十", "十一", "二十", "二十一", "九十九", "100"]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.061, "0.0%", "6.1%"), (0.5, "0%", "50%"), (0.1 + 0.2, "General", "0.3"), (5.0, "General", "5"), (1234.5, "#,##0.00", "1234.50"),
        (-9.5, "0.0", "-9.5"), (1e21, "General", "1000000000000000000000"), (1.5e-7, "General", "0.00000015"), (120, '0"人"', "120人"),
        (4.6, "0.##", "4.6"), (4, "0.##", "4"), (date(2025, 1, 8), "General", "2025年1月8日"),
        (datetime(2025, 1, 8), "General", "2025年1月8日"), (True, "General", "是"), ("甲", "General", "甲"),
    ],
)  # fmt: skip
def test_a_cell_is_written_as_excel_shows_it(value: Any, form: str, text: str) -> None:
    assert xlsx.shown(value, form) == text


def test_sheets_have_their_names_and_notes_above_and_below_the_table() -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    first.title = "重点项目"
    for row in (["临江市重点项目表"], [], [None, "名称", "投资（亿元）"], [None, "跨江大桥", 12.5], ["注：均为计划数"]):
        first.append(row)
    first.merge_cells("A1:C1")
    book.create_sheet("Sheet2").append(["甲", 1])
    book.create_sheet("空表")
    out = io.BytesIO()
    book.save(out)
    assert xlsx.read(out.getvalue(), "表.xlsx").text == (
        "重点项目\n\n临江市重点项目表\n\n\t名称\t投资（亿元）\n\t跨江大桥\t12.5\n\n注：均为计划数\n\n甲\t1\n"
    )
