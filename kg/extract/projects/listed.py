"""Projects that only their list names as such: 甲半导体、乙玻璃等一批重大项目落户, 推动丙二期、丁材料等项目建设."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.edges import Places, name_edge
from kg.extract.headed import Headed
from kg.lexicon.load import toml


def listed(text: str, known: Sequence[Headed]) -> Iterator[Headed]:
    """The items of lists that end in 等…项目. `known`: projects found by their last words, which such items may be."""
    rule = toml("project_grammar")["list"]
    if "等" not in text:
        return
    places = Places(text)
    for m in _compiled(rule["end"]).finditer(text):
        clause = max(text.rfind(stop, 0, m.start()) for stop in "。;:,!?\t") + 1
        at = clause
        items = [(i.start() + clause, i.end() + clause) for i in re.finditer(r"[^、]+", text[clause : m.start()])]
        for number, (start, end) in enumerate(items):
            if number == 0 or start != at:
                start = name_edge(text, start, end, places).start
            if any(k.start < end and start < k.end for k in known):
                continue
            body = text[start:end]
            if 2 <= len(body) <= 20 and not _compiled(rule["never"]).search(body):
                yield Headed(start, end, end, "listed")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


__all__ = ["listed"]
