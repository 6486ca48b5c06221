"""Every rule of the word lists of attribution holds to its own examples and counter-examples."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import RuleError
from kg.extract.proposals.words import Sense, cues, verbs
from kg.lexicon.load import check_examples, parse, toml

VERBS = list(zip(toml("speech_verbs")["verb"], verbs(), strict=True))
CUES = [
    (name, table, item, cue)
    for name in ("modals", "proposal_cues")
    for table, rules in toml(name).items()
    if isinstance(rules, list)
    for item, cue in zip(rules, cues(name, table), strict=True)
]


@pytest.mark.parametrize("item, verb", VERBS, ids=lambda x: x["forms"][0] if isinstance(x, dict) else "")
def test_verbs_hold_to_their_examples(item: dict[str, Any], verb: Any) -> None:
    assert check_examples("speech_verbs", {**item, "name": item["forms"][0]}, lambda t: verb.pattern.search(t) is not None) >= 2


@pytest.mark.parametrize("name, table, item, cue", CUES, ids=lambda x: str(x) if isinstance(x, str) else "")
def test_cues_hold_to_their_examples(name: str, table: str, item: dict[str, Any], cue: Any) -> None:
    assert check_examples(name, {**item, "name": cue.name or table}, lambda t: cue.pattern.search(t) is not None) >= 2


def test_every_rule_has_a_counter_example() -> None:
    assert all(item.get("never") for item, _ in VERBS)
    assert all(item.get("never") for _, _, item, _ in CUES)


def test_every_sense_is_taught() -> None:
    assert {verb.sense for _, verb in VERBS} == set(Sense)


def test_a_rule_that_breaks_its_example_is_reported() -> None:
    rule = parse('pattern = "建议"\nexamples = ["希望"]\nnever = []\n'.encode(), "modals.toml")
    with pytest.raises(RuleError, match="does not match its example"):
        check_examples("modals", rule, lambda t: "建议" in t)
