"""`kg indicators`: tidy figures, series with a drawing, pictures, and clear lines where something is missing."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli.series import end_of, lasting, series_of
from tests.cli.conftest import EXAMPLES, Done

Kg = Callable[..., Done]


def row(period: str | None, value: str, status: str = "actual", **more: object) -> dict[str, object]:
    return {
        "area": "云溪市", "series": "粮食产量", "indicator": "粮食产量", "period": period, "value": value, "unit": "万吨", "status": status,
        "document": "a.txt", "iri": f"x:{period}-{value}", **more,
    }  # fmt: skip


def test_a_series_is_in_order_and_trusts_what_was_reached() -> None:
    (one,) = series_of([row("2024", "12", "target"), row("2022", "8"), row("2023", "9", "target"), row("2023", "10"), row(None, "99")])
    assert [(p, str(v), s) for _, p, v, s in one.shown] == [("2022", "8", "actual"), ("2023", "10", "actual"), ("2024", "12", "target")]
    assert one.told == "2022: 8  2023: 10  2024: 12 目标"
    assert len(one.bars) == 3 and one.bars[0] < one.bars[1] < one.bars[2]


def test_units_and_areas_are_kept_apart() -> None:
    rows = [row("2022", "8"), row("2023", "80000", unit="吨"), row("2023", "3", area="河西区")]
    assert len(series_of(rows)) == 3 and lasting(series_of(rows)) == []


@pytest.mark.parametrize("period, end", [("2023", 2024), ("2023-01/2023-06", 2023.5), ("2021/2023", 2024), ("上年", None)])
def test_the_end_of_a_period(period: str, end: float | None) -> None:
    assert end_of(period) == end


def test_tidy_figures(kg: Kg, examples: Path) -> None:
    answer = json.loads(kg("indicators", examples, "--area", "呼兰", "--format", "json").out)
    assert answer["rows"] and all(list(r) == answer["columns"] for r in answer["rows"])
    for r in answer["rows"]:
        text = (EXAMPLES / r["document"]).read_text(encoding="utf-8")
        assert all(piece in text[r["start"] : r["end"]] for piece in r["quote"].split(" … "))
    printed = list(csv.DictReader(io.StringIO(kg("indicators", examples, "--area", "呼兰", "--format", "csv").out)))
    assert [r["iri"] for r in printed] == [r["iri"] for r in answer["rows"]]
    shown = kg("indicators", examples, "--area", "呼兰")
    assert shown.status == 0 and answer["rows"][0]["indicator"] in shown.out


def test_series(kg: Kg, examples: Path) -> None:
    told = json.loads(kg("indicators", examples, "--area", "呼兰", "--series", "--format", "json").out)
    assert told["series"]
    assert all(len({f["period"] for f in s["figures"]}) > 1 for s in told["series"])
    shown = kg("indicators", examples, "--area", "呼兰", "--series")
    assert all(s["indicator"] in shown.out for s in told["series"]) and "█" in shown.out
    assert "series of two or more periods" in shown.err


def test_an_exact_name_is_that_area_alone(kg: Kg, examples: Path) -> None:
    rows = json.loads(kg("indicators", examples, "--format", "json").out)["rows"]
    name = next(r["area"] for r in rows if r["area"])
    assert {r["area"] for r in json.loads(kg("indicators", examples, "--area", name, "--format", "json").out)["rows"]} == {name}


@pytest.mark.parametrize("ending, mark", [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_picture(kg: Kg, examples: Path, tmp_path: Path, ending: str, mark: bytes) -> None:
    if os.environ.get("CI") != "true":
        pytest.importorskip("matplotlib")
    first, again = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    for path in (first, again):
        assert kg("indicators", examples, "--area", "呼兰", "--plot", path).status == 0
    assert first.read_bytes().startswith(mark)
    assert first.read_bytes() == again.read_bytes()


def test_what_cannot_be_drawn_is_said(kg: Kg, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = kg("indicators", examples, "--plot", tmp_path / "a.gif")
    assert wrong.status == 2 and ".png or .svg" in wrong.line
    empty = kg("indicators", examples, "--area", "没有这个地方", "--plot", tmp_path / "a.png")
    assert empty.status == 2 and "two periods" in empty.line
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    missing = kg("indicators", examples, "--area", "呼兰", "--plot", tmp_path / "a.png")
    assert missing.status == 2 and "notebooks" in missing.line
    assert not list(tmp_path.iterdir())
