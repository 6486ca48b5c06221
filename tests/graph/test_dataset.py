"""The description of the whole graph: what is in it, counted; nothing of the clock."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.graph import About, GraphStore, describe
from kg.vocab import Mint, ontology
from tests.graph.sample import page

ABOUT = About("云溪图谱", "https://creativecommons.org/licenses/by/4.0/", "2025-01")


def said(graph: GraphStore) -> dict[str, list[str]]:
    """What the graph says of the dataset, by property."""
    mint = Mint(graph.base)
    found: dict[str, list[str]] = {}
    for quad in graph.store.quads_for_pattern(mint.dataset, None, None, mint.dataset_graph):
        found.setdefault(quad.predicate.value.replace("#", "/").rpartition("/")[2], []).append(quad.object.value)
    return {name: sorted(values) for name, values in found.items()}


def parts(graph: GraphStore) -> dict[str, int]:
    """How many of each class the description says that there are."""
    rows = graph.query("SELECT ?c ?n WHERE { ?d void:classPartition ?p . ?p void:class ?c ; void:entities ?n }").rows
    return {str(c).rpartition("#")[2]: int(n) for c, n in rows if n is not None}


def test_what_the_user_says_and_what_is_counted(graph: GraphStore) -> None:
    before = len(graph.store)
    describe(graph, ABOUT)
    found = said(graph)
    assert (found["title"], found["issued"]) == (["云溪图谱"], ["2025-01"])
    assert found["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert (found["triples"], found["documents"]) == ([str(before)], ["2"])
    assert found["source"] == sorted(s.graph for s in graph.sources.values())
    assert found["conformsTo"] == [f"{ontology().graph.value}/{ontology().version}"]
    assert found["softwareVersion"][0].startswith("lianghui-kg ")


def test_the_counts_are_those_of_the_graph(graph: GraphStore) -> None:
    describe(graph)
    counted = {
        str(class_).rpartition("#")[2]: n
        for class_, n in graph.query(
            "SELECT ?c (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ?c FILTER(?c IN (kg:Person, kg:Organization, kg:District, kg:Article, "
            "kg:Position, qb:Observation, kg:Commitment, kg:Recommendation, kg:FiledProposal, rdf:Statement)) } GROUP BY ?c"
        ).rows
    }
    described = parts(graph)
    # 女裤小镇 is a project and an organization; what it mainly is counts
    assert {**described, "Organization": described["Organization"] + 1} == {**described, **counted}
    things = ("Person", "Organization", "District", "Project", "Policy", "Session")
    assert said(graph)["entities"] == [str(sum(described[c] for c in things))]


def test_no_date_and_no_licence_but_by_option(graph: GraphStore) -> None:
    describe(graph, ABOUT)
    describe(graph)
    assert {"license", "issued"} & said(graph).keys() == set()


def test_describing_again_changes_nothing(graph: GraphStore) -> None:
    describe(graph)
    first = sorted(map(str, graph.store))
    describe(graph)
    assert sorted(map(str, graph.store)) == first


def test_the_description_follows_the_graph(graph: GraphStore) -> None:
    graph.forget("page.txt")
    describe(graph)
    assert said(graph)["documents"] == ["1"] and "Position" not in parts(graph)
    graph.put(page())
    describe(graph)
    assert said(graph)["documents"] == ["2"] and parts(graph)["Position"] == 3


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InputError, match="--issued today"):
        About(issued="today")
    with pytest.raises(InputError, match="--license CC BY"):
        About(license="CC BY")
