"""The grammar of organizations keeps to its own examples, and its parts hold together."""

from __future__ import annotations

import re

import pytest

from kg.extract.context import Context
from kg.extract.districts import find as districts_in
from kg.extract.organizations import find
from kg.extract.organizations.kinds import common_nouns, kinds
from kg.lexicon.load import toml
from kg.model import Source
from kg.segment import segment

GRAMMAR = toml("organization_grammar")
PATTERNS = ("not_soft", "not_hard", "not_bureau", "common_head", "generic_head", "generic_studio", "unsure_head")


def names_in(text: str) -> list[str]:
    context = Context(segment(Source.of_text("passage.txt", text), place="宜昌市"))
    return [f.name for f in find(text, list(districts_in(text, context)), context)]


@pytest.mark.parametrize("case", GRAMMAR["examples"], ids=lambda c: c["text"])
def test_example(case: dict[str, str]) -> None:
    text = case["text"]
    context = Context(segment(Source.of_text("passage.txt", text), place=None))
    found = find(text, list(districts_in(text, context)), context)
    assert case["name"] in [text[f.start : f.end] for f in found]


@pytest.mark.parametrize("noun", GRAMMAR["never"])
def test_a_common_noun_is_no_name(noun: str) -> None:
    assert noun not in names_in(f"要办好一批{noun},让群众满意。")


@pytest.mark.parametrize("key", PATTERNS)
def test_patterns_compile(key: str) -> None:
    assert re.compile(GRAMMAR[key]).pattern


def test_standing_bodies_are_found_in_all_their_writings() -> None:
    for name, writings in GRAMMAR["standing"].items():
        for form in (name, *writings):
            assert name in names_in(f"会上,{form}介绍了情况。"), form


def test_no_common_noun_is_a_standing_body() -> None:
    assert not common_nouns()[0] & set(GRAMMAR["standing"])


def test_every_kind_has_a_code() -> None:
    assert all(kind.code for _, kind in kinds()[1])
