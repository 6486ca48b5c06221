"""The word lists hold what they say: every rule finds its examples and none of its counterexamples."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from kg.extract.observations.figures import figures_in
from kg.extract.observations.words import trimmed
from kg.lexicon.load import check_examples, toml

_PATTERNS = [
    (name, table, rule)
    for name, tables in {
        "not_figures": ("rule",),
        "moods": ("estimate", "target", "propose", "continue", "answer"),
        "indicators": ("proceedings",),
        "figure_grammar": ("rule", "report"),
    }.items()
    for table in tables
    for rule in toml(name)[table]
]


def _found(rule: dict[str, Any]) -> Callable[[str], bool]:
    pattern = re.compile(rule["pattern"])
    exception = re.compile(rule["but"]) if rule.get("but") else None
    return lambda text: any(not (exception and exception.search(m.group())) for m in pattern.finditer(text))


@pytest.mark.parametrize("name, table, rule", _PATTERNS, ids=[f"{n}-{t}-{r.get('name', r.get('body'))}" for n, t, r in _PATTERNS])
def test_pattern_keeps_its_examples(name: str, table: str, rule: dict[str, Any]) -> None:
    assert check_examples(name, rule, _found(rule)) >= 2


_MASKS = [rule for rule in toml("not_figures")["rule"] if rule.get("needs")]


@pytest.mark.parametrize("rule", _MASKS, ids=[r["name"] for r in _MASKS])
def test_what_a_mask_needs_is_in_its_matches(rule: dict[str, Any]) -> None:
    matches = [m.group() for text in rule["examples"] for m in re.finditer(rule["pattern"], text)]
    assert matches
    assert all(not set(m).isdisjoint(rule["needs"]) for m in matches)


_HEADINGS = toml("moods")["heading"]


@pytest.mark.parametrize("rule", _HEADINGS, ids=[r["name"] for r in _HEADINGS])
def test_first_heading_rule_decides(rule: dict[str, Any]) -> None:
    def first(text: str) -> str | None:
        return next((r["name"] for r in _HEADINGS if re.search(r["pattern"], text)), None)

    assert all(first(text) == rule["name"] for text in rule["examples"])
    assert all(first(text) != rule["name"] for text in rule["never"])


_UNITS = toml("units")["rule"]


@pytest.mark.parametrize(
    "kind, example", [(r["name"], e) for r in _UNITS for e in r["examples"]], ids=[e["text"] for r in _UNITS for e in r["examples"]]
)
def test_unit_is_read(kind: str, example: dict[str, str]) -> None:
    figures = [f for f in figures_in(example["text"]) if f.kind == kind]
    assert [(f"{f.value:f}", f.unit) for f in figures] == [(example["value"], example["unit"])]


@pytest.mark.parametrize("kind, text", [(r["name"], t) for r in _UNITS for t in r["never"]])
def test_no_unit_is_read(kind: str, text: str) -> None:
    assert not [f for f in figures_in(text) if f.kind == kind and not f.qualifier and not (f.spelled and f.value == 1)]


@pytest.mark.parametrize("key", ["lead", "level", "kept", "change", "achievement", "generic", "predicate"])
def test_words_are_words_once(key: str) -> None:
    words = toml("indicators")[key]
    assert all(words) and len(words) == len(set(words))


@pytest.mark.parametrize(
    "written, name",
    [
        ("其中税收占比达到", "税收占比"),
        ("预计全年地区生产总值", "地区生产总值"),
        ("全市新签约", "新签约"),
        ("地区用水总量控制在", "地区用水总量"),
        ("在建项目", "在建项目"),
        ("中水回用率提高到", "中水回用率"),
    ],
)
def test_names_are_trimmed(written: str, name: str) -> None:
    assert trimmed(written) == name
