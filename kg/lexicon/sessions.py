"""Sessions of national standing (党的二十大, 十四届全国人大二次会议, 进博会) and the full names that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs

from kg.lexicon.load import toml

_FIGURE = "[一二三四五六七八九十百]{1,5}|[0-9]{1,3}"
_BEFORE = re.compile(rf"(?:第(?P<n>{_FIGURE})届|(?<!\d)(?P<year>\d{{4}})年?)$")
_LONGEST_BEFORE = 8  # characters of 第 + ordinal + 届
_DIGITS = "〇一二三四五六七八九"


class SessionName(NamedTuple):
    """A form found in a text. start, end: characters of that text; name: the full name, with its ordinal or year."""

    form: str
    start: int
    end: int
    name: str


def national_sessions_in(text: str) -> Iterator[SessionName]:
    """The national sessions that `text` names, left to right, without overlaps; the longer of two that begin together."""
    found = [*_held_under_one_name(text)]
    for rule, pattern in _patterns():
        if not any(near in text for near in rule["near"]):
            continue
        found += [SessionName(m.group(), *m.span(), _name(rule, m)) for m in pattern.finditer(text)]
    end = 0
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end


def national_session(form: str) -> str | None:
    """The full name of the national session that the whole of `form` names, or None."""
    hit = next(national_sessions_in(form), None)
    return hit.name if hit and hit.form == form else None


def matches_rule(rule: Mapping[str, Any], text: str) -> bool:
    """Whether one rule of `national_sessions.toml` finds anything in `text`; for the check of its examples."""
    return bool(_compiled(rule["pattern"]).search(text))


def chinese_figure(figure: str) -> str:
    """An ordinal below 100 in Chinese figures: 14 → 十四. What is no Arabic number is returned as it is."""
    if not figure.isdecimal() or not 0 < int(figure) < 100:
        return figure
    tens, ones = divmod(int(figure), 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def _name(rule: Mapping[str, Any], found: re.Match[str]) -> str:
    name = str(rule["full"])
    for key, value in _parts(found).items():
        slot = "{" + key + "}"
        around = str(rule.get(key, slot)) if value else ""  # 2024年: only where a year stands
        name = name.replace(slot, around.replace(slot, value if key == "year" else chinese_figure(value)))
    return name


def _held_under_one_name(text: str) -> Iterator[SessionName]:
    """Conferences and events, with the year or ordinal in front."""
    matcher, items = _names()
    for index, start, end in matcher.find_matches_as_indexes(text):
        name, may_have_ordinal = items[index]
        before = _BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
        if before and (before["year"] or may_have_ordinal):
            start = before.start()
            name = (f"{before['year']}年" if before["year"] else f"第{chinese_figure(before['n'])}届") + name
        yield SessionName(text[start:end], start, end, name)


def _parts(found: re.Match[str]) -> dict[str, str]:
    """The groups of a match, the numbered alternatives of n and m (n1, n2 …) gathered; a year that is absent is empty."""
    out: dict[str, str] = {}
    for key, value in found.groupdict().items():
        slot = "n" if key == "bare" else key.rstrip("0123456789")
        out[slot] = out.get(slot) or value or ""
    return out


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with its {n} and {m} made groups; a group may stand in several alternatives, so each gets a number."""
    count = 0

    def group(slot: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"(?P<{slot[1]}{count}>{_FIGURE})"

    return re.compile(re.sub(r"\{([nm])\}", group, pattern))


@cache
def _patterns() -> tuple[tuple[Mapping[str, Any], re.Pattern[str]], ...]:
    return tuple((rule, _compiled(rule["pattern"])) for rule in toml("national_sessions")["rule"])


@cache
def _names() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, bool]]]:
    """Finds every writing of a conference or event, the longest first; its full name, and whether it carries an ordinal."""
    forms: dict[str, tuple[str, bool]] = {}
    for key, may_have_ordinal in (("conference", False), ("event", True)):
        for item in toml("national_sessions")[key]:
            forms.update(dict.fromkeys((item["name"], *item.get("forms", ())), (item["name"], may_have_ordinal)))
    return ahocorasick_rs.AhoCorasick(list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), list(forms.values())


__all__ = ["SessionName", "chinese_figure", "matches_rule", "national_session", "national_sessions_in"]
