"""Every query has a whole head, runs, and takes its parameters as values."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kg.errors import QueryError, RuleError
from kg.graph import GraphStore, QueryFile, load_queries, load_query, parse_query
from kg.graph.query import evaluate
from kg.vocab import data_folder

FOLDERS = ("", "tables", "export", "explain")
ALL = [q for name in FOLDERS if (place := data_folder("queries") / name).is_dir() for q in load_queries(place).values()]
WANTED = (
    "who-proposed-what", "proposals-of-person", "positions-of-person", "commitments-of-body", "projects-by-district", "policies-mentioned",
    "evidence-of", "statements-without-evidence", "doubts", "members-of-body", "conveners", "targets-by-area-year", "indicators-series",
    "co-proposers", "topics-count", "topics-by-year", "topics-by-capacity", "topics-by-employer", "policies-over-time", "careers",
    "projects-by-carrier", "statements-of-document", "uptake", "bodies-and-members", "proposals-of-body", "filed-proposals",
    "plan-against-outcome", "conflicting-figures",
)  # fmt: skip

HEAD = """# title: 名 / Names
# answers: 名。 / Names.
# parameter name: text, optional
#   about: 名 / name
#   example: 云
# columns: label

PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?label WHERE {
  VALUES (?name) { (UNDEF) } # parameters
  ?x skos:prefLabel ?label FILTER(!BOUND(?name) || CONTAINS(STR(?label), ?name))
}
"""


def found(graph: GraphStore, query: str, **given: str) -> list[dict[str, object]]:
    return load_query(query).run(graph, given).records()  # type: ignore[return-value]


def test_the_package_has_the_promised_queries() -> None:
    assert set(WANTED) <= load_queries().keys()


@pytest.mark.parametrize("query", ALL, ids=lambda q: q.name)
def test_a_query_runs_with_its_examples_and_gives_its_columns(graph: GraphStore, query: QueryFile) -> None:
    required = {p.name: p.example for p in query.parameters if p.required}
    everything = {p.name: p.example for p in query.parameters}
    for given in (required, everything):
        assert query.run(graph, given).columns == query.columns


@pytest.mark.parametrize("query", ALL, ids=lambda q: q.name)
def test_every_parameter_is_explained_in_both_languages(query: QueryFile) -> None:
    assert all(p.about and p.about_en and p.example for p in query.parameters)


def test_who_proposed_what(graph: GraphStore) -> None:
    (row,) = found(graph, "who-proposed-what", topic="服装产业", person="祝青禾", organization="市人大", session="两会", year="2024")
    assert row["proposer"] == "祝青禾"
    assert row["capacity"] == "云溪市人民代表大会代表；云溪市纺织公司董事长"
    assert row["what"] == "市商务局应支持女裤小镇建设"
    assert row["topic"] == "女裤；服装产业"
    assert (row["kind"], row["document"], row["date"]) == ("recommendation", "page.txt", "2024-01-10")
    assert str(row["quote"]).endswith("应支 … 持女裤小镇建设")
    assert (row["start"], row["end"]) == (45, 80)
    assert len(found(graph, "who-proposed-what")) == 5
    assert {r["proposer"] for r in found(graph, "who-proposed-what", topic="女裤")} == {"祝青禾", "容墨"}
    assert {r["what"] for r in found(graph, "who-proposed-what", topic="大桥")} == {"新建溪东大桥"}
    assert {r["proposer"] for r in found(graph, "who-proposed-what", organization="市政府")} == {"云溪市人民政府"}
    assert {r["proposer"] for r in found(graph, "who-proposed-what", organization="政协")} == {"祝青禾", "容墨"}
    for nothing in ({"topic": "航天"}, {"person": "市政府"}, {"organization": "祝青禾"}, {"session": "峰会"}, {"year": "1999"}):
        assert found(graph, "who-proposed-what", **nothing) == []


def test_a_broader_topic_finds_the_narrower(graph: GraphStore) -> None:
    graph.store.update(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> INSERT DATA { GRAPH <https://example.org/topics> { "
        "<https://w3id.org/lianghui-kg/id/topic/女裤> skos:broader <https://example.org/light> . "
        '<https://example.org/light> skos:prefLabel "轻工业"@zh-hans } }'
    )
    assert {r["proposer"] for r in found(graph, "who-proposed-what", topic="轻工业")} == {"祝青禾", "容墨"}


def test_the_other_queries_answer(graph: GraphStore) -> None:
    assert [r["kind"] for r in found(graph, "proposals-of-person", person="容墨")] == ["recommendation", "filed"]
    assert [r["role"] for r in found(graph, "positions-of-person", person="祝青禾")] == ["代表", "董事长"]
    assert {r["what"] for r in found(graph, "commitments-of-body", body="市政府", year="2024")} == {"新建溪东大桥", "办好十件实事"}
    assert found(graph, "commitments-of-body", year="2023") == []
    assert [r["project"] for r in found(graph, "projects-by-district", district="河西区")] == ["溪东大桥"]
    assert [r["project"] for r in found(graph, "projects-by-district", district="云溪市")] == ["溪东大桥"]
    assert [(r["policy"], r["mentions"]) for r in found(graph, "policies-mentioned")] == [("“一厂一策”", 1)]
    assert [(r["person"], r["session"]) for r in found(graph, "members-of-body", body="市政协")] == [("容墨", "两会")]
    assert [(r["first"], r["second"]) for r in found(graph, "co-proposers", person="容墨")] == [("祝青禾", "容墨")]
    assert [r["value"] for r in found(graph, "targets-by-area-year", area="云溪市", year="2024")] == ["6"]
    series = found(graph, "indicators-series", indicator="生产总值", area="云溪")
    assert [(r["period"], r["value"], r["status"]) for r in series] == [("2023", "5.50", "estimate"), ("2024", "6", "target")]
    assert {r["topic"]: r["proposers"] for r in found(graph, "topics-count", kind="recommendation")} == {"女裤": 2, "服装产业": 2}
    assert {r["code"] for r in found(graph, "doubts", file="page")} == {
        "issuing-place-inferred", "no-topic-found", "abbreviation-without-full-form", "area-not-stated", "period-not-stated",
        "subject-carried-over",
    }  # fmt: skip
    (row,) = found(graph, "doubts", doubt="subject")
    assert (row["what"], row["meaning"], row["quote"]) == ("commitment", "主语承前省略", "市政府将新建溪东大桥")
    iri = found(graph, "proposals-of-person", person="祝青禾")[0]["iri"]
    assert [r["quote"] for r in found(graph, "evidence-of", iri=str(iri))] == [
        "祝青禾与市政协委员\n容墨（女，回族）建议，市商务局应支",
        "持女裤小镇建设",
    ]


INJECTIONS = (
    '") } INSERT DATA { <x:a> <x:b> <x:c> } #',
    '女裤" ) } # parameters',
    "\\\") } UNION { ?s ?p ?o } #",
    "} ; DROP ALL ; #",
    '"^^<http://www.w3.org/2001/XMLSchema#string>',
    "\n} UNION { ?iri ?p ?o }\n#",
    "?topic", "UNDEF", "\\u0022", ".*", "\x00\x1f", "'''", '"""',
)  # fmt: skip


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_value_is_only_a_value(graph: GraphStore, text: str) -> None:
    before = sorted(map(str, graph.store))
    for name in ("topic", "person", "organization", "session"):
        assert found(graph, "who-proposed-what", **{name: text}) == []
    for name in ("evidence-of", "who-proposed-what"):
        with pytest.raises(QueryError):
            found(graph, name, **{"iri" if name == "evidence-of" else "year": text})
    assert sorted(map(str, graph.store)) == before


def test_wrong_parameters_are_told_with_the_right_ones(graph: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"person is missing; its parameters are: person \(text, required\)"):
        found(graph, "proposals-of-person")
    with pytest.raises(QueryError, match=r"unknown parameter horse; its parameters are: topic \(text\), person"):
        found(graph, "who-proposed-what", horse="x")
    with pytest.raises(QueryError, match="not of type year"):
        found(graph, "who-proposed-what", year="24")
    with pytest.raises(QueryError, match="not an IRI"):
        found(graph, "evidence-of", iri="a b")
    with pytest.raises(QueryError, match="no query horses; there are: addressees"):
        load_query("horses")


def test_a_query_of_the_user(graph: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "names.rq").write_text(HEAD, encoding="utf-8")
    result = load_query("names", [tmp_path]).run(graph, {"name": "大桥"})
    assert result.rows == (("溪东大桥",),)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# columns: label\n", "", "lacks columns"),
        ("#   example: 云\n", "", "lacks example"),
        ("# title: 名 / Names", "# title: 名", "中文 / English"),
        ("text, optional", "colour, optional", "expected one of"),
        ("(?name) {", "(?other) {", "not those of the line"),
        ("# answers: 名。 / Names.", "# what is this", "not `key: value`"),
        ("  ?x skos:prefLabel", "  #[nobody] ?x skos:prefLabel", "lines depend on nobody, which is no parameter"),
    ],
)
def test_a_damaged_head_is_an_error(old: str, new: str, message: str) -> None:
    assert parse_query("names", HEAD).columns == ("label",)
    with pytest.raises(RuleError, match=message):
        parse_query("names", HEAD.replace(old, new))


CONDITIONAL = HEAD.replace("  VALUES", "  #[name] VALUES").replace(
    "  ?x skos:prefLabel ?label FILTER(!BOUND(?name) || CONTAINS(STR(?label), ?name))",
    "  VALUES (?names) { (UNDEF) } # graph of entities\n  GRAPH ?names { ?x skos:prefLabel ?label }\n"
    "  #[name] FILTER(CONTAINS(STR(?label), ?name))",
)


def test_lines_of_a_parameter_and_the_graph_of_entities(graph: GraphStore) -> None:
    query = parse_query("names", CONDITIONAL)
    everything = query.run(graph).rows
    assert len(everything) == len(graph.query("SELECT DISTINCT ?l { ?x kg:mainType ?t ; skos:prefLabel ?l }").rows) > 1  # no topics
    assert query.run(graph, {"name": "大桥"}).rows == (("溪东大桥",),)
    assert ("女裤",) in evaluate(graph.store, query.sparql, {}).rows  # as it is, the file means any graph
    both = CONDITIONAL.replace("#[name] FILTER", "#[name|other] FILTER")
    with pytest.raises(RuleError, match="other, which is no parameter"):
        parse_query("names", both)


def test_no_line_of_a_parameter_goes_out_to_the_network(graph: GraphStore) -> None:
    query = parse_query("names", CONDITIONAL.replace("#[name] FILTER", "#[name] SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } FILTER"))
    assert query.run(graph).rows
    with pytest.raises(QueryError, match="SERVICE"):
        query.run(graph, {"name": "大桥"})


def test_queries_of_the_users_own_words(graph: GraphStore) -> None:
    assert graph.query("ASK { ?x a kg:Person }").rows == ((True,),)
    assert graph.query("SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a kg:Person }").rows == ((2,),)
    for wrong, message in (
        ("SELEC", "cannot be understood"),
        ("SELECT * { ?x nobody:knows ?y }", "prefix not declared"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "must be a SELECT"),
        ("DELETE WHERE { ?a ?b ?c }", "cannot be understood"),
    ):
        with pytest.raises(QueryError, match=message):
            graph.query(wrong)
    with pytest.raises(QueryError, match="unknown parameter x"):
        graph.query("SELECT * { ?a ?b ?c }", {"x": "1"})


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <URL> { ?a ?b ?c }",
        "service silent <URL> { ?a ?b ?c }",
        "{SERVICE<URL>{ ?a ?b ?c }}",
        "BIND('#' AS ?x) SERVICE ?x { ?a ?b ?c }",
        "?a ?b <x:#> . # comment\nSERVICE <URL> { ?a ?b ?c }",
        "\\u0053ERVICE <URL> { ?a ?b ?c }",
        "?x ?y 'it\\'s' SERVICE <URL> { ?a ?b ?c }",
    ],
)
def test_no_query_goes_out_to_the_network(graph: GraphStore, clause: str) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        with pytest.raises(QueryError):
            graph.query("SELECT * { " + clause.replace("URL", f"http://127.0.0.1:{listener.getsockname()[1]}/") + " }")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_the_word_service_may_stand_where_it_is_no_keyword(graph: GraphStore) -> None:
    text = "SELECT ?service { ?service skos:prefLabel ?n FILTER(?n != \"SERVICE x\" && STR(?service) != 'a SERVICE b') } # SERVICE"
    assert graph.query(text + " LIMIT 0").rows
    assert graph.query("ASK { <https://example.org/ SERVICE> ?p ?o }".replace(" SERVICE", "/SERVICE")).rows == ((False,),)
