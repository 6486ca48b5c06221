"""Figures of several documents beside each other: targets and results, conflicts, series, and the Data Cube that generic tools read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph

from kg.graph import GraphStore, load_query
from kg.model import DocumentFacts, Evidence, Issue, Observation, Source, Status
from kg.vocab import ontology
from tests.graph.sample import CITY, WEST, entity

CUBE = "http://purl.org/linked-data/cube#"


def figure(source: Source, quote: str, indicator: str, value: str, status: Status, **more: object) -> Observation:
    start = source.text.index(quote)
    slots = {"unit": "%", "area": CITY, "period": "2023", "article": None, "rule": "sample", **more}
    return Observation(
        indicator=indicator, value=Decimal(value), status=status, evidence=(Evidence.of(source, start, start + len(quote)),), **slots
    )  # type: ignore[arg-type]


def document(name: str, date: str, text: str, *figures: tuple[str, str, str, Status, dict[str, object]]) -> DocumentFacts:
    source = Source.of_text(name, text)
    return DocumentFacts(
        source=source,
        issue=Issue(place="云溪市", date=date),
        entities=(entity(source, CITY, "district/云溪市", ["云溪市"]), entity(source, WEST, "district/云溪市河西区", ["河西区"])),
        observations=tuple(figure(source, quote, indicator, value, status, **more) for quote, indicator, value, status, more in figures),
    )


PLAN = document(
    "plan.txt",
    "2023-01-10",
    "云溪市河西区\n地区生产总值增长7%左右；失业率5.5%以内；粮食产量10万吨；河西区投资增长6%。",
    ("地区生产总值增长7%左右", "地区生产总值增长", "7", Status.TARGET, {"approximate": True}),
    ("失业率5.5%以内", "城镇调查失业率", "5.5", Status.TARGET, {"bound": "<="}),
    ("粮食产量10万吨", "粮食产量", "10", Status.TARGET, {"unit": "万吨"}),
    ("河西区投资增长6%", "投资增长", "6", Status.TARGET, {"area": WEST}),
)
RESULT = document(
    "result.txt",
    "2024-01-10",
    "云溪市河西区\nGDP增速5.5%；失业率5.2%；粮食产量9.5万吨；全市投资增长4%。",
    ("GDP增速5.5%", "GDP增速", "5.5", Status.ACTUAL, {}),
    ("失业率5.2%", "城镇调查失业率", "5.2", Status.ACTUAL, {}),
    ("粮食产量9.5万吨", "粮食产量", "9.5", Status.ACTUAL, {"unit": "万吨"}),
    ("全市投资增长4%", "投资增长", "4", Status.ACTUAL, {}),
)
OTHER = document(
    "other.txt",
    "2024-02-01",
    "云溪市河西区\n地区生产总值增速5.4%；失业率5.2%；预计粮食产量9.6万吨；单价提高2到3%。",
    ("地区生产总值增速5.4%", "地区生产总值增速", "5.4", Status.ACTUAL, {}),
    ("失业率5.2%", "城镇调查失业率", "5.2", Status.ACTUAL, {}),
    ("粮食产量9.6万吨", "粮食产量", "9.6", Status.ESTIMATE, {"unit": "万吨"}),
    ("单价提高2", "单价提高", "2", Status.ACTUAL, {"bound": ">="}),
    ("单价提高2到3%", "单价提高", "3", Status.ACTUAL, {"bound": "<="}),
)


@pytest.fixture
def figures(tmp_path: Path) -> Iterator[GraphStore]:
    with GraphStore.create(tmp_path / "graph") as store:
        for facts in (PLAN, RESULT, OTHER):
            store.put(facts)
        yield store


def rows(graph: GraphStore, query: str, **given: str) -> list[dict[str, object]]:
    return load_query(query).run(graph, given).records()  # type: ignore[return-value]


def test_a_target_meets_the_results_of_other_documents(figures: GraphStore) -> None:
    found = rows(figures, "plan-against-outcome", area="云溪市", year="2023")
    pairs = {(r["indicator"], r["target"], r["outcome"], r["status"], r["difference"], r["outcome_document"]) for r in found}
    assert pairs == {
        ("地区生产总值增长", "7", "5.5", "actual", "-1.5", "result.txt"),
        ("地区生产总值增长", "7", "5.4", "actual", "-1.6", "other.txt"),
        ("城镇调查失业率", "5.5", "5.2", "actual", "-0.3", "result.txt"),
        ("城镇调查失业率", "5.5", "5.2", "actual", "-0.3", "other.txt"),
        ("粮食产量", "10", "9.5", "actual", "-0.5", "result.txt"),
        ("粮食产量", "10", "9.6", "estimate", "-0.4", "other.txt"),
    }, "another area's target meets no result of the city"
    reached = {r["indicator"]: r["reached"] for r in found}
    assert reached == {"地区生产总值增长": None, "城镇调查失业率": True, "粮食产量": None}, "only a stated bound can be judged"
    (row,) = (r for r in found if r["outcome"] == "5.5")
    assert (row["target_quote"], row["outcome_quote"]) == ("地区生产总值增长7%左右", "GDP增速5.5%")
    assert (row["target_date"], row["outcome_date"]) == ("2023-01-10", "2024-01-10")


def test_conflicts_are_listed_with_both_sources(figures: GraphStore) -> None:
    (row,) = rows(figures, "conflicting-figures")
    assert {row["value"], row["other"]} == {"5.5", "5.4"}
    assert {row["document"], row["other_document"]} == {"result.txt", "other.txt"}
    assert {row["quote"], row["other_quote"]} == {"GDP增速5.5%", "地区生产总值增速5.4%"}
    assert rows(figures, "conflicting-figures", indicator="粮食") == []


def test_a_series_gathers_the_names_of_an_indicator(figures: GraphStore) -> None:
    found = rows(figures, "figures-by-area", indicator="GDP")
    assert {r["indicator"] for r in found} == {"地区生产总值增长", "GDP增速", "地区生产总值增速"}
    assert {r["series"] for r in found} == {"地区生产总值增速"}
    assert {r["value"] for r in rows(figures, "figures-by-area", area="云溪市", status="target")} == {"7", "5.5", "10", "6"}


def test_every_observation_is_in_the_cube(figures: GraphStore) -> None:
    """What Data Cube tools check: each observation in one data set (IC-1) of one structure (IC-2), with its measure (IC-3)."""
    ask = f"""PREFIX qb: <{CUBE}>
    SELECT (COUNT(DISTINCT ?o) AS ?observations) (COUNT(DISTINCT ?d) AS ?sets) (COUNT(DISTINCT ?s) AS ?structures) WHERE {{
      ?o a qb:Observation ; qb:dataSet ?d ; ?measure ?value . ?d a qb:DataSet ; qb:structure ?s .
      ?s a qb:DataStructureDefinition ; qb:component ?c . ?c qb:measure ?measure . ?measure a qb:MeasureProperty }}"""
    (row,) = figures.store.query(ask, use_default_graph_as_union=True)  # type: ignore[misc]
    assert [int(row[name].value) for name in ("observations", "sets", "structures")] == [13, 1, 1]
    missing = f"""PREFIX qb: <{CUBE}>
    SELECT ?dimension WHERE {{
      ?s qb:component/qb:dimension ?dimension . ?o a qb:Observation FILTER NOT EXISTS {{ ?o ?dimension ?any }} }}"""
    assert list(figures.store.query(missing, use_default_graph_as_union=True)) == []  # type: ignore[arg-type]


def test_each_component_of_the_structure_is_a_component_property() -> None:
    triples = [(q.subject.value, q.predicate.value, q.object.value) for q in ontology().triples if q.graph_name == DefaultGraph()]
    for kind, class_ in (("dimension", "DimensionProperty"), ("measure", "MeasureProperty"), ("attribute", "AttributeProperty")):
        properties = {o for _, p, o in triples if p == CUBE + kind}
        typed = {s for s, p, o in triples if p.endswith("#type") and o == CUBE + class_}
        assert properties and properties == typed
