"""`kg build --model` and `--fast`: rules alone, or a recognizer beside them, and what is said of a model that is not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done

NAME = "张晓燕"
TEXT = f"宜昌市\n2025年1月8日\n\n今天一早，{NAME}又背着药箱出了门。市政协委员柳青禾建议，给山村多配几名医生。\n"
"""Invented. The one has no office and no verb that tells of people; the other is for rules."""


def entities(kg: Callable[..., Done], graph: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kg("tables", graph, "--table", "entities", "--format", "jsonl").out.splitlines()]


def test_fast_is_rules_alone(kg: Callable[..., Done], tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    assert kg("build", page, "-o", tmp_path / "fast", "--fast").status == 0
    assert kg("build", page, "-o", tmp_path / "both", "--model", "small").status == 0
    alone, both = entities(kg, tmp_path / "fast"), entities(kg, tmp_path / "both")
    proposed = [e for e in both if "name-proposed-by-recognizer" in (e["doubts"] or [])]
    assert [e["name"] for e in proposed] == [NAME]
    assert {e["name"] for e in both} - {e["name"] for e in proposed} == {e["name"] for e in alone}
    assert not [e for e in alone if e["doubts"] and "name-proposed-by-recognizer" in e["doubts"]]


def test_another_model_reads_again(kg: Callable[..., Done], tmp_path: Path) -> None:
    page, graph = tmp_path / "page.txt", tmp_path / "graph"
    page.write_text(TEXT, encoding="utf-8")
    kg("build", page, "-o", graph, "--fast")
    assert "1 unchanged" in kg("build", page, "-o", graph, "--fast").err
    assert "1 built" in kg("build", page, "-o", graph, "--model", "small").err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--fast", "--model", "small"], "--fast and --model small"),
        (["--model", "zh_no_such_pipeline"], "--model zh_no_such_pipeline: no such spaCy pipeline is installed"),
    ],
)
def test_what_cannot_be(kg: Callable[..., Done], tmp_path: Path, options: list[str], says: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    done = kg("build", page, "-o", tmp_path / "graph", *options)
    assert done.status == 2 and says in done.line
    assert not (tmp_path / "graph").exists()
