"""Figures in tables: a plan's indicators by year and area, and counts by class.

A column's label may state a year, whether the column holds a plan, an estimate or a result, and an area (2023年计划 over 市计划, 区计划).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.observations.columns import BRACKETED, SERIAL, UNNAMED, Column, bracketed, columns, has_words
from kg.extract.observations.figures import Figure, figures_in
from kg.extract.observations.moods import heading_status
from kg.extract.observations.periods import months_in, year_in
from kg.model import Cell, Doubt, EntityType, Ref, Status, Table

_NAME = re.compile(r"指标|科\s*目|项目(?!数|个数)|名称|类别|分类|内容|领域|事项|行业")
_GROUP = re.compile(r"(?:指标|项目)?(?:类别|分类|类型|领域|行业|板块)")  # the class of what the next column names
_UNIT = re.compile(r"^(?:计量|计算|数量|金额|货币)?单位(?:$|[\n(:/])")
_PLAIN = re.compile(
    r"(?P<mark>[<>≤≥]?)[〔\[]?(?P<sign>[-−+]?)(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>%?)(?P<tail>左右|以上|以内|以下|上下)?[〕\]]?"
)
_UNIT_LINE = re.compile(
    r"(?:^|[(]|^表[\d一二三四五六七八九十]{0,2})(?:计量|金额|货币)?单位:(?P<unit>[^\s,;、()/%\d]{1,6})(?:[、,/]%)?(?=[)]|$)"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_TOTAL = re.compile(r"合计|总计|小计|总数|全[市县区州]")
_NUMBERED = re.compile(r"^(?:其中[::]?|\(?[\d一二三四五六七八九十]+[)、.．]|#|[—-]+)+")
_PART = re.compile(r"(?:其中|#|[—-])")
_CLASS = re.compile(r"以[上下]$|^(?:城镇|乡村|农村|城市)$")
_OF_ITSELF = re.compile(r"(?:比重|占比|比例|率)$")  # 研发经费占生产总值比重 in a column 2025年计划增长: its level
_UNIT_LENGTH = 6
_PLACE = re.compile(r"^[一-鿿]{1,14}(?:[市县区州盟旗镇乡村]|街道|社区)$")
_OF_PEOPLE = re.compile(r"姓名|代表$|委员$")  # rows that are of people give their ages, not what is measured


class TableRow(NamedTuple):
    """One cell as an observation to be: cells that say it, name, value and unit, status, period, area and doubts."""

    cells: tuple[Cell, ...]
    name: str
    value: Decimal
    unit: str
    status: Status
    period: str | None
    area: Ref | None
    approximate: bool
    bound: str | None
    doubts: tuple[Doubt, ...]


def unit_line(text: str) -> str | None:
    """The unit that a line over a table states for its figures (单位:亿元); None if it is no such line."""
    m = _UNIT_LINE.search(text)
    return m["unit"] if m and (m.end() >= len(text) - 1) else None


def rows_of(table: Table, title: str, context: Context, told: int | None, line: str = "") -> Iterator[TableRow]:
    """The observations of a table. title: the headings over it. told: the year that the text around it speaks of. line: the one over the
    table that states the unit of cells without one of their own, if there is one."""
    unit_of_all = unit_line(line) or ""
    width = len(table.header)
    names = name_column(table)
    if names is None:
        return
    unit_column = next((i for i in range(width) if _UNIT.search(table.header[i])), None)
    cells = [c for c in columns(table.header, context, shares="%" in line) if c.at not in (names, unit_column)]
    places = _is_of_places(table, names)
    indicators = any(c.year or c.status for c in cells) or bool(re.search("指标", table.header[names]))
    indicators = indicators and not (places and _measures_each(cells))
    of_things = not _OF_PEOPLE.search(table.header[names])
    whole = ""
    for row in table.rows:
        unit = row[unit_column].text if unit_column is not None else ""
        name = _NUMBERED.sub("", row[names].text)
        if not _PART.match(row[names].text):
            whole = name
        elif _CLASS.search(name):
            name += whole  # 社会消费品零售总额, and below it #限额以上
        if not name or SERIAL.search(table.header[names]):
            continue
        for c in cells:
            cell = row[c.at]
            own = "%" if c.rate else unit or bracketed(c.label)
            if not cell.text or SERIAL.search(c.label):
                continue
            if not indicators and not counts(cell.text) and not (of_things and _measures(cell.text, own, bool(unit))):
                continue
            read = cell_value(cell.text, own or bracketed(name) or unit_of_all)
            if read is None:
                continue
            if c.own and unit == "%" and _OF_ITSELF.search(name):
                c = c._replace(rate="", told_apart=False)
            by_place = places and not indicators
            made = _row(row, names, cell, "" if by_place else name, c, read, indicators, title, context, told, table)
            yield (
                made._replace(area=Ref(EntityType.DISTRICT, name)) if by_place and _PLACE.search(name) and not _TOTAL.search(name) else made
            )


def _row(
    row: tuple[Cell, ...],
    names: int,
    cell: Cell,
    name: str,
    column: Column,
    read: tuple[Decimal, str, bool, str | None],
    indicators: bool,
    title: str,
    context: Context,
    told: int | None,
    table: Table,
) -> TableRow:
    value, unit, approximate, bound = read
    label = column.label.replace("\n", "")
    said = UNNAMED.sub("", BRACKETED.sub("", label))
    said = "" if said and column.rate.startswith(said) else said
    full = (
        BRACKETED.sub("", name)
        if indicators
        else BRACKETED.sub("", label)
        if _TOTAL.search(name) and not column.rate
        else f"{'' if _TOTAL.search(name) else name}{column.level}{said}"
    )
    if column.rate and not full.endswith(column.rate):
        full += column.rate
    elif column.told_apart:
        full += _YEAR.sub("", BRACKETED.sub("", label))
    lies_ahead = column.year is not None and context.year is not None and column.year > context.year
    status = column.status or (Status.TARGET if lies_ahead else heading_status(title) if indicators else None) or Status.ACTUAL
    year = column.year or year_in(title) or told or context.year
    months = column.months or (months_in(title) if status is Status.ACTUAL else None)
    period = f"{year}-{months[0]:02d}/{year}-{months[1]:02d}" if year and months else str(year) if year else None
    if column.over:
        period = f"{column.over[0]}/{column.over[1]}"
        status = column.status or (Status.TARGET if column.over[1] >= (context.year or column.over[1] + 1) else Status.ACTUAL)
    elif year and column.run > 1:
        period = f"{year - column.run + 1}/{year}"
    area = column.area or context.home
    doubts = list(table.doubts)
    if not unit:
        doubts.append(Doubt.NO_UNIT)
    return TableRow(
        (row[names], cell), full, value, unit, status, period,
        Ref(EntityType.DISTRICT, area) if area else None, approximate, bound, tuple(doubts),
    )  # fmt: skip


def _is_of_places(table: Table, names: int) -> bool:
    """Whether the rows of a table are each of a place: then what is measured stands in the labels of the columns alone."""
    heads = [r[names].text for r in table.rows if r[names].text and not _TOTAL.search(r[names].text)]
    return len(heads) > 1 and 2 * sum(bool(_PLACE.search(h)) for h in heads) > len(heads)


def _measures_each(cells: Sequence[Column]) -> bool:
    """Whether the labels of the columns name what is measured, and not years or plan and result alone."""
    return all(c.area is None and (c.rate or has_words(c.label)) for c in cells)


def is_total(text: str) -> bool:
    """Whether the head of a row is that of a sum (合计)."""
    return bool(_TOTAL.search(text)) and len(text) <= 6


def name_column(table: Table) -> int | None:
    """The column that names what the rows are of; None if no column does."""
    naming = [i for i, label in enumerate(table.header) if _NAME.search(label) and not SERIAL.search(label) and not _UNIT.search(label)]
    if naming:
        return next((i for i in naming if not _GROUP.fullmatch(table.header[i])), naming[0])
    for i, label in enumerate(table.header):
        if not SERIAL.search(label) and table.rows and not any(_PLAIN.fullmatch(r[i].text) for r in table.rows):
            return i
    return None


def _measures(text: str, unit: str, told: bool) -> bool:
    """Whether a plain number in a cell is a figure, given the unit that its row or its column states. told: whether a column of units
    states it, whose words are units whatever they are (万双)."""
    m = _PLAIN.fullmatch(text)
    return m is not None and bool(unit) and (unit == "%" or (told and len(unit) <= _UNIT_LENGTH) or counts(f"1{unit}"))


def counts(text: str) -> bool:
    """Whether a cell is one figure with its unit (214人) and nothing else."""
    found = figures_in(text)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(text)


def cell_value(text: str, unit: str) -> tuple[Decimal, str, bool, str | None] | None:
    """Value, unit, whether it is approximate and the bound of a cell that is a figure; None for words. unit: where the cell has none."""
    m = _PLAIN.fullmatch(text)
    if m:
        value = Decimal(m["value"].replace(",", ""))
        value = -value if m["sign"] in ("-", "−") else value
        tail = m["tail"] or ""
        bound = ">=" if tail == "以上" or m["mark"] in tuple(">≥") else "<=" if tail in ("以内", "以下") or m["mark"] else None
        return value, m["unit"] or unit, tail in ("左右", "上下"), bound
    negative = text[:1] in "-−"
    found = figures_in(text[1:] if negative else text)
    if len(found) != 1 or found[0].start > 3 or found[0].end < len(text) - negative - 1:
        return None
    f: Figure = found[0]
    return (-f.value if negative else f.value), f.unit, f.approximate, f.bound
