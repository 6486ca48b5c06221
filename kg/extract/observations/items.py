"""A text cut into the pieces in which figures are stated: sentences, and in them items that each name what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.observations.figures import Figure


class Item(NamedTuple):
    """A piece of a sentence between commas, or one member of a list of figures. start, end: characters of the block's text.
    figures: those inside. listed: it goes on with a list that the item before began (A 3个、B 5个). opening: its first characters."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    listed: bool
    opening: str


_STOP = re.compile(r"[。!?…]+[”’]?|\n|(?<=.)(?=[①-⑳❶-❿⓫-⓴])")
_BREAK = re.compile(r"[,;]|:(?!(?<=\d:)1(?!\d))|——|--|[“”](?=.)")
_JOIN = re.compile(r"、|/(?=\d)|和|及|以及|与|或")
# 总投资52亿元的甲项目、投资18亿元的乙项目: the second has a measure of its own
_OUTLAY = re.compile(
    r"(?<=[一-鿿A-Za-z”)])(?:、|和|以及)(?P<what>(?:计划|预计|项目)?(?:总)?(?:投资|产值|产能|规模|建筑面积|面积|占地|年产|年产值|装机容量|库容)(?:额|约|近|超|达|超过)*)$"
)
_HIDDEN = re.compile(r"\([^()]*\)|《[^《》]*》|“[^“”]{1,14}”|‘[^‘’]{1,14}’|\d,\d{3}")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as spans, full stop included."""
    out, at = [], 0
    for m in _STOP.finditer(text):
        out.append((at, m.end()))
        at = m.end()
    if at < len(text):
        out.append((at, len(text)))
    return out


def items(text: str, start: int, end: int, figures: Sequence[Figure], breaks: Sequence[int] = ()) -> list[Item]:
    """The items of the sentence text[start:end]. A list sign right after a figure ends an item; one between nouns does not.
    breaks: further places that divide (the end of a run-in heading)."""
    hidden = [m.span() for m in _HIDDEN.finditer(text, start, end)]
    own = [f for f in figures if start <= f.start < end]
    cuts: list[tuple[int, int, bool]] = [
        (m.start(), m.end(), False) for m in _BREAK.finditer(text, start, end) if not any(a <= m.start() < b for a, b in hidden)
    ]
    cuts += [(b, b, False) for b in breaks if start < b < end]
    for i, f in enumerate(own):
        m = _JOIN.match(text, f.end)
        if m and not f.qualifier:
            cuts.append((m.start(), m.end(), True))
        following = own[i + 1] if i + 1 < len(own) else None
        if following is not None and not f.qualifier:
            # 9个县市区、99个市直单位: the sign before a number divides too
            between = text[f.end : following.start]
            if len(between) > 1 and between.endswith("、") and not _BREAK.search(between):
                cuts.append((following.start - 1, following.start, True))
            elif (m := _OUTLAY.search(between)) and not _BREAK.search(between):
                at = f.end + m.start()
                cuts.append((at, f.end + m.start("what"), True))
    cuts.sort()
    out, at, listed = [], start, False
    for a, b, joins in cuts:
        if a < at:
            continue
        out.append(_item(text, at, a, own, listed))
        at, listed = b, joins
    out.append(_item(text, at, end, own, listed))
    return [i for i in out if i.end > i.start]


def _item(text: str, start: int, end: int, figures: Sequence[Figure], listed: bool) -> Item:
    return Item(start, end, tuple(f for f in figures if start <= f.start < end and not f.qualifier), listed, text[start : start + 4])
