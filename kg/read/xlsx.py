"""Excel workbooks: each visible sheet's name as a heading, then its cells as they are shown."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from kg.errors import InputError
from kg.read.content import Content, Lines
from kg.read.tables import add_table
from kg.read.zipped import opened

_MOST_CELLS = 3_000_000  # of all sheets together
_GENERIC = re.compile(r"(?:sheet|工作表|附?表|附件)\s*[\d一二三四五六七八九十]*", re.IGNORECASE)
_DIGITS = 15  # significant digits that Excel keeps


def read(data: bytes, name: str) -> Content:
    """What the sheets show. Hidden sheets are left out. Of formulas, the values that Excel kept are taken.

    Raises InputError when the file is protected, damaged, a zip bomb, too large or has no text.
    """
    import openpyxl

    opened(data, name, "Excel", ".xlsx").close()
    lines = Lines(name)
    cells = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that are no cells: validations, drawings
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()  # what a file says of its size may be a million empty rows
                rows: list[list[str]] = []
                for row in sheet.iter_rows():
                    cells += len(row)
                    if cells > _MOST_CELLS:
                        raise InputError(f"{name}: more than {_MOST_CELLS // 1_000_000} million cells: split it into several files")
                    rows.append([shown(cell.value, cell.number_format or "General") if cell.value is not None else "" for cell in row])
                _add_sheet(lines, sheet.title, rows)
    except InputError:
        raise
    except Exception as error:  # whatever the library meets in a damaged file, there is one thing to say
        said = " ".join(str(error).split())[:100]
        raise InputError(f"{name}: damaged, or no Excel file ({said}): open it in Excel and save it as .xlsx again") from error
    return Content(lines.text())


def _add_sheet(lines: Lines, title: str, rows: list[list[str]]) -> None:
    if not any(any(row) for row in rows):
        return
    if not _GENERIC.fullmatch(title) and not any(cell.strip() == title.strip() for row in rows[:3] for cell in row):
        lines.blank(2)
        lines.add(title)
    lines.blank()
    add_table(lines, rows)


def shown(value: Any, form: str) -> str:
    """A cell's value as Excel shows it in the number format `form`, as far as figures of documents need: percentages, decimals, dates."""
    match value:
        case bool():
            return "是" if value else "否"
        case datetime() | date() | time() | timedelta():
            return _day(value)
        case int() | float():
            return _figure(value, form.split(";")[0])
        case _:
            return str(value)


def _day(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _figure(value: int | float, form: str) -> str:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", form)
    percent = "%" in bare
    number = value * 100 if percent else value
    after = re.search(r"[0#]\.([0#?]+)", bare)
    if after:
        fixed = after[1].count("0")
        text = f"{number:.{len(after[1])}f}"
        while fixed < len(after[1]) and text.endswith("0") and len(text) - text.index(".") - 1 > fixed:
            text = text[:-1]
        text = text.rstrip(".")
    elif "0" in bare:
        text = f"{number:.0f}"
    else:
        text = f"{number:.{_DIGITS}g}" if isinstance(number, float) else str(number)
        text = format(Decimal(text), "f") if "e" in text else text
    units = "".join(re.findall(r'"([^"]*)"', form))
    return text + ("%" if percent else "") + units
