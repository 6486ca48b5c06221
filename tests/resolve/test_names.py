"""When two names are one: every pair of names.toml, by the rule that judges it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.resolve import names

PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))["pair"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p['short']}-{p['long']}")
def test_pair(pair: dict[str, Any]) -> None:
    judge = getattr(names, pair["rule"])
    assert judge(pair["long"], pair["short"]) if pair["rule"] == "with_place" and pair["one"] else True
    answer = judge(pair["long"], pair["short"]) if pair["rule"] == "with_place" else judge(pair["short"], pair["long"])
    assert bool(answer) is pair["one"]


def test_every_rule_has_both_answers() -> None:
    for rule in {p["rule"] for p in PAIRS}:
        assert {p["one"] for p in PAIRS if p["rule"] == rule} == {True, False}, rule


@pytest.mark.parametrize(
    ("name", "heart"),
    [("“田长+网格”模式", "田长+网格"), ("“一杯清水”战略目标", "一杯清水"), ("农村“三变”改革", "农村三变改革"), ("“一码通”系统", "一码通")],
)
def test_core_is_the_quoted_heart_when_only_the_kind_is_left(name: str, heart: str) -> None:
    assert names.core(name) == names.folded(heart)
