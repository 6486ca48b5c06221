"""Divisions: their number, their short forms and full names, and what a name can mean."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.lexicon import divisions as room
from kg.lexicon.divisions import Division, divisions, is_ordinary, province_of, renamed
from kg.lexicon.load import toml
from kg.lexicon.make_divisions import compact, rows


def one(name: str) -> Division:
    """The first meaning of a name."""
    found = divisions().named(name)
    assert found, f"{name} is not known"
    return found[0]


def test_counts_are_those_of_the_country() -> None:
    levels = Counter(d.level for d in divisions())
    assert levels[1] == 34
    assert 330 < levels[2] < 345
    assert 2800 < levels[3] < 3100
    assert 38_000 < levels[4] < 43_000
    assert len(divisions()) == sum(levels.values())


def test_every_division_hangs_under_the_province_of_its_code() -> None:
    book = divisions()
    for d in book:
        above = book.parents(d)
        assert [p.level for p in above] == sorted((p.level for p in above), reverse=True)
        assert all(p.level < d.level for p in above)
        if d.level > 1:
            assert above[-1].level == 1 and above[-1].code[:2] == d.code[:2]
        assert len(d.code) == (9 if d.level == 4 else 6)


def test_nothing_fictional_is_a_division() -> None:
    book = divisions()
    names = {d.name for d in book}
    assert not names & {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    assert [p.name for p in book.parents(one("仙桃市"))] == ["湖北省"]
    assert [p.name for p in book.parents(one("重庆市万州区"))] == ["重庆市"]
    assert [p.name for p in book.parents(one("奉节县"))] == ["重庆市"]


def test_children_are_the_inverse_of_parents() -> None:
    book = divisions()
    counted: Counter[str] = Counter(d.parent for d in book if d.parent)
    for d in book:
        if d.level < 4:
            below = book.children(d.code)
            assert len(below) == counted[d.code], d
            assert all(child.parent == d.code for child in below)
    assert book.children("510703100") == ()
    assert book.children("no such code") == ()
    assert {"东城街道", "虎门镇"} <= {d.name for d in book.children(one("东莞市").code)}


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("绵阳市", ("绵阳",)),
        ("长阳土家族自治县", ("长阳", "长阳县", "长阳自治县")),
        ("积石山保安族东乡族撒拉族自治县", ("积石山", "积石山县", "积石山自治县")),
        ("东乡族自治县", ("东乡", "东乡县", "东乡自治县")),
        ("湘西土家族苗族自治州", ("湘西", "湘西州", "湘西自治州")),
        ("克孜勒苏柯尔克孜自治州", ("克州", "克孜勒苏", "克孜勒苏州", "克孜勒苏自治州")),
        ("龙胜各族自治县", ("龙胜", "龙胜县", "龙胜自治县")),
        ("木垒哈萨克自治县", ("木垒", "木垒县", "木垒自治县")),
        ("鄂温克族自治旗", ("鄂温克", "鄂温克旗", "鄂温克自治旗")),
        ("内蒙古自治区", ("内蒙古", "内蒙")),
        ("阿里地区", ("阿里",)),
        ("锡林郭勒盟", ("锡盟", "锡林郭勒")),
        ("浦东新区", ("浦东",)),
        ("神农架林区", ("神农架",)),
        ("万柏林区", ("万柏林",)),
        ("管城回族区", ("管城",)),
        ("阿拉善左旗", ("阿左旗",)),
        ("井陉矿区", ()),
        ("赵县", ()),
        ("洛阳高新技术产业开发区", ("洛阳高新区",)),
        ("岳阳市屈原管理区", ("屈原管理区", "岳阳屈原管理区")),
        ("河北唐山海港经济开发区", ("唐山海港经开区", "唐山海港经济开发区")),
    ],
)
def test_short_forms(name: str, forms: tuple[str, ...]) -> None:
    assert divisions().short_forms(one(name)) == forms
    for form in forms:
        assert one(name) in divisions().named(form)


def test_no_short_form_has_one_character() -> None:
    book = divisions()
    assert [d.name for d in book if any(len(form) < 2 for form in book.short_forms(d))] == []


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("四川省", "四川省"),
        ("绵阳", "绵阳市"),
        ("盐亭", "盐亭县"),
        ("涪城区", "绵阳市涪城区"),
        ("宝坻", "天津市宝坻区"),
        ("浦东", "上海市浦东新区"),
        ("延吉市", "延吉市"),
        ("六枝特区", "六枝特区"),
        ("神农架", "神农架林区"),
        ("苏州工业园区", "苏州工业园区"),
        ("恩施州", "恩施土家族苗族自治州"),
        ("青义镇", "绵阳市涪城区青义镇"),
        ("虎门镇", "东莞市虎门镇"),
        ("仙桃市毛嘴镇", "仙桃市毛嘴镇"),
    ],
)
def test_full_names(name: str, full: str) -> None:
    assert divisions().full_name(one(name)) == full


def test_a_name_is_understood_with_what_lies_above_it() -> None:
    for written in ("广东省深圳市南山区", "深圳市南山区", "深圳南山", "广东深圳南山区"):
        assert [divisions().full_name(d) for d in divisions().named(written)][:1] == ["深圳市南山区"]
    assert divisions().named("深圳市涪城区") == ()
    assert divisions().named("无此地") == ()
    assert divisions().named("") == ()
    assert divisions().named("南山区" * 30) == ()


def test_higher_levels_come_first() -> None:
    found = divisions().named("吉林")
    assert [d.name for d in found[:2]] == ["吉林省", "吉林市"]
    assert [d.level for d in found] == sorted(d.level for d in found)
    assert len(divisions().named("鼓楼区")) > 3


def test_renamed_divisions_lead_to_those_of_today() -> None:
    book = divisions()
    today = {book.full_name(d) for d in book}
    standing = {d.name for d in book if d.level < 4}
    entries = toml("renamed")["renaming"]
    assert len(entries) >= 40
    assert len({e["old"] for e in entries}) == len(entries)
    for entry in entries:
        assert entry["new"] in today, entry
        assert entry["old"] not in standing, entry
        assert 2000 <= entry["year"] <= 2023, entry
    assert renamed("襄樊市") == "襄阳市"
    assert renamed("双流县") == "成都市双流区"
    assert renamed("襄阳市") is None


def test_provinces_and_their_abbreviations() -> None:
    book = divisions()
    items = toml("provinces")["province"]
    assert {(item["code"], item["name"]) for item in items} == {(d.code, d.name) for d in book if d.level == 1}
    marks = [mark for item in items for mark in item["abbreviations"]]
    assert len(set(marks)) == len(marks) and all(len(mark) == 1 for mark in marks)
    assert (province_of("湘"), province_of("鄂"), province_of("粤")) == ("湖南省", "湖北省", "广东省")
    assert province_of("一") is None


def test_lists_about_divisions_name_divisions() -> None:
    assert {item["name"] for item in toml("customary_forms")["form"]} <= {d.name for d in divisions()}
    words = toml("ordinary_places")["words"].split()
    assert len(set(words)) == len(words) and all(divisions().named(word) for word in words)
    assert is_ordinary("和平") and not is_ordinary("绵阳")


def test_the_maker_is_deterministic_and_leaves_out_what_is_no_division(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    parts: dict[str, list[dict[str, str]]] = {
        "provinces": [{"code": "46", "name": "海南省"}],
        "cities": [
            {"code": "4604", "name": "儋州市", "provinceCode": "46"},
            {"code": "4690", "name": "省直辖县级行政区划", "provinceCode": "46"},
        ],
        "areas": [
            {"code": "460400", "name": "儋州市", "cityCode": "4604", "provinceCode": "46"},
            {"code": "469002", "name": "琼海市", "cityCode": "4690", "provinceCode": "46"},
        ],
        "streets": [
            {"code": "460400100", "name": "那大镇", "areaCode": "460400"},
            {"code": "469002100", "name": "嘉积镇", "areaCode": "469002"},
            {"code": "469002400", "name": "经济开发区", "areaCode": "469002"},
            {"code": "469002401", "name": "某某监狱", "areaCode": "469002"},
        ],
    }
    for part, content in parts.items():
        (dist / f"{part}.json").write_text(json.dumps(content), encoding="utf-8")
    made = list(rows(tmp_path))
    assert compact(made) == compact(made[::-1])
    lines = gzip.decompress(compact(made)).decode("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")][5:] == [
        "469002\t琼海市\t3\t460000",
        "460400100\t那大镇\t4\t460400",
        "469002100\t嘉积镇\t4\t469002",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"no gzip", "cannot be unpacked"), (gzip.compress("# head\n11\t北京市\n".encode()), "line 2")],
)
def test_a_damaged_list_is_reported(content: bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "data_bytes", lambda _: content)
    with pytest.raises(RuleError, match=says):
        divisions.__wrapped__()
