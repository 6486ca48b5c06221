"""The verbs, modals and cues of kg/lexicon/data as compiled patterns, read once and held to their own examples."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from kg.errors import RuleError
from kg.lexicon.load import toml


class Sense(StrEnum):
    """What a verb says of the words that follow it; see speech_verbs.toml."""

    PROPOSE = "propose"
    OPINE = "opine"
    INSTRUCT = "instruct"
    PROMISE = "promise"
    ANSWER = "answer"
    REPORT = "report"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Verb:
    """A group of reporting verbs. pattern finds any of its forms where it is that verb; noun: it is a noun elsewhere."""

    forms: tuple[str, ...]
    sense: Sense
    noun: bool
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern with a name and whether it decides by itself; see modals.toml and proposal_cues.toml."""

    name: str
    pattern: re.Pattern[str]
    strong: bool
    weight: int
    data: Mapping[str, Any]


@cache
def verbs() -> tuple[Verb, ...]:
    """All reporting verbs, in the order of the list."""
    out = []
    for item in toml("speech_verbs")["verb"]:
        forms = tuple(item["forms"])
        pattern = _verb_pattern(forms, item.get("not_after", ()), item.get("not_before", ()))
        out.append(Verb(forms, Sense(item["sense"]), item.get("noun", False), pattern, tuple(item["examples"]), tuple(item["never"])))
    return tuple(out)


def _verb_pattern(forms: Sequence[str], not_after: Sequence[str], not_before: Sequence[str]) -> re.Pattern[str]:
    behind = "".join(f"(?<!{re.escape(w)})" for w in not_after)
    ahead = "".join(f"(?!{w})" for w in not_before)
    return _compiled("speech_verbs", behind + f"(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})" + ahead)


@cache
def any_verb() -> tuple[re.Pattern[str], Mapping[str, tuple[Verb, ...]]]:
    """One pattern for all forms (longest first, no conditions) and the verbs of each form."""
    by_form: dict[str, tuple[Verb, ...]] = {}
    for verb in verbs():
        for form in verb.forms:
            by_form[form] = (*by_form.get(form, ()), verb)
    return re.compile("|".join(map(re.escape, sorted(by_form, key=len, reverse=True)))), by_form


@cache
def cues(name: str, table: str) -> tuple[Cue, ...]:
    """The patterns of one array of tables of a list (cues("modals", "fact"))."""
    return tuple(
        Cue(
            item.get("name", item.get("organ", str(item.get("count", "")))),
            _compiled(name, item["pattern"]),
            item.get("strong", True),
            item.get("weight", 1),
            item,
        )
        for item in toml(name)[table]
    )


@cache
def one_pattern(name: str, table: str, strong: bool | None = None) -> re.Pattern[str]:
    """All patterns of an array of tables in one, or only those that are (not) strong."""
    return re.compile("|".join(f"(?:{c.pattern.pattern})" for c in cues(name, table) if strong is None or c.strong is strong))


@cache
def action_heads() -> re.Pattern[str]:
    """A verb of action where a clause begins; verbs of one character count less and are in the group `bare`."""
    data = toml("modals")["action"]
    words = data["verbs"].split()
    long = sorted({w for w in words if len(w) > 1}, key=len, reverse=True)
    bare = sorted({w for w in words if len(w) == 1})
    never = "|".join(map(re.escape, data["never_heads"]))
    return re.compile(f"(?!{never})(?:(?:{'|'.join(long)})|(?P<bare>[{''.join(bare)}]))(?!的|了|率)")


@cache
def posts() -> tuple[str, ...]:
    """All nouns of office and calling."""
    return tuple(sorted({r for c in toml("roles")["category"] for r in c["roles"]}))


@cache
def press_posts() -> frozenset[str]:
    """The posts of those who only report: journalists, photographers, editors."""
    return frozenset(r for c in toml("roles")["category"] if c["name"] == "press" for r in c["roles"])


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(f"{name}.toml: the pattern {pattern!r} is no regular expression: {error}") from error
