"""Committees by their short forms: the examples beside the list, through the real pipeline."""

import pytest

from kg.extract.context import Context
from kg.extract.pipeline import mentions_of
from kg.lexicon.load import toml
from kg.model import Source
from kg.segment import segment

LIST = toml("committees")


def names(text: str) -> list[str]:
    context = Context(segment(Source.of_text("甲.txt", "安庆市人民代表大会常务委员会公告\n"), place="安庆市"))
    (found,) = mentions_of([(text, frozenset())], context)
    return [f.name for f in found if f.rule == "committee"]


@pytest.mark.parametrize("example", LIST["example"], ids=lambda e: e["text"])
def test_the_examples(example: dict[str, str]) -> None:
    assert example["name"] in names(example["text"])


@pytest.mark.parametrize("text", LIST["never"]["texts"])
def test_what_is_no_committee(text: str) -> None:
    assert names(text) == []


def test_a_committee_of_the_standing_committee_behind_one_of_the_congress() -> None:
    assert names("市人大监察司法委主任委员、常委会代表工委主任王某") == [
        "安庆市人民代表大会监察和司法委员会",
        "安庆市人民代表大会常务委员会代表工作委员会",
    ]
