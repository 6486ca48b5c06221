"""What segmentation owes on the annotated documents: all articles, dates and writers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Article, Source
from kg.segment import segment
from tests.segment.beside import SHARED, need

GOLD = sorted((SHARED / "eval" / "gold").glob("*.json")) + sorted((SHARED / "pages" / "gold").glob("*.json"))
NEAR = 20  # characters: an article begins where its first words stand, give or take a mark or a label


def document(gold: Path, name: str) -> Path:
    return SHARED / ("pages/text" if gold.parent.parent.name == "pages" else "corpus") / name


@pytest.mark.parametrize("path", GOLD or [None], ids=lambda p: p.stem if p else "absent")
def test_articles_dates_and_writers(path: Path | None) -> None:
    need(path)
    assert path is not None
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = document(path, gold["source"]).read_text(encoding="utf-8")
    found = segment(Source.of_text(gold["source"], text)).articles
    assert len(found) == len(gold["articles"])
    for wanted, article in zip(sorted(gold["articles"], key=lambda a: _start(a, text, found)), found, strict=True):
        right = (wanted["kind"], wanted["date"], set(wanted["bylines"]))
        assert (article.kind.value, article.date, set(article.bylines)) == right, article.title


def _start(wanted: dict[str, str], text: str, found: tuple[Article, ...]) -> int:
    """Where the wanted article begins: near its first words, or where its title is found."""
    title = "".join(wanted["title"].split())
    same = [a.start for a in found if "".join(a.title.split()) == title]
    at = text.find(wanted["starts"])
    near = [a.start for a in found if abs(a.start - at) <= NEAR]
    return (same or near or [at])[0]
