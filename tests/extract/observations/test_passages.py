"""Passages written for this test, from many cities and kinds of reports, with the observations that a careful reader takes from them.

date: of the article and its page; printed: of the page alone, where the article does not say when it was written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract.context import Context
from kg.extract.observations import observations
from kg.extract.work import ArticleView, Found, View
from kg.model import Article, ArticleKind, Block, BlockKind, EntityType, Issue, Observation, Reading, Source
from kg.segment.fold import fold

_CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("passages.toml").read_text(encoding="utf-8"))["passage"]


_MARKS = {
    "#": BlockKind.HEADING,
    "-": BlockKind.BULLET,
    "=": BlockKind.HEADLINE,
    "~": BlockKind.SUBTITLE,
    "": BlockKind.PARAGRAPH,
}


def _views(case: dict[str, Any], source: Source) -> list[View]:
    """One block a line; a line that begins with # is a heading, one with ## a heading over such headings, one with - a bullet, one with =
    a headline, one with ~ a subtitle."""
    views = []
    at = 0
    over: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    for line in source.text.splitlines(keepends=True):
        outer = line.startswith("##")
        mark = "##" if outer else line[:1] if line[:1] in "#-=~" else ""
        body = fold(line.rstrip("\n"))[len(mark) :]
        start = at + len(mark)
        kind = _MARKS[mark[:1]]
        above = over if kind is BlockKind.HEADING else headings
        block = Block(kind, body, tuple(range(start, start + len(body))), above, len(over) + 1 if kind is BlockKind.HEADING else 0)
        if kind is BlockKind.HEADING:
            over = (body,) if outer else over
            headings = over if outer else (*over, body)
        found = [
            Found(i, i + len(form), EntityType(kind_of), name, "given")
            for form, kind_of, name in case.get("mentions", [])
            for i in range(len(body))
            if body.startswith(form, i)
        ]
        views.append(View(block, sorted(found)))
        at += len(line)
    return views


def read(case: dict[str, Any]) -> list[Observation]:
    source = Source.of_text("passage.txt", case["text"].strip("\n"))
    views = _views(case, source)
    kind = ArticleKind(case.get("kind", "report"))
    article = Article(case.get("title", ""), 0, len(source.text), kind, tuple(v.block for v in views), case.get("date"))
    context = Context(Reading(source, (article,), issue=Issue(place=case.get("place"), date=case.get("printed", case.get("date")))))
    rows = observations([ArticleView(article, views)], context)
    for row in rows:
        for piece in row.evidence:
            assert piece.proven(source)
    return rows


def written(row: Observation, home: str | None) -> str:
    """A row as `passages.toml` writes it; what is as expected (the place itself, exact) is left out."""
    bound = {">=": "≥", "<=": "≤", None: ""}[row.bound]
    parts = [row.indicator, f"{bound}{'≈' if row.approximate else ''}{row.value:f}{row.unit}", row.status.value, row.period or "-"]
    if row.area is None or row.area.name != home:
        parts.append(row.area.name if row.area else "-")
    return " | ".join(parts + [d.value for d in row.doubts])


@pytest.mark.parametrize("case", _CASES, ids=[c["name"] for c in _CASES])
def test_passage(case: dict[str, Any]) -> None:
    assert [written(row, case.get("place")) for row in read(case)] == case["rows"]


def test_there_are_many() -> None:
    assert len(_CASES) >= 80
    assert len({c["name"] for c in _CASES}) == len(_CASES)
    assert len({c.get("place") for c in _CASES}) >= 30
