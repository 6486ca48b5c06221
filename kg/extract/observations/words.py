"""The word lists of this package, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.lexicon.load import toml


@cache
def alternatives(key: str) -> str:
    """The words of list `key` of `indicators.toml` as alternatives of a pattern, longest first."""
    return "|".join(re.escape(w) for w in sorted(toml("indicators")[key], key=len, reverse=True))


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"(?:{alternatives('lead')}|{'|'.join(toml('indicators')['lead_patterns'])})"),
        re.compile(rf"(?:{alternatives('level')}|{'|'.join(toml('indicators')['level_patterns'])})$"),
        re.compile(rf"(?:{alternatives('kept')})$"),
    )


@cache
def starts_with(key: str) -> re.Pattern[str]:
    """A pattern that matches a word of list `key` at the start."""
    return re.compile(rf"(?:{alternatives(key)})")


@cache
def ends_with(key: str) -> re.Pattern[str]:
    """A pattern that finds a word of list `key` at the end."""
    return re.compile(rf"(?:{alternatives(key)})$")


@cache
def is_one(key: str) -> frozenset[str]:
    """The words of list `key`."""
    return frozenset(toml("indicators")[key])


@cache
def form(name: str) -> re.Pattern[str]:
    """The pattern of rule `name` of `figure_grammar.toml`."""
    return re.compile(next(r["pattern"] for r in toml("figure_grammar")["rule"] if r["name"] == name))


def follows(name: str, text: str, at: int) -> bool:
    """Whether form `name`, one that begins right behind a name, stands at character `at` of a text."""
    return bool(form(name).match(text[at : at + _REACH]))


_REACH = 120  # characters behind a name that a form may take


def rules(list_name: str, table: str) -> list[dict[str, Any]]:
    """The rules of one table of a list."""
    return list(toml(list_name)[table])


_NUMBERED = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.](?!(?:第?二、)?第?三(?:次)?产业)|[一二三四五六七八九十]是)")
_NOTE = re.compile(r"\[\d{1,2}\]")  # 生产总值[2]: the mark of a note
_OPENING = re.compile(r"^[\s/、,】▲△◎○●□■:;)(”’—\-·|①-⑳❶-❿⓫-⓴√✓▶]+")
_PER_HEAD = re.compile(
    r"(?<=标准)(?:提高|提升|增加|上调|调整|下调|达)(?:到|至)(?:每?[年月]?人均|人均每?[年月])$"
)  # 低保标准提高到年人均7860元
_CLOSING = re.compile(r"[\s、,:;(【“‘—\-]+$")


def trimmed(name: str) -> str:
    """A name without connectives before it and level verbs after it (其中税收占比达到 → 税收占比)."""
    return trimmed_end(trimmed_start(_NOTE.sub("", name)))


def trimmed_start(name: str) -> str:
    """A name without connectives before it."""
    lead = _edges()[0]
    before = None
    while name != before:
        before = name
        name = _OPENING.sub("", name)
        name = _NUMBERED.sub("", name)
        m = lead.match(name)
        if m:
            name = name[m.end() :]
        if name.startswith(("“", "‘")) and ("”" if name[0] == "“" else "’") not in name:
            name = name[1:]  # a quotation that only begins here is no part of a name
    return name


def trimmed_end(name: str) -> str:
    """A name without level verbs after it."""
    _, level, kept = _edges()
    before = None
    while name != before:
        before = name
        name = _PER_HEAD.sub("", _CLOSING.sub("", name))
        if name.endswith("(") or kept.search(name):
            break
        m = level.search(name)
        if m:
            name = name[: m.start()]
    return name
