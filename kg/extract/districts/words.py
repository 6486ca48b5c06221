"""The word lists of places, each made ready once a process."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.load import toml


@cache
def ordinary() -> frozenset[str]:
    """Short forms of divisions that are everyday words."""
    return frozenset(toml("ordinary_places")["words"].split()) | frozenset(toml("district_grammar")["also_ordinary"].split())


@cache
def pattern(key: str) -> re.Pattern[str]:
    """One of the regular expressions of the grammar (not_name, cut, vague …)."""
    return re.compile(toml("district_grammar")[key])


@cache
def rule(name: str) -> re.Pattern[str]:
    """The pattern of one rule of the grammar, to be matched right behind a division ({p})."""
    return re.compile(next(r["pattern"] for r in toml("district_grammar")["rule"] if r["name"] == name).replace("{p}", ""))


@cache
def never_before() -> tuple[str, ...]:
    """What makes of a short form another word, when it stands behind it."""
    return tuple(toml("district_grammar")["never_before"])


@cache
def list_signs() -> frozenset[str]:
    """Marks and words between the places of a list."""
    return frozenset(toml("district_grammar")["list_signs"])


def of_water(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], a short form that is the name of a river or a lake too, is the water here: 右江沿岸, 南江、北江两岸."""
    return text[end - 1] in "江河湖溪" and bool(_WATER.match(text, end))


_WATER = re.compile(
    r"(?:[、和与及][\u4e00-\u9fff]{1,3}[江河湖溪])*(?:沿岸|两岸|河谷|流域|[上中下]游|干流|支流|水质|断面|的?(?:发源地|源头)|大堤)"
)
