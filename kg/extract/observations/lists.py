"""Several names to several figures: A、B、C分别增长x、y、z; 省级、国家级企业31家、9家."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import combinations

from kg.lexicon.numbers import value_of

_HIDDEN = re.compile(r"\([^()]*\)|“[^“”]{1,14}”|《[^《》]*》")
_MARK = re.compile(r"、|以及")
_SOFT = re.compile(r"、|以及|(?<![饱共温缓柔])和(?![谐睦解])|(?<![普涉以危波触])及(?![时格其])|(?<![参给赋])与(?!会)")
_MEASURE = re.compile(r"(?:播种|种植)?面积|(?:总)?产量|(?:总)?产值|数量|总量|总额|存栏|出栏|件数|人数|起数")
# 原油、天然气产量: what the last of the list has and the others share, whatever their length.
_OF_ALL = re.compile(
    r"(?<=..)(?:(?:规上|规模以上)?(?:增加值|产值)|总产值|(?:总)?产量|[销产]量|销售额|营业收入|营收|(?:播种|种植|养殖)面积|面积|存栏量?|出栏量?|吞吐量|周转量"
    r"|[货客]运量|(?:贷款|存款)?余额|用电量|发电量|(?:进|出|进出)口(?:总?额)?|价格|税收|利润|支出|保有量|参保人数|人数|(?:参保|参合|入学|升学|普及|覆盖|达标|处理|利用|自给)率)$"
)
_STANDS_ALONE = re.compile(
    r"GDP|CPI|PPI|外贸|社零|固投|总值|总额|外资|进出口|投资$|收入$|失业|就业|用电|能耗|浓度|指数|人口$|[率量数额值度]$"
)
# 消费、投资对经济增长的贡献率, 甲、乙增速快于全国: what all of the list have.
_SHARED_TAIL = re.compile(
    r"(?<=..)(?:对[^、]{2,8}?的?(?:贡献率|拉动|影响)|(?:年均)?(?:浓度|排放总?量)(?:年均值|均值)?|(?:增速|增幅|涨幅|降幅)(?=$|快于|高于|低于).*)$"
)
_RELIEF = re.compile(r"城乡(?P<what>(?:居民)?(?:最低生活保障|低保)[^、和与]*)")
_TOWN_AND_COUNTRY = re.compile(r"(?:全体)?城乡(?:常住)?居民(?P<what>[^、和与]+)")
_THREE_SECTORS = re.compile(r"(?:第?一[、,]?第?二[、,和]?第?三次?产业|三次产业|三大产业)(?P<what>[^、和与]*)")
_TWO_SECTORS = re.compile(r"第?(?P<a>[一二])(?:产业)?[、和]?第?(?P<b>[二三])次?产业(?P<what>[^、和与]*)")
# …、铜材料四大产业产值, …、高台三县区: the last name goes on with how many they are.
_SO_MANY = re.compile(
    r"(?P<own>.{2,}?)(?:等|这)?(?P<n>[两二三四五六七八九十]|\d{1,2})(?:大|个|类|项|种|家|条|地|户|所|支|(?=[县市区镇乡村省州盟旗]))(?P<kind>.*)"
)
_KIND = re.compile(r"[级类型镇县区市村所岁批期]$")
_FEW_MARKS = 9  # list signs of which a choice may be tried


def names_in(text: str, wanted: int, whole: bool = False, is_name: Callable[[str], bool] | None = None) -> list[str]:
    """The `wanted` names that `text` lists, each with the part that only one of them spells out; empty if it lists another number.

    城镇、农村居民人均可支配收入 gives 城镇居民人均可支配收入 and 农村居民人均可支配收入. whole: the names are those of bodies or places,
    nothing is to be completed. is_name: whether words are such a name; it tells the 和 between names from the one inside (和平区和南和区).
    """
    if not whole and (sides := _sides(text, wanted)):
        return sides
    for mark in (_MARK, _SOFT):
        parts = _split(text, mark, wanted, is_name)
        if len(parts) == wanted and len(parts) > 1 and (m := _SO_MANY.fullmatch(parts[-1])) and value_of(m["n"]) == wanted:
            shared = _OF_ALL.search(m["kind"]) if not whole else None
            parts = [p + (shared.group() if shared else "") for p in (*parts[:-1], m["own"])]
            return parts
        if len(parts) == wanted:
            return parts if whole else _completed(parts)
    return []


def _sides(text: str, wanted: int) -> list[str]:
    """The names that a set phrase stands for: 城乡居民…, 三次产业…, 二、三产业…"""
    if wanted == 2 and (both := _TOWN_AND_COUNTRY.fullmatch(text)):
        return [f"{side}居民{both['what']}" for side in ("城镇", "农村")]
    if wanted == 2 and (relief := _RELIEF.fullmatch(text)):
        return [f"{side}{relief['what']}" for side in ("城市", "农村")]
    if wanted == 2 and (two := _TWO_SECTORS.fullmatch(text)):
        return [f"第{two[side]}产业{two['what']}" for side in ("a", "b")]
    if wanted == 3 and (three := _THREE_SECTORS.fullmatch(text)):
        return [f"第{n}产业{three['what']}" for n in "一二三"]
    return []


def _split(text: str, mark: re.Pattern[str], wanted: int, is_name: Callable[[str], bool] | None) -> list[str]:
    hidden = [m.span() for m in _HIDDEN.finditer(text)]
    marks = [m.span() for m in mark.finditer(text) if not any(a <= m.start() < b for a, b in hidden)]
    if is_name is not None and wanted <= len(marks) <= _FEW_MARKS and mark is _SOFT:
        for chosen in combinations(marks, wanted - 1):
            parts = _between(text, chosen)
            if all(is_name(p) for p in parts[:-1]) and any(is_name(parts[-1][:n]) for n in range(2, min(len(parts[-1]), 16) + 1)):
                return parts
    return [p for p in _between(text, marks) if p]


def _between(text: str, marks: Iterable[tuple[int, int]]) -> list[str]:
    out, at = [], 0
    for a, b in marks:
        out.append(text[at:a])
        at = b
    return [*out, text[at:]]


def _completed(parts: list[str]) -> list[str]:
    *first, last = parts
    measure = _MEASURE.search(first[0]) if first else None
    if measure and measure.start() and _MEASURE.fullmatch(last):
        return [*first, first[0][: measure.start()] + last]
    if first and (shared := _SHARED_TAIL.search(last)) and not any(_SHARED_TAIL.search(p) for p in first):
        return [*(p + shared.group() for p in first), last]
    of_all = _OF_ALL.search(last)
    if first and of_all and not any(_STANDS_ALONE.search(p) or len(p) > 8 for p in first) and not _KIND.search(first[-1]):
        return [*(p + of_all.group() for p in first), last]
    longest = max(map(len, first), default=0)
    if not first or len(last) < longest + 2 or longest > 5 or any(p[-2:] == last[-2:] for p in first):
        return parts
    tail = _tail(first[-1], last)
    return [p + tail for p in first] + [last]


def _tail(modifier: str, last: str) -> str:
    """What `last` has after its own modifier, which is of the kind of `modifier` (省级、国家级…企业 → …企业)."""
    kind = _KIND.search(modifier)
    if kind:
        at = last.find(kind.group())
        if at >= 0:
            return last[at + 1 :]
    return last[len(modifier) :]
