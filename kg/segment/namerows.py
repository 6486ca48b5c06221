"""Lines of names that layout alone makes look like something else: rows of a table whose cells are all names, and names in one column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon.labels import roster_labels
from kg.lexicon.names import HAN, could_be_name, is_name, padded_names
from kg.lexicon.roles import roles
from kg.lexicon.rosters import roster_names, well_formed
from kg.lexicon.rows import level
from kg.segment.items import SKIPPED, Item
from kg.segment.lines import Line

_NOTES = re.compile(r"\([^()]{1,24}\)")
_SENTENCE = re.compile(r"[。;!?“”《》\d]")
_WIDEST = 200  # characters of a row of names
_MARKS = re.compile("[。;:!?“”《》%]")
_HEADING = 40  # characters of an office with its note
_FEW = 3  # names: fewer rows of a table, or lines below each other, may be anything
_TWO = 2  # lines of a name and an office
_SURE = 0.7  # share of names of a good form
_LONGEST = 24  # characters of a name with its number and its notes
_SOLE = re.compile(rf"\s*(?:[{HAN}](?:\s{{1,6}}[{HAN}]{{1,2}})?|[{HAN}·]{{2,14}})\s*(?:\([^()]{{1,14}}\)\s*)*、?\s*")
_HELD = re.compile(
    rf"\s*(?P<name>[{HAN}](?:\s{{1,6}}[{HAN}]{{1,2}})?|[{HAN}·]{{2,14}})\s*(?:\([^()]{{1,14}}\)\s*|\s)"
    rf"(?P<office>[{HAN}]{{2,8}})\s*"
)
_COLUMN = frozenset(("head", "text", "heading", "bullet", "speaker", "kicker", "roster", "note"))
_TITLE = re.compile(r"名单|名册|组成人员|委员|代表|成员|主席团|当选|候选")
_ABOVE = 4  # items above a column of names among which its title stands


def rows_of_names(source: str, rows: Sequence[Line], headed: bool = False) -> list[Line] | None:
    """The rows of a table as lines of a roster, if tabs or bars part nothing but names in them, or an office and its holders; None for
    any other table. `source`: the folded text; headed: whether an office stands alone on the line above."""
    if any(row.rule for row in rows):
        return None
    texts = [source[row.start : row.end] for row in rows]
    if any("\t" not in text and "|" not in text for text in texts):
        return None
    names: list[str] = []
    labelled = False
    for text in texts:
        found = names_in(text)
        if found is None or (not names and 2 * sum(map(well_formed, found[0])) < len(found[0]) and not found[1]):
            return None
        names += found[0]
        labelled |= found[1]
    if (len(names) < _FEW and not (labelled or headed)) or sum(map(well_formed, names)) < _SURE * len(names):
        return None
    return [replace(row, kind="roster") for row in rows]


def names_in(text: str) -> tuple[list[str], bool] | None:
    """The names in the cells of a folded row, and whether an office stands before them; None if there is anything else in the cells."""
    if len(text) > _WIDEST or _SENTENCE.search(row := level(text)):
        return None
    labels = [label for label in roster_labels(row) if label.office]
    for label in reversed(labels):
        row = row[: label.start] + " " * (label.end - label.start) + row[label.end :]
    bare = _NOTES.sub(" ", row)
    names = [name for name, _, _ in padded_names(bare)]
    if not names or sum(map(len, names)) < len(re.sub(r"[\s、]", "", bare)):
        return None
    formed = all((could_be_name(name) or "·" in name) and name not in roles() for name in names)
    return (names, bool(labels)) if formed else None


def names_only(text: str) -> bool:
    """Whether a folded line has nothing but names, most of them of a good form: below an office alone on a line, one is enough."""
    found = names_in(text)
    return found is not None and not found[1] and sum(map(well_formed, found[0])) >= _SURE * len(found[0])


def is_office(text: str) -> bool:
    """Whether a folded line is an office that heads names, with its count and its colon."""
    return len(text) <= _HEADING and _NOTES.sub("", text).rstrip(":") in roles()


def _sole(raw: str) -> str | None:
    """The name that a folded line gives alone, whatever counts or marks it; None for any other line."""
    if len(raw) > _LONGEST or not _SOLE.fullmatch(row := level(raw)):
        return None
    names = roster_names(row)
    if len(names) != 1 or len(names[0].name) < 2 or names[0].name in roles() or not (could_be_name(names[0].name) or "·" in names[0].name):
        return None
    return names[0].name


def columned(source: str, items: list[Item]) -> list[Item]:
    """The items, with names that stand below each other, one in each line, as lines of a roster: where a title above says that people are
    listed, or brackets say what only people are."""
    i = 0
    while i < len(items):
        if len(items[i].text) > _LONGEST or items[i].kind not in _COLUMN or _MARKS.search(items[i].text):
            i += 1
            continue
        run, end = _run(source, items, i)
        if len(run) < _FEW and not (run and _below_office(items, i)):
            run = _held(source, items, i)
            run, end = (run, i + len(run)) if len(run) >= _TWO else ([], end)
        if run and not all(items[k].kind == "roster" for k, _ in run) and _people(source, items, run):
            for k, _ in run:
                items[k] = items[k].as_kind("roster")
        i = max(end, i + 1)
    return items


def _run(source: str, items: Sequence[Item], i: int) -> tuple[list[tuple[int, str]], int]:
    """The names from items[i] on, each with its place, and where they end."""
    run: list[tuple[int, str]] = []
    while i < len(items):
        if items[i].kind not in SKIPPED:
            name = _sole(items[i].line.raw(source)) if items[i].kind in _COLUMN and len(items[i].text) <= _LONGEST else None
            if name is None:
                break
            run.append((i, name))
        i += 1
    return run, i


def _below_office(items: Sequence[Item], i: int) -> bool:
    """Whether an office that heads names stands right above items[i]."""
    return i > 0 and items[i - 1].kind == "heading" and _NOTES.sub("", items[i - 1].text).rstrip(":") in roles()


def _held(source: str, items: Sequence[Item], i: int) -> list[tuple[int, str]]:
    """The names from items[i] on that have their office behind them, one in each line."""
    run: list[tuple[int, str]] = []
    while i < len(items) and items[i].kind in _COLUMN and len(items[i].text) <= _LONGEST:
        m = _HELD.fullmatch(level(items[i].line.raw(source)))
        name = re.sub(r"\s", "", m["name"]) if m and m["office"] in roles() else ""
        if not name or not could_be_name(name) or name in roles():
            break
        run.append((i, name))
        i += 1
    return run


def _people(source: str, items: Sequence[Item], run: Sequence[tuple[int, str]]) -> bool:
    names = [name for _, name in run]
    if sum(is_name(name) or well_formed(name) for name in names) < _SURE * len(names):
        return False
    noted = any(_NOTES.search(items[k].text) for k, _ in run)
    above = items[max(0, run[0][0] - _ABOVE) : run[0][0]]
    titled = any(_TITLE.search(item.text) or item.text.rstrip(":") in roles() for item in above)
    return titled or (noted and 2 * sum(len(name) == 3 for name in names) >= len(names))


__all__ = ["columned", "is_office", "names_in", "names_only", "rows_of_names"]
