"""Tables of plans, of classes and of names, as a report prints them."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.observations import observations
from kg.extract.work import ArticleView, Found, View
from kg.model import Doubt, EntityType, Observation, Source, Status
from kg.segment import segment

_PLAN = """关于长沙市雨花区2024年国民经济和社会发展计划执行情况与2025年计划草案的报告

——2025年1月9日在长沙市雨花区第六届人民代表大会第五次会议上

各位代表：

受区人民政府委托，向大会报告有关情况，请予审议。

一、2024年计划执行情况

城镇新增就业1.92万人，比上年多300人。

附件

雨花区2025年主要指标

指标名称	计量单位	2024年计划	2024年预计	2025年计划
地区生产总值增速	%	6	5.2	5.5左右
外贸进出口总额增速	%	5	-3.4	4以上
城镇新增就业	万人	1.8	1.92	1.85
居民收入增速	%	与经济同步	与经济同步	与经济同步
"""


def _rows(name: str, text: str) -> tuple[Source, list[Observation]]:
    source = Source.of_text(name, text)
    reading = segment(source)
    views = [ArticleView(a, [View(b) for b in a.blocks]) for a in reading.articles]
    return source, observations(views, Context(reading))


def test_each_cell_of_a_plan_is_a_row() -> None:
    source, rows = _rows("plan.txt", _PLAN)
    cells = {(r.indicator, f"{r.value:f}{r.unit}", r.status.value, r.period) for r in rows if r.rule == "table"}
    assert {
        ("地区生产总值增速", "6%", "target", "2024"),
        ("地区生产总值增速", "5.2%", "estimate", "2024"),
        ("地区生产总值增速", "5.5%", "target", "2025"),
        ("外贸进出口总额增速", "5%", "target", "2024"),
        ("外贸进出口总额增速", "-3.4%", "estimate", "2024"),
        ("外贸进出口总额增速", "4%", "target", "2025"),
        ("城镇新增就业", "1.8万人", "target", "2024"),
        ("城镇新增就业", "1.85万人", "target", "2025"),
    } == cells
    assert all(e.proven(source) for r in rows for e in r.evidence)


def test_text_and_table_make_one_row() -> None:
    _, rows = _rows("plan.txt", _PLAN)
    jobs = [r for r in rows if f"{r.value:f}" == "1.92"]
    assert len(jobs) == 1
    assert jobs[0].status is Status.ESTIMATE, "the table says that the year's figure is expected"
    assert len(jobs[0].evidence) == 3, "the clause, the row's name and its cell"


def test_bounds_of_cells_are_kept() -> None:
    _, rows = _rows("plan.txt", _PLAN)
    assert [r.bound for r in rows if r.indicator == "外贸进出口总额增速" and r.period == "2025"] == [">="]
    assert [r.approximate for r in rows if r.indicator == "地区生产总值增速" and r.period == "2025"] == [True]


def test_counts_by_class() -> None:
    text = """2024年提案分类情况

类别	提交	立案	立案率
经济建设	96件	90件	93.8%
社会民生	84件	80件	95.2%
合计	180件	170件	94.4%
"""
    _, rows = _rows("classes.txt", text)
    assert [(r.indicator, f"{r.value:f}{r.unit}") for r in rows if r.rule == "table"] == [
        ("经济建设提交", "96件"),
        ("经济建设立案", "90件"),
        ("经济建设立案率", "93.8%"),
        ("社会民生提交", "84件"),
        ("社会民生立案", "80件"),
        ("社会民生立案率", "95.2%"),
        ("提交", "180件"),
        ("立案", "170件"),
        ("立案率", "94.4%"),
    ]


def test_a_roster_in_columns_has_no_figures() -> None:
    text = """2024年度优秀联络站名单

序号	联络站名称	站长
1	东风街道人大代表联络站	高远
2	南屏镇人大代表联络站	杜若
"""
    _, rows = _rows("roster.txt", text)
    assert not [r for r in rows if r.rule == "table"]


def test_columns_that_do_not_line_up_are_a_doubt_and_lose_nothing() -> None:
    text = """2024年主要指标完成情况

指标	单位	2024年计划	2024年完成
粮食产量	万吨	52	53.1
油料产量	7.4
茶叶产量	万吨	3.2	3.3
"""
    _, rows = _rows("uneven.txt", text)
    table = [r for r in rows if r.rule == "table"]
    assert {("粮食产量", "53.1"), ("茶叶产量", "3.3")} <= {(r.indicator, f"{r.value:f}") for r in table}
    assert table and all(Doubt.UNEVEN_TABLE in r.doubts for r in table)


def test_a_column_without_a_unit_is_a_doubt() -> None:
    text = """2024年主要指标

指标	2024年计划	2024年完成
粮食产量(万吨)	52	53.1
农机台数	7000	7400
"""
    _, rows = _rows("units.txt", text)
    doubted = {r.indicator for r in rows if r.rule == "table" and Doubt.NO_UNIT in r.doubts}
    assert doubted == {"农机台数"}


_BUDGET = """关于宁德市2024年预算执行情况与2025年预算草案的报告

——2025年1月8日在宁德市第五届人民代表大会第五次会议上

各位代表：

受市人民政府委托，现将预算执行情况与预算草案报告如下，请予审议。

宁德市一般公共预算收支表

单位：亿元
项　目	2023年决算数	2024年执行数	比上年增减%	2025年预算数	比执行数增减%
一、一般公共预算收入	171.2	176.5	3.1	181.4	2.8
　　税收收入	102.3	101.7	-0.6	104.9	3.1
"""


def test_a_budget_has_one_unit_for_all_and_columns_of_change() -> None:
    """The unit stands over the table; a column of change is of the year and the status of the one before it."""
    _, rows = _rows("budget.txt", _BUDGET)
    cells = {(r.indicator, f"{r.value:f}{r.unit}", r.status.value, r.period) for r in rows}
    assert cells == {
        ("一般公共预算收入", "171.2亿元", "actual", "2023"),
        ("一般公共预算收入", "176.5亿元", "actual", "2024"),
        ("一般公共预算收入比上年增减", "3.1%", "actual", "2024"),
        ("一般公共预算收入", "181.4亿元", "target", "2025"),
        ("一般公共预算收入增减", "2.8%", "target", "2025"),
        ("税收收入", "102.3亿元", "actual", "2023"),
        ("税收收入", "101.7亿元", "actual", "2024"),
        ("税收收入比上年增减", "-0.6%", "actual", "2024"),
        ("税收收入", "104.9亿元", "target", "2025"),
        ("税收收入增减", "3.1%", "target", "2025"),
    }


_EXECUTED = """滨河县财政局

2024年滨河县一般公共预算支出执行情况表
金额单位：万元

科　目	年初预算数	调整预算数	执行数	为调整预算%	比上年±%
教育支出	81,200	83,500	82,911	99.3	4.1
农林水支出	40,600	38,900	37,150	95.5	-6.3
"""


def test_a_budget_as_planned_adjusted_and_carried_out() -> None:
    """Two columns of one year and status are told apart by their labels; a share of the adjusted budget is of what was carried out."""
    _, rows = _rows("executed.txt", _EXECUTED)
    cells = {(r.indicator, f"{r.value:f}{r.unit}", r.status.value, r.period) for r in rows}
    assert cells == {
        ("教育支出年初预算数", "81200万元", "target", "2024"),
        ("教育支出调整预算数", "83500万元", "target", "2024"),
        ("教育支出", "82911万元", "actual", "2024"),
        ("教育支出为调整预算", "99.3%", "actual", "2024"),
        ("教育支出比上年增减", "4.1%", "actual", "2024"),
        ("农林水支出年初预算数", "40600万元", "target", "2024"),
        ("农林水支出调整预算数", "38900万元", "target", "2024"),
        ("农林水支出", "37150万元", "actual", "2024"),
        ("农林水支出为调整预算", "95.5%", "actual", "2024"),
        ("农林水支出比上年增减", "-6.3%", "actual", "2024"),
    }


_CONTINUED = """（上接第一版）

五年来，奋斗的脚步从未停歇。2024年，全省地区生产总值1.8万亿元，增长5.1%。

——产业升级步伐加快。抽水蓄能电站完成投资21亿元，绕城高速贯通。接待游客9000万人次。

——民生持续改善。新建学校41所。

2025年是“十四五”规划收官之年。经济社会发展的主要预期目标是：地区生产总值增长5%左右；城镇新增就业22万人。

重点抓好以下工作：

（一）扩大有效需求。改造老旧小区6万户。
"""


def test_a_report_that_goes_on_from_another_page_turns_to_the_plan() -> None:
    _, rows = _rows("page.txt", "江西省第十四届人民代表大会第三次会议政府工作报告摘登 2025年1月16日\n\n" + _CONTINUED)
    told = {r.indicator: (r.status.value, r.period) for r in rows}
    assert told["城镇新增就业"] == ("target", "2025") and told["改造老旧小区"] == ("target", "2025")
    assert told["新建学校"] == ("actual", "2024")


_WORKS = """射阳县2025年重点项目进展情况表

单位：万元

| 序号 | 项目名称 | 建设单位 | 总投资 | 2025年计划投资 | 1—9月完成投资 | 形象进度 |
| --- | --- | --- | --- | --- | --- | --- |
| 1 | 海通风机叶片产业园 | 某公司 | 36800 | 12000 | 9650 | 厂房封顶，设备安装完成六成 |
| 2 | 合德污水处理厂扩建 | 县住建局 | 8400 | 3000 | 3120 | 铺设管网12.5公里 |
| 合计 | | | 45200 | 15000 | 12770 | |
"""


def test_rows_about_works_have_them_as_area_and_the_columns_as_indicators() -> None:
    source = Source.of_text("works.txt", _WORKS)
    reading = segment(source)
    names = ("海通风机叶片产业园", "合德污水处理厂扩建")
    views = []
    for a in reading.articles:
        found = [
            View(b, [Found(at, at + len(n), EntityType.PROJECT, n, "given") for n in names if (at := b.text.find(n)) >= 0])
            for b in a.blocks
        ]
        views.append(ArticleView(a, found))
    rows = {
        (r.area.name if r.area else "", r.indicator, f"{r.value:f}{r.unit}", r.status.value, r.period)
        for r in observations(views, Context(reading))
        if r.rule == "table"
    }
    assert {
        (names[0], "总投资", "36800万元", "actual", "2025"),
        (names[0], "计划投资", "12000万元", "target", "2025"),
        (names[0], "完成投资", "9650万元", "actual", "2025-01/2025-09"),
        (names[0], "设备安装完成比例", "60%", "actual", "2025"),
        (names[1], "铺设管网", "12.5公里", "actual", "2025"),
        ("射阳县", "合计总投资", "45200万元", "actual", "2025"),
    } <= rows


_PRODUCTS = """汉滨区2024年国民经济和社会发展统计公报

汉滨区统计局
（2025年4月2日）

一、工业

全年规模以上工业增加值增长6.1%。主要产品产量见表1。

表1  2024年规模以上工业主要产品产量及其增长速度
产品名称	单位	产量	比上年增长（%）
茶油	吨	812	9.4
袜子	万双	1530	-2.7
商品混凝土	万立方米	41.6	…
"""


def test_a_column_of_units_makes_measures_of_plain_numbers() -> None:
    _, rows = _rows("products.txt", _PRODUCTS)
    assert {(r.indicator, f"{r.value:f}{r.unit}", r.period) for r in rows if r.rule == "table"} == {
        ("茶油产量", "812吨", "2024"),
        ("茶油产量比上年增长", "9.4%", "2024"),
        ("袜子产量", "1530万双", "2024"),
        ("袜子产量比上年增长", "-2.7%", "2024"),
        ("商品混凝土产量", "41.6万立方米", "2024"),
    }


def test_ages_in_a_roster_are_no_measures() -> None:
    _, rows = _rows("people.txt", "表2  护理员名册\n姓名\t年龄(岁)\t村\n赵玉芬\t43\t桥头村\n钱桂花\t51\t柳林村\n孙小琴\t38\t桥头村\n")
    assert not [r for r in rows if r.rule == "table"]


def test_a_fall_in_the_text_is_the_negative_growth_of_the_table() -> None:
    text = (
        _PLAN.replace("比上年多300人。", "比上年多300人；外贸进出口总额下降3.6%。")
        .replace("2024年预计", "2024年完成")
        .replace("-3.4", "-3.6")
    )
    _, rows = _rows("plan.txt", text)
    assert [(r.indicator, f"{r.value:f}") for r in rows if f"{abs(r.value):f}" == "3.6"] == [("外贸进出口总额下降", "3.6")]


def _cells(text: str) -> set[tuple[str, str, str, str | None]]:
    _, rows = _rows("table.txt", text)
    return {(r.indicator, f"{r.value:f}{r.unit}", r.status.value, r.period) for r in rows if r.rule == "table"}


def test_columns_of_growth_that_state_their_own_year() -> None:
    text = """附表  梧溪市2025年主要指标计划（草案）

指标名称	单位	2024年计划增长	2024年完成	2024年实际增长	2025年计划增长
一、总量
地区生产总值	亿元	6%左右	862.4	5.2	5.5%左右
规模以上工业增加值	—	7%	—	6.1	6.5%
二、质量					
研发经费占生产总值比重	%	2.1	2.05	—	2.2
"""
    text = text.replace("一、总量\n", "一、总量\t\t\t\t\t\n")
    assert _cells(text) == {
        ("地区生产总值增长", "6%", "target", "2024"),
        ("地区生产总值", "862.4亿元", "actual", "2024"),
        ("地区生产总值增长", "5.2%", "actual", "2024"),
        ("地区生产总值增长", "5.5%", "target", "2025"),
        ("规模以上工业增加值增长", "7%", "target", "2024"),
        ("规模以上工业增加值增长", "6.1%", "actual", "2024"),
        ("规模以上工业增加值增长", "6.5%", "target", "2025"),
        ("研发经费占生产总值比重", "2.1%", "target", "2024"),
        ("研发经费占生产总值比重", "2.05%", "actual", "2024"),
        ("研发经费占生产总值比重", "2.2%", "target", "2025"),
    }


def test_a_mean_over_some_years_is_of_all_of_them() -> None:
    text = """表3  2022年清河区消费与财政

指标	单位	总量	同比±%	三年平均±%
社会消费品零售总额	亿元	88.35	11.6	4.3
#限额以上	亿元	21.17	-1.4	…
一般公共预算收入	亿元	19.62	10.7	6.8
"""
    assert _cells(text) == {
        ("社会消费品零售总额", "88.35亿元", "actual", "2022"),
        ("社会消费品零售总额同比增减", "11.6%", "actual", "2022"),
        ("社会消费品零售总额三年平均增长", "4.3%", "actual", "2020/2022"),
        ("限额以上社会消费品零售总额", "21.17亿元", "actual", "2022"),
        ("限额以上社会消费品零售总额同比增减", "-1.4%", "actual", "2022"),
        ("一般公共预算收入", "19.62亿元", "actual", "2022"),
        ("一般公共预算收入同比增减", "10.7%", "actual", "2022"),
        ("一般公共预算收入三年平均增长", "6.8%", "actual", "2020/2022"),
    }


def test_a_line_over_the_table_says_that_shares_are_in_percent() -> None:
    text = """清河县2023年预算执行情况和2024年预算草案的报告

各位代表：

一、2023年预算执行情况

主要支出项目完成情况如下，请予审议。

表2                         单位：万元、%
科  目	调整预算	决算数	占调整预算	同比增减
交通运输支出	27640	27105	98.1	8.7
住房保障支出	15310	14873	97.1	-3.4
"""
    assert _cells(text) == {
        ("交通运输支出", "27640万元", "target", "2023"),
        ("交通运输支出", "27105万元", "actual", "2023"),
        ("交通运输支出占调整预算", "98.1%", "actual", "2023"),
        ("交通运输支出同比增减", "8.7%", "actual", "2023"),
        ("住房保障支出", "15310万元", "target", "2023"),
        ("住房保障支出", "14873万元", "actual", "2023"),
        ("住房保障支出占调整预算", "97.1%", "actual", "2023"),
        ("住房保障支出同比增减", "-3.4%", "actual", "2023"),
    }


def test_a_rate_with_a_measure_of_its_own_is_not_of_the_column_before() -> None:
    text = """2023年上半年各区县主要经济指标

区县	地区生产总值（亿元）	增速（%）	固定资产投资增速（%）
东湖片	142.6	2.7	8.1
西湖片	167.9	4.6	-2.6
"""
    assert {(name, value) for name, value, *_ in _cells(text)} == {
        ("东湖片地区生产总值", "142.6亿元"),
        ("东湖片地区生产总值增速", "2.7%"),
        ("东湖片固定资产投资增速", "8.1%"),
        ("西湖片地区生产总值", "167.9亿元"),
        ("西湖片地区生产总值增速", "4.6%"),
        ("西湖片固定资产投资增速", "-2.6%"),
    }


def test_rows_of_places_are_named_by_the_columns_and_a_revenue_is_no_plan() -> None:
    text = """2022年1—9月各乡镇主要经济指标

乡镇	工业总产值（亿元）	同比（%）	一般公共预算收入（万元）
全县	61.8	4.4	20860
东岭镇	42.6	2.7	12810
西岭乡	19.2	-4.6	8050
"""
    assert _cells(text) == {
        ("工业总产值", "61.8亿元", "actual", "2022-01/2022-09"),
        ("工业总产值同比增减", "4.4%", "actual", "2022-01/2022-09"),
        ("一般公共预算收入", "20860万元", "actual", "2022-01/2022-09"),
        ("工业总产值", "42.6亿元", "actual", "2022-01/2022-09"),
        ("工业总产值同比增减", "2.7%", "actual", "2022-01/2022-09"),
        ("一般公共预算收入", "12810万元", "actual", "2022-01/2022-09"),
        ("工业总产值", "19.2亿元", "actual", "2022-01/2022-09"),
        ("工业总产值同比增减", "-4.6%", "actual", "2022-01/2022-09"),
        ("一般公共预算收入", "8050万元", "actual", "2022-01/2022-09"),
    }


def test_a_plan_of_five_years_has_classes_beside_its_names_and_a_column_of_all_its_years() -> None:
    text = """清河县“十四五”时期主要指标

2021年3月10日

类别	指标	2020年	2025年	年均/累计	属性
经济	1.全员劳动生产率（万元/人）	8.1	11	—	预期性
民生	2.城镇新增就业（万人）	0.62	—	〔3.1〕	预期性
民生	3.城镇调查失业率（%）	5.2	<5.5	—	预期性
"""
    assert _cells(text) == {
        ("全员劳动生产率", "8.1万元/人", "actual", "2020"),
        ("全员劳动生产率", "11万元/人", "target", "2025"),
        ("城镇新增就业", "0.62万人", "actual", "2020"),
        ("城镇新增就业", "3.1万人", "target", "2021/2025"),
        ("城镇调查失业率", "5.2%", "actual", "2020"),
        ("城镇调查失业率", "5.5%", "target", "2025"),
    }


_SCHOOLS = """江城日报
2019年2月28日

2018年部分学校基本情况

（据市教育局2019年2月通报）

单位	所在县区	学位	教职工	备注
江城市第七中学	城中区	2865个	214人	4月揭牌
柳湾镇中心幼儿园	清河县	412个	37人	普惠性幼儿园
"""


def test_a_cell_with_its_unit_is_read_whatever_its_column_and_the_title_gives_the_year() -> None:
    _, rows = _rows("schools.txt", _SCHOOLS)
    assert {(r.indicator, f"{r.value:f}{r.unit}", r.period) for r in rows} == {
        ("江城市第七中学学位", "2865个", "2018"),
        ("江城市第七中学教职工", "214人", "2018"),
        ("柳湾镇中心幼儿园学位", "412个", "2018"),
        ("柳湾镇中心幼儿园教职工", "37人", "2018"),
    }
