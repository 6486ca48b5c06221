"""Figures in tables: a plan's indicators by year and area, and counts by class.

A column's label may state a year, whether the column holds a plan, an estimate or a result, and an area (2023年计划 over 市计划, 区计划).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.observations.figures import Figure, figures_in
from kg.extract.observations.moods import heading_status
from kg.extract.observations.periods import months_in, year_in
from kg.lexicon.divisions import divisions
from kg.model import Cell, Doubt, EntityType, Ref, Status, Table

_NAME = re.compile(r"指标|科\s*目|项目|名称|类别|分类|内容|领域|事项|行业")
_SERIAL = re.compile(r"序号|编号|号$|^\d+$")
_UNIT = re.compile(r"^(?:计量|计算|数量|金额|货币)?单位(?:$|[\n(:/])")
_PLAIN = re.compile(r"(?P<sign>[-−+]?)(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<unit>%?)(?P<tail>左右|以上|以内|以下|上下)?")
_ESTIMATE = re.compile(r"预计|预测|估计|快报")
_TARGET = re.compile(r"计划|目标|任务|预期|预算")
_ACTUAL = re.compile(r"实际|完成|实绩|执行|实现|决算")
_CARRIED_OUT = re.compile(r"(?<!比)(?:执行|决算)")  # 2024年预算执行数 is what became of the budget
# 比上年增减%, 增幅(%), 比上年±%: how much what the column before gives has changed.
_RATE = re.compile(
    r"(?P<kind>(?:比上年|同比)?(?:增减|增长|增幅|增速|升降|下降)|比上年(?=[(]?[±%])|同比(?=[(]?[±%]))"
    r"(?:幅度|率)?[\n]?(?:[(]?(?:±)?%[)]?)?$"
)
# 为调整预算%, 完成预算的比例(%): what share of another amount it is.
_SHARE = re.compile(r"(?P<kind>(?:为|占|完成)[^%(]{2,8}?|执行率|完成率|完成进度|支出进度)(?:的?(?:比重|比例|百分比))?[\n]?[(]?%[)]?$")
_UNIT_LINE = re.compile(r"(?:^|[(])(?:计量|金额|货币)?单位:(?P<unit>[^\s,;、()/%\d]{1,6})(?:[、,/]%)?(?=[)]|$)")
_WORDS = re.compile(r"(?:19|20)\d\d年?度?|预计|预测|完成|实际|计划|目标|预期|任务|预算|决算|执行|情况|数|值|快报|\n")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_TOTAL = re.compile(r"合计|总计|小计|总数|全[市县区州]")
_NUMBERED = re.compile(r"^(?:其中[::]?|\(?[\d一二三四五六七八九十]+[)、.．]|#|[—-]+)+")
_UNIT_LENGTH = 6
_OF_PEOPLE = re.compile(r"姓名|代表$|委员$")  # rows that are of people give their ages, not what is measured
# labels that name no measure
_UNNAMED = re.compile(r"^(?:数量|数值|指标值|绝对[数额量值]|总量|实绩|本年(?:实绩|数)?|全年|累计(?:数|完成)?)$")
_BRACKETED = re.compile(r"\((?P<unit>[^()]{1,8})\)$")


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


class Column(NamedTuple):
    """A column: its place, label, and what the label says of year, status and area.

    rate: how much the column before has changed, or what share of another amount it is. months: of the part of the year that it is of.
    told_apart: whether another column is of the same year and status, so that the label belongs to the name (年初预算数, 调整预算数).
    level: of a rate of change, the label of the column before (产量), what has changed."""

    at: int
    label: str
    year: int | None
    status: Status | None
    area: str | None
    rate: str = ""
    told_apart: bool = False
    level: str = ""
    months: tuple[int, int] | None = None


def unit_line(text: str) -> str | None:
    """The unit that a line over a table states for its figures (单位:亿元); None if it is no such line."""
    m = _UNIT_LINE.search(text)
    return m["unit"] if m and (m.end() >= len(text) - 1) else None


def rows_of(table: Table, title: str, context: Context, told: int | None, unit_of_all: str = "") -> Iterator[TableRow]:
    """The observations of a table. title: the headings over it. told: the year that the text around it speaks of. unit_of_all: the unit
    that a line over the table states, for cells without one of their own."""
    width = len(table.header)
    names = name_column(table)
    if names is None:
        return
    unit_column = next((i for i in range(width) if _UNIT.search(table.header[i])), None)
    columns = [c for c in _columns(table.header, context) if c.at not in (names, unit_column)]
    indicators = any(c.year or c.status for c in columns) or bool(re.search("指标", table.header[names]))
    of_things = not _OF_PEOPLE.search(table.header[names])
    for row in table.rows:
        unit = row[unit_column].text if unit_column is not None else ""
        name = _NUMBERED.sub("", row[names].text)
        if not name or _SERIAL.search(table.header[names]):
            continue
        for c in columns:
            cell = row[c.at]
            own = "%" if c.rate else unit or bracketed(c.label)
            if not cell.text or _SERIAL.search(c.label):
                continue
            if not indicators and not _counts(cell.text) and not (of_things and _measures(cell.text, own, bool(unit))):
                continue
            read = cell_value(cell.text, own or bracketed(name) or unit_of_all)
            if read is None:
                continue
            yield _row(row, names, cell, name, c, read, indicators, title, context, told, table)


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
    full = (
        _BRACKETED.sub("", name)
        if indicators
        else _BRACKETED.sub("", label)
        if _TOTAL.search(name)
        else f"{name}{column.level}{_UNNAMED.sub('', _BRACKETED.sub('', label))}"
    )
    if column.rate and not full.endswith(column.rate):
        full += column.rate
    elif column.told_apart:
        full += _YEAR.sub("", _BRACKETED.sub("", label))
    status = column.status or (heading_status(title) if indicators else None) or Status.ACTUAL
    year = column.year or year_in(title) or told or context.year
    months = column.months or (months_in(title) if status is Status.ACTUAL else None)
    period = f"{year}-{months[0]:02d}/{year}-{months[1]:02d}" if year and months else str(year) if year else None
    area = column.area or context.home
    doubts = list(table.doubts)
    if not unit:
        doubts.append(Doubt.NO_UNIT)
    return TableRow(
        (row[names], cell), full, value, unit, status, period,
        Ref(EntityType.DISTRICT, area) if area else None, approximate, bound, tuple(doubts),
    )  # fmt: skip


def is_total(text: str) -> bool:
    """Whether the head of a row is that of a sum (合计)."""
    return bool(_TOTAL.search(text)) and len(text) <= 6


def columns_of(table: Table) -> list[Column]:
    """The columns of a table that are no serial numbers, by their labels alone."""
    return [Column(i, label, None, None, None) for i, label in enumerate(table.header) if not _SERIAL.search(label)]


def name_column(table: Table) -> int | None:
    """The column that names what the rows are of; None if no column does."""
    for i, label in enumerate(table.header):
        if _NAME.search(label) and not _SERIAL.search(label) and not _UNIT.search(label):
            return i
    for i, label in enumerate(table.header):
        if not _SERIAL.search(label) and table.rows and not any(_PLAIN.fullmatch(r[i].text) for r in table.rows):
            return i
    return None


def _columns(header: Sequence[str], context: Context) -> Iterator[Column]:
    """The columns; one that states how much another has changed, or what share it is, is of the year, the status and the area of the one
    before it."""
    out: list[Column] = []
    last: Column | None = None
    for i, label in enumerate(header):
        column = _column(i, label, context)
        bare = re.sub(r"\s", "", label)
        m = _RATE.search(bare) or _SHARE.search(bare)
        if m and last is not None and (column.year is None or column.year == last.year) and (last.year is not None or "%" in bare):
            kind = f"{m['kind']}增减" if m["kind"] in ("比上年", "同比") else m["kind"]
            level = _UNNAMED.sub("", _BRACKETED.sub("", last.label.replace("\n", ""))) if _RATE.search(bare) else ""
            area = column.area or last.area
            out.append(column._replace(year=last.year, status=last.status, area=area, rate=kind, level=level, months=last.months))
        else:
            last = column
            out.append(column)
    for c in out:
        same = c.status is not None and any(
            o.at != c.at and not o.rate and (o.year, o.status, o.area) == (c.year, c.status, c.area) for o in out
        )
        yield c._replace(told_apart=same and not c.rate)


def _column(index: int, label: str, context: Context) -> Column:
    status = (
        Status.ESTIMATE
        if _ESTIMATE.search(label)
        else Status.TARGET
        if _TARGET.search(label)
        else Status.ACTUAL
        if _ACTUAL.search(label)
        else None
    )
    if status is Status.TARGET and (_CARRIED_OUT.search(label) or ("完成" in label and "计划完成" not in label)):
        status = Status.ACTUAL
    area = None
    for part in label.split("\n"):
        rest = _WORDS.sub("", part)
        if rest:
            area = _division_named(rest, context) or area
    return Column(index, label, year_in(label.replace("\n", " ")), status, area, months=months_in(label))


def _measures(text: str, unit: str, told: bool) -> bool:
    """Whether a plain number in a cell is a figure, given the unit that its row or its column states. told: whether a column of units
    states it, whose words are units whatever they are (万双)."""
    m = _PLAIN.fullmatch(text)
    return m is not None and bool(unit) and (unit == "%" or (told and len(unit) <= _UNIT_LENGTH) or _counts(f"1{unit}"))


def _counts(text: str) -> bool:
    found = figures_in(text)
    return len(found) == 1 and found[0].start == 0 and found[0].end == len(text)


def bracketed(label: str) -> str:
    """The unit in brackets at the end of a label."""
    m = _BRACKETED.search(label)
    return m["unit"] if m else ""


def cell_value(text: str, unit: str) -> tuple[Decimal, str, bool, str | None] | None:
    """Value, unit, whether it is approximate and the bound of a cell that is a figure; None for words. unit: where the cell has none."""
    m = _PLAIN.fullmatch(text)
    if m:
        value = Decimal(m["value"].replace(",", ""))
        value = -value if m["sign"] in ("-", "−") else value
        tail = m["tail"] or ""
        bound = ">=" if tail == "以上" else "<=" if tail in ("以内", "以下") else None
        return value, m["unit"] or unit, tail in ("左右", "上下"), bound
    negative = text[:1] in "-−"
    found = figures_in(text[1:] if negative else text)
    if len(found) != 1 or found[0].start > 3 or found[0].end < len(text) - negative - 1:
        return None
    f: Figure = found[0]
    return (-f.value if negative else f.value), f.unit, f.approximate, f.bound


def _division_named(form: str, context: Context) -> str | None:
    """The full name of the division that a table's column head names (岳阳市, 云溪区, 市); None if it names none."""
    level = re.fullmatch(r"(?:全|本)?(省|市|区|县|州|旗|盟)", form)
    if level:
        return context.at_level(level.group(1))
    for d in context.chain:
        if form == d.name or form in divisions().short_forms(d):
            return divisions().full_name(d)
    hits = divisions().named(form)
    return divisions().full_name(hits[0]) if hits else None
