"""Subqueries asked apart, tables kept and rows ordered here change nothing but the time: the answer is the engine's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.graph import GraphStore, QueryFile, load_queries
from kg.graph.apart import MOST, put_apart
from kg.graph.kept import Kept
from kg.graph.order import in_order, without_order
from kg.graph.query import bound, evaluate
from kg.vocab import Mint, data_folder, ontology
from tests.graph.sample import page, report

FOLDERS = ("", "ask", "serve", "explain")
ALL = [q for name in FOLDERS for q in load_queries(data_folder("queries") / name if name else None).values()]
MARKED = [q for q in ALL if "# apart" in q.sparql]
VALUES = {
    "topic": ("女裤", "服装", "无"),
    "person": ("祝", "容墨"),
    "organization": ("市政协", "纺织"),
    "body": ("市", "云溪市"),
    "session": ("两会", "会"),
}
QUERY = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?other WHERE {
  VALUES (?name) { (UNDEF) } # parameters
  {
    # a comment
    SELECT ?name ?thing WHERE {
      VALUES (?name) { (UNDEF) } # parameters
      ?thing skos:prefLabel ?form
      FILTER(CONTAINS(STR(?form), ?name))
    }
    GROUP BY ?name ?thing # apart
  }
  ?thing skos:related ?other
}
ORDER BY ?other ?thing
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The graph of the invented documents, open for reading."""
    folder = tmp_path_factory.mktemp("apart") / "graph"
    with GraphStore.create(folder) as graph:
        graph.put(page())
        graph.put(report())
    with GraphStore.open(folder, read_only=True) as graph:
        yield graph


def things(*names: str) -> Store:
    """Things with these names, each related to the next."""
    store, base = Store(), "https://example.org/"
    store.update(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> INSERT DATA { GRAPH <x:g> {"
        + " ".join(f"<{base}{n}> skos:prefLabel {Literal(x, language='zh')} ; skos:related <{base}{n + 1}> ." for n, x in enumerate(names))
        + "} }"
    )
    return store


def apart(store: Store, text: str, values: dict[str, list[str]], kept: Kept, asked: list[str]) -> str:
    """The query as it is put to the store, once what was asked for twice is kept."""

    def ask(query: str) -> QuerySolutions:
        asked.append(query)
        found = store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return found

    return put_apart(text, values, ask, lambda query, strings, first: kept.table(query, ask, None, strings=strings, first=first))


@pytest.mark.parametrize("query", ALL, ids=lambda q: q.name)
def test_the_answer_is_that_of_the_engine(read: GraphStore, query: QueryFile) -> None:
    needed = {p.name: p.example for p in query.parameters if p.required}
    sets = [needed, {p.name: p.example for p in query.parameters}]
    sets += [needed | {p.name: value} for p in query.parameters if p.type == "text" for value in VALUES.get(p.name, ("市", "一"))]
    for given in sets:
        values, entities = query.bindings(given), Mint(read.base).entities_graph
        text = bound(query.sparql, values, entities)
        plain = read.store.query(text, prefixes=ontology().prefixes, use_default_graph_as_union=True)
        assert isinstance(plain, QuerySolutions)
        expected = [tuple(row) for row in plain]
        kept = Kept()
        for _ in range(3):  # asked, then read, then kept
            result = evaluate(read.store, query.sparql, values, entities=entities, kept=kept)
            assert len(result.rows) == len(expected)
            got = [tuple(None if c is None else str(c) for c in row) for row in result.rows]
            said = [tuple(None if t is None else _said(t) for t in row) for row in expected]
            assert got == said if "\nORDER BY" in query.sparql else sorted(map(repr, got)) == sorted(map(repr, said))


def _said(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return str(term.value == "true") if isinstance(term, Literal) and term.datatype.value.endswith("#boolean") else term.value


@pytest.mark.parametrize("query", MARKED, ids=lambda q: q.name)
def test_every_mark_is_of_a_subquery_in_the_form(read: GraphStore, query: QueryFile) -> None:
    text = bound(query.sparql, query.bindings({p.name: p.example for p in query.parameters}))
    left = apart(read.store, text, {}, Kept(), [])
    assert "# apart" not in left and len(left) > 0


def test_names_are_read_once_and_kept() -> None:
    store, kept, asked = things("甲乙", "乙丙", "丙"), Kept(), list[str]()
    for value, found in (("乙", 2), ("丙", 2), ("甲", 1), ("丁", 0)):
        text = apart(store, bound(QUERY, {"name": value}), {"name": [value]}, kept, asked)
        assert text.count("https://example.org/") == found
        assert f'VALUES (?name) {{ ("{value}") }} # parameters' in text and "SELECT ?name" not in text
    assert len(asked) == 2  # the first question, and all names


def test_queries_that_ask_the_same_share_what_is_kept() -> None:
    store, kept, asked = things("甲乙", "乙丙", "丙"), Kept(), list[str]()
    other = QUERY.replace("form", "label").replace("?thing", "?it").replace("# a comment", "# another").replace("?name", "?part")
    other = "PREFIX unused: <https://example.org/#>\n" + other
    apart(store, bound(QUERY, {"name": "乙"}), {"name": ["乙"]}, kept, asked)
    assert apart(store, bound(other, {"part": "乙"}), {"part": ["乙"]}, kept, asked).count("https://example.org/") == 2 + 1
    assert len(asked) == 2 and "DISTINCT" in asked[1]
    apart(store, bound(QUERY, {"name": "丙"}), {"name": ["丙"]}, kept, asked)
    assert len(asked) == 2
    elsewhere = QUERY.replace("core#", "other#")  # the same words of another vocabulary
    assert apart(store, bound(elsewhere, {"name": "乙"}), {"name": ["乙"]}, kept, asked).count("https://example.org/") == 0
    assert len(asked) == 3


def test_values_that_are_no_plain_texts_are_left_to_the_engine() -> None:
    store, kept = things("甲乙"), Kept()
    for value in (Literal("甲", language="zh"), NamedNode("x:甲"), 1):
        assert evaluate(store, QUERY, {"name": value}, kept=kept).rows == evaluate(store, QUERY, {"name": value}).rows
    rows = evaluate(store, QUERY, {"name": ["甲", "乙"]}, kept=kept).rows
    assert rows == evaluate(store, QUERY, {"name": ["甲", "乙"]}).rows and len(rows) == 2
    assert evaluate(store, QUERY, {}, kept=kept).rows == evaluate(store, QUERY, {}).rows == ()  # nothing holds what is not given


@pytest.mark.parametrize("text", ['甲") } #', "甲\n    GROUP BY ?name ?thing # apart", "甲\\", '"', "<x:a>", "UNDEF", "甲 # parameters"])
def test_a_name_is_only_a_name(text: str) -> None:
    store, kept = things("甲", text + "乙"), Kept()
    for _ in range(3):
        assert evaluate(store, QUERY, {"name": text}, kept=kept).rows == (("https://example.org/1", "https://example.org/2"),)


def test_too_many_rows_stay_a_subquery() -> None:
    store, kept = things(*(f"甲{n}" for n in range(MOST + 1))), Kept()
    for value, left in (("甲1", False), ("甲", True), ("甲1", False), ("甲", True)):
        assert ("GROUP BY" in apart(store, bound(QUERY, {"name": value}), {"name": [value]}, kept, [])) == left


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  {\n    # a", "  OPTIONAL\n  {\n    # a"),
        ("# apart\n  }\n", "# apart\n  }\n  UNION\n  { BIND(1 AS ?one) }\n"),
        ("    GROUP BY ?name ?thing # apart\n  }", "   GROUP BY ?name ?thing # apart\n  }"),
        ("GROUP BY ?name ?thing # apart", "GROUP BY ?thing ?name # apart"),
        ("SELECT ?name ?thing WHERE {", "SELECT DISTINCT ?name ?thing WHERE {"),
        ("# apart", "# a part"),
    ],
)
def test_what_is_not_in_the_form_stays_as_it_is(old: str, new: str) -> None:
    store, text = things("甲乙", "乙"), QUERY.replace(old, new)
    assert text != QUERY and apart(store, bound(text, {"name": "乙"}), {"name": ["乙"]}, Kept(), []) == bound(text, {"name": "乙"})


def test_blank_nodes_cannot_be_written_as_values() -> None:
    store, kept = Store(), Kept()
    skos = "http://www.w3.org/2004/02/skos/core#"
    store.update(f"INSERT DATA {{ GRAPH <x:g> {{ [] <{skos}prefLabel> '甲' ; <{skos}related> <x:b> }} }}")
    for _ in range(3):
        assert [row[1] for row in evaluate(store, QUERY, {"name": "甲"}, kept=kept).rows] == ["x:b"]


def test_subqueries_side_by_side_are_joined() -> None:
    first = QUERY[QUERY.index("  VALUES") : QUERY.index("  ?thing skos:related")]
    both = QUERY.replace(first, first + first.replace("name", "part").replace("?form", "?label"))
    store, asked = things("甲乙", "乙丙", "甲"), list[str]()
    text = apart(store, bound(both, {"name": "乙", "part": "甲"}), {"name": ["乙"], "part": ["甲"]}, Kept(), asked)
    assert text.count("https://example.org/") == 1 and "VALUES (?name ?part ?thing)" in text
    assert "VALUES (?thing)" in asked[1]  # the second looked at what the first had found
    assert evaluate(store, both, {"name": "乙", "part": "甲"}, kept=Kept()).rows == (("https://example.org/0", "https://example.org/1"),)


def test_a_graph_that_is_written_keeps_nothing(graph: GraphStore, tmp_path: Path) -> None:
    assert graph.kept is None
    with GraphStore.open(tmp_path / "graph", read_only=True) as read_only:
        assert read_only.kept is not None
    assert read_only.kept is None


TERMS = (None, NamedNode("x:b"), NamedNode("x:a"), *(Literal(n) for n in (10, 9, -1)), Literal("乙"), Literal("a"), Literal("ab"))
OTHERS = (Literal("b", language="zh"), Literal("c", language="en"), Literal(1.5), Literal(True))


@pytest.mark.parametrize("chosen", [TERMS[:3], (None, *TERMS[3:6]), (None, *TERMS[6:]), OTHERS[:2], OTHERS[2:], TERMS, (*TERMS, *OTHERS)])
@pytest.mark.parametrize("order", ["?x ?n", "DESC(?x) ?n", "DESC(?n) ?x", "?n"])
def test_rows_come_in_the_order_of_the_engine(chosen: tuple[NamedNode | Literal | None, ...], order: str) -> None:
    values = " ".join(f"({'UNDEF' if term is None else term} {number % 2})" for number, term in enumerate((*chosen, *chosen)))
    text = f"SELECT ?x ?n WHERE {{ VALUES (?x ?n) {{ {values} }} }}\nORDER BY {order}\n"
    expected = Store().query(text)
    assert isinstance(expected, QuerySolutions)
    rows = [tuple(row) for row in expected]
    bare, keys = without_order(text)
    found = Store().query(bare)
    assert keys and isinstance(found, QuerySolutions)
    got = in_order([tuple(row) for row in found], ["x", "n"], keys)
    mixed = len({type(t) if not isinstance(t, Literal) else (t.datatype, t.language) for t in chosen if t is not None}) > 1
    assert (got is None) == ("?x" in order and (mixed or chosen == OTHERS[2:]))
    if got is not None:
        assert [row[1] if order == "?n" else row for row in got] == [row[1] if order == "?n" else row for row in rows]


def test_an_order_that_is_not_simple_is_left_to_the_engine() -> None:
    inner = "SELECT ?x { { SELECT ?x {}\nORDER BY ?x } }"
    for text in ("SELECT ?x {}\nORDER BY STRLEN(?x)\n", "SELECT ?x {}\nORDER BY ?x\nLIMIT 3", "SELECT ?x {}", inner):
        assert without_order(text) == (text, ())
    assert without_order("SELECT ?x {}\nORDER BY ?x DESC(?y)\n") == ("SELECT ?x {}\n", (("x", False), ("y", True)))
    assert in_order([], ["x"], (("y", False),)) is None
