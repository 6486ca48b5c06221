"""Nodes that may be one, and nodes that may be two: every case of candidates.toml, in any order."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.model import EntityType, Known, Office, Reason
from kg.resolve.apart import apart
from kg.resolve.keys import place_of
from kg.resolve.pairs import pairs

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("candidates.toml").read_text(encoding="utf-8"))
TYPES = {t.value.lower(): t for t in EntityType}


def node(key: str, name: str, *more: str) -> Known:
    said = [part.partition(":")[::2] for part in more]
    forms = tuple(value for kind, value in said if kind == "form")
    notes = {"a.txt": {kind: value for kind, value in said if kind == "gender"}}
    kind = next((value for what, value in said if what == "kind"), None)
    return Known(key, TYPES[key.partition("/")[0]], name, (name, *forms), place_of(key), kind, notes)


def person(documents: dict[str, list[str]]) -> Known:
    notes, offices = {}, {}
    for document, said in documents.items():
        parts = [part.partition(":")[::2] for part in said]
        notes[document] = {kind: value for kind, value in parts if kind != "office"}
        held = [value.split() for kind, value in parts if kind == "office"]
        offices[document] = tuple(Office(h[0], h[2], h[1], int(h[3]) if len(h) > 3 else None) for h in held)
    key = "person/宜昌市/田玉蓉"
    return Known(key, EntityType.PERSON, "田玉蓉", ("田玉蓉",), "宜昌市", None, notes, offices, tuple(sorted(documents)))


@pytest.mark.parametrize("case", CASES["pair"], ids=lambda c: f"{c['left'][0]}-{c['right'][0]}")
def test_pair(case: dict[str, Any]) -> None:
    found = pairs([node(*case["left"]), node(*case["right"])])
    assert [c.reason.value for c in found] == ([case["reason"]] if "reason" in case else [])
    for candidate in found:
        assert candidate.pair == tuple(sorted((case["left"][0], case["right"][0])))
        assert 0 < candidate.score < 100


@pytest.mark.parametrize("case", CASES["person"], ids=lambda c: c["name"])
def test_person(case: dict[str, Any]) -> None:
    found = apart([person(case["documents"])])
    assert [(c.reason.value, list(c.documents)) for c in found] == ([(case["reason"], case["apart"])] if "reason" in case else [])


def test_every_reason_has_a_case() -> None:
    assert {c["reason"] for some in CASES.values() for c in some if "reason" in c} == {r.value for r in Reason} - {"short-form-of-several"}


def test_a_short_form_of_two_is_a_candidate_for_both() -> None:
    names = ("吉林铁科职院", "吉林铁路科技职业技术学院", "吉林铁道科学职业学校学院")
    found = pairs([node(f"organization/{name}", name, "kind:school") for name in names])
    both = [tuple(sorted((f"organization/{long}", f"organization/{names[0]}"))) for long in names[1:]]
    assert {(c.reason, c.pair) for c in found} == {(Reason.SHORT_FORM_OF_SEVERAL, pair) for pair in both}


def test_the_order_of_the_nodes_makes_no_difference() -> None:
    nodes = {key: node(key, *rest) for c in CASES["pair"] for key, *rest in (c["left"], c["right"])}
    first = pairs(nodes.values())
    shuffled = list(nodes.values())
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert pairs(shuffled) == first
    assert all(reason.label and reason.splits in (True, False) for reason in Reason)
