"""Lists of members are read whatever their layout: names in columns, lines, tables, behind offices, with notes, stars and numbers."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import EntityType, Source
from kg.resolve import resolve
from kg.segment import segment

ROSTERS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("rosters.toml").read_text(encoding="utf-8"))["roster"]


@pytest.mark.parametrize("roster", ROSTERS, ids=[r["name"] for r in ROSTERS])
def test_every_holder_with_office_and_body(roster: dict[str, Any]) -> None:
    reading = segment(Source.of_text("roster.txt", roster["text"]))
    facts = resolve(reading, extract(reading))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for p in facts.positions:
        found[p.person.name, p.role].append(p.organization.name if p.organization else "")
    expected = {}
    for line in roster["holders"]:
        role, body, names = line.split(" | ")
        expected |= {(name, role): body for name in names.split()}
    assert set(found) == set(expected)
    assert not {key: found[key] for key, body in expected.items() if body != "-" and not any(body in name for name in found[key])}
    people = {e.name for e in facts.entities if EntityType.PERSON in e.types}
    assert {name for name, _ in expected} <= people


def test_names_are_unique() -> None:
    names = [r["name"] for r in ROSTERS]
    assert len(names) == len(set(names))
