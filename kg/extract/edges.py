"""Where a name begins that is known by its last word: in 加快推进甲河大桥 it is 甲河大桥, in 深化农村综合改革 it is 农村综合改革.

The text before the last word is read from left to right. Words that no name holds (verbs, prepositions, adverbs) move the beginning behind
them; words that are also parts of names do so only where a name cannot have begun yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from kg.lexicon.divisions import is_ordinary
from kg.lexicon.gazetteer import Place, places_in
from kg.lexicon.load import toml

# What a name can be written with, besides Chinese characters, letters and figures.
_PART_OF_NAME = re.compile(r"(?:[\u3400-\u9fffA-Za-z0-9〇Ⅰ-Ⅹ·+./&\-]|\([\u3400-\u9fff]{1,6}\))*$")
_CAMPAIGN = re.compile(r"(?:[三两五]年|专项|攻坚)*(?:行动|计划|工程|方案)")  # what a verb may be the attribute of: 环境优化|行动
_NUMBER = re.compile(r"\d{1,2}\.(?!\d)|\([一二三四五六七八九十]{1,3}\)")  # of an item of a list, before its first word
_LONGEST = 34
_CONJUNCTIONS = frozenset("和与及暨至")
# 和 after one of these ends a name and begins another; elsewhere it may stand inside one (土地流转和股权改革).
_CLOSED = re.compile(
    r"(?:[省市县区镇乡村州旗园路桥院馆厂所站港库局委部社]|中心|基地|集团|公司|街道|高速|铁路|大道|平台"
    r"|工程|项目|提升|改造|迁建|扩容|扩建)$"
)
_ZONE = re.compile(r"[\u4e00-\u9fff]{2}(?:新区|开发区|高新区|经开区|园区|街道|[县镇乡村]|社区)$")
_COUNTED = re.compile(
    r"(?P<n>\d[\d.]*|[一二两三四五六七八九十百几数多]{1,3})[多余几]?(?:个|座|条(?!例)|处|家|项|批|所|趟|亩|公顷)"
    r"(?=[\u3400-\u9fff]{2})(?!一|月|人|年|时|旗|别|庭|室)"
)
_TIME = re.compile(r"(?:\d{4}年(?!度)|\d{1,2}月份?|\d{1,2}日|[一二三四五六七八九十两\d]+个月)(?:底|初|末|以来|前|后|起|内|至今)*")
_PLURAL = re.compile(r"[批系若数几两二三四五六七八九十百千万\d多余][个家座条批项件所处支场列干]?|等|各")


class _Words(NamedTuple):
    matcher: ahocorasick_rs.AhoCorasick
    kinds: list[str]  # of each pattern: hard, soft or protected


@cache
def _words() -> _Words:
    data = toml("name_edges")
    kinds: dict[str, str] = {}
    for kind in ("hard", "soft", "protected"):
        for word in data[kind].split():
            kinds.setdefault(word, kind)
    matcher = ahocorasick_rs.AhoCorasick(list(kinds), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return _Words(matcher, list(kinds.values()))


@cache
def _nominal() -> frozenset[str]:
    return frozenset(toml("name_edges")["nominal"].split())


@cache
def _determiner() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(toml('name_edges')['determiner'])})+")


class Places:
    """The places of a text, looked up when first asked for, since most texts have no name that needs them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Place] | None = None
        self._starts: list[int] = []

    def within(self, start: int, end: int) -> Sequence[Place]:
        """The places that lie inside text[start:end], words of everyday use left out."""
        if self._found is None:
            self._found = [p for p in places_in(self._text) if p.full or not is_ordinary(p.form)]
            self._starts = [p.start for p in self._found]
        out = []
        for p in self._found[bisect_left(self._starts, start) :]:
            if p.end > end:
                break
            out.append(p)
        return out


class Edge(NamedTuple):
    """Where a name begins. start: character of the text; counted: whether a number or 一批 stood before it; acts: whether a verb did."""

    start: int
    counted: bool
    acts: bool


def phrase_start(text: str, end: int, floor: int = 0) -> int:
    """The start of the run of characters before text[end] that a name can be written with, not before `floor`."""
    low = max(floor, end - _LONGEST)
    found = _PART_OF_NAME.search(text, low, end)
    start = found.start() if found else end
    number = _NUMBER.match(text, start, end)
    return number.end() if number else start


def name_edge(text: str, start: int, end: int, places: Places) -> Edge:
    """Where the name begins whose last word begins at text[end]; text[start:end] is the run before it (see `phrase_start`)."""
    segment = text[start:end]
    shields = places.within(start, end)
    words, nominal = _words(), _nominal()
    edge = start
    acts = False
    for index, a, b in words.matcher.find_matches_as_indexes(segment):
        a, b = a + start, b + start
        kind = words.kinds[index]
        if kind == "protected" or any(p.start <= a and b <= p.end and p.end - p.start > b - a for p in shields):
            continue
        if b == end and a - edge >= 2 and segment[a - start :] in nominal and _CAMPAIGN.match(text, b):
            continue
        if kind == "hard" and b <= end:
            edge, acts = b, acts or b - a > 1
        elif kind == "soft" and b < end and text[a:b] in _CONJUNCTIONS:
            if a == edge or _CLOSED.search(text, edge, a):
                edge = b
        elif kind == "soft" and b < end and (a == edge or _only_place(text, edge, a, shields)):
            edge, acts = b, acts or b - a > 1
        elif text[a:b] == "建设" and end - b >= 2 and _ZONE.search(text, edge, a):
            edge, acts = b, True  # 某新区建设碳纤维生产线
    for m in _TIME.finditer(text, edge, end):
        edge = m.end() if m.end() < end else edge
    plural = False
    for m in _COUNTED.finditer(text, edge, end):
        if m.end() < end and not any(p.start < m.end() and m.start() < p.end for p in shields):
            edge, plural = m.end(), m["n"] not in ("一", "1")
    found = _determiner().match(text, edge, end)
    if found and found.end() < end:
        return Edge(found.end(), plural or bool(_PLURAL.search(found.group())), acts)
    return Edge(edge, plural, acts)


def _only_place(text: str, start: int, end: int, places: Sequence[Place]) -> bool:
    """Whether text[start:end] is nothing but places, so that what follows is what they do."""
    at = start
    for p in places:
        if p.start == at:
            at = p.end
    return start < end and (at == end or (at > start and text[at:end] in ("市", "县", "区", "镇", "乡", "三镇", "两县", "两镇")))


__all__ = ["Edge", "Places", "name_edge", "phrase_start"]
