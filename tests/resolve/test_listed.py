"""Names that a user listed: an alias, a wrong spelling or a short form is the listed thing in every document. All names are invented."""

from __future__ import annotations

from kg.extract import extract
from kg.lexicon.authority import Authority, Name
from kg.model import DocumentFacts, EntityType, Source
from kg.resolve import resolve
from kg.segment import segment
from tests.resolve.test_resolve import forms, of

T = EntityType
NAMES = (
    Name(T.PERSON, "祝青禾", None, (), ("祝青和",)),
    Name(T.ORGANIZATION, "宜昌市沂星科技有限公司", None, ("沂星科技", "沂科")),
    Name(T.ORGANIZATION, "市商务局", None, ("商贸委",)),
    Name(T.PROJECT, "宜昌市女裤小镇", None, ("裤镇",)),
)
TEXT = "宜昌市政协委员祝青和建议，沂星科技要多招人。祝老师说，市商务局要支持裤镇建设。商贸委已经同意，沂科也同意。\n"


def read(text: str, *names: Name, place: str = "宜昌市") -> DocumentFacts:
    reading = segment(Source.of_text("a.txt", text), place=place)
    return resolve(reading, extract(reading), Authority("names.toml", "0", names))


def test_a_wrong_spelling_is_the_person_and_stays_as_a_form() -> None:
    found = read(TEXT, *NAMES)
    people = of(found, T.PERSON)
    assert set(people) == {"祝青禾"} and people["祝青禾"].key == "person/宜昌市/祝青禾"
    assert "祝青和" in people["祝青禾"].aliases
    assert {r.name for p in found.proposals for r in p.proposers} == {"祝青禾"}
    assert {p.person.name for p in found.positions} == {"祝青禾"}


def test_short_forms_are_expanded_also_where_no_rule_finds_them() -> None:
    found = read(TEXT, *NAMES)
    firm = of(found, T.ORGANIZATION)["宜昌市沂星科技有限公司"]
    assert forms(firm) >= {"沂星科技", "沂科"} and firm.key == "organization/宜昌市沂星科技有限公司"
    assert {m.rule for m in firm.mentions} == {"names-file"}
    assert [m.evidence[0].quote for m in firm.mentions] == ["沂星科技", "沂科"]
    assert "宜昌市女裤小镇" in {r.name for p in found.proposals for r in p.about}


def test_a_listed_name_may_be_a_form_of_the_one_in_the_graph() -> None:
    bodies = of(read(TEXT, *NAMES), T.ORGANIZATION)
    assert forms(bodies["宜昌市商务局"]) == {"宜昌市商务局", "市商务局", "商贸委"} and "市商务局" not in bodies


def test_two_documents_agree_although_they_write_different_forms() -> None:
    texts = [f"会上，{form}作了说明。会议还有其他议程。" for form in ("裤镇", "宜昌市女裤小镇")]
    keys = {entity.key for text in texts for entity in of(read(text, *NAMES), T.PROJECT).values()}
    assert keys == {"project/宜昌市女裤小镇"}


def test_an_entry_with_a_jurisdiction_holds_for_documents_of_that_place() -> None:
    name = Name(T.PERSON, "祝青禾", "云龙县", (), ("祝青和",))
    assert set(of(read(TEXT, name), T.PERSON)) == {"祝青和"}
    here = Name(T.PERSON, "祝青禾", "宜昌市", (), ("祝青和",))
    assert set(of(read(TEXT, name, here), T.PERSON)) == {"祝青禾"}


def test_a_form_of_two_things_says_nothing() -> None:
    other = Name(T.ORGANIZATION, "宜昌市沂科学校", None, ("沂科",))
    bodies = of(read(TEXT, *NAMES, other), T.ORGANIZATION)
    assert "沂科" not in {form for body in bodies.values() for form in forms(body)}
    assert "沂星科技" in bodies["宜昌市沂星科技有限公司"].aliases


def test_inside_another_name_a_form_is_no_mention() -> None:
    short = Name(T.PROJECT, "宜昌大道", None, ("商务",))
    assert not of(read(TEXT, short), T.PROJECT)
