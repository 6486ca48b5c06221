"""Fairs, forums, contests, festivals and campaign events, known by their last word (首届本土茶叶展销会, “周末课堂”系列活动)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.headed import headed
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType


def events(text: str, context: Context) -> Iterator[Found]:
    """Events in a folded text. A name is what is written; its ordinal or year belongs to it."""
    for h in headed(text, "event_grammar"):
        yield Found(h.start, h.end, EntityType.SESSION, text[h.start : h.end], h.rule)
    for name, pattern in _patterns():
        for m in pattern.finditer(text):
            start, end = m.span("name") if "name" in pattern.groupindex else m.span()
            yield Found(start, end, EntityType.SESSION, text[start:end], name)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule["name"], re.compile(rule["pattern"])) for rule in toml("event_grammar")["pattern"])


__all__ = ["events"]
