"""Units of a body: the examples beside the words, through the real pipeline."""

import pytest

from kg.extract.context import Context
from kg.extract.pipeline import mentions_of
from kg.lexicon.load import toml
from kg.model import Source
from kg.segment import segment

WORDS = toml("organization_units")


def names(text: str) -> list[str]:
    context = Context(segment(Source.of_text("甲.txt", "阜新市人民代表大会常务委员会公告\n"), place="阜新市"))
    (found,) = mentions_of([(text, frozenset())], context)
    return [f.name for f in found if f.rule == "unit-of-body"]


@pytest.mark.parametrize("example", WORDS["examples"], ids=lambda e: e["text"])
def test_the_examples(example: dict[str, str]) -> None:
    assert names(example["text"]) == [example["name"]]


@pytest.mark.parametrize("text", WORDS["never_texts"])
def test_what_is_no_unit(text: str) -> None:
    assert names(text) == []


def test_a_second_unit_behind_an_office() -> None:
    assert names("任命某甲为阜新市中级人民法院审判委员会委员、民事审判第一庭庭长。") == [
        "阜新市中级人民法院审判委员会",
        "阜新市中级人民法院民事审判第一庭",
    ]
    assert names("市教育局局长、市体育局竞训科科长") == ["阜新市体育局竞训科"]
