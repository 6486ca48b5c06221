"""The documentation is made from the ontology, says every term, keeps markup in labels harmless, and opens without the network."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import make_page, ontology
from tests.chromium import chromium

OURS = "https://w3id.org/lianghui-kg/ontology#"
EVIL = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>\"'"


class Reader(HTMLParser):
    """Tags, ids, the targets of links within the page, and what would be fetched."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href" and (value or "").startswith("#"):
                self.links.append((value or "")[1:])
            elif name in ("src", "href", "action", "data") and not (value or "").startswith(("#", "data:")):
                self.fetched.append(value or "")


def evil(monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of an ontology with markup in a label, a definition and a topic."""
    words = ontology()
    more = [
        Quad(NamedNode(OURS + term), NamedNode(property_), Literal(EVIL, language="zh-hans"))
        for term in ("Person", "topics", "topic/garments", "text")
        for property_ in ("http://www.w3.org/2000/01/rdf-schema#comment", "http://www.w3.org/2004/02/skos/core#altLabel")
    ]
    monkeypatch.setattr(make_page, "ontology", lambda: replace(words, triples=(*words.triples, *more)))
    return make_page.page()


def test_the_page_is_current() -> None:
    assert make_page.TARGET.read_text(encoding="utf-8") == make_page.page(), "run python -m kg.vocab.make_page"


def test_every_term_of_ours_is_on_the_page_once() -> None:
    page = Reader(make_page.page())
    assert len(page.ids) == len(set(page.ids))
    assert {t.removeprefix(OURS) for t in ontology().terms if t.startswith(OURS) and "/" not in t.removeprefix(OURS)} <= set(page.ids)
    assert set(page.links) <= set(page.ids)


def test_every_topic_stands_on_the_page() -> None:
    html = make_page.page()
    for label in ("服饰产业", "女裤", "地区生产总值增速", "政府职务"):
        assert label in html


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = Reader(make_page.page())
    assert page.fetched == [] and "script" not in page.tags and "svg" in page.tags
    assert "default-src 'none'" in make_page.page()


def test_markup_in_a_label_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    html = evil(monkeypatch)
    assert "&lt;script&gt;window.hacked" in html and not re.search(r"<script|<img", html)
    assert "script" not in Reader(html).tags


@pytest.mark.browser
def test_the_page_opens_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.html"
    path.write_text(evil(monkeypatch), encoding="utf-8")
    with chromium(tmp_path / "profile") as page:
        page.open(path)
        assert page.run("document.querySelectorAll('svg rect').length") >= 16
        assert page.run("typeof window.hacked") == "undefined"
        assert (page.requests, page.console) == ([], [])
