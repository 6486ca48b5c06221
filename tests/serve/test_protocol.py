"""The endpoint as programs meet it: the SPARQL 1.1 Protocol, linked data, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from tests.serve.conftest import BASE, Site

PEOPLE = "SELECT ?name WHERE { ?x kg:mainType kg:Person ; skos:prefLabel ?name } ORDER BY ?name"
KG = "https://w3id.org/lianghui-kg/ontology#"
Iri = Callable[[str, str], str]


def test_sparqlwrapper(site: Site) -> None:
    client = SPARQLWrapper(f"{site.url}/sparql")
    client.setQuery(PEOPLE)
    client.setReturnFormat(JSON)
    assert {"祝青禾", "容墨", "桑采薇"} <= {b["name"]["value"] for b in client.queryAndConvert()["results"]["bindings"]}
    client.setReturnFormat(CSV)
    assert {"祝青禾", "容墨", "桑采薇"} <= set(client.queryAndConvert().decode().split("\r\n"))
    client.setReturnFormat(XML)
    assert "祝青禾" in client.queryAndConvert().toxml()
    client.setMethod("POST")
    for direct in ("urlencoded", "postdirectly"):
        client.setRequestMethod(direct)
        client.setReturnFormat(JSON)
        assert client.queryAndConvert()["head"]["vars"] == ["name"]
    client.setQuery("CONSTRUCT { ?x a kg:Person } WHERE { ?x kg:mainType kg:Person }")
    client.setReturnFormat(TURTLE)
    graph = rdflib.Graph().parse(data=client.query().convert(), format="turtle")
    assert len(graph) >= 3


def test_rdflib_reads_it_as_a_store(site: Site) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{site.url}/sparql"))
    names = {str(row[0]) for row in graph.query(f"PREFIX kg: <{KG}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {PEOPLE}")}
    assert {"祝青禾", "容墨"} <= names
    zhu = next(graph.subjects(rdflib.SKOS.prefLabel, rdflib.Literal("祝青禾", lang="zh-hans")))
    assert (zhu, rdflib.URIRef(f"{KG}mainType"), rdflib.URIRef(f"{KG}Person")) in graph
    assert len(graph.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ <{zhu}> }} ?s ?p ?o }}").graph) >= 3


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.9, text/html;q=0", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ],
)
def test_the_client_chooses_the_form_of_results(site: Site, accept: str, media: str) -> None:
    answer = site.sparql(PEOPLE, accept)
    assert (answer.status, answer.media) == (200, media)
    assert "祝青禾" in answer.text
    assert answer.headers["row-limit"] == "10000" and answer.headers["row-limit-reached"] == "false"


@pytest.mark.parametrize(
    ("accept", "media", "parser"),
    [
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("*/*", "text/turtle", "turtle"),
    ],
)
def test_the_client_chooses_the_form_of_triples(site: Site, accept: str, media: str, parser: str) -> None:
    for answer in (
        site.sparql("CONSTRUCT WHERE { ?x kg:proposer ?who }", accept),
        site.get(site.page_of("person/云溪市/祝青禾"), accept),
    ):
        assert (answer.status, answer.media) == (200, media)
        assert len(rdflib.Graph().parse(data=answer.text, format=parser)) > 2


def test_all_forms_say_the_same(site: Site) -> None:
    query = 'SELECT ?a ?b ?c ?d WHERE { VALUES (?a ?b ?c ?d) { (<http://e/x> "一\\t\\"<&\\n" "en"@en 3) (UNDEF "" 1.50 true) } }'
    rows = json.loads(site.sparql(query).body)["results"]["bindings"]
    assert rows[0]["b"] == {"type": "literal", "value": '一\t"<&\n'} and rows[0]["c"]["xml:lang"] == "en"
    assert "a" not in rows[1] and rows[1]["d"]["value"] == "true"
    table = list(csv.reader(io.StringIO(site.sparql(query, "text/csv").text, newline="")))
    assert table == [["a", "b", "c", "d"], ["http://e/x", '一\t"<&\n', "en", "3"], ["", "", rows[1]["c"]["value"], "true"]]
    xml = ElementTree.fromstring(site.sparql(query, "application/sparql-results+xml").text)
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [e.text for e in xml.iter(f"{space}literal")][:2] == ['一\t"<&\n', "en"]
    tsv = site.sparql(query, "text/tab-separated-values").text.split("\n")
    assert tsv[0] == "?a\t?b\t?c\t?d" and tsv[1].startswith('<http://e/x>\t"一\\t\\"<&\\n"\t"en"@en\t')
    assert site.sparql("ASK { ?s ?p ?o }", "text/csv").text.endswith("true\r\n")
    assert json.loads(site.sparql("ASK { ?s a <http://e/no> }").body)["boolean"] is False


def test_the_three_ways_to_put_a_query(site: Site) -> None:
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    direct = {"Content_Type": "application/sparql-query"}
    answers = [
        site.sparql(PEOPLE, "text/csv"),
        site.get("/sparql", "text/csv", "POST", urlencode({"query": PEOPLE}), **form),
        site.get("/sparql", "text/csv", "POST", PEOPLE, **direct),
    ]
    assert [a.status for a in answers] == [200, 200, 200]
    assert len({a.body for a in answers}) == 1


def test_the_request_may_name_the_graphs(site: Site) -> None:
    rows = json.loads(site.sparql("SELECT ?g WHERE { ?g schema:name '云溪日报.txt' }").body)["results"]["bindings"]
    graph = rows[0]["g"]["value"]
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s a kg:Proposal }"
    assert site.sparql(count, "text/csv", **{"default-graph-uri": graph}).text.split() == ["n", "2"]
    graphs = site.sparql("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", "text/csv", **{"named-graph-uri": graph})
    assert graphs.text.split() == ["g", graph]
    assert site.sparql(count, **{"default-graph-uri": "not an iri"}).status == 400


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "# a comment\nPREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
        "drop all",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { \\u0053ERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_updates_and_other_computers_are_refused(site: Site, query: str) -> None:
    before = site.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "text/csv").text
    for answer in (site.sparql(query, "text/csv"), site.sparql(query, "text/html")):
        assert answer.status in (400, 403) and "200" not in str(answer.status)
    assert site.sparql(query, "text/csv").status == 403 or "\\u" in query
    assert site.get("/sparql", "*/*", "POST", urlencode({"update": query}), Content_Type="application/x-www-form-urlencoded").status == 403
    assert site.get("/sparql", "*/*", "POST", query, Content_Type="application/sparql-update").status == 403
    assert site.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "text/csv").text == before


def test_a_malformed_query_gets_the_parsers_message_with_its_place(site: Site) -> None:
    broken = "SELECT ?s WHERE {\n  ?s ?p\n}"
    answer = site.sparql(broken, "text/csv")
    assert answer.status == 400 and answer.media == "text/plain" and re.search(r"at 3:\d", answer.text)
    shown = site.sparql(broken, "text/html")
    assert shown.status == 400 and re.search(r"at 3:\d", shown.text) and "?s ?p\n}" in shown.text, "with the query to go on with"
    assert site.sparql("SELECT ?x WHERE { ?x foo:bar ?y }").status == 400


def test_what_cannot_be_answered(site: Site) -> None:
    assert site.sparql(PEOPLE, "image/png").status == 406
    assert site.sparql(PEOPLE, format="pdf").status == 406
    assert site.get("/sparql", "text/csv").status == 400
    assert site.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "text/csv").status == 400
    assert site.get("/sparql", "*/*", "POST", b"x", Content_Type="text/plain").status == 415
    assert site.get("/sparql", "*/*", "POST", b"query=" + b"x" * (1 << 21), Content_Type="application/x-www-form-urlencoded").status == 413
    assert site.get("/sparql", "*/*", "PUT", b"").status == 405
    assert site.get("/", "*/*", "DELETE").status == 405


def test_the_row_limit_is_stated(site: Site) -> None:
    many = "SELECT ?a ?c WHERE { ?a a oa:Annotation . ?c a ?d . ?e a ?f }"
    answer = site.sparql(many)
    said = json.loads(answer.body)
    assert answer.headers["row-limit-reached"] == "true" and said["limit"] == {"rows": 10000, "reached": True}
    assert len(said["results"]["bindings"]) == 10000
    assert "超过 10000 行" in site.sparql(many, "text/html").text


def test_every_iri_answers(site: Site) -> None:
    found = json.loads(site.sparql(f'SELECT DISTINCT ?x WHERE {{ ?x ?p ?o FILTER(STRSTARTS(STR(?x), "{BASE}")) }}').body)
    iris = [row["x"]["value"] for row in found["results"]["bindings"]]
    assert len(iris) > 100
    for iri in iris[::9]:
        path = "/id/" + quote(iri.removeprefix(BASE), safe="/%!$&'()*+,;=:@-._~")
        turtle = site.get(path, "text/turtle")
        assert turtle.status == 200 and rdflib.URIRef(iri) in rdflib.Graph().parse(data=turtle.text).all_nodes(), iri
        assert site.get(path).status in (200, 303), iri
        assert json.loads(site.get(f"{path}?format=jsonld").body)


def test_an_unknown_iri_is_not_found_but_near_ones_are_named(site: Site) -> None:
    answer = site.get(site.page_of("person/云溪市/祝青草"))
    assert answer.status == 404 and "祝青禾" in answer.text
    missing = ["/nothing", "/list/Nothing", "/queries/nothing", "/id/", "/id/%FF%00/..", "/about?iri=%3Cscript%3E"]
    for path in (*missing, "/static/../site.py", "/static/nix.js"):
        assert site.get(path).status == 404, path
    assert site.get(site.page_of("person/云溪市/祝青草"), "text/turtle").media == "text/plain"


def test_every_answer_is_hardened(site: Site) -> None:
    for path in ("/", "/sparql", "/static/site.js", "/nothing", "/picture", "/documents"):
        headers = site.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self';" in policy, path
        assert headers["x-content-type-options"] == "nosniff" and "access-control-allow-origin" not in headers
    assert "script" not in site.get("/picture.svg").headers["content-security-policy"]
    assert site.get("/", Host="evil.example").status == 400, "no other name leads here (DNS rebinding)"


def test_the_switch_of_language_leads_nowhere_else(site: Site) -> None:
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1"):
        answer = site.get(f"/language/en?{urlencode({'back': back})}")
        assert answer.status == 303 and answer.headers["location"] == "/", back
    kept = site.get(f"/language/en?{urlencode({'back': '/search?q=云'})}")
    assert kept.headers["location"] == "/search?q=%E4%BA%91" and "language=en" in kept.headers["set-cookie"]
    assert 'lang="en"' in site.get("/", Cookie="language=en").text and 'lang="zh-Hans"' in site.get("/", Cookie="language=xx").text
