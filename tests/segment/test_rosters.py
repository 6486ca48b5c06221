"""Names of rosters, with their notes, and the counts that headings state."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.names import split_run
from kg.lexicon.rosters import roster_names, stated_count
from kg.segment.lines import is_roster

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
}


@pytest.mark.parametrize("raw", ROSTERS)
def test_names_and_notes(raw: str) -> None:
    found = roster_names(raw)
    assert [(n.name, n.notes) for n in found] == ROSTERS[raw]
    assert all("".join(raw[n.start : n.end].split()) == n.name for n in found)


@given(st.text("王李张欧阳隽小四·(),、女族 \n:", max_size=60))
def test_places_hold_the_names_in_order(raw: str) -> None:
    found = roster_names(raw)
    assert all("".join(raw[n.start : n.end].split()) == n.name for n in found)
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
    ],
)
def test_lines_of_names(line: str, roster: bool) -> None:
    assert is_roster(line) is roster


def test_neighbours_are_cut_in_linear_time() -> None:
    assert len(split_run("程大卫罗一鸣" * 5_000) or ()) == 10_000
    assert split_run("程大卫" * 1000 + "的") is None
