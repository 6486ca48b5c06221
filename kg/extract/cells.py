"""Tables of works: the column that names them, and beside it those of where they lie and of who builds them.

A cell of such a column is one name from its first character to its last, whatever words it holds; so it is taken whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.organizations import written_out
from kg.extract.work import Found, View
from kg.lexicon.load import toml
from kg.model import Block, Cell, EntityType

_O, _J = EntityType.ORGANIZATION, EntityType.PROJECT
_NAME = range(4, 46)  # characters of a work's name that fills a cell
_BODY = range(4, 41)


class Works(NamedTuple):
    """The columns of a table of works. name: of the works; places, agents: of where they lie and of who builds or pays for them."""

    name: int
    places: tuple[int, ...]
    agents: tuple[int, ...]


def works(block: Block) -> Works | None:
    """The columns of a block's table, if it is a table of works."""
    if block.table is None:
        return None
    heads = [re.sub(r"\s+", "", h) for h in block.table.header]
    names = [i for i, h in enumerate(heads) if _pattern("name").search(h)]
    if len(names) != 1 or not any(_pattern("beside").search(h) for h in heads):
        return None
    places, agents = (tuple(i for i, h in enumerate(heads) if i != names[0] and _pattern(key).search(h)) for key in ("place", "agent"))
    return Works(names[0], places, agents)


def span(block: Block, cell: Cell) -> tuple[int, int]:
    """Where a cell stands in its block's text."""
    return bisect_left(block.offsets, cell.start), bisect_left(block.offsets, cell.end)


def take_whole(view: View, context: Context) -> None:
    """Puts the works and the builders that fill a cell in the place of what was found inside it."""
    table, columns = view.block.table, works(view.block)
    if table is None or columns is None:
        return
    added: list[Found] = []
    for row in table.rows:
        added += _of_row(view, row[columns.name], [row[i] for i in columns.agents], context)
    if added:
        places = sorted((a.start, a.end) for a in added)
        inside = [any(a <= f.start and f.end <= b and f.type is not EntityType.DISTRICT for a, b in places) for f in view.found]
        view.found = sorted([*(f for f, gone in zip(view.found, inside, strict=True) if not gone), *added])


_ENTRY = 120  # characters of the longest entry
_LINES = 2  # entries below each other that make a list
_APART = re.compile(r"[ \t]{2,}|\u3000+")
_AMOUNT = re.compile(r"[约近超]?[\d.]+(?:[万亿]+(?:元|美元|欧元)?|[万亿]?(?:亩|平方米|公里))")


def take_entries(views: Sequence[View], source: str) -> None:
    """Puts whole works in lists whose entries give a work, the company that builds it and what it costs, parted by blanks (某物流中心项目
    某供应链有限公司 4.1亿元), in the place of what was found inside their names."""
    found = [(v, end) for v in views if v.block.table is None and (end := _work_ahead(v, source))]
    for view, end in found if len(found) >= _LINES else ():
        kept = [f for f in view.found if f.end > end or f.type is EntityType.DISTRICT]
        view.found = sorted([*kept, Found(0, end, _J, view.text[:end], "cell-of-works")])


def _work_ahead(view: View, source: str) -> int:
    """Where the name of the work ends with which an entry of such a list begins; 0 if the block is none."""
    offsets = view.block.offsets
    if not offsets or len(view.text) > _ENTRY:
        return 0
    parts = _APART.split(source[offsets[0] : offsets[-1] + 1])
    end = len(re.sub(r"\s", "", parts[0]))
    if len(parts) < 3 or end not in _NAME or _pattern("never").search(parts[0]) or not any(_AMOUNT.match(p) for p in parts[2:]):
        return 0
    firm = next((f for f in view.found if f.type is _O and f.start == end), None)
    return end if firm is not None and firm.end == end + len(re.sub(r"\s", "", parts[1])) else 0


def _of_row(view: View, work: Cell, agents: list[Cell], context: Context) -> Iterator[Found]:
    if len(work.text) in _NAME and not _pattern("never").search(work.text) and _pattern("han").search(work.text):
        start, end = span(view.block, work)
        yield Found(start, end, _J, view.text[start:end], "cell-of-works")
    for cell in agents:
        start, end = span(view.block, cell)
        form = view.text[start:end]
        if any(f.type is _O and f.start <= start and end <= f.end for f in view.found):
            continue
        if len(form) in _BODY and _pattern("body").search(form) and not _pattern("never_body").search(form):
            yield Found(start, end, _O, written_out(form, form, 0, context), "cell-of-builder")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(toml("works_table")[key])


__all__ = ["Works", "span", "take_entries", "take_whole", "works"]
