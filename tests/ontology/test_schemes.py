"""The schemes are what the word lists make, hold together, and are what words of texts are found under."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.graph import GraphStore, load_query
from kg.lexicon.load import toml
from kg.lexicon.make_schemes import Concept, _hold_together, schemes, turtle
from kg.lexicon.roles import roles
from kg.vocab import Scheme, concept_coded, concept_named, data_folder, ontology
from tests.graph.sample import page

OURS = "https://w3id.org/lianghui-kg/ontology#"


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[GraphStore]:
    with GraphStore.create(tmp_path / "graph") as store:
        store.put(page())
        yield store


@pytest.mark.parametrize("file", schemes())
def test_a_scheme_is_current(file: str) -> None:
    written = (data_folder("ontology") / file).read_text(encoding="utf-8")
    assert written == turtle(schemes()[file]), "run python -m kg.lexicon.make_schemes"


def test_every_form_of_every_list_leads_to_a_concept() -> None:
    for item in toml("topics")["concept"]:
        for form in (item["zh"], *item["alt"]):
            found = concept_named(Scheme.TOPICS, form)
            assert found is not None and found.concept.value == f"{OURS}topic/{item['id']}" and found.exact == (form == item["zh"])
    for role, category in roles().items():
        found = concept_named(Scheme.ROLE_KINDS, role)
        assert found is not None and found.concept.value == f"{OURS}role-kind/{category}"


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("地区生产总值", "gdp"),
        ("GDP", "gdp"),
        ("地区生产总值增长", "gdp-growth"),
        ("规上工业增加值增速", "industry-large-growth"),
        ("城镇新增就业人数", "urban-jobs"),
    ],
)
def test_other_names_of_an_indicator_are_the_indicator(name: str, concept: str) -> None:
    found = concept_named(Scheme.INDICATORS, name)
    assert found is not None and found.concept.value == f"{OURS}indicator/{concept}"


def test_every_kind_that_a_list_gives_has_a_concept() -> None:
    lists = toml("organs"), toml("organization_grammar")
    codes = {item["kind"] for item in lists[0]["national"]} | {kind["code"] for kind in lists[1]["kind"]}
    assert {code for code in codes if concept_coded(Scheme.ORGANIZATION_KINDS, code) is None} == set()


def test_what_is_of_no_scheme_is_of_none() -> None:
    assert concept_named(Scheme.TOPICS, "溪东大桥") is None
    assert concept_coded(Scheme.ORGANIZATION_KINDS, "circus") is None


def test_a_list_that_contradicts_itself_is_refused() -> None:
    for wrong, message in (
        ((Concept("a", "甲", "A"), Concept("a", "乙", "B")), "two concepts have the id a"),
        ((Concept("a", "甲", "A"), Concept("b", "乙", "B", alt=("甲",))), "甲 stands for a and for b"),
        ((Concept("a", "甲", "A", broader="z"),), "a is under z"),
    ):
        with pytest.raises(RuleError, match=message):
            _hold_together("topics.ttl", wrong)


def test_trousers_are_found_under_the_garment_industry(graph: GraphStore) -> None:
    by_own_word = load_query("who-proposed-what").run(graph, {"topic": "女裤"})
    by_wider = load_query("who-proposed-what").run(graph, {"topic": "服饰产业"})
    assert {row[-1] for row in by_wider.rows} == {row[-1] for row in by_own_word.rows} != set()


def test_words_of_texts_are_joined_to_the_schemes(graph: GraphStore) -> None:
    found = graph.query(
        "SELECT DISTINCT ?name ?concept WHERE { { ?x skos:prefLabel ?name } UNION { ?x kg:indicator ?name } "
        "?x skos:broader|skos:exactMatch|schema:variableMeasured|org:classification ?concept FILTER NOT EXISTS { ?x rdfs:isDefinedBy ?o } }"
    )
    joined = {(str(name), str(concept).removeprefix(OURS)) for name, concept in found.rows}
    assert {
        ("女裤", "topic/garments"),
        ("交通", "topic/transport"),
        ("代表", "role-kind/deputy"),
        ("地区生产总值增长", "indicator/gdp-growth"),
        ("云溪市人民代表大会", "organization-kind/congress"),
        ("云溪市", "division/439900"),
    } <= joined


def test_the_ontology_of_a_graph_has_its_version(graph: GraphStore) -> None:
    assert graph.ontology_version == ontology().version
