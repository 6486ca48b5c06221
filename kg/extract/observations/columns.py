"""The columns of a table of figures: what their labels say of year, status and area, and whether they are of rates.

2023年计划增长 is a growth that was planned, 比上年±% how much the column before has changed, 完成预算(%) what share of another it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.observations.periods import months_in, year_in
from kg.lexicon.divisions import divisions
from kg.lexicon.numbers import value_of
from kg.model import Status, Table

_ESTIMATE = re.compile(r"预计|预测|估计|快报")
# 一般公共预算收入 is the name of a revenue, not what was planned of it
_TARGET = re.compile(r"计划|目标|任务|预期|(?<!公共)(?<!基金)(?<!经营)预算|预算数|预算(?![收支内])")
_ACTUAL = re.compile(r"实际|完成|实绩|执行|实现|决算")
_CARRIED_OUT = re.compile(r"(?<!比)(?:执行|决算)")  # 2024年预算执行数 is what became of the budget
# 比上年增减%, 增幅(%), 比上年±%: how much what the column before gives has changed.
_RATE = re.compile(
    r"(?P<kind>(?:比上年|同比|[两二三四五]年(?:平均|年均)|年均)?(?:增减|增长|增幅|增速|升降|下降)"
    r"|(?:比上年|同比|[两二三四五]年(?:平均|年均))(?=[(]?[±%]))"
    r"(?:幅度|率)?[\n]?(?:[(]?(?:±)?%[)]?)?$"
)
# 为调整预算%, 完成预算的比例(%): what share of another amount it is.
_SHARE = re.compile(r"(?P<kind>(?:为|占|完成)[^%(]{2,8}?|执行率|完成率|完成进度|支出进度)(?:的?(?:比重|比例|百分比))?[\n]?[(]?%[)]?$")
_GROWTH = ("增长", "增幅", "增速")
# [累计], 年均增速(%), 五年年均/累计: what the years between two columns of a plan come to
_OF_RUN = re.compile(
    r"[\[(〔]?(?:[三四五]年)?(?:年均|累计)(?:增长|增速|增幅|变化)?"
    r"(?:[/或、(\[〔]*(?:年均|累计)?(?:增长|增速|增幅)?[)\]〕]*)[数值率]?[\])〕]?(?:\(%\))?"
)
_RUN = re.compile(r"(?P<n>[两二三四五])年")
_WORDS = re.compile(r"(?:19|20)\d\d年?度?|预计|预测|完成|实际|计划|目标|预期|任务|预算|决算|执行|情况|数|值|快报|\n")
# labels that name no measure
UNNAMED = re.compile(r"^(?:数量|数值|指标值|绝对[数额量值]|总量|实绩|本年(?:实绩|数)?|全年|累计(?:数|完成)?)$")
BRACKETED = re.compile(r"\((?P<unit>[^()]{1,8})\)$")
SERIAL = re.compile(r"序号|编号|号$|^\d+$")


class Column(NamedTuple):
    """A column: its place, label, and what the label says of year, status and area.

    rate: how much the column before has changed, or what share of another amount it is. months: of the part of the year that it is of.
    told_apart: whether another column is of the same year and status, so that the label belongs to the name (年初预算数, 调整预算数).
    level: of a rate of change, the label of the column before (产量), what has changed.
    own: whether a rate states its own year (2025年计划增长). run: over how many years a rate is the mean (两年平均). over: the first and
    the last year of a plan, of all of which a column tells the sum or the yearly mean (2020年, 2025年, 年均/累计)."""

    at: int
    label: str
    year: int | None
    status: Status | None
    area: str | None
    rate: str = ""
    told_apart: bool = False
    level: str = ""
    months: tuple[int, int] | None = None
    own: bool = False
    run: int = 1
    over: tuple[int, int] | None = None


def columns_of(table: Table) -> list[Column]:
    """The columns of a table that are no serial numbers, by their labels alone."""
    return [Column(i, label, None, None, None) for i, label in enumerate(table.header) if not SERIAL.search(label)]


def has_words(label: str) -> bool:
    """Whether a label says more than a year and whether its column is planned or done."""
    return bool(_WORDS.sub("", BRACKETED.sub("", label.replace("\n", ""))))


def tells_change(header: Sequence[str]) -> bool:
    """Whether a column tells how much the one before it has changed since the year before (产值, 同比±%): so do tables of statistics."""
    return any(re.match(r"(?:同比|比上年|比上年同期|增[长速幅])", label) for label in header[1:])


def bracketed(label: str) -> str:
    """The unit in brackets at the end of a label."""
    m = BRACKETED.search(label)
    return m["unit"] if m else ""


def columns(header: Sequence[str], context: Context, shares: bool = False) -> Iterator[Column]:
    """The columns; one that states how much another has changed, or what share it is, is of the year, the status and the area of the one
    before it. shares: whether a line over the table says that shares in percent are among its figures (单位:万元、%)."""
    out: list[Column] = []
    last: Column | None = None
    for i, label in enumerate(header):
        column = _column(i, label, context)
        bare = re.sub(r"\s", "", label)
        years = [o.year for o in out if o.year is not None]
        if _OF_RUN.fullmatch(bare) and len(set(years)) > 1 and max(years) > min(years) + 1:
            mean = "年均增长" if "累计" not in bare and re.search("[增速%]", bare) else ""
            out.append(column._replace(over=(min(years) + 1, max(years)), rate=mean))
            continue
        m = _RATE.search(bare) or _SHARE.search(bare) or (_SHARE.search(f"{bare}%") if shares else None)
        if m and last is not None and (column.year is None or column.year == last.year) and _is_of_another(last, bare, m, shares):
            kind = m["kind"] + ("增减" if m["kind"] in ("比上年", "同比") else "增长" if m["kind"].endswith(("平均", "年均")) else "")
            level = UNNAMED.sub("", BRACKETED.sub("", last.label.replace("\n", ""))) if _RATE.search(bare) else ""
            area, run = column.area or last.area, _RUN.match(kind)
            spread = int(value_of(run["n"]) or 1) if run else 1
            out.append(
                column._replace(year=last.year, status=last.status, area=area, rate=kind, level=level, months=last.months, run=spread)
            )
        elif m and column.year is not None and column.status is not None and m["kind"] in _GROWTH and not _WORDS.sub("", bare[: m.start()]):
            out.append(column._replace(rate=m["kind"], own=True))
        else:
            last = column
            out.append(column)
    for c in out:
        same = c.status is not None and any(
            o.at != c.at and not o.rate and (o.year, o.status, o.area) == (c.year, c.status, c.area) for o in out
        )
        yield c._replace(told_apart=same and not c.rate)


def _is_of_another(last: Column, bare: str, m: re.Match[str], shares: bool) -> bool:
    """Whether a rate is one of the column before it, and of no measure that its own label names (固定资产投资增速(%))."""
    if last.year is None and last.status is None and _RATE.search(bare) and _WORDS.sub("", bare[: m.start()]):
        return False
    return last.year is not None or "%" in bare or shares


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


__all__ = ["BRACKETED", "SERIAL", "UNNAMED", "Column", "bracketed", "columns", "columns_of", "has_words", "tells_change"]
