"""Plans of several years: a five-year outline, an action plan of three.

Such a paper is of the run of years that its title names. What it says without a date of its own is, where something is to be done
(新建农村公路300公里), of all those years, and where a state is to be reached (森林覆盖率达到40%), of the last one.
"""

from __future__ import annotations

import re

from kg.extract.observations.statement import Statement
from kg.extract.observations.words import form

_ORDINAL = "一二三四五六七八九"
_FIRST = 2006  # the first year of the eleventh five-year plan
_PAPER = re.compile(r"(?:规划|纲要|计划|方案)(?:\([^()]{1,20}\))*$")
_FIVE_YEARS = re.compile(r"第?十(?P<nth>[一二三四五六七八九])(?:个五年|五[”’]?)")
_RUN = re.compile(r"(?<!\d)(?P<first>20\d\d)年?(?:—|-|~|至|到)(?P<last>20\d\d)年")
_REACHED = re.compile(r"(?:达到?|提高到|增[加长]?[到至]|提升[到至]|稳定在|保持在|控制在|降[低到至]{1,2}|突破|超过|不低于)(?:了|约|近)*$")
_PER = re.compile(
    r"年(?:产|处理|加工|出栏|销售|吞吐|接待)|日(?:处理|产|供)|[率比重值]$|占比|产值|营业?收入|产能|容量|规模|总量|存栏|人均|平均|每[百千万]"
)


def years_planned(title: str) -> tuple[int, int] | None:
    """The first and the last year of the plan of which a title is; None for other papers, the year's own plan among them."""
    if not _PAPER.search(title):
        return None
    if m := _RUN.search(title):
        first, last = int(m["first"]), int(m["last"])
        return (first, last) if 1 < last - first < 20 else None
    if m := _FIVE_YEARS.search(title):
        first = _FIRST + 5 * _ORDINAL.index(m["nth"])
        return first, first + 4
    return None


def is_of_last_year(text: str, s: Statement) -> bool:
    """Whether what a plan aims at is a state to be reached at its end, not what is to be done in all its years."""
    if s.form == "change":
        return False
    before = text[s.item : s.figure.start]
    if form("piled-up").search(before) and not _REACHED.search(before):
        return False
    return s.figure.kind in ("share", "rank") or bool(_REACHED.search(before) or _PER.search(s.name) or _PER.search(before))


def is_added(text: str, s: Statement) -> bool:
    """Whether a figure is what is added up to the end of a plan (到2025年,新增造林8万亩), not what there will be by then."""
    return bool(_ADDED.search(text, s.item, s.figure.start)) and not _REACHED.search(text, s.item, s.figure.start)


_ADDED = re.compile(r"新增|净增|累计|年均")

__all__ = ["is_added", "is_of_last_year", "years_planned"]
