"""Where an organization's name begins: followed to the left from its kind until punctuation, a word that cannot belong to it, or its
place."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.organizations.kinds import Kind, pattern, soft_stops, stops, trades

SIGNS = "市县区州省旗镇乡村"
_ALLOWED = re.compile(r"[\u3400-\u9fffA-Za-z0-9()·]*$")
_LONGEST = 26
_COMPANY = re.compile(r"(?:(?:控股|实业)?集团|股份|有限|控股|投资|实业|开发|银行|工程|科技|实业|旅游|文化|置业|物流|运营|服务|管理)")
_TWO = re.compile(r"(?:医院|卫生院|学校|中学|小学|大学|学院|公司|集团|中心|协会|研究所|研究院|幼儿园)[与和及]")
_OF_PERSON = re.compile(r"\((?:女|男|[\u4e00-\u9fff]{1,6}族)(?:,[^()]{1,8})?\)")
_NATION = re.compile(r"中国(?!家)|中华(?!路)")
_PARTING = tuple("和与及为任是在到至对")  # behind a place, one of these parts it from the name
_BEFORE_SIGN = re.compile(r"[在由到与对](?=[省市县区州旗](?![里内级场外中上下]))")
_SPLITTING = frozenset("由在与和对及是有到至")


class Spans:
    """The places of a text as (start, end), sorted, for quick questions."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.all = spans
        self._starts = [a for a, _ in spans]

    def starting_in(self, low: int, high: int) -> list[tuple[int, int]]:
        """Those that begin in text[low:high]."""
        return self.all[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def begins(self, at: int) -> bool:
        """Whether one begins at text[at]."""
        i = bisect_left(self._starts, at)
        return i < len(self._starts) and self._starts[i] == at


def begin_of(text: str, kind_start: int, spans: Spans, limit: int, kind: Kind) -> int:
    """Where the name that ends with the kind at kind_start begins, not before `limit`."""
    low = max(limit, kind_start - _LONGEST)
    run = _ALLOWED.search(text, low, kind_start)
    left = _within_brackets(text, run.start() if run else kind_start, kind_start)
    for m in _OF_PERSON.finditer(text, left, kind_start):
        left = m.end()  # 甲(女)为某市文化和旅游局局长
    for m in _TWO.finditer(text, left, kind_start):
        left = m.end() if m.end() < kind_start else left  # 县医院与市妇幼保健院
    near = spans.starting_in(max(0, left - _LONGEST), kind_start)
    begin = left
    held = [m.span() for m in pattern("not_hard").finditer(text, left, kind_start)]
    for m in stops().finditer(text, left, kind_start):
        if any(a <= m.start() and m.end() <= b for a, b in (*near, *held)):
            continue
        if kind.code == "company" and m.group() in trades() and _COMPANY.match(text, m.end()):
            continue
        if m.group() == "某" and any(b in (m.start(), m.start() - 1) and text[b : m.start()] in ("", "某") for _, b in near):
            continue  # 湖北某磷化有限公司: a name kept back
        begin = m.end()
    nation = _NATION.search(text, begin, kind_start)
    if (
        nation
        and not any(a < nation.start() < b for a, b in near)
        and not pattern("generic_head").search(text[nation.start() : kind_start])
    ):
        return nation.start()
    inside = [(a, b) for a, b in near if begin <= a and not (text[a - 1 : a] == "(" and text[b : b + 1] == ")")]
    if not inside:
        return _behind_soft(text, begin, kind_start)
    first = inside[-1][0] if kind.code == "party" else inside[0][0]
    ends = [e for a, e in inside if a == first and text[e : e + 1] in _PARTING and e < kind_start and not spans.begins(e)]
    if ends:
        return _behind_soft(text, max(ends) + 1, kind_start)
    if parted := _handed(text, inside[0][1], kind_start):
        return next((a for a, _ in inside if a >= parted), parted)
    between = pattern("not_soft").sub("某某", text[begin:first])
    soft = soft_stops()
    joined = (
        kind.code == "company" and 0 < len(between) <= 4 and begin == left and not soft.match(between) and not soft.search(between[-1:])
    )
    return begin if joined and not between.isdigit() and len(inside) == 1 else first


_HANDED = re.compile(r"由(?!来)|(?<=股份|集团|公司|科技|大学|学院|医院)[与和]")


def _handed(text: str, start: int, end: int) -> int:
    """Where the second name begins in text[start:end], when it is two: 某镇光伏项目由|某某公司, 某某股份与|某某大学; 0 where it is one."""
    cuts = [m.end() for m in _HANDED.finditer(text, start, end) if not pattern("not_hard").search(text[m.start() - 1 : m.end()])]
    cuts = [c for c in cuts if text[c - 2 : c] != "自由" and end - c >= 2]
    return max(cuts, default=0)


def _within_brackets(text: str, left: int, right: int) -> int:
    """The start of text[left:right], cut so that it holds no bracket without its partner."""
    depth = 0
    for i in range(right - 1, left - 1, -1):  # an opening bracket without its closing one bounds the name
        depth += (text[i] == ")") - (text[i] == "(")
        if depth < 0:
            return i + 1
    return text.rfind(")", left, right) + 1 if depth > 0 else left


def _behind_soft(text: str, begin: int, kind_start: int) -> int:
    """The beginning behind prepositions and conjunctions that stand before the name."""
    not_soft = pattern("not_soft")
    soft = soft_stops()
    while (m := soft.match(text, begin)) and m.end() < kind_start and not not_soft.match(text[begin : begin + 2]):
        begin = m.end()
    for m in _BEFORE_SIGN.finditer(text, begin + 1, kind_start):
        if not not_soft.search(text[m.start() - 1 : m.end() + 1]):
            begin = m.end()  # 市政府常务会议在|市体育中心举行
    if text[begin : begin + 1] in SIGNS[:6] and begin < kind_start - 1:
        return begin  # 市住房和城市更新局: the sign of the level begins the name
    for m in soft.finditer(text, begin + 1, max(begin + 1, kind_start)):
        if m.group() in _SPLITTING and not not_soft.search(text[max(0, m.start() - 2) : m.end() + 2]):
            begin = m.end()
    return begin
