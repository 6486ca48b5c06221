"""Bodies known by a name that no grammar builds: international organizations, national bodies and media, organs of other countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.lexicon.terms import countries
from kg.model import EntityType

_O = EntityType.ORGANIZATION


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    pairs = [(form, name) for name, forms in toml("organization_grammar")["standing"].items() for form in (name, *forms)]
    return ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


@cache
def _abroad() -> re.Pattern[str]:
    data = toml("organization_grammar")
    names = "|".join(sorted({n for n in countries() if n not in ("中国", "全国", "我国", "国内") and len(n) > 1}, key=len, reverse=True))
    organs = "|".join(sorted(data["abroad"].split("|"), key=len, reverse=True))
    letter = rf"(?:(?<![\u4e00-\u9fff])|(?<=[对与和向是为]))[{data['letters_abroad']}]"
    return re.compile(rf"(?:(?:{names}|{letter})(?:{organs})|{letter}军)(?![长官备事区委方])")


_TAX = re.compile(r"[\u4e00-\u9fff]{2,14}?税务局")
_UNIT = re.compile(r"第[一二三四五六七八九十]+师|兵团第[一二三四五六七八九十]+师")


def standing(text: str) -> Iterator[Found]:
    """Known bodies, and organs of other countries (俄罗斯国防部, 美军)."""
    matcher, pairs = _matcher()
    for index, start, end in matcher.find_matches_as_indexes(text):
        form, name = pairs[index]
        if form in ("中共", "共青团", "工商银行", "建设银行") and re.match(r"[\u4e00-\u9fff]*?(?:委|支部|党员|代表|中央|支行|分行)", text[end : end + 8]):
            continue
        if name == "新疆生产建设兵团" and (unit := _UNIT.match(text, end)):
            yield Found(start, unit.end(), _O, name + unit.group(), "organization-standing")
            continue
        if name == "国家税务总局" and (office := _TAX.match(text, end)):
            yield Found(start, office.end(), _O, name + office.group(), "organization-standing")
            continue
        yield Found(start, end, _O, name, "organization-standing")
    for m in _abroad().finditer(text):
        yield Found(m.start(), m.end(), _O, m.group(), "organization-abroad")
