"""Named regions, countries, places abroad, and the deictic words of the page (我市, 全省)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.extract.context import Context
from kg.extract.districts.words import pattern
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

_D = EntityType.DISTRICT
_NOT_NATION = re.compile(r"人大|政协|性|工业|各族|妇联|总工会|工商联|代表|委员")
# 全国文明城市, 全国500强: a rank or a title among those of the country, and no word of the country itself.
_TITLE = re.compile(
    r"(?:重点实验室|\d*[百\d]强|(?:文明|卫生|先进|模范|优秀|双拥|无偿)[\u4e00-\u9fff]{0,8}|劳动模范|五一|三八|[\u4e00-\u9fff]{0,10}?(?:先进|模范|示范|试点)"
    r"(?:市|县|区|州|旗|镇|乡|村|校|企业|单位|基地|集体|个人|城市|社区|工作者))"
)
_POINTS = frozenset(a + b for a in "东西南北中华" for b in "北南部东西方") - {"东北", "西北", "西南", "华北", "华东", "华南", "华中"}
_AFTER_POINT = re.compile(r"[部方角侧风向沿面麓隅偏]|至|走")


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    """Form and what it stands for ("=市" for a deictic sign)."""
    items: dict[str, str] = {}
    countries, grammar = toml("countries"), toml("district_grammar")
    listed = [c for continent in countries["continent"] for c in continent["country"]] + countries["region"] + toml("regions")["region"]
    for item in listed:
        for form in (item["name"], *item.get("forms", ())):
            if len(form) > 1:
                items.setdefault(form, item["name"])
    for name, forms in grammar["names"].items():
        for form in forms:
            items.setdefault(form, name)
    for form in grammar["abroad"].split():
        items.setdefault(form, form)
    for sign, forms in grammar["deictic"].items():
        for form in forms:
            items[form] = "=" + sign
    pairs = list(items.items())
    return ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


def named(text: str, context: Context) -> Iterator[Found]:
    """Regions and countries by their names, and what the deictic words mean on this page."""
    matcher, pairs = _matcher()
    found = matcher.find_matches_as_indexes(text)
    barred = [m.span() for m in pattern("inside_words").finditer(text)] if found else []
    for index, start, end in found:
        form, name = pairs[index]
        if barred and any(a < end and start < b for a, b in barred):
            continue
        if name.startswith("="):
            full = _deictic(text, end, form, name[1:], context)
            if full:
                yield Found(start, end, _D, full, "deictic")
        elif _stands(text, end, form, name):
            yield Found(start, end, _D, name, "region")


def _stands(text: str, end: int, form: str, name: str) -> bool:
    """Whether a region's name means the region: not 东部, 西南角, 汉语, 中国…大学."""
    after = text[end : end + 1]
    if (
        after in ("族", "语", "包", "菜", "参", "文")
        or form in _POINTS
        or (form[0] in "东西南北华" and len(form) == 2 and _AFTER_POINT.match(after))
    ):
        return False
    return not (
        form in ("中国", "中华人民共和国")
        and after
        and ("\u4e00" <= after <= "\u9fff" or after == "(")
        and after not in "的在和与对是将从境市"
        and not text.startswith("成立", end)
    )


def _deictic(text: str, end: int, form: str, sign: str, context: Context) -> str | None:
    """Full name of the place that a deictic word means, None where it is part of another word."""
    after = text[end : end + 1]
    if form == "全市" and text.startswith("场", end + 1):
        return None
    if form == "自治区" and (after in ("级", "内", "外", "的", "和") or end < 4):
        return None
    if form[0] in "全我本" and after in ("长", "委", "民", "面") and sign != "国":
        return None
    if sign == "国" and (_NOT_NATION.match(text, end) or (form == "全国" and (_TITLE.match(text, end) or text.startswith("、省", end)))):
        return None
    return "中国" if sign == "国" else context.at_level(sign)
