"""Branches of national companies, bodies before an office, parties that stand alone: examples and counter-examples."""

import pytest

from kg.extract.context import Context
from kg.extract.pipeline import mentions_of
from kg.lexicon.load import toml
from kg.model import EntityType, Source
from kg.segment import segment

BRANCHES = toml("company_branches")


def organizations(text: str, rule: str, place: str = "阜新市") -> list[str]:
    context = Context(segment(Source.of_text("甲.txt", "公告\n"), place=place))
    (found,) = mentions_of([(text, frozenset())], context)
    return [f.name for f in found if f.type is EntityType.ORGANIZATION and f.rule.startswith(rule)]


@pytest.mark.parametrize("example", BRANCHES["examples"], ids=lambda e: e["text"])
def test_the_examples_of_branches(example: dict[str, str]) -> None:
    assert example["name"] in organizations(example["text"], "branch-of-company")


@pytest.mark.parametrize("text", BRANCHES["never_texts"])
def test_what_is_no_branch(text: str) -> None:
    assert organizations(text, "branch-of-company") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("彰武县国家粮食储备库主任苗长青到会。", "彰武县国家粮食储备库"),
        ("市血站站长何晓丽介绍情况。", "阜新市血站"),
        ("国家玛瑙产业工程技术研究中心主任宋砚秋作报告。", "国家玛瑙产业工程技术研究中心"),
        ("远帆科技创始人金大川、青禾电源董事长邵立坤参加。", "远帆科技"),
        ("阜蒙县某面粉厂厂长刘大勇说。", "阜蒙县某面粉厂"),
    ],
)
def test_a_body_between_its_place_and_an_office(text: str, name: str) -> None:
    assert name in organizations(text, "body-before-office")


@pytest.mark.parametrize(
    "text",
    [
        "全县各乡镇卫生院院长、村医参加培训。", "彰武县一家板材厂厂长孙亮说。", "分管农业副总经理李强到会。", "知名品牌创始人李丽发言。",
        "集团董事长刘伟、企业董事长周华参加。", "彰武县古戏台修缮师胡发忠说。",
    ],
)  # fmt: skip
def test_what_is_no_body_before_an_office(text: str) -> None:
    assert organizations(text, "body-before-office") == []


def test_parties_that_stand_alone() -> None:
    found = organizations("看望民盟、民进、教育界委员；民建会员某甲。", "party-alone")
    assert found == ["中国民主同盟", "中国民主促进会", "中国民主建国会"]
    assert organizations("选民进站，农民进城，居民建议，在民建、宝丰等乡镇建站，全民革命。", "party-alone") == []
    assert organizations("市民盟提交提案。", "party-branch") == ["中国民主同盟阜新市委员会"]


def test_organs_of_prefectures() -> None:
    assert organizations("喀什地委书记某甲、地区行署专员某乙、地委宣传部部长某丙，各地委托办理。", "organ-of-prefecture", "喀什地区") == [
        "中共喀什地区委员会", "喀什地区行政公署", "中共喀什地区委员会宣传部",
    ]  # fmt: skip
