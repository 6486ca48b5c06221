"""Several names to several figures: A、B、C分别增长x、y、z; 省级、国家级企业31家、9家."""

from __future__ import annotations

import re

_HIDDEN = re.compile(r"\([^()]*\)|“[^“”]{1,14}”|《[^《》]*》")
_MARK = re.compile(r"、|以及")
_SOFT = re.compile(r"、|和|及|与|以及")
_MEASURE = re.compile(r"(?:播种|种植)?面积|(?:总)?产量|(?:总)?产值|数量|总量|总额|存栏|出栏|件数|人数|起数")
# 消费、投资对经济增长的贡献率, 甲、乙增速快于全国: what all of the list have.
_SHARED_TAIL = re.compile(r"(?<=..)(?:对[^、]{2,8}?的?(?:贡献率|拉动|影响)|(?:增速|增幅)(?=$|快于|高于|低于).*)$")
_TOWN_AND_COUNTRY = re.compile(r"(?:全体)?城乡(?:常住)?居民(?P<what>[^、和与]+)")
_KIND = re.compile(r"[级类型镇县区市村所岁批期]$")


def names_in(text: str, wanted: int, whole: bool = False) -> list[str]:
    """The `wanted` names that `text` lists, each with the part that only one of them spells out; empty if it lists another number.

    城镇、农村居民人均可支配收入 gives 城镇居民人均可支配收入 and 农村居民人均可支配收入. whole: the names are those of bodies or places,
    nothing is to be completed.
    """
    if wanted == 2 and not whole and (both := _TOWN_AND_COUNTRY.fullmatch(text)):
        return [f"{side}居民{both['what']}" for side in ("城镇", "农村")]
    for mark in (_MARK, _SOFT):
        parts = _split(text, mark)
        if len(parts) == wanted:
            return parts if whole else _completed(parts)
    return []


def _split(text: str, mark: re.Pattern[str]) -> list[str]:
    hidden = [m.span() for m in _HIDDEN.finditer(text)]
    out, at = [], 0
    for m in mark.finditer(text):
        if not any(a <= m.start() < b for a, b in hidden):
            out.append(text[at : m.start()])
            at = m.end()
    out.append(text[at:])
    return [p for p in out if p]


def _completed(parts: list[str]) -> list[str]:
    *first, last = parts
    measure = _MEASURE.search(first[0]) if first else None
    if measure and measure.start() and _MEASURE.fullmatch(last):
        return [*first, first[0][: measure.start()] + last]
    if first and (shared := _SHARED_TAIL.search(last)) and not any(_SHARED_TAIL.search(p) for p in first):
        return [*(p + shared.group() for p in first), last]
    longest = max(map(len, first), default=0)
    if not first or len(last) < longest + 2 or longest > 5 or any(p[-2:] == last[-2:] for p in first):
        return parts
    tail = _tail(first[-1], last)
    return [p + tail for p in first] + [last]


def _tail(modifier: str, last: str) -> str:
    """What `last` has after its own modifier, which is of the kind of `modifier` (省级, 国家级…企业 → …企业)."""
    kind = _KIND.search(modifier)
    if kind:
        at = last.find(kind.group())
        if at >= 0:
            return last[at + 1 :]
    return last[len(modifier) :]
