"""Organs, parties and national sessions: what a short writing stands for."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.lexicon.load import toml
from kg.lexicon.organs import Rank, national_organ, organs, organs_with
from kg.lexicon.parties import branch_of, parties, party_named
from kg.lexicon.sessions import chinese_figure, national_session, national_sessions_in
from kg.lexicon.terms import five_year_plans_in


@pytest.mark.parametrize(
    ("written", "place", "full"),
    [
        ("发改委", "贵阳市", "贵阳市发展和改革委员会"),
        ("教育局", "贵阳市", "贵阳市教育局"),
        ("住建厅", "贵州省", "贵州省住房和城乡建设厅"),
        ("人大常委会", "贵州省", "贵州省人民代表大会常务委员会"),
        ("政协", "贵阳市南明区", "中国人民政治协商会议贵阳市南明区委员会"),
        ("统战部", "贵阳市", "中共贵阳市委员会统一战线工作部"),
        ("纪委", "贵阳市", "中共贵阳市纪律检查委员会"),
        ("中院", "贵阳市", "贵阳市中级人民法院"),
        ("妇联", "贵阳市", "贵阳市妇女联合会"),
        ("税务局", "贵阳市", "国家税务总局贵阳市税务局"),
        ("团委", "贵阳市", "共青团贵阳市委员会"),
    ],
)
def test_what_an_organ_is_called_in_full(written: str, place: str, full: str) -> None:
    assert [organ.name_at(place) for organ in organs_with(written)] == [full]


def test_every_writing_means_one_organ() -> None:
    placed = [organ for organ in organs() if organ.rank is not Rank.NATIONAL]
    assert len([organ for organ in placed if organ.rank is Rank.LOCAL]) >= 90
    assert len({(organ.full, organ.rank) for organ in placed}) == len(placed)
    assert [o.full for o in placed for form in (o.full, *o.short) if len(organs_with(form)) != 1] == []
    local = Counter(form for organ in placed if organ.rank is Rank.LOCAL for form in organ.local)
    assert [form for form, count in local.items() if count > 1] == []
    assert all("{L}" in form for form in local) and all("{place}" in organ.pattern for organ in placed)


def test_how_organs_are_written_with_the_level() -> None:
    assert "市教育局" in organs_with("教育局")[0].written_at("市")
    assert "团市委" in organs_with("团委")[0].written_at("市")
    assert "省教育厅" in organs_with("教育厅")[0].written_at("省")
    assert "省委办公厅" in next(o for o in organs_with("办公厅")).written_at("省")
    assert organs_with("不存在的局") == ()


def test_national_organs() -> None:
    names = [form for organ in organs() if organ.rank is Rank.NATIONAL for form in (organ.full, *organ.short)]
    assert [form for form, count in Counter(names).items() if count > 1] == []
    found = national_organ("国家发改委")
    assert found and found.name_at("贵阳市") == "国家发展和改革委员会"
    assert national_organ("教育局") is None


def test_parties_are_nine_with_the_federation_and_the_rest() -> None:
    kinds = Counter(party.kind for party in parties())
    assert kinds == {"ruling": 1, "democratic": 8, "federation": 1, "none": 1}
    forms = [form for party in parties() for form in {party.name, party.short, *party.forms}]
    assert len(set(forms)) == len(forms)
    found = party_named("农工党")
    assert found and found.name == "中国农工民主党"
    assert party_named("某党") is None


@pytest.mark.parametrize(
    ("form", "full"),
    [
        ("民革洛阳市委会", "中国国民党革命委员会洛阳市委员会"),
        ("民革市委会", "中国国民党革命委员会桂林市委员会"),
        ("民盟市委", "中国民主同盟桂林市委员会"),
        ("九三学社宜宾市委", "九三学社宜宾市委员会"),
        ("农工党嘉兴市南湖区委会", "中国农工民主党嘉兴市南湖区委员会"),
        ("民建绵阳委员会", "中国民主建国会绵阳市委员会"),
        ("台盟市委员会", "台湾民主自治同盟桂林市委员会"),
    ],
)
def test_local_committees_of_parties(form: str, full: str) -> None:
    branch = branch_of(form)
    assert branch and branch.name_at("桂林市") == full


def test_a_bare_committee_needs_a_place() -> None:
    branch = branch_of("民革市委会")
    assert branch and branch.level == "市" and branch.name_at(None) is None
    unit = branch_of("九三学社第三支社")
    assert unit and unit.name_at(None) == "九三学社第三支社"
    assert branch_of("民盟盟员") is None and branch_of("民革中央委员会") is None


@pytest.mark.parametrize(
    ("form", "full"),
    [
        ("党的二十大", "中国共产党第二十次全国代表大会"),
        ("二十届三中全会", "中国共产党第二十届中央委员会第三次全体会议"),
        ("14届全国人大2次会议", "第十四届全国人民代表大会第二次会议"),
        ("全国政协十四届二次会议", "中国人民政治协商会议第十四届全国委员会第二次会议"),
        ("第六届进博会", "第六届中国国际进口博览会"),
        ("服贸会", "中国国际服务贸易交易会"),
        ("2024年全国两会", "2024年全国两会"),
        ("2023年中央经济工作会议", "2023年中央经济工作会议"),
        ("市十六届人大三次会议", None),
        ("会议", None),
    ],
)
def test_national_sessions(form: str, full: str | None) -> None:
    assert national_session(form) == full


def test_sessions_are_found_in_running_text() -> None:
    text = "深入学习党的二十大和二十届三中全会精神,推出二十大举措,办好第十届南博会。"
    found = list(national_sessions_in(text))
    assert [hit.form for hit in found] == ["党的二十大", "二十届三中全会", "第十届南博会"]
    assert all(text[hit.start : hit.end] == hit.form for hit in found)
    assert len({item["name"] for item in toml("national_sessions")["rule"]}) == len(toml("national_sessions")["rule"])


def test_figures() -> None:
    assert [chinese_figure(n) for n in ("7", "10", "14", "20", "21", "100", "三")] == ["七", "十", "十四", "二十", "二十一", "100", "三"]


def test_five_year_plans_in_text() -> None:
    plans = list(five_year_plans_in("对照“十四五”规划,谋划“十五五”时期,十五天内完成,回顾“十五”计划"))
    assert [(p.form, p.first, p.last, p.period) for p in plans] == [
        ("“十四五”规划", 2021, 2025, False),
        ("“十五五”时期", 2026, 2030, True),
        ("“十五”计划", 2001, 2005, False),
    ]
    assert plans[2].name == "国民经济和社会发展第十个五年计划"
