"""What the neighbours of a line say about it: torn titles joined, marks that head a section, lists told from headings, lone names in
rosters.

Each step is a pass over the items that corrects kinds; none moves a character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.lexicon.names import HAN, could_be_name, is_name
from kg.lexicon.rosters import roster_names
from kg.segment.items import Item, beyond, raw_items
from kg.segment.kicker import POST_END
from kg.segment.lines import Line, look, tells_offices

_UNFINISHED = re.compile(r"^关于|\d{4}年|(?:会议|大会|委员会|常委会|政府|办公室|年|年度)$")
_GROUP = re.compile(rf"[{HAN}]{{2,8}}:")
_HEAD_MARKS = frozenset("■◆●▲★☆◇□○►▶")
_ATTACHED = re.compile(r"^附件?:")
_NUMBER = re.compile(r"\(?(?:(?P<han>[一二三四五六七八九十]{1,3})|(?P<digits>\d{1,2}))[、.．)]")
_HAN_NUMBERS = {c: i for i, c in enumerate("零一二三四五六七八九十")}
_PERSON = re.compile(
    rf"(?P<name>(?:[{HAN}]\s{{1,2}}[{HAN}]|[{HAN}]{{2,4}}|[{HAN}]+(?:·[{HAN}]+)+)(?=[\s(]))"
    r"(?P<note>\s*\([^()]{1,12}\))?(?P<gap>\s*)(?P<rest>[^。;:!?]{4,50})$"
)
_LONG_WORD = re.compile(rf"[{HAN}]{{5,}}")
_LISTED = frozenset(("head", "text", "roster", "heading"))


def items_of(source: str, lines: Sequence[Line]) -> list[Item]:
    """The items of a text, in order, judged with their neighbours. `lines`: the lines of `source`."""
    items = _torn_titles(raw_items(source, lines))
    passes: tuple[Callable[[str, list[Item], int], str | None], ...] = (_slogan, _introduced, _note, _mark, _numbered, _person, _lone_name)
    for judge in passes:
        for i, item in enumerate(items):
            kind = judge(source, items, i)
            if kind is not None:
                items[i] = item.as_kind(kind)
    return items


def _torn_titles(items: list[Item]) -> list[Item]:
    """Joins two lines that only together are the title of a document (政府工作报 / 告; …第六次会议 / 代表建议目录)."""
    out: list[Item] = []
    for item in items:
        if out and out[-1].kind == "head" and item.line.gap == 0 and item.kind in ("head", "headline", "text") and len(item.text) <= 40:
            first, second = out[-1].line, item.line
            alone = item.kind == "headline" and not _UNFINISHED.search(first.text)
            if not alone and not second.text.startswith("关于") and look(first.text + second.text)[0] == "headline":
                joined = replace(first, end=second.end, spans=first.spans + second.spans, text=first.text + second.text)
                out[-1] = Item("headline", (joined,))
                continue
        out.append(item)
    return out


def _slogan(source: str, items: list[Item], i: int) -> str | None:
    """A short line right above a column's name (两会特别报道) is the column's slogan and furniture like it."""
    if items[i].kind not in ("head", "markdown") or len(items[i].text) > 12 or i + 1 >= len(items):
        return None
    return "furniture" if items[i + 1].kind == "furniture" and items[i + 1].line.rule in ("column-name", "special-issue") else None


def _introduced(source: str, items: list[Item], i: int) -> str | None:
    """A line without an end right above a dateline is a headline, also one that looks like speech (短评:…)."""
    text = items[i].text
    if items[i].kind != "text" or len(text) > 70 or re.search(r"[。;,:!]$|。", text) or i + 1 >= len(items):
        return None
    return "head" if items[i + 1].kind == "dateline" and (items[i + 1].line.gap or items[i].line.gap) else None


def _note(source: str, items: list[Item], i: int) -> str | None:
    """A line in brackets belongs to the title that it follows; elsewhere it is running text."""
    if items[i].kind != "note":
        return None
    before = items[i - 1] if i else None
    return "subtitle" if before is not None and before.head_like else "text"


def _mark(source: str, items: list[Item], i: int) -> str | None:
    """A short line with a mark (■ ◆) that stands alone above running text heads it; among its like it is a bullet."""
    item = items[i]
    if item.kind != "bullet" or item.line.mark not in _HEAD_MARKS or len(item.text) > 30 or re.search(r"[。;,:]", item.text):
        return None
    if i and items[i - 1].kind == "bullet" and items[i - 1].line.mark == item.line.mark:
        return None
    after = next(beyond(items, i + 1), None)
    return "head" if after is not None and after.kind in ("text", "dateline", "byline") else None


def _value(item: Item) -> tuple[str, int] | None:
    """The style and the number that a line begins with."""
    m = _NUMBER.match(_ATTACHED.sub("", item.text))
    if not m:
        return None
    if m["digits"]:
        return "1", int(m["digits"])
    tens, mark, units = m["han"].partition("十")
    value = (_HAN_NUMBERS.get(tens, 1) * 10 if mark else 0) + _HAN_NUMBERS.get(units if mark else m["han"], 0)
    return ("(" if item.text.startswith("(") else "一"), value


def _numbered(source: str, items: list[Item], i: int) -> str | None:
    """Numbered lines with nothing between them are a list, no headings; so is one among numbered sentences that was only torn."""
    item = items[i]
    if item.kind != "heading" or item.line.rule not in ("section", "chapter"):
        return None
    here = _value(item)
    before = items[i - 1] if i else None
    after = items[i + 1] if i + 1 < len(items) else None
    if here is None:
        return None
    follows = before is not None and _value(before) == (here[0], here[1] - 1)
    if follows and before is not None and before.kind == "bullet" and before.line.rule == item.line.rule:
        return "bullet"
    if follows and before is not None and before.text.startswith("附"):
        return "bullet"
    if follows and before is not None and before.kind == "text" and len(before.text) <= 120 and before.text.endswith((";", "。")):
        return "text" if after is not None and after.line.gap == 0 else None
    ahead = after is not None and after.kind == "heading" and after.line.rule == item.line.rule and _value(after) == (here[0], here[1] + 1)
    return "bullet" if ahead else None


def _person(source: str, items: list[Item], i: int) -> str | None:
    """Lines that give a name and a post each (发言委员: 张三 某公司董事长) are the items of a list."""
    if not _is_person(source, items[i]):
        return None
    near = [items[k] for k in (i - 1, i + 1) if 0 <= k < len(items)]
    return "bullet" if any(n.line.mark == "" and _is_person(source, n, listed=True) for n in near) else None


def _is_person(source: str, item: Item, *, listed: bool = False) -> bool:
    """Whether a line gives a name and a post. `listed`: also one that was already found to be the item of a list."""
    if not (item.kind in _LISTED or (listed and item.kind == "bullet")) or len(item.text) > 60 or item.line.level:
        return False
    m = _PERSON.match(item.line.raw(source))
    if not m or not (m["gap"] or m["note"]) or not POST_END.search(m["rest"].rstrip()):
        return False
    return is_name(re.sub(r"\s", "", m["name"])) and bool(_LONG_WORD.search(m["rest"]))


def _lone_name(source: str, items: list[Item], i: int) -> str | None:
    """A name alone on a line next to lines of names, or under the heading of one, is a line of names too."""
    item = items[i]
    if item.kind not in ("head", "text") or len(item.text) > (80 if _GROUP.match(item.text) else 24) or item.line.bold:
        return None
    if tells_offices(item.text):
        return None
    before, after = (items[i - 1] if i else None), (items[i + 1] if i + 1 < len(items) else None)
    labelled = bool(_GROUP.match(item.text))
    beside = (before is not None and before.kind == "roster") or (after is not None and after.kind == "roster" and after.line.gap == 0)
    if labelled:
        beside = beside or any(n is not None and _GROUP.match(n.text) for n in (before, after))
    if not beside:
        return None
    found = roster_names(item.line.raw(source))
    read = sum(len(n.name) for n in found) == len(re.sub(rf"\([^()]*\)|[{HAN}]{{2,8}}:|[、,]", "", item.text))
    sure = sum(is_name(n.name) or "·" in n.name for n in found)
    return "roster" if found and read and 2 * sure > len(found) and all(could_be_name(n.name) or "·" in n.name for n in found) else None
