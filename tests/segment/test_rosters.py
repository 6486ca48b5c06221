"""Names of rosters, with their notes, and the counts that headings state."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.lexicon.labels import roster_labels
from kg.lexicon.names import split_run
from kg.lexicon.rosters import is_roster, roster_names, stated_count
from kg.lexicon.rows import level

ROSTERS = {
    "林 越 李小四": [("林越", ()), ("李小四", ())],
    "林 越(女) 张 三(苗族)": [("林越", ("女",)), ("张三", ("苗族",))],
    "欧阳明远(女,壮族)兰 军": [("欧阳明远", ("女", "壮族")), ("兰军", ())],
    "程大卫、罗一鸣、何以安(女)": [("程大卫", ()), ("罗一鸣", ()), ("何以安", ("女",))],
    "程大卫罗一鸣欧阳明远": [("程大卫", ()), ("罗一鸣", ()), ("欧阳明远", ())],
    "吐尔逊·阿不都\n\n热合曼(女,维吾尔族) 汤 东": [("吐尔逊·阿不都热合曼", ("女", "维吾尔族")), ("汤东", ())],
    "古丽·\n吾买尔(女)": [("古丽·吾买尔", ("女",))],
    "王 建勇": [("王建勇", ())],
    "李小\n林 越": [("李小", ()), ("林越", ())],
    "李四\n张小三": [("李四", ()), ("张小三", ())],
    "主任:程大卫 副主任:罗一鸣(女) 何 超": [("程大卫", ()), ("罗一鸣", ("女",)), ("何超", ())],
    "程大卫(女、回\n族)": [("程大卫", ("女", "回族"))],
    "(女)": [],
    "1.林 越[女]  2.李小四": [("林越", ("女",)), ("李小四", ())],
    "(女)程大卫  (满族)何以安": [("程大卫", ("女",)), ("何以安", ("满族",))],
    "民盟(2名) 程大卫 何以安": [("程大卫", ()), ("何以安", ())],
    "江永卓玛(女) 昂文格来": [("江永卓玛", ("女",)), ("昂文格来", ())],
}


@pytest.mark.parametrize("raw", ROSTERS)
def test_names_and_notes(raw: str) -> None:
    found = roster_names(raw)
    assert [(n.name, n.notes) for n in found] == ROSTERS[raw]
    assert all("".join(raw[n.start : n.end].split()) == n.name for n in found)


@given(st.text("王李张欧阳隽小四·(),、女族 \n:", max_size=60))
@example("四···四")
def test_places_hold_the_names_in_order(raw: str) -> None:
    found = roster_names(raw)
    bare = level(raw)  # 四···四: points that lead from one character to the next are blanks
    assert all("".join(bare[n.start : n.end].split()) == n.name for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("主席团成员(60人,按姓氏笔画排列)", 60),
        ("(14名)", 14),
        ("共十四名", 14),
        ("委员(一百零三人)", 103),
        ("委员 3 人", 3),
        ("第四届人民代表大会", None),
        ("先进单位(12个)", None),
        ("出席委员名单", None),
        ("三名单位代表", None),
    ],
)
def test_counts(heading: str, count: int | None) -> None:
    assert stated_count(heading) == count


@pytest.mark.parametrize(
    ("line", "roster"),
    [
        ("林 越 李小四 张三", True),
        ("程大卫罗一鸣 何以安(女)", True),
        ("吐尔逊·阿不都 李四", True),
        ("林越", False),
        ("南方有雨 北方升温继续", False),
        ("程大卫 某某公司董事长", False),
        ("林越、李四建议修桥。", False),
        ("主　任:程大卫", True),
        ("提案委员会　　主　任:程大卫(女)", True),
        ("经济委员会　　副主任(暂缺)", True),
        ("副主席　林　越　　李小四(民建)", True),
        ("主　席　林　越", False),
        ("程大卫(回族)　　释了然", True),
        ("民革(2人):林　越(女)、李小四", True),
        ("经济界　林　越　　李小四", True),
        ("程大卫、罗一鸣、何以安、李小四", True),
        ("石家庄、张家口、秦皇岛", False),
        ("文明、和谐、平安", False),
        ("王主任:李小四", False),
        ("组长:负责日常工作", False),
        ("副主任　带队　调研", False),
        ("乌云其木格(女,蒙古族)　　阿依古丽(女)", True),
        ("1.林　越[女]  2.李小四  3.何以安", True),
        ("★ 程大卫  罗一鸣  ★ 何　超(女)", True),
        ("丁宁远,马　里(女),方以北,左　旌(女,回族),", True),
        ("经济界工作组……………组长 程大卫  副组长 何　超", True),
        ("研究室主任　程大卫;联络室主任　何　超(女)", True),
        ("主任:程大卫;副主任:罗一鸣、何　超。", True),
        ("(三)拓展场景应用", False),
        ("经济,社会,文化", False),
        ("程大卫(女)　　主任", False),
    ],
)
def test_lines_of_names(line: str, roster: bool) -> None:
    assert is_roster(line) is roster


LABELS = {
    "主　任:程大卫": [("主任", "")],
    "提案委员会　　主　任:程大卫": [("主任", "提案委员会")],
    "提案委员会 主任 程大卫 副主任 罗一鸣 何超": [("主任", "提案委员会"), ("副主任", "")],
    "县监察委员会主任:程大卫": [("主任", "县监察委员会")],
    "某某代表团 团 长:程大卫 副团长:何 超": [("团长", "某某代表团"), ("副团长", "")],
    "常务委员(15名,按姓氏笔画为序):": [("常务委员", "")],
    "附议代表:程大卫": [("代表", "")],
    "承办单位:市水利局": [("", "")],
    "王主任:您好": [],
    "程大卫 教师 罗一鸣 医生": [],
}


@pytest.mark.parametrize("raw", LABELS)
def test_labels(raw: str) -> None:
    found = roster_labels(raw)
    assert [(label.office, label.body) for label in found] == LABELS[raw]
    assert all(raw[a:b] == label.body for label in found for a, b in [label.body_at])


def test_neighbours_are_cut_in_linear_time() -> None:
    assert len(split_run("程大卫罗一鸣" * 5_000) or ()) == 10_000
    assert split_run("程大卫" * 1000 + "的") is None


@given(st.text("王李张小四·(),、女族 \n:[]【】★*…—.123456789①一二三;/|", max_size=60))
def test_levelling_keeps_every_place_and_every_character_of_a_name(raw: str) -> None:
    levelled = level(raw)
    assert len(levelled) == len(raw)
    assert all(a == b for a, b in zip(raw, levelled, strict=True) if a in "王李张小女族")


def test_a_numeral_of_a_name_stays_and_that_of_a_chapter_does_not() -> None:
    assert level("李四、张小四(女)、王五") == "李四、张小四(女)、王五"
    assert level("四、副秘书长:李四") == "  副秘书长:李四"
