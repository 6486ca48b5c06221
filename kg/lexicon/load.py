"""Reads the word lists of this room, once each, and says exactly where one is damaged.

A list is TOML under `kg/lexicon/data`. A rule in it carries its own `examples` and `never`; `check_examples` holds a rule to them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import RuleError

_DATA = files("kg.lexicon") / "data"


@cache
def toml(name: str) -> dict[str, Any]:
    """The list `data/<name>.toml`. The result is shared: callers must not change it.

    Raises RuleError naming the file and the line when it is missing, is not UTF-8 or is not TOML.
    """
    try:
        return parse(_DATA.joinpath(f"{name}.toml").read_bytes(), f"{name}.toml")
    except FileNotFoundError as error:
        raise RuleError(f"{name}.toml: no such word list in kg/lexicon/data; it has {', '.join(names())}") from error


def parse(content: bytes, file: str) -> dict[str, Any]:
    """The TOML in `content`; `file` is how a message calls it. Raises RuleError with the line of the damage."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RuleError(f"{file}, line {line}: not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        last = content.rstrip().count(b"\n") + 1
        where = str(error).replace("at end of document", f"at line {last}, the last")
        raise RuleError(f"{file}: {where}; correct the TOML there") from error


def names() -> list[str]:
    """The names of all lists, sorted, without `.toml`."""
    return sorted(entry.name.removesuffix(".toml") for entry in _DATA.iterdir() if entry.name.endswith(".toml"))


def data_bytes(file: str) -> bytes:
    """The bytes of another data file of this room. Raises RuleError when it is missing."""
    try:
        return _DATA.joinpath(file).read_bytes()
    except FileNotFoundError as error:
        raise RuleError(f"{file}: missing from kg/lexicon/data; install the package again") from error


def texts(cases: Iterable[Any]) -> list[str]:
    """The texts of `examples` or `never`: each case is a string, or a table whose `text` it is."""
    return [case if isinstance(case, str) else str(case["text"]) for case in cases]


def line_of(name: str, needle: str) -> int:
    """The first line (from 1) of list `name` that holds `needle`; 1 when none does."""
    lines = data_bytes(f"{name}.toml").decode("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if needle in line), 1)


def check_examples(name: str, rule: Mapping[str, Any], matches: Callable[[str], bool]) -> int:
    """Holds one rule of list `name` to its own cases and returns how many it has.

    `matches` says whether the rule finds anything in a text. Every text of `examples` must match, none of `never` may. Raises RuleError
    with the file, the line and the case otherwise, also when the rule has no example.
    """
    examples, never = texts(rule.get("examples", ())), texts(rule.get("never", ()))
    label = str(rule.get("name", rule.get("pattern", rule)))
    if not examples:
        raise RuleError(f"{name}.toml, line {line_of(name, label)}: rule {label!r} has no example; give it at least one")
    for text in examples:
        if not matches(text):
            raise RuleError(f"{name}.toml, line {line_of(name, text)}: rule {label!r} does not match its example {text!r}")
    for text in never:
        if matches(text):
            raise RuleError(f"{name}.toml, line {line_of(name, text)}: rule {label!r} matches {text!r}, which it says it never does")
    return len(examples) + len(never)


__all__ = ["check_examples", "data_bytes", "line_of", "names", "parse", "texts", "toml"]
