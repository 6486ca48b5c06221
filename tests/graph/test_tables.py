"""What was put comes back as rows, with the characters that say it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Literal

from kg.errors import EvidenceError, GraphError, QueryError
from kg.graph import TABLES, GraphStore, load_query, rows
from kg.model import Entity, EntityType, Evidence, Ref, Source
from kg.vocab import ontology
from tests.graph.sample import COMMERCE, PAGE, REPORT, ZHU, page

TEXTS = {"page.txt": PAGE, "report.txt": REPORT}


def table(graph: GraphStore, name: str, source: str = "page.txt") -> list[dict[str, object]]:
    return [row for row in rows(graph, name) if row["source"] == source]


def picked(row: dict[str, object], *names: str) -> tuple[object, ...]:
    return tuple(row[name] for name in names)


def test_articles(graph: GraphStore) -> None:
    (row,) = table(graph, "articles")
    assert picked(row, "title", "start", "end", "date", "bylines", "kind") == (
        "做强服装产业", 10, len(PAGE), "2024-01-10", ["容墨", "祝青禾"], "profile",
    )  # fmt: skip
    assert row["quote"] == "做强服装产业"


def test_entities(graph: GraphStore) -> None:
    found = {row["name"]: row for row in table(graph, "entities")}
    assert len(found) == 13
    assert picked(found["云溪市人民代表大会"], "type", "aliases", "kind", "quote") == ("Organization", ["市人大"], "congress", "市人大")
    assert picked(found["云溪市"], "code", "aliases") == ("439900", ["全市"])
    assert picked(found["容墨"], "gender", "ethnicGroup") == ("女", "回族")
    assert picked(found["女裤小镇"], "type", "types") == ("Project", ["Organization", "Project"])
    assert found["两会"]["doubts"] == ["abbreviation-without-full-form"]
    other = {row["name"]: row["aliases"] for row in table(graph, "entities", "report.txt")}
    assert other == {"云溪市": [], "云溪市河西区": ["河西。", "河西区"], "云溪市人民政府": ["市政府"]}


def test_positions(graph: GraphStore) -> None:
    assert [picked(r, "person", "role", "organization", "session", "from") for r in table(graph, "positions")] == [
        ("祝青禾", "代表", "云溪市人民代表大会", None, None),
        ("祝青禾", "董事长", "云溪市纺织公司", None, None),
        ("容墨", "委员", "中国人民政治协商会议云溪市委员会", "两会", "2022-01"),
    ]


def test_proposals_keep_the_order_of_proposers_topics_and_pieces(graph: GraphStore) -> None:
    joint, filed, commitment = table(graph, "proposals")
    assert picked(joint, "proposers", "topics", "kind", "class") == (
        ["祝青禾", "容墨"],
        ["女裤", "服装产业"],
        "recommendation",
        "Recommendation",
    )
    assert joint["capacities"] == ["中国人民政治协商会议云溪市委员会", "云溪市人民代表大会"]
    assert picked(joint, "addressees", "about", "session") == (["云溪市商务局"], ["女裤小镇"], "两会")
    assert [PAGE[a:b] for a, b in joint["spans"]] == ["祝青禾与市政协委员\n容墨（女，回族）建议，市商务局应支", "持女裤小镇建设"]  # type: ignore[union-attr, attr-defined]
    assert picked(filed, "kind", "class", "title", "number") == ("recommendation", "FiledProposal", "关于推广的提案", "12")
    assert picked(commitment, "kind", "class", "period", "heading", "doubts") == (
        "commitment", "Commitment", "2024", "做强服装产业", ["subject-carried-over"],
    )  # fmt: skip


def test_pieces_keep_their_order_when_the_text_has_them_the_other_way_round(graph: GraphStore) -> None:
    facts = page("turned.txt")
    turned = replace(facts.proposals[0], evidence=facts.proposals[0].evidence[::-1])
    graph.put(replace(facts, proposals=(turned,)))
    (row,) = table(graph, "proposals", "turned.txt")
    first, second = facts.proposals[0].evidence
    assert row["spans"] == [[second.start, second.end], [first.start, first.end]]


def test_relations(graph: GraphStore) -> None:
    assert {picked(r, "subject", "predicate", "object") for r in table(graph, "relations")} == {
        ("溪东大桥", "locatedIn", "云溪市河西区"),
        ("云溪市纺织公司", "locatedIn", "云溪市"),
        ("溪东大桥", "carriedOutBy", "云溪市人民政府"),
        ("“一厂一策”", "issuedBy", "云溪市"),
        ("云溪市商务局", "partOf", "云溪市人民政府"),
        ("女裤小镇", "partOf", "溪东大桥"),
    }


def test_figures_come_back_as_they_were_written(graph: GraphStore) -> None:
    names = ("indicator", "area", "period", "value", "unit", "status", "approximate", "bound")
    assert [picked(r, *names) for r in (*table(graph, "indicators"), *table(graph, "indicators", "report.txt"))] == [
        ("地区生产总值增长", "云溪市", "2023", "5.50", "%", "estimate", True, None),
        ("出口额", None, None, "58000", "万元", "actual", False, None),
        ("地区生产总值增长", "云溪市", "2024", "6", "%", "target", False, ">="),
    ]


def test_every_row_quotes_its_source(graph: GraphStore) -> None:
    found = list(rows(graph))
    assert {row["table"] for row in found} == set(TABLES) - {"links"}, "nothing is inferred here"
    for row in found:
        text = TEXTS[row["source"]]
        assert graph.source_text(row["source"]) == text
        assert row["spans"] and row["rule"] and row["iri"]
        assert " … ".join(text[start:end] for start, end in row["spans"]) == row["quote"]
    json.dumps(found)


def test_no_statement_is_without_evidence(graph: GraphStore) -> None:
    assert load_query("statements-without-evidence").run(graph).rows == ()


@pytest.mark.parametrize(
    "gone, within, found",
    [
        ("?a oa:hasBody ?fact", "?fact a qb:Observation", {"Observation"}),
        ("?a oa:hasBody ?fact", "?fact a kg:Position", {"Position"}),
        ("?a oa:hasTarget ?x", "", {"Annotation"}),
        ("?a oa:hasSelector ?x", "", {"SpecificResource"}),
        ("?a oa:exact ?x", "", {"TextQuoteSelector"}),
        ("?a oa:start ?x", "", {"TextPositionSelector"}),
        ("?a oa:end ?x", "", {"TextPositionSelector"}),
        ("?a rdf:object ?x", "?a rdf:predicate kg:carriedOutBy", {"carriedOutBy"}),
        ("?a ?slot ?thing", "?thing kg:mainType kg:Policy", {"Policy", "issuedBy"}),
        ("?a oa:hasBody ?thing", "?thing kg:mainType kg:Person", set()),  # named where their offices are
    ],
)
def test_a_statement_without_evidence_is_found(graph: GraphStore, gone: str, within: str, found: set[str]) -> None:
    before = len(graph.store)
    graph.store.update(f"DELETE {{ GRAPH ?g {{ {gone} }} }} WHERE {{ GRAPH ?g {{ {gone} . {within} }} }}", prefixes=ontology().prefixes)
    assert len(graph.store) < before
    assert {row[0] for row in load_query("statements-without-evidence").run(graph).rows} == found


def test_a_graph_has_no_blank_nodes_and_evidence_strings_have_no_language(graph: GraphStore) -> None:
    for quad in graph.store:
        assert not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
        if quad.predicate.value.endswith("#exact"):
            assert isinstance(quad.object, Literal) and quad.object.language is None


def test_facts_that_do_not_hold_together_are_refused_and_change_nothing(graph: GraphStore) -> None:
    before = sorted(map(str, graph.store))
    facts = page()
    wrong = Evidence("page.txt", 0, 2, "错误")
    without = tuple(e for e in facts.entities if e.ref != ZHU)
    strange = Entity(COMMERCE, "organization/云溪市商务局", (EntityType.ORGANIZATION,), attributes=(("colour", "blue"),))
    for damaged, error, message in (
        (replace(facts, positions=(replace(facts.positions[0], evidence=(wrong,)),)), EvidenceError, "does not stand"),
        (replace(facts, positions=(replace(facts.positions[0], evidence=()),)), EvidenceError, "without evidence"),
        (replace(facts, positions=(replace(facts.positions[0], article=3),)), GraphError, "article at character 3"),
        (replace(facts, entities=without), GraphError, "refers to Person 祝青禾"),
        (replace(facts, entities=(*facts.entities, facts.entities[0])), GraphError, "same type and name"),
        (replace(facts, entities=(*(e for e in facts.entities if e.ref != COMMERCE), strange)), GraphError, "attribute colour"),
    ):
        with pytest.raises(error, match=message):
            graph.put(damaged)
    assert sorted(map(str, graph.store)) == before


def test_an_unknown_table_is_an_error(graph: GraphStore) -> None:
    with pytest.raises(QueryError, match="no table horses; there are: articles"):
        list(rows(graph, "horses"))


def test_carriage_returns_and_marks_survive(graph: GraphStore) -> None:
    text = "\ufeff第一行\r\n第二行：云溪市\r\n"
    source = Source.of_text("crlf.txt", text)
    facts = replace(page(), source=source, articles=(), positions=(), proposals=(), relations=(), observations=(), entities=(
        Entity(Ref(EntityType.DISTRICT, "云溪市"), "district/云溪市", (EntityType.DISTRICT,)),
    ))  # fmt: skip
    graph.put(facts)
    assert graph.source_text("crlf.txt") == text
