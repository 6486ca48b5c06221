"""The scheme of topics is sound, and topics are what a reader would look a measure up by."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extract.topics import MOST, concepts, keywords, named_in, topics
from kg.extract.topics.phrases import _trimmed
from kg.extract.topics.scheme import depth
from kg.lexicon.load import toml


def test_the_scheme_is_large_and_two_or_three_levels_deep() -> None:
    known = concepts()
    assert len(known) >= 300
    assert max(Counter(depth(c, known) for c in known.values())) <= 3
    assert all(c.en and c.zh and c.id.isascii() for c in known.values())


def test_special_forms_are_forms_of_the_scheme() -> None:
    forms = {form for c in concepts().values() for form in c.forms}
    assert {*toml("topics")["plain"], *toml("topics")["by_label"]} <= forms


def test_the_longest_form_wins() -> None:
    assert [n.form for n in named_in("推进老旧小区改造和城市更新")] == ["老旧小区改造", "城市更新"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("加快跨境电商综合试验区建设,新设海外仓5个。", "跨境电商"),
        ("新建高标准农田20万亩,粮食播种面积稳定在100万亩。", "高标准农田"),
        ("给寄宿制小学配齐校医。", "校医"),
        ("由市水务局牵头,完成23条河道清淤。", "河道清淤"),
        ("把内画工匠纳入职称评审。", "职称评审"),
        ("支持女裤、箱包企业创建自有品牌。", "女裤"),
        ("推动印染企业节水改造,中水回用率提高到45%。", "印染"),
        ("开行果品冷链专列。", "冷链"),
        ("在沉陷区建口袋公园。", "口袋公园"),
        ("推行“县聘乡管村用”。", "县聘乡管村用"),
        ("城镇新增就业3万人,城镇调查失业率控制在5%以内。", "就业"),
        ("实施“雪窝子变金窝子”行动。", "雪窝子变金窝子"),
        ("开工前把效果图贴到居民楼下。", "效果图"),
        ("关于健全食品企业碳足迹核算体系的建议", "碳足迹"),
        ("支持柑橘全产业链示范基地和冷链仓储加工中心建设。", "柑橘"),
        ("让在外务工的茶农远程参加村民会议。", "村民会议"),
        ("毕业后服务乡村满三年的,优先评聘农艺师职称。", "职称"),
    ],
)
def test_a_measure_is_found_by(text: str, wanted: str) -> None:
    found = topics(text)
    assert 0 < len(found) <= MOST
    assert any(wanted in t or t in wanted for t in found), found


@pytest.mark.parametrize(
    ("text", "junk"),
    [
        ("实施“岁末提速年”活动,全年推进重点项目126个。", "目"),
        ("开工前把效果图贴到居民楼下。", "前把"),
        ("毕业后服务乡村满三年的,免除学费。", "乡村满"),
        ("抽调12人集中办公。", "人集"),
    ],
)
def test_no_topic_is_a_piece_of_words(text: str, junk: str) -> None:
    assert not [t for t in topics(text) if t.startswith(junk) or (junk in t and len(junk) > 1)], topics(text)


@pytest.mark.parametrize(
    ("text", "no_matter"),
    [
        ("剩下的254个充电桩上半年全部装好,停车位再想办法。", ("上半年", "全部装")),
        ("把这条路从5米拓宽到8米,路边沟一起修。", ("这条路",)),
        ("局长要常进站接待选民,单位负责人当面答复。", ("常进站", "单位负责人当")),
        ("全市普及率提高到95%,利用率达到80%。", ("普及率提高", "利用率达到")),
    ],
)
def test_what_no_matter_can_be_called_is_no_topic(text: str, no_matter: tuple[str, ...]) -> None:
    """A time, a demonstrative, a clause, a verb that lost its object."""
    assert not set(no_matter) & set(topics(text)), topics(text)


def test_no_topic_where_there_is_none() -> None:
    assert topics("再说一遍。") == ()


def test_topics_do_not_repeat_one_another() -> None:
    found = topics("推进养老服务,发展社区养老、居家养老,新增养老床位300张,培训养老护理员。")
    assert not [(a, b) for a in found for b in found if a != b and a in b and len(b) < 2 * len(a)]


def test_a_phrase_that_says_much_more_stands_beside_the_form_inside_it() -> None:
    assert "近岸海漂垃圾" in topics("关于加强近岸海漂垃圾治理的建议", document="关于加强近岸海漂垃圾治理的建议")


def test_places_are_no_topics() -> None:
    assert not [t for t in topics("支持青石镇建设青石镇烘干中心。", places=["青石镇"]) if "青石" in t]


def test_key_words_are_what_comes_back() -> None:
    text = ["早市的摊位要挪进院子。", "早市挪窝,摊位免费三个月。", "老街的早市开了十五年。"]
    assert {"早市", "摊位"} <= set(keywords(text))
    assert "早市" not in keywords(text, names=["早市"])


@pytest.mark.parametrize(
    ("words", "topic"), [("留守老人“连心网", "留守老人"), ("关爱“留守”老人", "关爱“留守”老人"), ("“连心网”", "连心网")]
)
def test_no_topic_holds_half_a_quotation(words: str, topic: str) -> None:
    assert _trimmed(words) == topic
