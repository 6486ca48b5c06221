"""Who proposed what in the passages of passages*.toml, found by the whole of extraction."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import Proposal, Source
from kg.segment import segment

FILES = sorted(Path(__file__).parent.glob("passages*.toml"))
PASSAGES = [p for f in FILES for p in tomllib.loads(f.read_text(encoding="utf-8"))["passage"]]
KINDS = {"r": "recommendation", "f": "filed", "c": "commitment"}


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def found_in(passage: dict[str, Any]) -> tuple[Proposal, ...]:
    source = Source.of_text("passage.txt", passage["text"])
    return extract(segment(source, place=passage.get("place"), date=passage.get("date"))).proposals


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["name"])
def test_passage(passage: dict[str, Any]) -> None:
    proposals = found_in(passage)
    got: dict[tuple[str, frozenset[str]], str] = {}
    for p in proposals:
        key = (p.kind.value, frozenset(r.name for r in p.proposers))
        got[key] = got.get(key, "") + "|" + plain("".join(e.quote for e in p.evidence))
    wanted: dict[tuple[str, frozenset[str]], list[str]] = {}
    for e in passage["expect"]:
        wanted.setdefault((KINDS[e["kind"]], frozenset(e["by"])), []).extend(e["says"])
    assert set(got) == set(wanted), got
    for key, words in wanted.items():
        for said in words:
            assert plain(said) in got[key]
    for words in passage.get("never", ()):
        assert not any(plain(words) in text for text in got.values()), words


def test_there_are_enough_passages() -> None:
    assert len(PASSAGES) >= 200
    assert len({p["name"] for p in PASSAGES}) == len(PASSAGES)
