"""Traditional characters become simplified ones, each in its place, and only in documents that are traditional."""

from __future__ import annotations

from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import RuleError
from kg.lexicon import characters
from kg.lexicon.characters import frequent, in_simplified, is_traditional, script, simplified, traditional_of
from kg.lexicon.make_characters import frequent as counted

EXAMPLES = sorted((Path(__file__).parents[2] / "kg" / "examples").glob("*.txt"))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("株洲市人大代表蔣姣榮建議發展農業", "株洲市人大代表蒋姣荣建议发展农业"),
        ("市長之後，皇后里巷", "市长之后，皇后里巷"),  # two traditional characters may be one simplified one
        ("乾旱的乾縣曬乾，乾隆年間", "干旱的乾县晒干，乾隆年间"),  # and one be two, by its company
        ("沿著老街，著名學者的著作", "沿着老街，著名学者的著作"),
        ("辦理答覆，反覆溝通，覆蓋率", "办理答复，反复沟通，覆盖率"),
        ("憑藉區位瞭解瞭望塔", "凭借区位了解瞭望塔"),
        ("位於單位裏的計畫，牆上的畫", "位于单位里的计划，墙上的画"),
        ("沈靜委員", "沈静委员"),
        ("臺灣、台灣，裡面、裏面，羣眾、群衆", "台湾、台湾，里面、里面，群众、群众"),
        ("GDP增長6.5%\n\t　【提案】", "GDP增长6.5%\n\t　【提案】"),
    ],
)
def test_each_character_becomes_one(printed: str, read: str) -> None:
    assert simplified(printed) == read
    assert len(printed) == len(read)


@given(st.text(st.one_of(st.characters(), st.sampled_from("乾隆縣著名藉此瞭解計畫答覆發後"))))
def test_no_place_is_lost(text: str) -> None:
    folded = simplified(text)
    assert len(folded) == len(text)
    assert all(a == b or ord(a) > 0x33FF for a, b in zip(text, folded, strict=True))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_simplified_documents_are_not_taken_for_traditional(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not is_traditional(text)
    assert script().only_traditional.search(text) is None


@pytest.mark.parametrize("way", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_traditional_versions_come_back_as_they_were(path: Path, way: str) -> None:
    text = path.read_text(encoding="utf-8")
    printed = opencc.OpenCC(way).convert(text)
    assert is_traditional(printed)
    wrong = [(a, b) for a, b in zip(text, simplified(printed), strict=True) if a != b]
    assert len(wrong) <= len(text) // 2000, wrong


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("", False),
        ("2024 GDP 6.5%", False),
        ("王小明、林大同", False),  # nothing tells; nothing need be changed
        ("陳委員", True),
        ("书法家於志新和范仲闫的《乾隆与後宫》", False),  # a few old characters in a simplified text stay
        ("著名作家在乾县谈「发展」", False),
    ],
)
def test_what_is_found_in_one_way_of_writing_alone_decides(text: str, traditional: bool) -> None:
    assert is_traditional(text) is traditional


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("誰提出了建議？", "谁提出了建议？"),
        ("What did 蔣後榮 propose?", "What did 蒋后荣 propose?"),
        ("陳某在乾县的建议", "陈某在乾县的建议"),  # a name copied into a simplified question; 乾 stays
        ("乾縣的著名建議", "乾县的著名建议"),
        ("王昇的著作", "王昇的著作"),  # a character of names of today
        ("谁在乾县？", "谁在乾县？"),
    ],
)
def test_questions_and_names_are_compared_in_simplified_characters(text: str, plain: str) -> None:
    assert in_simplified(text) == plain
    assert in_simplified(plain) == plain


def test_the_standards_part_the_two_ways_of_writing() -> None:
    old, new = script().only_traditional, script().only_simplified
    assert all(old.search(char) and not new.search(char) for char in "國這個會議長縣區員")
    assert all(new.search(char) and not old.search(char) for char in "国这个会议长县区员")
    assert not any(old.search(char) or new.search(char) for char in "市代表台里后干，。A1")


def test_a_damaged_list_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "data_bytes", lambda _: "# head\n國\t国\n縣\t\n".encode())
    with pytest.raises(RuleError, match=r"traditional\.tsv, entry 2: not one character for one"):
        script.__wrapped__()


def test_the_traditional_characters_that_mean_those_of_a_text() -> None:
    pairs = traditional_of("刘丰在皇后里，開")
    assert {"劉刘", "豐丰", "後后", "裏里", "裡里", "開开"} <= {"".join(pair) for pair in zip(pairs[::2], pairs[1::2], strict=True)}
    assert "龜" not in pairs and traditional_of("") == ""


def test_the_frequent_characters() -> None:
    assert len(frequent()) == 1000 and set("的一是人大代表委员建议市县") <= frequent() and not set("會議縣，A") & frequent()
    assert counted(["代表 5 n", "代 1 n", "A股 9 n"]) == ["股", "代", "表"]
