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
def _abroad() -> tuple[ahocorasick_rs.AhoCorasick, frozenset[str], frozenset[str], int]:
    """Organs that other countries have, names of countries, their one-character forms, and the length of the longest name."""
    data = toml("organization_grammar")
    organs = sorted({*data["abroad"].split("|"), "军"}, key=len, reverse=True)
    names = frozenset(n for n in countries() if n not in ("中国", "全国", "我国", "国内") and len(n) > 1)
    matcher = ahocorasick_rs.AhoCorasick(organs, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, names, frozenset(data["letters_abroad"]), max(map(len, names))


def abroad(text: str) -> Iterator[Found]:
    """Organs of other countries: 俄罗斯国防部, 美军, 英央行. The army goes by the one-character form only."""
    matcher, names, letters, longest = _abroad()
    for _, at, end in matcher.find_matches_as_indexes(text):
        if text[end : end + 1] in _NOT_BEHIND:
            continue
        start = None
        if text[at:end] != "军":
            start = next((at - n for n in range(min(longest, at), 1, -1) if text[at - n : at] in names), None)
        if start is None and at and text[at - 1] in letters and (at == 1 or text[at - 2] in _LETTER_BEHIND or not _HAN.match(text, at - 2)):
            start = at - 1
        if start is not None:
            yield Found(start, end, _O, text[start:end], "organization-abroad")


_NOT_BEHIND = tuple("长官备事区委方")
_LETTER_BEHIND = frozenset("对与和向是为")
_HAN = re.compile("[\u4e00-\u9fff]")
_TAX = re.compile(r"[\u4e00-\u9fff]{2,14}?税务局")
_UNIT = re.compile(r"第[一二三四五六七八九十]+师|兵团第[一二三四五六七八九十]+师")


def standing(text: str) -> Iterator[Found]:
    """Known bodies, and organs of other countries (俄罗斯国防部, 美军)."""
    matcher, pairs = _matcher()
    for index, start, end in matcher.find_matches_as_indexes(text):
        form, name = pairs[index]
        if form in ("中共", "共青团", "工商银行", "建设银行") and re.match(
            r"[\u4e00-\u9fff]*?(?:委|支部|党员|代表|中央|支行|分行)", text[end : end + 8]
        ):
            continue
        if name == "新疆生产建设兵团" and (unit := _UNIT.match(text, end)):
            yield Found(start, unit.end(), _O, name + unit.group(), "organization-standing")
            continue
        if name == "国家税务总局" and (office := _TAX.match(text, end)):
            yield Found(start, office.end(), _O, name + office.group(), "organization-standing")
            continue
        yield Found(start, end, _O, name, "organization-standing")
    yield from abroad(text)
