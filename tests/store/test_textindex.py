"""Words are found in articles, proposals and names, however short; width, case and punctuation make no difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph import GraphStore, UnitKind
from kg.graph.textindex import NAME, TextIndex, fold
from kg.graph.units import Unit
from tests.graph.sample import PAGE, page, report


def test_hits_lead_to_the_words_and_to_the_graph(graph: GraphStore) -> None:
    (article,) = graph.search("服装产业", kinds=[UnitKind.ARTICLE])
    assert PAGE[article.start : article.end] == "服装产业" and "做强服装产业" in article.snippet
    assert article.source == "page.txt"
    assert graph.query(f"ASK {{ <{article.iri}> a kg:Article }}").rows == ((True,),)
    kinds = {hit.kind: hit for hit in graph.search("女裤")}
    assert set(kinds) == {UnitKind.ARTICLE, UnitKind.PROPOSAL, UnitKind.ENTITY}
    assert kinds[UnitKind.ENTITY].snippet == "女裤小镇" and kinds[UnitKind.ENTITY].iri.endswith("/女裤小镇")
    assert graph.query(f"ASK {{ <{kinds[UnitKind.PROPOSAL].iri}> a kg:Proposal }}").rows == ((True,),)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("两会", {"page.txt"}),
        ("禾", {"page.txt"}),
        ("云溪市", {"page.txt", "report.txt"}),
        ("女裤小镇 溪西大桥", set()),  # all words, each as it stands
        ("应支持女裤", {"page.txt"}),  # over the break of a line
        ("一厂一策”。", {"page.txt"}),
        ("５．５０％", {"page.txt"}),
        ("河西 大桥", {"page.txt"}),
        ("祝青墨", set()),
        ("祝禾", set()),
    ],
)
def test_what_is_found_where(graph: GraphStore, words: str, found: set[str]) -> None:
    assert {hit.source for hit in graph.search(words)} == found


def test_every_word_of_two_characters_that_stands_there_is_found(graph: GraphStore) -> None:
    folded, places = fold(PAGE)
    for at in range(len(folded) - 1):
        word = folded[at : at + 2]
        hits = [h for h in graph.search(word, kinds=[UnitKind.ARTICLE, UnitKind.DOCUMENT]) if h.source == "page.txt"]
        assert all(fold(PAGE[h.start : h.end])[0] == word for h in hits)
        if "\n" not in PAGE[places[at] : places[at + 1]]:
            assert hits, word


def test_nothing_to_look_for(graph: GraphStore) -> None:
    for text in ("", "  ", "，。"):
        with pytest.raises(QueryError, match="nothing to look for"):
            graph.search(text)


def test_no_more_than_asked_for(graph: GraphStore) -> None:
    assert len(graph.search("市", limit=3)) == 3
    assert graph.search("市", limit=3) == graph.search("市")[:3]


def test_an_index_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "g"
    with GraphStore.create(path) as graph:
        graph.put(page())
        graph.put(report())
        before = graph.search("市")
    (path / NAME).unlink()
    with GraphStore.open(path) as graph:
        assert graph.search("市") == before
    with GraphStore.open(path, read_only=True) as graph:
        assert graph.search("市") == before


def test_rare_characters_and_signs_of_the_query_language(tmp_path: Path) -> None:
    index = TextIndex(tmp_path, read_only=False)
    index.add([("k", [Unit(UnitKind.DOCUMENT, "i", 0, '𬭎𰻝面 AND "OR" NEAR(5G*) café ②')])])
    for word in ("𰻝面", "𬭎", "AND", "or", "near", "5g", "CAFÉ", "②", "2"):
        assert index.search(word, {"k": "s"}, tuple(UnitKind), 10), word
    assert not index.search("5h", {"k": "s"}, tuple(UnitKind), 10)
    assert not index.search("面", {"other": "s"}, tuple(UnitKind), 10)
    index.keep([])
    assert not index.search("面", {"k": "s"}, tuple(UnitKind), 10) and index.contents() == []
    index.close()
