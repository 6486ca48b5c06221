"""What stands twice is one observation: in the text and again in the table, in the headline and again below."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Observation, Status

_SAME = (
    ("(GDP)", ""),
    ("GDP", "地区生产总值"),
    ("增速", "增长"),
    ("增幅", "增长"),
    ("涨幅", "增长"),
    ("同比", ""),
    ("比上年", ""),
    ("增减", "增长"),
    ("规模以上", "规上"),
    ("规上", "规模"),
    ("人数", ""),
    ("城镇新增就业", "新增城镇就业"),
    ("全年", ""),
    ("生产", ""),
    ("总", ""),
    ("累计", ""),
    ("完成", ""),
    ("占", ""),
    ("比重", ""),
)
_LONG = 4  # characters of a name that tells what it is wherever it stands


_FALL = re.compile(r"下降|下跌|减少|降低|下滑|降幅")


def plain(indicator: str) -> str:
    """An indicator's name in one spelling, for telling whether two rows speak of the same."""
    for form, common in _SAME:
        indicator = indicator.replace(form, common)
    return re.sub(r"[“”\"'()、,·\s]", "", indicator)


def merged(rows: Iterable[Observation]) -> list[Observation]:
    """The rows without repetitions. A row of a table completes the row of the text: an expected figure is an estimate also where the text
    does not say so. Evidence of both is kept."""
    out: list[Observation] = []
    at: dict[tuple[object, ...], int] = {}
    for row in rows:
        value = row.value.normalize()
        key = (plain(row.indicator), value, row.unit, row.area, row.period)
        seen = at.get(key)
        if seen is None and row.rule == "table":
            seen = _stated(row, out)
        if seen is None:
            at[key] = len(out)
            out.append(row)
            continue
        one = out[seen]
        if {one.status, row.status} <= {Status.ACTUAL, Status.ESTIMATE} or one.status is row.status:
            status = Status.ESTIMATE if Status.ESTIMATE in (one.status, row.status) and row.rule == "table" else one.status
            extra = tuple(e for e in row.evidence if e not in one.evidence)
            out[seen] = replace(
                one,
                status=status,
                evidence=one.evidence + extra,
                approximate=one.approximate or row.approximate,
                bound=one.bound or row.bound,
            )
        else:
            out.append(row)
    return out


def _stated(cell: Observation, rows: list[Observation]) -> int | None:
    """Where the text already says what a cell says: one of totals under a shorter name (共提交提案438件, and the column 提交), one of a
    negative growth as a fall (投资下降3.8%, and -3.8 in the row 投资增速)."""
    name = plain(cell.indicator)
    for i, row in enumerate(rows):
        if (
            cell.value < 0
            and row.rule != "table"
            and (-row.value, row.unit, row.area, row.period) == (cell.value, cell.unit, cell.area, cell.period)
            and _FALL.sub("增长", plain(row.indicator)) == name
        ):
            return i
        if (
            row.rule != "table"
            and (row.value, row.unit, row.area, row.period) == (cell.value, cell.unit, cell.area, cell.period)
            and 2 <= len(name) < len(plain(row.indicator))
            and (
                (row.article == cell.article and name in plain(row.indicator))
                or (len(name) >= _LONG and _within(name, plain(row.indicator)))
            )
        ):
            return i
    return None


def _within(name: str, other: str) -> bool:
    """Whether the characters of a name stand in another in their order (社会消费品零售, of 社会消费品零售总额)."""
    at = iter(other)
    return all(char in at for char in name)
