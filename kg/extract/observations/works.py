"""Tables of which each row is about a project, a body or a place: 项目名称, 总投资, 2025年计划投资, 1—9月完成投资, 形象进度.

There the head of the row is the area, and the label of the column the indicator. A column of words (形象进度) is read like prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from unicodedata import normalize

from kg.extract.observations.columns import bracketed, columns_of, tells_change
from kg.extract.observations.figures import figures_in
from kg.extract.observations.items import items, sentences
from kg.extract.observations.moods import aims
from kg.extract.observations.periods import Clock
from kg.extract.observations.statements import statements
from kg.extract.observations.tables import TableRow, cell_value, counts, is_total, name_column
from kg.extract.observations.worth import is_counted
from kg.model import Cell, Ref, Status, Table

_HEAD = re.compile(r"(?:项目|工程|企业|公司|园区|单位|学校|医院|乡镇|街道)(?:名称)?$|名称$")
_MEASURED = re.compile(r"投资|资金|面积|规模|产值|产能|里程|长度|投入|床位|学位|税收|营业收入|就业|人数")
_DATED = re.compile(r"时间|日期|年限|工期|年份|电话|批次|届次")
_WORDS_IN = re.compile(r"进度|进展|内容|备注|情况|成效|规模及|目标|任务|计划$")
_PLANNED = re.compile(r"计划(?:完成)?(?:投资|$)|目标|年度任务|计划(?:开工|竣工|投产|新增)|拟")  # a list of what is to be built
_SCALE = re.compile(r"规模|内容")
_AIMED = re.compile(r"目标|任务|计划$")
_TIME = re.compile(
    r"(?:20\d\d年)?(?:\d{1,2}月?[—~\-至]\d{1,2}月份?|前\d{1,2}个月|上半年|[前一二三四]{1,2}季度|截至[^,]{2,8}[月底末])?(?:20\d\d年度?)?"
)


def is_works(table: Table) -> bool:
    """Whether the rows of a table are works or bodies, with several things told of each."""
    names = name_column(table)
    if names is None or not _HEAD.search(table.header[names].replace("\n", "")) or "指标" in table.header[names]:
        return False
    if tells_change(table.header):
        return False  # statistics of firms or townships
    return any(_MEASURED.search(label) for i, label in enumerate(table.header) if i != names)


def works_rows(
    table: Table, year: int | None, home: Ref | None, entity: Callable[[Cell], Ref | None], unit_of_all: str
) -> Iterator[TableRow]:
    """The observations of such a table. year: that the headings or the text around it tell; home: the issuing place, for totals and rows
    that name nothing known. entity: what a cell names. unit_of_all: of cells without a unit of their own."""
    names = name_column(table)
    if names is None:
        return
    clock = Clock(year)
    planned = any(_PLANNED.search(label.replace("\n", "")) for label in table.header)
    for row in table.rows:
        total = any(is_total(c.text) for c in row[: names + 1])
        head = row[names] if row[names].text else row[0]
        of = None if total else entity(head)
        for column in columns_of(table):
            cell = row[column.at]
            if column.at == names or not cell.text:
                continue
            if _WORDS_IN.search(column.label) and not total:
                ahead = bool(_AIMED.search(column.label)) or (planned and bool(_SCALE.search(column.label)))
                yield from _told(cell, head, year, of or home, clock, ahead, _SIZES if _SCALE.search(column.label) else {})
                continue
            label = _TIME.sub("", column.label.replace("\n", ""), count=1)
            own_unit = counts(cell.text) and not _DATED.search(label)  # 214人 says what it is of whatever its column
            read = cell_value(cell.text, bracketed(column.label) or unit_of_all) if own_unit or _MEASURED.search(label) else None
            if read is None:
                continue
            value, unit, approximate, bound = read
            name = re.sub(r"\([^()]*\)$", "", label)
            when = next(iter(clock.times_in(column.label.replace("\n", ""))), None)
            full = head.text + name if total or of is None else name
            period = when.period if when else str(year) if year else None
            status = Status.TARGET if planned and _SCALE.search(label) else _status(label)
            yield TableRow((head, cell), full, value, unit, status, period, of or home, approximate, bound, table.doubts)


def _status(label: str) -> Status:
    if re.search(r"完成|实际|到位|累计", label):
        return Status.ACTUAL
    return Status.TARGET if re.search(r"计划|目标|预计|拟|预算|[达投]产(?:后|年?产|税收)|建成后", label) else Status.ACTUAL


def _told(
    cell: Cell, head: Cell, year: int | None, area: Ref | None, clock: Clock, ahead: bool, sizes: dict[str, str]
) -> Iterator[TableRow]:
    """What a cell of words says in figures. ahead: whether its column tells what is to be reached. sizes: names of figures by their unit
    where the cell has none (一级公路,31.5公里)."""
    text = normalize("NFKC", cell.text)
    found = [f for f in figures_in(text) if is_counted(text, f)]
    for start, end in sentences(text):
        for s in statements(text, items(text, start, end, found)):
            name = s.name or sizes.get(s.figure.unit.lstrip("万亿"), "")
            if not name:
                continue
            words = text[start : s.figure.start]
            when = next(reversed(clock.times_in(words)), None)
            status = Status.TARGET if ahead or aims(words) else Status.ACTUAL
            period = when.period if when else str(year) if year else None
            yield TableRow(
                (head, cell), name, s.figure.value, s.figure.unit, status, period, area, s.figure.approximate, s.figure.bound, (),
            )  # fmt: skip


_SIZES = {"公里": "里程", "平方米": "建筑面积", "亩": "面积"}

__all__ = ["is_works", "works_rows"]
