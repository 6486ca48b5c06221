"""What the recognizer learns from: texts outside the project with the names in them, as characters and spans.

Two forms are read: lists of surface forms beside plain texts (silver), and gold files beside pages. Nothing of them stays in the model but
numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.model import BlockKind, EntityType, Source
from kg.segment import segment
from kg.segment.fold import fold, pair_quotes, squeeze

_DEICTIC = re.compile(r"^(?:[我本该全各这那上下]|大会$|会议$|他们|我们)")
_OPEN, _CLOSE = "“《‘", "”》’"


class Named(NamedTuple):
    """A name in a text. start, end: characters."""

    start: int
    end: int
    type: EntityType


class Example(NamedTuple):
    """A stretch of text with all its names, left to right, without overlaps. source: the file that it is from."""

    source: str
    text: str
    names: tuple[Named, ...]


def silver(surfaces: Path, texts: Path) -> Iterator[Example]:
    """Each line of the texts, with the places of the forms that the list of the same name gives, the longest form first."""
    for path in sorted(surfaces.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        kinds: dict[str, EntityType] = {}
        for type_ in EntityType:
            for form in data.get(type_.value, ()):
                kinds.setdefault(squeeze(form), type_)
        source = str(data["source"])
        for line in fold((texts / source).read_text(encoding="utf-8")).splitlines():
            text = pair_quotes(re.sub(r"\s+", "", line))
            if text:
                yield Example(source, text, tuple(_places(text, kinds)))


def gold(annotated: Path, texts: Path) -> Iterator[Example]:
    """Each block of the pages, with the places of the names and aliases that its gold file gives."""
    for path in sorted(annotated.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        kinds: dict[str, EntityType] = {}
        for entity in data["entities"]:
            for form in (entity["name"], *entity.get("aliases", ())):
                if len(form) > 1 and not _DEICTIC.match(form):
                    kinds.setdefault(squeeze(form), EntityType(entity["types"][0]))
        source = str(data["source"])
        reading = segment(Source.of_text(source, (texts / source).read_text(encoding="utf-8")))
        for block in (b for a in reading.articles for b in a.blocks if b.kind is not BlockKind.ROSTER):
            for text in _cells(block.text) if block.table is not None else (block.text,):
                if text:
                    yield Example(source, text, tuple(_places(text, kinds)))


def _cells(text: str) -> Sequence[str]:
    return re.split(r"[\t\n|]+", text)


def _places(text: str, kinds: Mapping[str, EntityType]) -> Iterator[Named]:
    """The forms in a text. Quotation marks around a form of policies belong to it where both stand there."""
    if not kinds:
        return
    pattern = "|".join(map(re.escape, sorted(kinds, key=lambda form: (-len(form), form))))
    for m in re.finditer(pattern, text):
        start, end, type_ = m.start(), m.end(), kinds[m.group()]
        around = start > 0 and end < len(text) and text[start - 1] in _OPEN and _CLOSE[_OPEN.index(text[start - 1])] == text[end]
        if around and type_ in (EntityType.POLICY, EntityType.PROJECT):
            start, end = start - 1, end + 1
        yield Named(start, end, type_)


__all__ = ["Example", "Named", "gold", "silver"]
