"""A document in traditional characters says what its simplified version says, in its own characters and at the same places."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import opencc
import pytest

from kg.ask import ask
from kg.build import BuildOptions, build, read_document, read_pages
from kg.check import check
from kg.errors import GraphError
from kg.graph import GraphStore, UnitKind, load_query, rows
from kg.lexicon.characters import simplified
from kg.model import DocumentFacts, Doubt, Evidence, Fact, Proposal, Source

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"
NAMES = sorted(path.name for path in EXAMPLES.glob("*.txt"))
PAGE = """臨江市政協委員蔣後榮：把橋修到村口

本報記者　龔　葉

1月8日，在臨江市政協十屆四次會議上，市政協委員、臨江市東興農業發展有限公司董事長蔣後榮建議，由市交通運輸局牽頭，年內在發展
村修建一座橋，方便兩岸羣眾。“乾旱年份也能過河。”蔣後榮說。
"""
OTHER = """临江市人大代表林橋生：把路修到村口

1月9日，在临江市十六届人大四次会议上，市人大代表、东兴公司经理林橋生建议，由市交通运输局牵头，年内在桥头村修路。
"""
NAMES_FILE = """
[[name]]
type = "Organization"
name = "臨江市東興農業發展有限公司"
aliases = ["東興公司"]
identifiers = ["http://www.wikidata.org/entity/Q1"]

[[name]]
type = "Person"
name = "蔣後榮"
jurisdiction = "臨江市"
identifiers = ["http://www.wikidata.org/entity/Q2"]
"""


@cache
def facts(name: str, way: str | None) -> DocumentFacts:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return read_document(Source.of_text(name, opencc.OpenCC(way).convert(text) if way else text), BuildOptions())


def every_fact(of: DocumentFacts) -> list[Fact]:
    return [*of.articles, *of.positions, *of.proposals, *of.relations, *of.observations]


def places(fact: Fact) -> tuple[tuple[int, int], ...]:
    return tuple((e.start, e.end) for e in fact.evidence)


def proposal(fact: Proposal) -> tuple[object, ...]:
    names = tuple(simplified(ref.name) for ref in (*fact.proposers, *fact.capacities, *fact.addressees, *fact.about))
    return places(fact), fact.kind, simplified(fact.text), names, fact.topics, simplified(fact.heading or "")


@pytest.mark.parametrize("way", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_is_said(name: str, way: str) -> None:
    plain, printed = facts(name, None), facts(name, way)
    assert [e.key for e in printed.entities] == [e.key for e in plain.entities]
    assert [simplified(e.name) for e in printed.entities] == [e.name for e in plain.entities]
    said = [[(p.person, p.role, p.organization, p.session) for p in f.positions] for f in (plain, printed)]
    assert [tuple(simplified(x.name) if x and not isinstance(x, str) else x for x in p) for p in said[1]] == [
        tuple(x.name if x and not isinstance(x, str) else x for x in p) for p in said[0]
    ]
    assert Counter(map(proposal, printed.proposals)) == Counter(map(proposal, plain.proposals))
    assert [(o.indicator, o.value, o.unit, o.status, o.period) for o in printed.observations] == [
        (o.indicator, o.value, o.unit, o.status, o.period) for o in plain.observations
    ]
    assert [(simplified(a.title), a.start, a.end, a.date) for a in printed.articles] == [
        (a.title, a.start, a.end, a.date) for a in plain.articles
    ]
    assert [places(f) for f in every_fact(printed)] == [places(f) for f in every_fact(plain)]
    assert Doubt.TRADITIONAL in printed.doubts and Doubt.TRADITIONAL not in plain.doubts


@pytest.mark.parametrize("name", NAMES)
def test_quotes_names_and_titles_are_those_of_the_page(name: str) -> None:
    printed = facts(name, "s2t")
    text = printed.source.text
    evidence: list[Evidence] = [e for fact in every_fact(printed) for e in fact.evidence]
    evidence += [e for entity in printed.entities for mention in entity.mentions for e in mention.evidence]
    assert evidence and all(e.proven(printed.source) for e in evidence)
    bare = "".join(text.split())
    people = [e for e in printed.entities if e.ref.type == "Person"]
    assert all(e.name in bare for e in people)
    for entity in printed.entities:
        assert entity.name == simplified(entity.name) or all(run in bare for run in _HAN.findall(entity.name))
        if (folded := simplified(entity.name)) != entity.name:
            assert folded in entity.aliases
    assert all(run in bare for article in printed.articles for run in _HAN.findall(article.title))
    refs = {entity.ref for entity in printed.entities}
    assert len(refs) == len(printed.entities)
    assert {p.person for p in printed.positions} <= refs


_HAN = re.compile(r"[\u3400-\u9fff]+")


def test_a_page_is_laid_out_and_read_in_its_own_characters() -> None:
    source = Source.of_text("页.txt", PAGE)
    reading = read_pages(source, BuildOptions(place="臨江市"))
    (article,) = reading.articles
    assert reading.source is source and reading.doubts[-1] is Doubt.TRADITIONAL
    assert article.title == "臨江市政協委員蔣後榮:把橋修到村口" and article.bylines == ("龔葉",)
    for block in article.blocks:
        assert _HAN.findall(block.text) == _HAN.findall("".join(source.text[at] for at in block.offsets))
    said = read_document(source, BuildOptions(place="臨江市"))
    person = next(e for e in said.entities if e.ref.type == "Person" and e.name == "蔣後榮")
    assert person.key == "person/临江市/蒋后荣" and "蒋后荣" in person.aliases
    asked = next(p for p in said.proposals if p.proposers)
    assert "年內在發展村修建一座橋" in asked.text and asked.proposers == (person.ref,)


def test_both_ways_of_writing_name_one_thing(tmp_path: Path) -> None:
    printed = Source.of_text("繁.txt", PAGE)
    plain = Source.of_text("简.txt", simplified(PAGE))
    build(iter([printed, plain]), tmp_path / "graph", BuildOptions(place="临江市", jobs=1))
    with GraphStore.open(tmp_path / "graph", read_only=True) as graph:
        assert graph.entry("繁.txt").counts["doubts"][Doubt.TRADITIONAL.value] == 1  # type: ignore[union-attr]
        assert graph.entry("繁.txt").counts["entities"] == graph.entry("简.txt").counts["entities"]  # type: ignore[union-attr]
        found = {hit.iri for form in ("蔣後榮", "蒋后荣") for hit in graph.search(form) if hit.kind == "entity"}
        assert len(found) == 1 and found.pop().endswith("person/临江市/蒋后荣")
        assert graph.source_text("繁.txt") == PAGE


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The page in traditional characters, read with a names file in them, and a page in simplified ones with a name that is not."""
    folder = tmp_path_factory.mktemp("traditional")
    (folder / "名.toml").write_text(NAMES_FILE, encoding="utf-8")
    sources = [Source.of_text("頁.txt", PAGE), Source.of_text("页.txt", OTHER)]
    build(iter(sources), folder / "graph", BuildOptions(place="临江市", jobs=1, names=folder / "名.toml"))
    with GraphStore.open(folder / "graph", read_only=True) as graph:
        yield graph


def test_labels_say_in_which_characters_they_are(printed: GraphStore) -> None:
    found = printed.query(
        "SELECT DISTINCT ?form (LANG(?form) AS ?language) WHERE "
        "{ GRAPH ?g { ?x kg:mainType ?t ; skos:prefLabel|skos:altLabel ?form } FILTER(?g != kg:) }"
    ).rows
    language = {str(form): str(tag) for form, tag in found}
    assert {language[form] for form in ("蔣後榮", "龔葉", "臨江市", "市政協", "林橋生")} == {"zh-hant"}
    assert {language[form] for form in ("蒋后荣", "龚叶", "临江市", "市政协", "林桥生")} == {"zh-hans"}
    assert all(tag == ("zh-hans" if form == simplified(form) else "zh-hant") for form, tag in language.items())
    assert all(simplified(form) in language for form in language)
    roles = printed.query("SELECT (LANG(?form) AS ?tag) WHERE { GRAPH ?g { ?r a org:Role ; skos:prefLabel ?form } }").rows
    assert roles and {tag for (tag,) in roles} == {"zh-hans"}
    assert not check(printed).findings


@pytest.mark.parametrize(
    ("asked", "simple"),
    [
        ("誰提出了建議？", "谁提出了建议?"),
        ("請問蔣後榮提出了什麼？", "请问蒋后荣提出了什么?"),
        ("誰建議修建一座橋？", "谁建议修建一座桥?"),
        ("What did 蔣後榮 propose?", "What did 蒋后荣 propose?"),
        ("頁.txt里誰提出了建議？", "頁.txt里谁提出了建议?"),
        ("蔣後榮是誰？", "蒋后荣是谁?"),
        ("林橋生提出了什麼？", "林桥生提出了什么?"),
        ("蔣後榮提出了什么？", "蒋后荣提出了什么?"),
    ],
)
def test_a_question_means_the_same_in_both(printed: GraphStore, asked: str, simple: str) -> None:
    one, two = ask(printed, asked), ask(printed, simple)
    assert one.rows and (one.rows, one.sentence, one.understood) == (two.rows, two.sentence, two.understood)
    names = {str(row.get("proposer", row.get("person"))) for row in one.records()}
    assert names and names <= {"蔣後榮", "林橋生"}, "as the documents print them"


def test_a_character_of_both_ways_may_mean_itself(tmp_path: Path) -> None:
    page = "临江市政协委员\n\n1月8日，在临江市政协十届四次会议上，市政协委员王乾建议，年内修建一座桥。\n"
    build(iter([Source.of_text("页.txt", page)]), tmp_path / "graph", BuildOptions(place="临江市", jobs=1))
    with GraphStore.open(tmp_path / "graph", read_only=True) as graph:
        assert ask(graph, "王乾提出了什么?").rows == ask(graph, "王乾提出了什麼建議？").rows != ()


@pytest.mark.parametrize(
    ("query", "parameter", "forms"),
    [
        ("who-proposed-what", "person", ("蔣後榮", "蒋后荣")),
        ("who-proposed-what", "topic", ("兩岸羣眾", "两岸群众")),
        ("who-proposed-what", "organization", ("東興農業", "东兴农业")),
        ("positions-of-person", "person", ("林橋生", "林桥生")),
        ("documents", "place", ("臨江", "临江")),
        ("statements-of-document", "file", ("頁", "頁")),
    ],
)
def test_parameters_may_be_in_either(printed: GraphStore, query: str, parameter: str, forms: tuple[str, str]) -> None:
    one, two = (load_query(query).run(printed, {parameter: form}).rows for form in forms)
    assert one and one == two


@pytest.mark.parametrize(
    ("words", "documents"),
    [("蔣後榮", {"頁.txt"}), ("蒋后荣", {"頁.txt"}), ("两岸群众", {"頁.txt"}), ("修路", {"页.txt"}), ("林橋生 建議", {"页.txt"})],
)
def test_the_words_are_found_in_either(printed: GraphStore, words: str, documents: set[str]) -> None:
    hits = printed.search(words)
    assert {hit.source for hit in hits} == documents
    for hit in hits:
        if hit.start is not None:
            text = printed.source_text(hit.source)[hit.start : hit.end]
            assert simplified("".join(text.split())) == simplified(words.split()[0])
        if hit.kind is UnitKind.ENTITY:
            assert hit.snippet in ("蔣後榮", "蒋後荣", "林橋生"), "the printed form"


def test_a_names_file_in_traditional_characters_is_of_both_documents(printed: GraphStore) -> None:
    found = {(row["source"], row["name"]): row["aliases"] for row in rows(printed, "entities") if row["type"] == "Organization"}
    assert ("頁.txt", "臨江市東興農業發展有限公司") in found
    assert "东兴公司" in found["页.txt", "临江市东兴农业发展有限公司"]
    same = printed.query("SELECT ?x ?y WHERE { ?x owl:sameAs ?y FILTER(CONTAINS(STR(?y), 'wikidata')) } ORDER BY ?y").rows
    assert [str(x).removeprefix(printed.base) for x, _ in same] == ["organization/临江市东兴农业发展有限公司", "person/临江市/蒋后荣"]


def test_an_index_of_older_folding_is_made_again(tmp_path: Path) -> None:
    build(iter([Source.of_text("頁.txt", PAGE)]), tmp_path / "graph", BuildOptions(place="临江市", jobs=1))
    with closing(sqlite3.connect(tmp_path / "graph" / "text.sqlite")) as index:
        index.execute("PRAGMA user_version = 0")
    with GraphStore.open(tmp_path / "graph", read_only=True) as graph, pytest.raises(GraphError, match="an index of an older version"):
        graph.search("一座桥")
    build(iter([Source.of_text("頁.txt", PAGE)]), tmp_path / "graph", BuildOptions(place="临江市", jobs=1))
    with GraphStore.open(tmp_path / "graph", read_only=True) as graph:
        assert graph.search("一座桥")
