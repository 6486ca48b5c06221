"""Works between two places (甲路—乙路, 甲县至乙镇二级公路), and others whose whole form is a pattern (八大交通项目)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.edges import Places, name_edge, phrase_start
from kg.extract.headed import Headed
from kg.lexicon.load import toml


def routes(text: str) -> Iterator[Headed]:
    """Routes in a folded text."""
    chars = set(text)
    for item in toml("project_grammar")["pattern"]:
        if (needs := item.get("needs")) and chars.isdisjoint(needs):
            continue
        for m in _compiled(item["pattern"]).finditer(text):
            yield Headed(m.start("name"), m.end("name"), m.end("name"), item["name"])
    rule = toml("project_grammar")["route"]
    if not any(sign in text for sign in ("—", "至", "到")):
        return
    places = Places(text)
    for m in _compiled(rule["pattern"]).finditer(text):
        if (
            _COMES_TO.search(text, max(0, m.start() - 1), m.start() + 1)
            or _PREDICATE.search(m.group())
            or _WEEKDAY.search(text, max(0, m.start() - 2), m.end())
        ):
            continue
        begin = phrase_start(text, m.start())
        edge = name_edge(text, begin, m.start(), places)
        if m.start() - edge.start >= 2 and not edge.counted:
            yield Headed(edge.start, m.start(), m.end(), "route")


_PREDICATE = re.compile(r"[将点]|这|实现|可以|已经|需要|能够|仅需|只需|只要")  # 甲县到乙县将实现高速直达
_COMES_TO = re.compile(r"[提谈说看听想得达做走来感受遇见收接]到$")  # 报告提到甲项目、乙高铁
_WEEKDAY = re.compile(r"周[一二三四五六日]|星期|[早晚上下]午|\d点")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


__all__ = ["routes"]
