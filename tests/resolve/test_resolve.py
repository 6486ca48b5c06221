"""One thing is one entity, two are two: whole documents through segment, extract and resolve. All people and firms are invented."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import DocumentFacts, Entity, EntityType, Source
from kg.resolve import resolve
from kg.segment import segment


def read(text: str, place: str | None, name: str = "document.txt") -> DocumentFacts:
    reading = segment(Source.of_text(name, text), place=place)
    return resolve(reading, extract(reading))


def of(found: DocumentFacts, kind: EntityType) -> dict[str, Entity]:
    return {e.name: e for e in found.entities if e.types[0] is kind}


def forms(entity: Entity) -> set[str]:
    return {entity.name, *entity.aliases}


def test_committees_of_two_districts_are_two_bodies() -> None:
    text = "天元区政协、荷塘区政协分别报送了提案。天元区政协委员贺清和、荷塘区政协委员严守真作了发言。"
    bodies = of(read(text, "株洲市"), EntityType.ORGANIZATION)
    first, second = bodies["中国人民政治协商会议株洲市天元区委员会"], bodies["中国人民政治协商会议株洲市荷塘区委员会"]
    assert first.key != second.key
    assert not forms(first) & forms(second)


def test_an_abbreviation_joins_its_long_name() -> None:
    text = "吉林铁路科技职业技术学院院长苗立新介绍了情况。去年，吉林铁科职院新增两个专业。会议还有其他议程。"
    bodies = of(read(text, "吉林市"), EntityType.ORGANIZATION)
    assert "吉林铁科职院" in bodies["吉林铁路科技职业技术学院"].aliases
    assert "吉林铁科职院" not in bodies


def test_an_abbreviation_of_two_long_names_joins_neither() -> None:
    text = "吉林铁路科技职业技术学院、吉林铁道科学职业学院都在招生。去年，吉林铁科职院新增两个专业。会议还有其他议程。"
    bodies = of(read(text, "吉林市"), EntityType.ORGANIZATION)
    assert {"吉林铁路科技职业技术学院", "吉林铁道科学职业学院", "吉林铁科职院"} <= set(bodies)


def test_rows_of_a_table_with_the_same_short_name_stay_apart() -> None:
    text = (
        "先进政协委员工作室名单\n序号\t所属政协\t工作室名称\t召集人\n"
        "1\t阳朔县政协\t工商联界政协委员工作室\t贺晓川\n2\t平乐县政协\t工商联界政协委员工作室\t严冬青\n"
    )
    found = read(text, "桂林市")
    studios = {p.person.name: p.organization for p in found.positions}
    assert studios["贺晓川"] != studios["严冬青"]


@pytest.mark.parametrize("short", ["田委员", "小田"])
def test_a_surname_with_a_title_never_means_the_reporter(short: str) -> None:
    text = f"夜校怎么办\n本报记者 田小禾\n\n市政协委员潘若水提出，办一所夜校。{short}说，夜校要办到家门口。潘若水委员补充了两点。"
    people = of(read(text, "宜昌市"), EntityType.PERSON)
    assert "田小禾" in people
    assert short not in forms(people["田小禾"])


def test_a_surname_with_a_title_means_the_one_member_of_that_name() -> None:
    text = "市政协委员田玉兰提出，办一所夜校。田委员说，夜校要办到家门口。"
    people = of(read(text, "宜昌市"), EntityType.PERSON)
    assert "田委员" in people["田玉兰"].aliases


def test_a_surname_with_a_title_means_nobody_when_two_bear_it() -> None:
    text = "市政协委员田玉兰、市政协委员田德清先后发言。田委员说，夜校要办到家门口。"
    people = of(read(text, "宜昌市"), EntityType.PERSON)
    assert all("田委员" not in e.aliases for e in people.values())


def test_namesakes_of_two_cities_have_two_keys() -> None:
    text = "市人大代表贺清和建议，办一所夜校。"
    keys = {of(read(text, place), EntityType.PERSON)["贺清和"].key for place in ("宜昌市", "绵阳市")}
    assert len(keys) == 2


def test_documents_agree_on_keys_without_talking() -> None:
    first = of(read("绵阳市教育局局长贺清和介绍了情况。", None, "a.txt"), EntityType.ORGANIZATION)
    second = of(read("会上，绵阳市教育局作了说明。会议还有其他议程。", "成都市", "b.txt"), EntityType.ORGANIZATION)
    assert first["绵阳市教育局"].key == second["绵阳市教育局"].key


def test_a_township_with_and_without_its_county_is_one() -> None:
    text = "会议在云龙县宝丰乡召开。宝丰乡的急救站今年挂牌。宝丰乡卫生院派出医生。"
    towns = [e for e in of(read(text, "大理白族自治州"), EntityType.DISTRICT).values() if "宝丰" in e.name]
    assert len(towns) == 1


def test_every_reference_is_of_exactly_one_entity() -> None:
    found = read("天元区政协委员贺清和建议，石峰区教育局给田心小学添两辆校车，株洲市教育局牵头。", "株洲市")
    refs = [e.ref for e in found.entities]
    assert len(set(refs)) == len(refs)
    said = [p.person for p in found.positions] + [
        r for p in found.proposals for r in (*p.proposers, *p.addressees, *p.capacities, *p.about)
    ]
    assert set(said) <= set(refs)
