"""Who, which bodies, which places and which offices the passages of people, organizations, districts and positions name.

The passages lie in the `passages.toml` of the four folders; each is read by the real steps: segment, extract, resolve.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import DocumentFacts, Entity, EntityType, Source
from kg.resolve import resolve
from kg.segment import segment

FOLDERS = ("people", "organizations", "districts", "positions")
HERE = Path(__file__).parent.parent
PASSAGES = [
    (f"{folder}-{number}", passage)
    for folder in FOLDERS
    for number, passage in enumerate(tomllib.loads((HERE / folder / "passages.toml").read_text(encoding="utf-8"))["passage"], 1)
]
KEYS = {"place", "text", "people", "organizations", "districts", "positions", "never", "partly"}


@cache
def facts(text: str, place: str | None) -> DocumentFacts:
    reading = segment(Source.of_text("passage.txt", text), place=place)
    return resolve(reading, extract(reading))


def read(passage: dict[str, Any]) -> DocumentFacts:
    return facts(passage["text"], passage.get("place"))


def named(found: DocumentFacts, kind: EntityType) -> list[Entity]:
    return [e for e in found.entities if e.types[0] is kind and e.mentions]


def free(entity: Entity, found: DocumentFacts) -> bool:
    """Whether a place stands somewhere by itself, not inside a longer name."""
    spans = {(m.evidence[0].start, m.evidence[-1].end) for e in found.entities for m in e.mentions}
    own = [(m.evidence[0].start, m.evidence[-1].end) for m in entity.mentions]
    return any(not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans) for start, end in own)


def full(district: Entity) -> str:
    """The full name of a district, which its key holds (district/130304-秦皇岛市北戴河区)."""
    return district.key.split("/", 1)[1].split("-", 1)[-1]


def cases(key: str) -> Any:
    chosen = [(name, p) for name, p in PASSAGES if key in p]
    return pytest.mark.parametrize("passage", [p for _, p in chosen], ids=[name for name, _ in chosen])


def agree(got: list[str], wanted: list[str], passage: dict[str, Any]) -> None:
    assert not [name for name in wanted if name not in got], f"missed; found {got}"
    if not passage.get("partly"):
        assert sorted(got) == sorted(wanted)


@cases("people")
def test_people(passage: dict[str, Any]) -> None:
    got = [e.name for e in named(read(passage), EntityType.PERSON)]
    assert sorted(got) == sorted(passage["people"])


@cases("organizations")
def test_organizations(passage: dict[str, Any]) -> None:
    agree([e.name for e in named(read(passage), EntityType.ORGANIZATION)], passage["organizations"], passage)


@cases("districts")
def test_districts(passage: dict[str, Any]) -> None:
    found = read(passage)
    agree([full(e) for e in named(found, EntityType.DISTRICT) if free(e, found)], passage["districts"], passage)


@cases("positions")
def test_positions(passage: dict[str, Any]) -> None:
    got = [f"{p.person.name} | {p.role} | {p.organization.name if p.organization else '-'}" for p in read(passage).positions]
    agree(got, passage["positions"], passage)


@cases("never")
def test_never(passage: dict[str, Any]) -> None:
    names = {form for e in read(passage).entities for form in (e.name, *e.aliases)}
    assert not names & set(passage["never"])


@pytest.mark.parametrize("passage", [p for _, p in PASSAGES], ids=[name for name, _ in PASSAGES])
def test_evidence_proves_every_mention(passage: dict[str, Any]) -> None:
    found = read(passage)
    for entity in found.entities:
        for mention in entity.mentions:
            assert all(e.proven(found.source) for e in mention.evidence)
            assert re.sub(r"\s", "", mention.form)


def test_passages_are_many_and_say_what_they_expect() -> None:
    assert len(PASSAGES) >= 150
    for name, passage in PASSAGES:
        assert set(passage) <= KEYS, name
        assert set(passage) & {"people", "organizations", "districts", "positions"}, name
    assert len({p["text"] for _, p in PASSAGES}) == len(PASSAGES)
