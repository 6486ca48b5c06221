"""Decisions applied to what one document says: two nodes become one, one becomes another, and every fact points at what is left."""

from __future__ import annotations

import pytest

from kg.graph import quads
from kg.lexicon.decisions import Change
from kg.model import EntityType, Relation
from kg.resolve.decide import decided
from tests.graph.sample import page
from tests.resolve.test_resolve import of

ZHU, RONG = "person/云溪市/祝青禾", "person/云溪市/容墨"


def test_two_people_of_a_document_become_one() -> None:
    found = decided(page(), (Change(RONG, ZHU),))
    assert set(of(found, EntityType.PERSON)) == {"祝青禾"}
    zhu = of(found, EntityType.PERSON)["祝青禾"]
    assert (zhu.key, zhu.merged, zhu.aliases, zhu.jurisdiction) == (ZHU, (RONG,), ("容墨",), "云溪市")
    assert [m.form for m in zhu.mentions] == ["祝青禾", "容墨"]
    assert {p.person.name for p in found.positions} == {"祝青禾"}
    assert all(p.proposers == (zhu.ref,) for p in found.proposals if len(p.proposers) and p.proposers[0].type is EntityType.PERSON)
    assert list(quads(found))


def test_one_becomes_a_node_of_other_documents() -> None:
    found = decided(page(), (Change(ZHU, "person/山前县/祝青禾"),))
    zhu = of(found, EntityType.PERSON)["祝青禾"]
    assert (zhu.key, zhu.merged, zhu.jurisdiction) == ("person/山前县/祝青禾", (ZHU,), "山前县")


def test_a_split_leaves_no_other_key_behind() -> None:
    apart = "person/云溪市/祝青禾（纺织公司）"
    zhu = of(decided(page(), (Change(ZHU, apart, apart),)), EntityType.PERSON)["祝青禾"]
    assert (zhu.key, zhu.merged) == (apart, ())


def test_a_project_that_is_an_organization_gets_the_type_of_its_key() -> None:
    found = decided(page(), (Change("project/云溪市/溪东大桥", "organization/云溪市商务局"),))
    bodies = of(found, EntityType.ORGANIZATION)
    assert bodies["云溪市商务局"].types == (EntityType.ORGANIZATION, EntityType.PROJECT)
    assert "溪东大桥" not in of(found, EntityType.PROJECT)
    relations: tuple[Relation, ...] = found.relations
    assert all(r.subject != r.object for r in relations)


def test_nothing_to_do() -> None:
    facts = page()
    assert decided(facts, ()) is facts


@pytest.mark.parametrize("first", [ZHU, RONG])
def test_a_key_that_is_not_there_changes_nothing(first: str) -> None:
    assert decided(page(), (Change("person/别处/无此人", first),)).entities == page().entities
