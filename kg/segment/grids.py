"""Tables that only white space or the order of lines shows: columns set apart by blanks, and cells that stand one below the other.

Pages that were copied out of a browser or a word processor lose the lines of their tables. What stays is that the same columns come again
in every row, and that rows are counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon.labels import offices
from kg.lexicon.names import could_be_name
from kg.segment.lines import Line

_ONE = r"[^\u4e00-\u9fff][\u4e00-\u9fff]"  # a Chinese character by itself
_PADDED = rf"(?:(?<={_ONE}[ \u3000]{{2}})|(?<={_ONE}[ \u3000]{{3}}))[\u4e00-\u9fff](?![\u4e00-\u9fff])"
_BLANKS = re.compile(rf"[ \u3000]{{2,}}+(?!{_PADDED})")  # but not those inside a name of two characters (徐  薇)
_HEAD = re.compile(
    r"序\s?号|编号|姓\s?名|名称|项目|单位|指标|类别|内容|时间|备注|地点|地区|品种|产品|界别|组别|代表团|选区|工作站|联络站|委员会"
    r"|(?:提案|建议)(?:名称|题目|标题|编号|号)|案由|案号"
)
_NAME = 20  # characters of the longest name of a column or a row that stands on a line of its own
_COUNTED = re.compile(r"序\s?号|编\s?号|名次|排名")
_COLUMN = re.compile(  # names of columns in lists of people
    r"姓名|性别|民族|党派|政治面貌|籍贯|出生年月|学历|职务|职称|工作单位(?:及职务)?|单位(?:及职务)?|备注|界别|组别|代表团|选区|选举单位|片区|地点|电话|联系电话"
    r"|提案者|提案人|领衔代表|(?:承|主|协|会)办单位|案由|案号|(?:提案|建议)(?:题目|标题|编号|号)|[委代][员表]姓名|[\u4e00-\u9fff]{0,6}(?:工作站|联络站|工作室|委员会|名称)|联系[\u4e00-\u9fff]{1,6}|[\u4e00-\u9fff]{1,4}人"
)
_MARK = re.compile(r"[。;,:!?]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORDS = re.compile(r"[^ \t\u3000]+")
_SEXES = "男女"  # cells of one character, no half of a padded name
_SUMS = ("合计", "总计", "小计")
_AMOUNT = re.compile(r"[-\d.,%—/]+")
# 地区生产总值  1819亿元: figures with their units head no columns
_STATED = re.compile(r"\d(?:%|[万亿]|[元人个家户亩吨件项所条])|(?:增长|下降)\d")
_COLUMNS = 3  # fewer columns are as often names or a title set wide
_ROWS = 3  # lines, the heading among them
_WIDEST = 14  # columns: no table of one cell a line is wider
_TWO = 2  # people, or names of columns about them
_LONGEST = 60  # characters of a cell that stands on a line of its own


def gridded(source: str, lines: list[Line]) -> list[Line]:
    """The lines, with the rows of such tables as lines of the kind "table". A row of cells on lines of their own becomes one line."""
    return _columns(source, _bars(_named_rows(_people(_cells(source, lines)))))


def _bars(lines: list[Line]) -> list[Line]:
    """Rows whose cells are parted by bars that stand between them only (指标|涨跌幅度(%)), at least three below each other."""
    out = list(lines)
    i = 0
    while i < len(lines):
        bars = _bars_in(lines[i])
        end = i + 1
        while bars and end < len(lines) and not lines[end].gap and _bars_in(lines[end]) == bars:
            end += 1
        if bars and end - i >= _ROWS:
            out[i:end] = [replace(_row(line), rule="") for line in lines[i:end]]
        i = end
    return out


def _bars_in(line: Line) -> int:
    inner = line.text.strip("|")
    return inner.count("|") if line.kind != "table" and inner == line.text and len(line.text) <= 2 * _LONGEST else 0


def _named_rows(lines: list[Line]) -> list[Line]:
    """Rows whose cells stand on lines of their own, a name first and then figures, below the names of the columns (产品名称, 产量)."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        widths = range(2, 7) if _HEAD.search(lines[i].text) else ()
        width = next((n for n in widths if _names_columns(lines[i : i + n], n) and _rows_of(lines, i + n, n) >= 2), 0)
        if not width:
            out.append(lines[i])
            i += 1
            continue
        count = 1 + _rows_of(lines, i + width, width)
        out += [replace(_joined(lines[i + k * width : i + (k + 1) * width]), gap=lines[i].gap if not k else 0) for k in range(count)]
        i += count * width
    return out


def _names_columns(lines: Sequence[Line], width: int) -> bool:
    return (
        len(lines) == width
        and all(line.kind != "table" and len(line.text) <= _NAME and not _AMOUNT.fullmatch(line.text) for line in lines)
    )


def _rows_of(lines: Sequence[Line], at: int, width: int) -> int:
    """How many rows of a name and width - 1 figures follow from lines[at] on."""
    count = 0
    while True:
        row = lines[at + count * width : at + (count + 1) * width]
        named = len(row) == width and len(row[0].text) <= _NAME and not _AMOUNT.fullmatch(row[0].text)
        if not named or not all(_AMOUNT.fullmatch(line.text) for line in row[1:]):
            return count
        count += 1


def _columns(source: str, lines: list[Line]) -> list[Line]:
    """Rows whose cells are set apart by wide blanks, below a heading of columns (序号  提案名称  提案者  承办单位); also by single blanks,
    where the heading begins with a number's label and every row is counted and has as many cells (序号 工作站 召集人)."""
    out = list(lines)
    for i, line in enumerate(lines):
        if line.kind == "table" or not _HEAD.match(line.text) or _STATED.search(line.text):
            continue
        width = len(_BLANKS.split(source[line.start : line.end]))
        end = _end_of_columns(source, lines, i, width) if width >= _COLUMNS else i
        labels = len(_singles(source, line))
        if end - i >= _ROWS:
            out[i:end] = [_row(line) for line in lines[i:end]]
        elif labels > max(width, _COLUMNS) and (end := _end_of_columns(source, lines, i, labels)) - i >= _ROWS:
            out[i:end] = [replace(_row(line), rule="blanks"), *(_row(below) for below in lines[i + 1 : end])]  # a crowded heading
        elif (end := _end_of_singles(source, lines, i)) - i >= _ROWS:
            out[i:end] = [replace(_row(line), rule="blanks", gap=0 if n else line.gap) for n, line in enumerate(lines[i:end])]
    return out


def _end_of_columns(source: str, lines: list[Line], i: int, width: int) -> int:
    """Where the rows end that begin at lines[i] and have that many cells, or one cell less."""
    end = i + 1
    while end < len(lines) and not lines[end].gap and lines[end].kind != "table":
        if not width - 1 <= len(_BLANKS.split(source[lines[end].start : lines[end].end])) <= width:
            break
        end += 1
    return end


def _end_of_singles(source: str, lines: list[Line], i: int) -> int:
    """Where the counted rows end whose cells single blanks part, below the heading lines[i]; i when there are none."""
    labels = [re.sub(r"\s", "", source[a:b]) for a, b in _singles(source, lines[i])]
    if len(labels) < _COLUMNS or any(len(label) > _NAME or _MARK.search(label) for label in labels):
        return i
    counted = bool(_COUNTED.fullmatch(labels[0]))
    known = [label in offices() or bool(_COLUMN.fullmatch(label)) for label in labels]
    if not counted and not (known[0] and 2 * sum(known) > len(known) and all(len(label) <= 6 for label in labels)):
        return i
    end = i + 1
    while end < len(lines) and lines[end].gap == lines[i + 1].gap <= 1 and lines[end].kind != "table":
        cells = _singles(source, lines[end])
        first = source[cells[0][0] : cells[0][1]].rstrip(".").rstrip("、")
        if len(cells) != len(labels) or (counted and first != str(end - i)):
            break
        end += 1
    return end


def _singles(source: str, line: Line) -> list[tuple[int, int]]:
    """The cells of a row that single blanks part, as characters of the source; a name padded by blanks (徐 薇) is one cell, and so is a
    note in brackets with what stands before it."""
    out: list[tuple[int, int]] = []
    for m in _WORDS.finditer(source, line.start, line.end):
        a, b = m.span()
        alone = b - a == 1 or source[a + 1 : a + 2] == "("
        second = alone and bool(_HAN.match(source, a)) and source[a] not in _SEXES
        if out and ((source[a] == "(" and out[-1][1] < b) or (second and _lone(source, out[-1]))):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _lone(source: str, cell: tuple[int, int]) -> bool:
    return cell[1] - cell[0] == 1 and source[cell[0]] not in _SEXES and bool(_HAN.match(source, cell[0]))


def _cells(source: str, lines: list[Line]) -> list[Line]:
    """Rows whose cells stand on lines of their own: the heading begins with 序号, the rows with 1, 2, 3 at one and the same distance."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        width = _width(lines, i) if lines[i].text == "序号" else 0
        if not width:
            out.append(lines[i])
            i += 1
            continue
        out.append(_joined(lines[i : i + width]))
        i += width
        number = 1
        while lines[i : i + 1] and lines[i].text == str(number) and _is_row(lines[i : i + width]):
            out.append(replace(_joined(lines[i : i + width]), gap=0))
            i += width
            number += 1
        if lines[i : i + 1] and lines[i].text in _SUMS:  # its cells are fewer, so that none can say which column a figure is of
            sums = i + 1
            while sums < len(lines) and _AMOUNT.fullmatch(lines[sums].text):
                sums += 1
            out += [replace(line, kind="furniture", rule="sums") for line in lines[i:sums]]
            i = sums
    return out


def _people(lines: list[Line]) -> list[Line]:
    """Rows about people whose cells stand on lines of their own, not counted, below the names of the columns (姓名, 性别, 职务)."""
    out: list[Line] = []
    i = 0
    while i < len(lines):
        width = _labels(lines, i) if lines[i].text.endswith("姓名") else 0
        count = 0
        while width and _about(lines[i : i + width], lines[i + (count + 1) * width : i + (count + 2) * width]):
            count += 1
        if count < _TWO:
            out.append(lines[i])
            i += 1
            continue
        out += [replace(_joined(lines[i + k * width : i + (k + 1) * width]), gap=0 if k else lines[i].gap) for k in range(count + 1)]
        i += (count + 1) * width
    return out



def _labels(lines: Sequence[Line], at: int) -> int:
    """How many lines from lines[at] on are names of columns; 0 for a single one."""
    end = at
    while end < min(len(lines), at + _WIDEST) and _COLUMN.fullmatch(lines[end].text):
        end += 1
    return end - at if end - at >= _TWO else 0


def _about(heads: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether as many lines as there are columns are about one person: a name first, 男 or 女 where the sex stands."""
    if len(row) < len(heads) or not _is_row(row) or not could_be_name(re.sub(r"\([^()]*\)", "", row[0].text)):
        return False
    return all(head.text != "性别" or cell.text in ("男", "女") for head, cell in zip(heads, row, strict=True))


def _width(lines: Sequence[Line], at: int) -> int:
    """The number of columns of a table whose heading begins at lines[at]; 0 when none does."""
    ones = (k for k in range(at + _COLUMNS, min(at + _WIDEST + 1, len(lines))) if lines[k].text == "1")
    for k in ones:
        width = k - at
        if _is_row(lines[at:k]) and k + width < len(lines) and lines[k + width].text == "2":
            return width
    return 0


def _is_row(lines: Sequence[Line]) -> bool:
    return all(len(line.text) <= _LONGEST for line in lines)


def _joined(lines: Sequence[Line]) -> Line:
    first, last = lines[0], lines[-1]
    spans = tuple(s for line in lines for s in line.spans)
    text = "".join(line.text for line in lines)
    return replace(first, end=last.end, text=text, kind="table", level=0, spans=spans, bold=(), rule="cells", mark="", offsets=None)


def _row(line: Line) -> Line:
    return replace(line, kind="table", level=0, spans=((line.start, line.end),), bold=(), rule="columns", mark="", offsets=None)


def cells_of(source: str, line: Line) -> list[tuple[int, int]]:
    """The cells of a row that `gridded` made, as characters of the source."""
    if line.rule == "cells":
        return list(line.spans)
    if line.rule == "blanks":
        return _singles(source, line)
    out, at = [], line.start
    for m in _BLANKS.finditer(source, line.start, line.end):
        out.append((at, m.start()))
        at = m.end()
    return [*out, (at, line.end)]
