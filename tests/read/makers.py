"""The same document in every format: a text is set as a web page, a Word file, a workbook, a PDF file of one or two columns, a picture.

What these makers write is what people have: a web page has its site around the article, Word has no empty lines between paragraphs, a PDF
file breaks lines where its columns end. Lines with tabs become tables, Markdown marks become what they stand for.
"""

from __future__ import annotations

import html
import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.read.picture import can_recognize

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"


@dataclass(frozen=True)
class Line:
    """A line of a text without its marks. level: of a heading; above: empty lines before it; table: what table it is a row of, from 1."""

    text: str
    level: int = 0
    above: int = 0
    quoted: bool = False
    table: int = 0

    @property
    def cells(self) -> list[str]:
        return self.text.split("\t")

    @property
    def is_rule(self) -> bool:
        return bool(re.fullmatch(r"-{3,}", self.text))


def lines_of(text: str) -> list[Line]:
    out: list[Line] = []
    above = table = 0
    row_before = False
    for raw in text.splitlines():
        if not raw.strip():
            above, row_before = above + 1, False
            continue
        row = "\t" in raw
        table += row and not row_before
        marks = re.match(r"(#{0,6})\s*(>?)\s*", raw)
        assert marks
        body = raw if row else re.sub(r"\*\*", "", raw[marks.end() :] if marks[1] or marks[2] else raw)
        out.append(Line(body.strip(" "), len(marks[1]), above, bool(marks[2]), table if row else 0))
        above, row_before = 0, row
    return out


def parts(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines one by one, rows of one table together."""
    for table, group in groupby(lines, key=lambda line: line.table):
        if table:
            yield list(group)
        else:
            yield from ([line] for line in group)


PAGE = """<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title}_要闻_临江在线</title><style>p {{ text-indent: 2em }}</style>
<script>document.write("<p>市人大代表假某某建议写进脚本。</p>"); var t = "</p>";</script></head>
<body onload="go()">
<nav><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li></ul></nav>
<div class="top"><a href="/l">登录</a> | <a href="/r">注册</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/n">要闻</a></div>
<form action="/s"><input name="q" value="请输入关键词"><button>搜索</button></form>
<!-- <p>市政协委员注释某建议不要读注释。</p> -->
<div class="wrap"><div class="content" id="zoom">
{body}
</div>
<div style="display:none">市政协委员隐某某建议不要读看不见的字，因为没有人看得见它。</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="side"><h3>相关新闻</h3><ul><li><a href="/1">别处的一则新闻讲了另外一件事情</a></li>
<li><a href="/2">又一则新闻的标题也很长很长很长</a></li></ul></div></div>
<footer><p>版权所有 临江在线 未经授权禁止转载</p></footer>
<div class="beian">临ICP备00000000号-1 网站标识码：0000000000</div>
</body></html>
"""


def as_html(text: str, charset: str = "utf-8") -> bytes:
    lines = lines_of(text)
    body = re.sub(r"</p>\n<p class=on>", "<br>\n", "\n".join(_html(part) for part in parts(lines)))
    page = PAGE.format(charset=charset, title="临江在线", body=body)
    return page.encode("gb18030" if charset == "gb2312" else charset)


def _html(part: list[Line]) -> str:
    spacer = "<p>&nbsp;</p>\n" * max(0, part[0].above - 1)
    if part[0].table:
        rows = "".join("<tr>" + "".join(f"<td>{_escaped(c)}</td>" for c in row.cells) + "</tr>\n" for row in part)
        return f"{spacer}<table border=1>\n{rows}</table>"
    line = part[0]
    if line.is_rule:
        return "<hr>"
    text = _escaped(line.text)
    if line.level:
        return f"{spacer}<h{line.level}>{text}</h{line.level}>"
    if line.quoted:
        return f"<blockquote>{text}</blockquote>"
    return f"{spacer}<p>{text}</p>" if line.above else f"<p class=on>{text}</p>"  # editors break lines inside a paragraph


def _escaped(text: str) -> str:
    """Entities of all sorts, as editors write them."""
    return html.escape(text).replace("\u3000", "&#x3000;").replace("“", "&ldquo;").replace("”", "&rdquo;").replace("—", "&mdash;")


def as_docx(text: str, *, spaced: bool = False) -> bytes:
    """spaced: with an empty paragraph for each empty line; else without any, as Word is written."""
    from docx import Document

    document = Document()
    for part in parts(lines_of(text)):
        if spaced:
            for _ in range(part[0].above):
                document.add_paragraph()
        if part[0].table:
            table = document.add_table(rows=0, cols=max(len(row.cells) for row in part))
            for row in part:
                for cell, words in zip(table.add_row().cells, row.cells, strict=False):
                    cell.text = words
        elif part[0].level:
            document.add_heading(part[0].text, part[0].level)
        else:
            paragraph = document.add_paragraph()
            half = len(part[0].text) // 2  # Word cuts a paragraph into runs wherever it likes
            paragraph.add_run(part[0].text[:half])
            paragraph.add_run(part[0].text[half:]).bold = True
    return _saved(document)


def as_xlsx(text: str) -> bytes:
    """The tables of a text, each in its sheet, under its title: the line above it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    lines = lines_of(text)
    for number, part in enumerate((p for p in parts(lines) if p[0].table), 1):
        sheet = book.create_sheet(f"附表{number}")
        first = lines.index(part[0])
        title = next(n for n in range(first - 1, -1, -1) if lines[n].above or n == 0)
        for line in lines[title:first]:
            sheet.append([line.text])
        sheet.append([])
        for row in part:
            sheet.append([_value(cell) for cell in row.cells])
    hidden = book.create_sheet("选项")
    hidden.append(["不应读出"])
    hidden.sheet_state = "hidden"
    return _saved(book)


def _value(cell: str) -> float | int | str:
    """A figure as a number, as people type it."""
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return float(cell)
    return int(cell) if re.fullmatch(r"[1-9]\d{0,6}", cell) else cell


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


FONT = "STSong-Light"
"""A font of Adobe's Asian pack, which readers have and files need not carry."""
_UNBROKEN = re.compile(r"[A-Za-z\d.]{2}|.[，。、；：！？”）》,;:!?)%]|[“（《(].")  # words are not torn; signs that end or begin no line
_WIDTH, _HEIGHT, _EDGE, _GUTTER = 595.0, 842.0, 50.0, 20.0


def as_pdf(text: str, columns: int = 1, size: float = 10.5) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(_WIDTH, _HEIGHT))
    setter = _Setter(canvas, columns, size)
    for part in parts(lines_of(text)):
        setter.set(part)
    canvas.save()
    return out.getvalue()


class _Setter:
    """Sets lines into columns. Tables and what follows them take the whole width of the page, as they do in print."""

    def __init__(self, canvas: Any, columns: int, size: float) -> None:
        self.canvas, self.columns, self.size = canvas, columns, size
        self.step = 1.5 * size
        self.width = (_WIDTH - 2 * _EDGE - (columns - 1) * _GUTTER) / columns
        self.column, self.y, self.top = 0, _HEIGHT - _EDGE, _HEIGHT - _EDGE

    @property
    def x(self) -> float:
        return _EDGE + self.column * (self.width + _GUTTER)

    def down(self, height: float) -> None:
        """Goes down, to the next column or page if need be."""
        self.y -= height
        if self.y < _EDGE:
            self.column += 1
            if self.column == self.columns:
                self.canvas.showPage()
                self.column, self.top = 0, _HEIGHT - _EDGE
            self.y = self.top - self.step

    def set(self, part: list[Line]) -> None:
        if part[0].above and self.y < self.top:
            self.down(part[0].above * self.step)
        if part[0].table:
            self.table(part)
        elif part[0].is_rule:
            self.down(self.step)
            self.canvas.line(self.x, self.y, self.x + self.width, self.y)
        else:
            self.paragraph(part[0])

    def paragraph(self, line: Line) -> None:
        size = self.size * (1.3 if 0 < line.level < 3 else 1)
        running = len(line.text) > 60
        at = 0
        while at < len(line.text):
            indent = 2 * size if running and at == 0 and not line.text.startswith("　") else 0.0
            end = at + 1
            while end < len(line.text) and self.wide(line.text[at : end + 1], size) <= self.width - indent:
                end += 1
            while at + 1 < end < len(line.text) and _UNBROKEN.search(line.text[end - 1 : end + 1]):
                end -= 1
            self.down(self.step * size / self.size)
            self.write(self.x + indent, line.text[at:end], size)
            at = end

    def write(self, x: float, text: str, size: float) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.y, text)

    def wide(self, text: str, size: float) -> float:
        from reportlab.pdfbase import pdfmetrics

        return float(pdfmetrics.stringWidth(text, FONT, size))

    def table(self, rows: list[Line]) -> None:
        """A table with rules over the whole width, on a page of its own if the columns are in use."""
        if self.columns > 1:
            self.canvas.showPage()
            self.column, self.y, self.top = 0, _HEIGHT - _EDGE, _HEIGHT - _EDGE
        whole, size = _WIDTH - 2 * _EDGE, self.size * 0.8
        count = max(len(row.cells) for row in rows)
        wants = [min(12.0, max(len(row.cells[c]) if c < len(row.cells) else 1 for row in rows) + 1.5) for c in range(count)]
        widths = [whole * want / sum(wants) for want in wants]
        edges = [_EDGE + sum(widths[:c]) for c in range(count + 1)]
        self.y -= 0.5 * self.step
        for row in rows:
            cells = [self.broken(cell, widths[c] - 4, size) for c, cell in enumerate(row.cells)]
            height = max(map(len, cells)) * 1.3 * size + 6
            if self.y - height < _EDGE:
                self.canvas.showPage()
                self.y = _HEIGHT - _EDGE
            upper, self.y = self.y, self.y - height
            for c, broken in enumerate(cells):
                self.canvas.rect(edges[c], self.y, widths[c], height)
                for n, words in enumerate(broken):
                    self.canvas.setFont(FONT, size)
                    self.canvas.drawString(edges[c] + 2, upper - 3 - size * (0.9 + 1.3 * n), words)
        self.top = self.y

    def broken(self, text: str, width: float, size: float) -> list[str]:
        out = [""]
        for char in text:
            if self.wide(out[-1] + char, size) > width:
                out.append("")
            out[-1] += char
        return out


def font_file() -> Path | None:
    """A Chinese font of this machine for the picture, if it has one."""
    folders = (Path("/usr/share/fonts"), Path("/System/Library/Fonts"), Path("C:/Windows/Fonts"))
    known = "noto.*cjk.*regular|wqy.*|simsun|simhei|msyh|pingfang|stheiti.*|droidsansfallback.*"
    names = re.compile(rf"(?:{known})\.(?:ttc|ttf|otf)", re.IGNORECASE)
    return next((p for folder in folders if folder.is_dir() for p in sorted(folder.rglob("*")) if names.fullmatch(p.name)), None)


def can_read_pictures() -> bool:
    """Whether pictures are read here: with the ocr extra, and a font to write them. Always true where all tests run, which then fail."""
    return os.environ.get("CI") == "true" or (can_recognize() and font_file() is not None)


def as_png(text: str, *, size: int = 28, across: int = 40) -> bytes:
    """The text as a page that was scanned, without its tables' rules."""
    from PIL import Image, ImageDraw, ImageFont

    path = font_file()
    assert path is not None
    font = ImageFont.truetype(str(path), size)
    broad = across
    printed: list[tuple[int, list[tuple[float, str]]]] = []  # empty lines above, then words with their places
    for part in parts(lines_of(text)):
        wide = [max(len(row.cells[c]) for row in part if c < len(row.cells)) + 2 for c in range(len(part[0].cells))]
        broad = max(broad, sum(wide) if part[0].table else 0)
        for line in part:
            if line.table:
                printed.append((line.above, [(sum(wide[:c]), cell) for c, cell in enumerate(line.cells)]))
                continue
            rest, above, indent = line.text, line.above, 2 if len(line.text) > across else 0
            while rest:
                end = max(n for n in range(1, len(rest) + 1) if n == 1 or font.getlength(rest[:n]) <= (across - indent) * size)
                end += rest[end : end + 1] in tuple("，。、；：！？”）》,;:!?)")
                printed.append((above, [(indent, rest[:end])]))
                rest, above, indent = rest[end:], 0, 0
    step = int(size * 1.6)
    height = sum(step * (1 + above) for above, _ in printed) + 4 * size
    image = Image.new("RGB", ((broad + 6) * size, height), "white")
    draw, y = ImageDraw.Draw(image), 2 * size
    for above, words in printed:
        y += above * step
        for x, word in words:
            draw.text((2 * size + x * size, y), word, font=font, fill="black")
        y += step
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
