"""How rows are printed: complete in every form, whatever the width of the screen."""

from __future__ import annotations

import csv
import io
import json

import pytest

from kg.cli.output import Format, as_text, write_rows

COLUMNS = ["proposer", "topics", "quote", "start"]
ROWS = [
    ["柳青禾", ["充电桩", "老旧小区"], "把老旧小区的充电桩装到楼下，每个小区不少于10个；" * 5, 0],
    ["杭远舟", [], None, 12],
    ["[bold]秦川[/bold]", ["“引号”,逗号"], "一行\n另一行 :smile:", 7],
]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (0, "0"), (["a", "b"], "a；b"), ([[0, 3], [5, 9]], "0-3；5-9"), ([], ""), (True, "True"), ("x", "x")],
)
def test_cells(value: object, text: str) -> None:
    assert as_text(value) == text


def test_json_is_complete_and_not_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(COLUMNS, ROWS, Format.JSON, {"question": "谁？"})
    out = capsys.readouterr().out
    assert "柳青禾" in out and "\\u" not in out
    assert json.loads(out) == {"question": "谁？", "columns": COLUMNS, "rows": [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]}


def test_csv_reads_back(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(COLUMNS, ROWS, Format.CSV, {})
    read = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert read == [COLUMNS, *([as_text(value) for value in row] for row in ROWS)]


@pytest.mark.parametrize("columns", [COLUMNS, [f"{c}{n}" for n in range(8) for c in COLUMNS]], ids=["wide enough", "too narrow"])
def test_a_table_cuts_nothing(capsys: pytest.CaptureFixture[str], columns: list[str]) -> None:
    rows = [row * (len(columns) // len(COLUMNS)) for row in ROWS]
    write_rows(columns, rows, Format.TABLE, {})
    out = capsys.readouterr().out
    for character in "".join(as_text(value) for row in ROWS for value in row).replace("\n", ""):
        assert character in out
    assert "[bold]秦川[/bold]" in out and ":smile:" in out
    assert all(len(line) <= 160 for line in out.splitlines()) or len(columns) > len(COLUMNS)
    assert "".join(out.split()).count("不少于10个") == 5 * (len(columns) // len(COLUMNS))
