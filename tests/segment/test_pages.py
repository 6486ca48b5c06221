"""Pages of ours are split as `pages.toml` says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.model import Source
from kg.segment import segment

CASES = tomllib.loads((Path(__file__).parent / "pages.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_a_page_is_split_into_its_articles(case: dict[str, Any]) -> None:
    reading = segment(Source.of_text("page.txt", case["page"].lstrip("\n")), place="青川县", date=case.get("date"))
    found = [{"title": a.title, "kind": a.kind.value, "date": a.date or "", "bylines": list(a.bylines)} for a in reading.articles]
    assert found == case["articles"]
    blocks = {f"{b.kind.value} | {b.text}" for b in (*(b for a in reading.articles for b in a.blocks), *reading.furniture)}
    assert set(case.get("blocks", ())) <= blocks
