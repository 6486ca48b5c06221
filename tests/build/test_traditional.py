"""A document in traditional characters says what its simplified version says, in its own characters and at the same places."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import opencc
import pytest

from kg.build import BuildOptions, build, read_document, read_pages
from kg.graph import GraphStore
from kg.lexicon.characters import simplified
from kg.model import DocumentFacts, Doubt, Evidence, Fact, Proposal, Source

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"
NAMES = sorted(path.name for path in EXAMPLES.glob("*.txt"))
PAGE = """臨江市政協委員蔣後榮：把橋修到村口

本報記者　龔　葉

1月8日，在臨江市政協十屆四次會議上，市政協委員、臨江市東興農業發展有限公司董事長蔣後榮建議，由市交通運輸局牽頭，年內在發展
村修建一座橋，方便兩岸羣眾。“乾旱年份也能過河。”蔣後榮說。
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
