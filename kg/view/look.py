"""Colours, marks and the page's own words, read from TOML once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import RuleError

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Style:
    """A class of nodes: name (local name of the ontology), mark, and colours on light and dark ground."""

    name: str
    mark: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class LineStyle:
    """A kind of line: role, the class whose colour it has, width in pixels, whether dashed, whether what it draws is only inferred."""

    role: str
    colour: str
    width: float
    dashed: bool = False
    inferred: bool = False


@cache
def styles() -> Mapping[str, Style]:
    """The styles of classes, in the order of the legend. Raises RuleError when the file is damaged."""
    try:
        return {entry["name"]: Style(**entry) for entry in _read("look.toml")["class"]}
    except (KeyError, TypeError) as error:
        raise RuleError(f"kg/view/look.toml: {error}") from error


@cache
def line_styles() -> Mapping[str, LineStyle]:
    """The styles of lines by role. Raises RuleError when the file is damaged or names a class that has no style."""
    try:
        found = {entry["role"]: LineStyle(**entry) for entry in _read("look.toml")["line"]}
    except (KeyError, TypeError) as error:
        raise RuleError(f"kg/view/look.toml: {error}") from error
    for style in found.values():
        if style.colour not in styles():
            raise RuleError(f"kg/view/look.toml: line {style.role} has the colour of {style.colour}, which has no style")
    return found


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """What the page says, by language and key. Raises RuleError when one language lacks a key of the other."""
    found = {language: _read("words.toml").get(language, {}) for language in LANGUAGES}
    one, other = (found[language].keys() for language in LANGUAGES)
    if one != other:
        raise RuleError(f"kg/view/words.toml: only in one language: {', '.join(sorted(one ^ other))}")
    return found


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("kg.view") / name).read_text(encoding="utf-8"))
