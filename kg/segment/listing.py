"""Rows of names that only their neighbours show: rows torn inside a bracket, lone names, names that no list of surnames has, an office and
its one holder above or below a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon.names import HAN, could_be_name, is_name
from kg.lexicon.roles import roles
from kg.lexicon.rosters import RosterName, continues_roster, in_docket, is_roster, roster_names, tells_offices, well_formed
from kg.segment.fold import fold_spans
from kg.segment.items import Item
from kg.segment.lines import Line
from kg.segment.namerows import is_office, names_only

_GROUP = re.compile(rf"[{HAN}]{{2,8}}:")
_NOTES = re.compile(r"\([^()]{1,24}\)")
_MARKS = re.compile(r"[,。;:!?“”《》\d]")
_WHOLE = 200  # characters of two lines that are one row
_ROW, _LABELLED = 60, 80  # characters of a row that only its neighbours show


def rows_joined(source: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, with two that are one row of names torn inside a bracket (佟 欣(女, / 满族) 葛天乐) as one line of the kind "roster"."""
    out: list[Line] = []
    for line in lines:
        if out and line.gap == 0 and _torn(source, out[-1], line):
            first = out[-1]
            text, offsets = fold_spans(source, (*first.spans, *line.spans))
            out[-1] = replace(first, end=line.end, spans=(*first.spans, *line.spans), text=text, offsets=offsets, kind="roster", rule="")
            continue
        out.append(line)
    return out


def _open(line: Line) -> bool:
    return line.text.count("(") == line.text.count(")") + 1 and line.kind in ("text", "roster") and not line.level


def _torn_row(source: str, first: Line, second: Line) -> bool:
    closes = second.text.find(")")
    if not 0 <= closes <= 10 or "(" in second.text[:closes] or second.level:
        return False
    whole = first.raw(source) + second.raw(source)
    return len(whole) <= _WHOLE and is_roster(whole)


def _torn(source: str, first: Line, second: Line) -> bool:
    """Whether two lines are one row of names, torn inside a bracket or inside a name."""
    if first.kind not in ("text", "roster") or first.level or second.level:
        return False
    if _open(first):
        return _torn_row(source, first, second)
    if _FIRST_LETTER.search(first.text) and _LETTERS.match(second.text):
        return is_roster(first.raw(source) + second.raw(source))
    return _torn_name(source, first, second)


_FIRST_LETTER = re.compile(rf"[、)][{HAN}]{{1,3}}$")
_LETTERS = re.compile(rf"[{HAN}]{{1,6}}·")  # 甲、艾 / 尔肯·乙


def _torn_name(source: str, first: Line, second: Line) -> bool:
    """Whether a row of names ends in the middle of a dotted one, whose rest begins the next line (甲·乙 / 丙(藏族) 丁戊)."""
    if first.kind != "roster" or second.kind not in ("text", "roster") or not _DOTTED_LAST.search(first.text):
        return False
    rest = _REST.match(second.raw(source))
    return rest is not None and not is_name(rest["rest"]) and is_roster(second.raw(source)[rest.end() :])


_DOTTED_LAST = re.compile(rf"[{HAN}]·[{HAN}]{{0,4}}$")
_REST = re.compile(rf"\s*(?P<rest>[{HAN}]{{1,4}})(?=\s|\()(?:\([^()]{{1,12}}\))?")


def lone_name(source: str, items: list[Item], i: int) -> str | None:
    """A name alone on a line next to lines of names, or under the heading of one, is a line of names too; so is a row between rows in which
    a name is built like none."""
    item = items[i]
    if len(item.text) > _LABELLED or _PROSE.search(item.text) or _OF_GROUP.fullmatch(item.text) or in_docket(item.text):
        return None
    labelled = bool(_GROUP.match(item.text))
    if len(item.text) > (_LABELLED if labelled else _ROW) or item.line.bold or tells_offices(item.text):
        return None
    before, after = (items[i - 1] if i else None), (items[i + 1] if i + 1 < len(items) else None)
    above = before is not None and (before.kind == "roster" or (bool(_LEADS.search(before.text)) and "(" in item.text))
    below = after is not None and after.kind == "roster" and after.line.gap == 0
    if not (above or below or (labelled and any(n is not None and _GROUP.match(n.text) for n in (before, after)))):
        return None
    found = roster_names(item.line.raw(source))
    if sum(len(n.name) for n in found) != len(re.sub(rf"\([^()]*\)|[{HAN}]{{2,8}}:|[、,]", "", item.text)):
        return None
    good = sum(well_formed(n.name) for n in found)
    between = above and item.line.gap == 0 and len(found) > 1 + (not below) and not _MARKS.search(_NOTES.sub("", item.text))
    formed = all(could_be_name(n.name) or "·" in n.name or (between and _loose(n)) for n in found)
    return "roster" if found and 2 * good > len(found) and formed else None


_PROSE = re.compile("[。;!?“”的]")
_HEAD = 60  # characters of an office with its notes
_YEARS = re.compile(r"(?:19|20)\d\d[.年/-]\d{1,2}月?(?:—|-|~|至|起|到|[\u4e00-\u9fff])(?!.*。.)")
_LIFE = 90  # characters of a line of a life


_LEADS = re.compile(r"(?:名单|下列|以下|如下|同志|委员|代表)[^。:]{0,30}:$")  # …委员会个别委员名单: above 甲(女)


def dated(source: str, items: list[Item], i: int) -> str | None:
    """Lines of a life, each with its years first (1998.03—2002.11 某县某镇镇长), are the items of a list, and so is a short line right
    below the last."""
    item = items[i]
    if len(item.text) > _LIFE or item.line.level:
        return None
    near = [n for n in items[max(0, i - 1) : i + 2] if n is not item]
    if _YEARS.match(item.text):
        return "bullet" if any(_YEARS.match(n.text) for n in near) else None
    before = items[i - 1] if i else None
    below = before is not None and before.kind == "bullet" and _YEARS.match(before.text) and item.line.gap == before.line.gap
    return "bullet" if below and item.kind != "text" and _CAPACITY.search(item.text) else None


_CAPACITY = re.compile(r"(?:代表|委员|常委)$")


def _loose(n: RosterName) -> bool:
    return 2 <= len(n.name) <= 3 and n.name not in roles()


def office(source: str, items: list[Item], i: int) -> str | None:
    """An office alone on a line above names (主 席, 常务委员(44名,按姓氏笔画为序)) heads them; with its one holder behind a blank beside
    a row (主 席 甲) it is a row itself."""
    if len(items[i].text) > _HEAD or _PROSE.search(items[i].text):
        return None
    bare = _NOTES.sub("", items[i].text).rstrip(":")
    after = items[i + 1] if i + 1 < len(items) else None
    if bare in roles():
        return "heading" if after is not None and (after.kind == "roster" or _is_listed(source, after)) else None
    if items[i].kind == "roster" or not _holder(source, items[i]):
        return None
    beside = [n for n in (items[i - 1] if i else None, after) if n is not None and n.line.gap <= 1]
    return "roster" if any(n.kind == "roster" or _holder(source, n) for n in beside) else None


def _holder(source: str, item: Item) -> bool:
    return item.kind in ("head", "text", "speaker") and len(item.text) <= 30 and continues_roster(item.line.raw(source))


def below_office(source: str, items: list[Item], i: int) -> str | None:
    """A name alone on a line below an office that heads it."""
    before = items[i - 1] if i else None
    headed = before is not None and before.kind == "heading" and _NOTES.sub("", before.text).rstrip(":") in roles()
    return "roster" if headed and _is_listed(source, items[i]) else None


def _is_listed(source: str, item: Item) -> bool:
    return item.kind in ("head", "text") and len(item.text) <= _LABELLED and names_only(item.line.raw(source))


_OF_GROUP = re.compile(
    rf"[【\[(]?(?:[一二三四五六七八九十\d]{{1,3}}[、.)]|\([一二三四五六七八九十\d]{{1,3}}\))?"
    rf"(?P<name>[{HAN}、]{{2,20}}(?:代表团|委员会|专委会|工委|界别?|小组|活动组|工作组|第?[一二三四五六七八九十\d]+组|办公室|研究室|人士))[】\])]?:?(?:\([^()]*\))?:?"
)


def group(source: str, items: list[Item], i: int) -> str | None:
    """The name of a group or of a body alone on a line right above names (【某区代表团】(5名), 工商联界(3名)) heads them."""
    item = items[i]
    m = _OF_GROUP.fullmatch(item.text) if len(item.text) <= _GROUPED else None
    if m is None or is_name(m["name"]) or i + 1 >= len(items):
        return None
    after = items[i + 1]
    return "heading" if after.kind == "roster" or is_office(after.text) or _holder(source, after) else None


_GROUPED = 40  # characters of such a line


__all__ = ["below_office", "dated", "group", "lone_name", "office", "rows_joined"]
