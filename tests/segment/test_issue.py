"""Which outlet a page is of: a paper by its name, anything else by the masthead alone."""

import pytest

from kg.model import Doubt, Source
from kg.segment import segment

BODY = "\n\n两会聚焦\n\n　　本报讯 1月15日，市人大代表分组审议政府工作报告，就乡村医疗和养老服务提出意见和建议。\n"


@pytest.mark.parametrize(
    ("masthead", "paper"),
    [
        ("阜新观察　2025年1月15日　星期三", "阜新观察"),
        ("A2 两会特刊　　星期四　榆林发布", "榆林发布"),
        ("陇南日报 2024年12月20日 第2版", "陇南日报"),
        ("来源:秦岭东麓网 时间:2024-11-07 08:12 作者:甲一鸣", "秦岭东麓网"),
        ("来源:江城市教育局 时间:2024-11-07 08:12", None),
        ("记者在阜新观察到的变化", None),
        ("2025年1月15日 星期三 榆林新闻发布会实录", None),
        ("榆林乡音报2025年1月15日 第3版", "榆林乡音报"),
        ("陇南日报    两会专版", "陇南日报"),
        ("2025年1月15日　星期三　　榆林新报　　05版·两会特刊", "榆林新报"),
        ("榆林潮　　2011年第3期　　委员风采", None),
        ("天气预报2025年1月15日 第3版", None),
    ],
)
def test_the_outlet_of_a_page(masthead: str, paper: str | None) -> None:
    assert segment(Source.of_text("甲.txt", masthead + BODY)).issue.paper == paper


@pytest.mark.parametrize(("signed", "paper"), [("榆林晨声记者", "榆林晨声"), ("本报记者", None)])
def test_a_name_alone_at_the_head_is_the_outlet_whose_reporters_sign(signed: str, paper: str | None) -> None:
    page = f"榆林晨声\n两会特刊\n\n两会聚焦\n\n　　（{signed} 何以安）1月15日，市人大代表分组审议政府工作报告。\n"
    assert segment(Source.of_text("甲.txt", page)).issue.paper == paper


def test_a_magazine_has_the_number_of_its_issue_behind_its_name() -> None:
    page = "榆林潮　　2011年第3期　　委员风采\n\n山里来的委员\n\n本刊记者 何以安\n\n　　何以安委员建议修路。他说，路要宽。\n"
    assert segment(Source.of_text("甲.txt", page)).issue.paper == "榆林潮"


def test_points_that_end_sentences_are_full_stops() -> None:
    """Some papers end Chinese sentences with an ASCII point; in a text that does not, the point of a foreign name stays."""
    pointed = segment(Source.of_text("甲.txt", "市长作报告\n\n　　新建公路三十公里.改造学校八所.\n\n　　一.农业\n\n　　建成水库两座.\n"))
    text = "".join(block.text for article in pointed.articles for block in article.blocks)
    assert "公里。改造" in text and "一.农业" in text
    named = segment(Source.of_text("甲.txt", "委员建言\n\n　　买买提.吐尔逊委员建议修路。他说，路要宽。路也要平。\n"))
    assert "买买提.吐尔逊" in "".join(block.text for article in named.articles for block in article.blocks)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("迁西县洒河桥镇政府工作报告\n\n现在,我代表镇人民政府报告工作。全镇收入增长,镇党委十分重视,镇人大给予监督。\n", "迁西县洒河桥镇"),
        ("迁西县政府工作报告\n\n现在,我代表县人民政府报告工作。洒河桥镇人民政府推进改造,县委、县政府重视。\n", "唐山市迁西县"),
    ],
)
def test_a_township_reports_for_itself(text: str, place: str) -> None:
    found = segment(Source.of_text("甲.txt", text)).issue.place
    assert found is not None and place.endswith(found)


@pytest.mark.parametrize(
    ("paper", "words", "place"),
    [
        ("工人日报", "宿迁市开了三百家托育点，宿迁市还办了夜校。", "中国"),
        ("宿迁日报", "宿迁市开了三百家托育点，宿迁市还办了夜校。", "宿迁市"),
        ("工人日报", "宿迁市开了三百家托育点，市委、市政府把托育点列入实事，我市还办了夜校。", "宿迁市"),
    ],
)
def test_a_paper_of_the_whole_country_is_of_no_place_of_its_own(paper: str, words: str, place: str) -> None:
    """Unless the text speaks of its own city as only a paper of that city would."""
    page = f"{paper} 2025年3月6日 第3版\n\n养老托育更近一些\n\n　　本报讯 3月5日，代表委员谈养老托育。江苏省宿迁市受到关注。{words}\n"
    found = segment(Source.of_text("甲.txt", page)).issue.place
    assert found is not None and found.endswith(place)


def test_a_paper_with_the_old_name_of_its_city_is_of_the_city_that_it_speaks_of() -> None:
    """兰陵 was 常州, and is the name of a county elsewhere today."""
    page = (
        "兰陵晚报\n2014年1月18日 星期六\n\n渡口的账\n\n　　1月17日，常州市人大代表与市交通局负责人对话。市人大代表说，市里的渡口"
        "该修了，常州市民盼了多年。《常州市渡口管理办法》何时出台？市交通局答复：年内。\n"
    )
    assert segment(Source.of_text("甲.txt", page)).issue.place == "常州市"


def test_a_page_of_several_cities_that_speaks_of_the_province_is_of_the_province() -> None:
    page = (
        "2019年1月24日 星期四 两会专版\n\n三城代表说水运\n\n　　参加省十三届人大二次会议的代表审议政府工作报告。省人大代表、徐州某厂厂长"
        "说，请省政府支持。省人大代表、盐城教师说，请省财政补助。省人大代表、宿迁果农说，全省一盘棋。省农业农村厅答复。\n"
    )
    assert segment(Source.of_text("甲.txt", page)).issue.place == "江苏省"


def test_a_single_word_for_the_autonomous_region_makes_no_page_of_its_city_one_of_a_district() -> None:
    """全区 in a city of Guangxi is the whole region."""
    page = (
        "钦州市人民代表大会常务委员会工作报告\n\n——2021年1月19日在钦州市第五届人民代表大会第五次会议上\n钦州市人大常委会主任　甲某\n\n"
        "　　制定《钦州市文明行为促进条例》，居全区前列。与钦南区人大常委会上下联动开展执法检查，"
        "钦南区大番坡镇的电梯投用，代表和群众都说这个办法好，路通了，灯亮了。\n"
    )
    assert segment(Source.of_text("甲.txt", page)).issue.place == "钦州市"


@pytest.mark.parametrize(
    "words",
    [
        "市政协委员、市工商联副主席、金叶集团董事长沈乐平建议设立转贷资金池。沈乐平说，企业过桥成本高。",
        "记者方兴义报道：委员们建议尽快打通城区断头路，把服务时间延长到六点半。",
        "与会代表认为，市一中原校长葛少华也应当参加。",
    ],
)
def test_the_name_of_a_person_or_a_cut_from_other_words_is_no_place_of_issue(words: str) -> None:
    """乐平, 兴义, 通城, 延长 and 长葛 are counties and cities too."""
    page = f"委员提案聚焦民生\n\n　　本报讯 记者从市政协九届三次会议提案组了解到，共收到提案203件。{words}\n"
    reading = segment(Source.of_text("甲.txt", page))
    assert reading.issue.place is None
    assert Doubt.NO_PLACE in reading.issue.doubts
