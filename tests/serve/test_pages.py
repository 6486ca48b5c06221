"""What the parts of the site do by themselves: documents cut into pieces, plots, negotiation, paths, and a graph that grows meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RuleError
from kg.graph import GraphStore, load_queries
from kg.model import DocumentFacts, Issue, LinkKind, Source
from kg.serve.document import document, spans_in
from kg.serve.message import Unacceptable, Visit
from kg.serve.negotiate import RESULTS, TRIPLES, best, chosen
from kg.serve.paths import iri_of, path_of
from kg.serve.plots import HEIGHT, WIDTH, Point, bars, plot, when
from kg.serve.reader import Reader
from kg.serve.render import Renderer, words
from kg.serve.things import Things
from kg.vocab import Mint, data_folder
from tests.serve.conftest import BASE, figures, running, until
from tests.view.conftest import crowd, join, page, promise, report


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with GraphStore.create(tmp_path_factory.mktemp("pages") / "graph") as store:
        for facts in (page(), report(), figures()):
            store.put(facts)
        yield Reader(store)


@given(mark=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 200)), max_size=4))
def test_a_document_loses_no_character_and_marks_what_is_asked(reader: Reader, mark: list[tuple[int, int]]) -> None:
    for source, name in reader.documents.items():
        text = reader.graph.source_text(name)
        spans = tuple((a, b) for a, b in mark if a < b)
        shown = document(reader, source, spans)
        assert "\n".join("".join(p.text for p in line.pieces) for line in shown.lines) == text
        marked: list[int] = []
        for line in shown.lines:
            at = line.start
            for piece in line.pieces:
                marked += range(at, at + len(piece.text)) if piece.marked else []
                at += len(piece.text)
        wanted = {i for a, b in spans for i in range(a, min(b, len(text))) if text[i] != "\n"}
        assert set(marked) == wanted
        assert sum(p.first for line in shown.lines for p in line.pieces) == (1 if wanted else 0)


def test_every_mention_and_statement_stands_where_it_is_said(reader: Reader) -> None:
    for source, name in reader.documents.items():
        text = reader.graph.source_text(name)
        shown = document(reader, source)
        for i, statement in enumerate(shown.statements):
            words_ = "".join(p.text for line in shown.lines for p in line.pieces if i in p.facts)
            said = "".join(dict.fromkeys(q for place in statement.places for _, _, q in place.pieces)).replace("\n", "")
            assert words_ == said
        for line in shown.lines:
            for piece in line.pieces:
                assert piece.mention is None or piece.text in text[piece.mention.start : piece.mention.end]
        assert sorted(i for line in shown.lines for i in line.facts) == list(range(len(shown.statements)))


def test_marks_are_read_or_left_out() -> None:
    assert spans_in("17-23,5-16") == ((5, 16), (17, 23))
    assert spans_in("5-5,9-2,x,-3,4-") == ()
    assert spans_in("1-2," * 5000)[:1] == ((1, 2),)


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_path_leads_back_to_its_iri(one: str, other: str) -> None:
    mint = Mint(BASE)
    try:
        iri = mint.path("person", one, other).value
    except ValueError:  # a character that no IRI may have
        return
    path = path_of(BASE, iri)
    assert path is not None and path.isascii() and not set(path) & set(' "<>#?')
    assert iri_of(BASE, path) == iri


def test_paths_of_other_iris() -> None:
    assert path_of(BASE, "https://example.org/x") is None
    assert path_of(BASE, BASE) is None
    assert iri_of(BASE, "/id/%FF") == BASE + "\ufffd"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/*", "b/y"),
        ("a/x;q=0.1, b/y;q=0.2", "b/y"),
        ("a/*;q=0, */*", "b/y"),
        ("A/X", "a/x"),
        ("c/z", None),
        ("a/x;q=nonsense", None),
    ],
)
def test_negotiation(accept: str, media: str | None) -> None:
    assert best(accept, ["a/x", "b/y"]) == media


def test_short_names_of_forms() -> None:
    assert chosen("image/png", "csv", RESULTS, page=False) == "text/csv"
    assert chosen("*/*", "json", TRIPLES, page=True) == "application/ld+json"
    assert chosen("*/*", "html", TRIPLES, page=True) == "text/html"
    for name in ("html", "nix"):
        with pytest.raises(Unacceptable):
            chosen("*/*", name, RESULTS, page=False)


@given(st.lists(st.tuples(st.integers(1990, 2040), st.floats(), st.sampled_from(["actual", "target"])), max_size=20))
def test_plots_stay_in_their_frame(values: list[tuple[int, float, str]]) -> None:
    drawn = plot([Point(str(year), value, str(value), status, "/", "") for year, value, status in values])
    assert all(0 <= m.x <= WIDTH and 0 <= m.y <= HEIGHT for m in drawn.marks)
    assert [m.x for m in drawn.marks] == sorted(m.x for m in drawn.marks)
    assert all(b - a > 40 for (a, _), (b, _) in pairwise(drawn.ticks))


def test_bars_have_a_place_for_every_year() -> None:
    drawn = bars({"2021": {"A": 2, "B": 1}, "2023": {"B": 3}}, ("A", "B"))
    assert [(b.year, b.total) for b in drawn] == [("2021", 3), ("2022", 0), ("2023", 3)]
    assert [p[0] for p in drawn[0].parts] == ["A", "B"] and drawn[0].top == drawn[2].top
    assert bars({}, ("A",)) == ()


@pytest.mark.parametrize(("period", "year"), [("2023", 2024), ("2023-06", 2023.5), ("2023-01/2023-12", 2024), ("十四五", None), ("", None)])
def test_when_a_period_ends(period: str, year: float | None) -> None:
    assert when(period) == year


def test_words_are_complete_and_used() -> None:
    chinese, english = words()["zh-hans"], words()["en"]
    for key, text in chinese.items():
        assert text and english[key]
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key
    folder = Path(__file__).parents[2] / "kg" / "serve"
    code = "".join(p.read_text(encoding="utf-8") for p in [*folder.glob("*.py"), *folder.glob("templates/*")])
    made = ("term_", "failure_", "slot_", "in_", "linked_")
    unused = [k for k in chinese if not k.startswith(made) and not re.search(rf"""say\(['"]{k}['"]""", code)]
    assert unused == []


@pytest.mark.parametrize("name", sorted(load_queries(data_folder("queries") / "serve")))
def test_a_query_runs_with_its_examples_and_gives_its_columns(reader: Reader, name: str) -> None:
    query = load_queries(data_folder("queries") / "serve")[name]
    required = {p.name: p.example for p in query.parameters if p.required}
    for given_ in (required, {p.name: p.example for p in query.parameters}):
        assert query.run(reader.graph, given_).columns == query.columns


def test_words_that_one_language_lacks_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.serve.render.tomllib.loads", lambda text: {"zh-hans": {"a": "甲"}, "en": {}})
    words.cache_clear()
    try:
        with pytest.raises(RuleError, match="a"):
            words()
    finally:
        words.cache_clear()


def test_what_is_built_meanwhile_is_served(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    with GraphStore.create(folder) as store:
        store.put(page())
    with running(folder, "--workers", "2") as site:
        assert "祝青禾" in site.get("/list/Person").text
        assert "没有" in site.get(f"/list/Project?q={quote('大桥')}").text
        with GraphStore.open(folder) as store:
            store.put(report())
        until(lambda: "溪东大桥" in site.get("/list/Project").text)


def test_an_empty_graph_has_pages(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(DocumentFacts(source=Source.of_text("空.txt", "什么也没有。\n"), issue=Issue()))
    with running(tmp_path / "graph", "--workers", "1") as site:
        paths = ["/", "/list/Person", "/documents", "/indicators", "/queries", "/sparql", "/picture", "/picture.svg"]
        paths += ["/ask", "/search", "/ask?q=x"]
        assert {path: site.get(path).status for path in paths} == dict.fromkeys(paths, 200)
        assert site.get("/search?q=%EF%BC%8C").status == 400, "nothing to look for"


def pages_of(store: GraphStore, language: str, local: str) -> str:
    visit, to = Visit(path=f"/id/{local}"), Renderer(store.base, language, "/")
    reply = Things(Reader(store))(visit, f"{store.base}{local}", to)
    assert reply is not None and reply.status == 200
    return " ".join(re.sub(r"<[^>]+>", " ", reply.body.decode("utf-8")).split())


def test_what_is_inferred_stands_on_the_pages_of_both_proposals_and_of_people(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(crowd())
        store.put(promise())
        person = "person/丁州市/甲一"
        assert "推断" not in pages_of(store, "zh-hans", person), "nothing is inferred, nothing is shown"
        (link,) = join(store, ("建议修路", "修路"))
        asked, answer = (end.removeprefix(store.base) for end in (link.left, link.right))
        assert "推断" not in pages_of(store, "zh-hans", "person/丁州市/乙一")
        for page_ in (pages_of(store, "zh-hans", person), pages_of(store, "zh-hans", asked)):
            assert "推断 见于后来的承诺： 承诺 丁州市人民政府 ： 修路" in page_
            assert "分数 0.72 · 其后的文献；主题相同 · 共同之处：修路" in page_
        assert "文献没有明说" in pages_of(store, "zh-hans", asked)
        assert "推断 采纳了： 建言 甲一" in pages_of(store, "zh-hans", answer)
        english = pages_of(store, "en", asked)
        assert "inferred taken up by:" in english and "score 0.72 · in a later document；the same topics" in english
        join(store, ("建议修路", "建议种树"), kind=LinkKind.SAME)
        assert "又见于： 建言 乙一" in pages_of(store, "zh-hans", asked) and "采纳" not in pages_of(store, "zh-hans", answer)
