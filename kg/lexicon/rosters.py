"""Reads lines of names: rosters of presidiums, committees, delegations, with padded names and notes in brackets.

The lines are read folded but with their white space (kg.segment.fold.fold keeps every place), since white space is what parts names here,
and also what pads them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.lexicon.names import HAN, is_name, split_run


class RosterName(NamedTuple):
    """A name of a roster. name: without white space. start, end: of the name in the string read, padding and line breaks included, notes
    left out. notes: what stands in brackets behind it, in order (女, 苗族), without white space."""

    name: str
    start: int
    end: int
    notes: tuple[str, ...]


_TOKEN = re.compile(rf"(?P<name>[{HAN}]+(?:\s?·\s?[{HAN}]+)*·?)|\((?P<note>[^()]*)\)")
_NOTE_SEPARATOR = re.compile(r"[,、;/]")
_SPACE = re.compile(r"\s+")
_COUNT = re.compile(r"(?<![第\d.])(?P<count>\d{1,4}|[一二三四五六七八九十百零〇]{1,7})\s*(?:人(?![民大员次均才数口])|名(?![单称额义]))")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


def roster_names(raw: str) -> list[RosterName]:
    """The names in folded lines of a roster, in order.

    Handles padded two-character names (林 越), notes in brackets, neighbours that nothing parts, dotted names, names that a line break
    tore apart (吐尔逊·阿不都 / 热合曼). Words before a colon are labels of groups (副主任:) and no names. What is no Chinese character
    and no note only separates. A note before any name is left out.
    """
    out: list[RosterName] = []
    closed = True  # whether the last name can no longer go on (a note or a mark came after it)
    at = 0
    for token in _TOKEN.finditer(raw):
        between = raw[at : token.start()]
        at = token.end()
        if between.strip():
            closed = True
        if token["note"] is not None:
            if out:
                notes = tuple(n for n in _NOTE_SEPARATOR.split(_SPACE.sub("", token["note"])) if n)
                out[-1] = out[-1]._replace(notes=out[-1].notes + notes)
            closed = True
            continue
        if raw[at : at + 1] == ":":
            closed = True  # the label of a group (副主任:)
            continue
        form = _SPACE.sub("", token["name"])
        padded = not closed and bool(out) and len(form) == 1 and len(out[-1].name) == 2 and _apart(raw, out[-1], between, token.end())
        if not closed and out and (padded or _goes_on(out[-1].name, form, "\n" in between)):
            out[-1] = out[-1]._replace(name=out[-1].name + form, end=token.end())
            continue
        pieces = split_run(form) if "·" not in form and len(form) >= 4 and not is_name(form) else None
        if pieces:
            out += [RosterName(form[a:b], token.start() + a, token.start() + b, ()) for a, b in pieces]
        else:
            out.append(RosterName(form, token.start(), token.end(), ()))
        closed = False
    return out


def _apart(raw: str, before: RosterName, between: str, end: int) -> bool:
    """Whether a single character is the third of a padded name (万 里 浪): as near to the second as that to the first, and farther from
    what follows."""
    written = raw[before.start : before.end]
    after = raw[end : end + len(between) + 1]
    return len(written) == 2 + len(between) and "\n" not in between and (not after.strip() or after[:1] in "(\n" or "\n" in after)


def _goes_on(before: str, form: str, new_line: bool) -> bool:
    """Whether `form` is the rest of the name `before`: padding, or a line break in mid-name."""
    if before.endswith("·") or form.startswith("·"):
        return True
    if len(before) == 1:
        return len(form) == 1 or is_name(before + form)
    if not new_line or is_name(form) or "·" in form:
        return False
    return "·" in before


def stated_count(heading: str) -> int | None:
    """How many persons a folded heading says there are (主席团成员(60人,按姓氏笔画排列) → 60, 共十四名 → 14); None when it does not say."""
    bracketed = re.search(r"\([^()]*\)", heading)
    found = (bracketed and _COUNT.search(bracketed.group())) or _COUNT.search(heading)
    if not found:
        return None
    return int(found["count"]) if found["count"].isdecimal() else _number(found["count"])


def _number(text: str) -> int | None:
    """A Chinese number below a thousand (十四, 一百零三); None when the characters are no number."""
    total, digit = 0, None
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (1 if digit is None else digit) * {"十": 10, "百": 100}[c]
            digit = None
    return total + (digit or 0) or None
