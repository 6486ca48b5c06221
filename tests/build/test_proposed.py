"""What only a recognizer has named says so: by its rule, and by a doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from kg.build import BuildOptions, read_document, steps
from kg.model import DocumentFacts, Doubt, EntityType, Source
from kg.recognizer import Recognizer, Span

PAGE = Source.of_text("page.txt", "宜昌市\n2025年1月8日\n\n市政协委员田玉蓉建议，老厂房可以学夷陵云台书屋，办成书店。\n")


class Told:
    """Proposes a bookshop."""

    name = "told/3"
    least: Mapping[EntityType, float] = {EntityType.ORGANIZATION: 0.5}

    def spans(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        for text in texts:
            at = text.find("云台书屋")
            yield [Span(at, at + 4, EntityType.ORGANIZATION, 0.9)] if at >= 0 else []


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> DocumentFacts:
    def recognizer(name: str) -> Recognizer:
        return Told()

    monkeypatch.setattr(steps, "recognizer", recognizer)
    return read_document(PAGE, BuildOptions(model="small"))


def test_what_is_only_proposed_is_doubted(told: DocumentFacts) -> None:
    (shop,) = [e for e in told.entities if e.name == "云台书屋"]
    assert shop.doubts == (Doubt.PROPOSED,)
    assert [m.rule for m in shop.mentions] == ["recognizer:told/3"]


def test_what_rules_found_is_not(told: DocumentFacts) -> None:
    others = [e for e in told.entities if e.name != "云台书屋"]
    assert "田玉蓉" in [e.name for e in others]
    assert not [e for e in others if Doubt.PROPOSED in e.doubts]


def test_rules_alone_propose_nothing() -> None:
    alone = read_document(PAGE, BuildOptions(model=None))
    assert not [m for e in alone.entities for m in e.mentions if m.rule.startswith("recognizer:")]
