"""The medium that a page comes from: its paper, or the one that the dateline (龙江网1月9日讯) or the source line (来源:龙江网) names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon.load import toml
from kg.model import Source

_HAN = "\u4e00-\u9fff"
_DEICTIC = ("本报", "本网", "本台", "本刊", "本站", "综合", "新华", "中新")


class Medium(NamedTuple):
    """name: of the medium; start: where the source names it first."""

    name: str
    start: int


@lru_cache(maxsize=4)
def stated_medium(source: Source) -> Medium | None:
    """The medium whose dateline opens a paragraph of the source, or that a line names as where it comes from; None if none does. Only
    names that end like one of a medium are believed: behind 来源 stand offices as well."""
    text = source.text
    for pattern in _patterns():
        for m in pattern.finditer(text):
            if not m["name"].startswith(_DEICTIC):
                return Medium(m["name"], m.start("name"))
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    outlets = "|".join(sorted(toml("credits")["outlets"], key=len, reverse=True))
    name = rf"(?P<name>[{_HAN}]{{2,12}}?(?:{outlets}))"
    day = r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    return (
        re.compile(rf"(?m)^[\s\u3000]*{name}\s*{day}\s*(?:讯|电|消息)(?=[\s(（\d])"),
        re.compile(rf"(?m)第\s*\d+\s*版[^\n]{{0,16}}?[\s\u3000]{name}(?=[\s\u3000]|$)"),
        re.compile(rf"(?:来源|稿源)\s*[:\uff1a]\s*{name}(?![{_HAN}])"),
    )


__all__ = ["Medium", "stated_medium"]
