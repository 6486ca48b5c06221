"""The frames of questions: patterns over the words of a question, with slots for what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.ask.words import alternation, capacities
from kg.errors import RuleError
from kg.lexicon.load import toml

_CLASS = re.compile(r"\{(\w+)\}")
_SLOT = re.compile(r"(?<!\(\?)<(\w+)>")
_ASKS = re.compile(r"谁|什么|啥|哪些|哪个|哪位|多少|有没有|是否|\b(?:who|what|which|where)\b", re.IGNORECASE)
_SPEAKS = re.compile(r"[提议及到说讲谈写出交][了过]$")  # who has spoken is a person, no matter
SLOTS = frozenset({"topic", "group", "subject", "thing", "figure", "post", "role", "person", "place", "project", "policy"})
"""What a slot can be named."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A way of asking. intent: what is asked for. lang: zh or en. suggest: a question of this kind with {slots} to fill."""

    name: str
    intent: str
    lang: str
    suggest: str
    patterns: tuple[re.Pattern[str], ...]
    examples: tuple[Mapping[str, str], ...]
    never: tuple[str, ...]

    def readings(self, text: str) -> Iterator[dict[str, str]]:
        """The slots of each pattern that fits the whole text; a slot that asks itself (谁, 什么) fits nothing."""
        for pattern in self.patterns:
            if found := pattern.fullmatch(text):
                slots = {name: value.strip() for name, value in found.groupdict().items() if value and value.strip()}
                asks = any(len(value) < 2 or _ASKS.search(value) for value in slots.values())
                if not asks and not _SPEAKS.search(slots.get("thing", "")):
                    yield slots


@cache
def frames() -> tuple[Frame, ...]:
    """All frames in the order in which they are tried. Raises RuleError for an unknown class, slot or a pattern that is none."""
    return tuple(_frame(item) for item in toml("questions")["frame"])


def _frame(item: Mapping[str, Any]) -> Frame:
    patterns = tuple(_compiled(item["name"], pattern) for pattern in item["patterns"])
    examples = tuple(dict(example) for example in item["examples"])
    return Frame(item["name"], item["intent"], item["lang"], item["suggest"], patterns, examples, tuple(item["never"]))


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    for _ in range(3):  # macros may hold macros and classes
        pattern = _CLASS.sub(lambda found: _expanded(name, found[1]), pattern)
    pattern = _SLOT.sub(lambda found: _slot(name, found[1]), pattern)
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise RuleError(f"questions.toml: frame {name!r}: {error}: {pattern}") from error


def _expanded(frame: str, name: str) -> str:
    data = toml("questions")
    if name in data["macro"]:
        return f"(?:{data['macro'][name]})"
    if name in data["class"]:
        return f"(?:{alternation(data['class'][name])})"
    raise RuleError(f"questions.toml: frame {frame!r}: there is no class or macro {name!r}")


def _slot(frame: str, name: str) -> str:
    if name not in SLOTS:
        raise RuleError(f"questions.toml: frame {frame!r}: there is no slot {name!r}; there are {', '.join(sorted(SLOTS))}")
    if name in {"group", "role"}:
        return f"(?P<{name}>.{{0,18}}?(?:{_group_ends()})(?:们)?)"
    return f"(?P<{name}>.+?)"


@cache
def _group_ends() -> str:
    return alternation(word for word, _ in capacities())


__all__ = ["SLOTS", "Frame", "frames"]
