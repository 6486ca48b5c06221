"""Each layout rule is held to its own examples, and so is the grammar of credits."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kg.lexicon.bylines import credit_line
from kg.lexicon.load import toml
from kg.segment.lines import look

RULES = toml("layout")["rule"]


def named(value: Any) -> str:
    return str(value["name"]) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r["examples"]], ids=named)
def test_an_example_is_decided_by_its_rule(rule: dict[str, Any], text: str) -> None:
    assert look(text) == (rule["kind"], rule["name"])


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r in RULES for t in r["never"]], ids=named)
def test_a_counterexample_is_not_decided_by_the_rule(rule: dict[str, Any], text: str) -> None:
    assert look(text)[1] != rule["name"]


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_what_a_rule_needs_is_in_every_line_that_it_matches(rule: dict[str, Any]) -> None:
    lines = [text for r in RULES for text in (*r["examples"], *r["never"])]
    matched = [text for text in lines if re.match(rule["pattern"], text)]
    assert matched and all(set(rule["needs"]) & set(text) for text in matched)


def test_rules_have_names_of_their_own_and_examples() -> None:
    names = [r["name"] for r in RULES]
    assert len(set(names)) == len(names)
    assert all(r["examples"] and r["never"] for r in RULES)


@pytest.mark.parametrize("case", toml("credits")["line"], ids=lambda c: c["text"])
def test_a_credit_line_names_writers_and_others(case: dict[str, Any]) -> None:
    found = credit_line(case["text"])
    assert found is not None
    assert [c.name for c in found if c.writes] == case["writers"]
    assert [c.name for c in found if not c.writes] == case["others"]
    assert all(case["text"][c.start : c.end].replace(" ", "") == c.name for c in found)


@pytest.mark.parametrize("case", toml("credits")["other"], ids=lambda c: c["text"])
def test_another_line_is_no_credit_line(case: dict[str, Any]) -> None:
    assert credit_line(case["text"]) is None
