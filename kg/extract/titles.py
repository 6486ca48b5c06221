"""Reads phrases of office: 市委副书记、市长; 市人大代表、湖南某公司董事长; 秭归县农业农村局局长.

A phrase is read from its end to its beginning, since Chinese puts the role last: role, then the organization or district before it, then, over 、,
the next title. A role without a body of its own takes the body of the title before it (市政协主席、党组书记).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.people import role_spans
from kg.extract.work import Found, View
from kg.lexicon.organs import organs
from kg.model import EntityType, Ref


class Title(NamedTuple):
    """One office. start, end: characters of the block's text, from the organization to the end of the role."""

    role: str
    organization: Ref | None
    start: int
    end: int


_O, _D = EntityType.ORGANIZATION, EntityType.DISTRICT
_GAP = re.compile(r"[\u4e00-\u9fff]{1,9}$")
_HEAD_OF_GOVERNMENT = re.compile(r"(?:代理|代|常务)?副?(?:代理|代|常务)?(省|市|州|县|区|旗|镇|乡)长$")
_BRANCHES = ("党总支", "党支部", "党委", "党组", "党工委", "总支", "支部", "工委", "机关党委")
_MODIFIERS = re.compile(r"(?:原|时任|现任|前任|新任|兼任|兼|专职|驻村|荣誉|名誉|本届|现|由|时)$")
_DEPUTY = re.compile(r"(?P<level>全国|自治区|省|市|州|县|区|旗|镇|乡)?(?P<body>人大|政协|党代会)$")


def titles_before(view: View, at: int, context: Context) -> list[Title]:
    """The titles of the phrase that ends at text[at], leftmost first; empty when no phrase of office ends there."""
    text = view.text
    spans = {end: start for start, end in role_spans(text[:at])}
    found = sorted((f for f in view.found if f.end <= at and f.type in (_O, _D, EntityType.SESSION)), key=lambda f: f.end)
    out: list[Title] = []
    pos = at
    while pos in spans and len(out) < 5:
        start = spans[pos]
        inside = next((f for f in found if f.type is _O and f.start < start < f.end < pos), None)
        start = inside.end if inside else start  # 凤凰坡小学|教师, 州党委|书记: the body ends inside the longest role
        role = text[start:pos]
        body, begin = _body(text, start, role, found, context)
        out.append(Title(role, body, begin, pos))
        while (outer := next((f for f in found if f.end == begin and f.type is not EntityType.SESSION), None)) is not None:
            begin = outer.start
        pos = begin
        m = _MODIFIERS.search(text[:pos])
        pos = m.start() if m else pos
        if pos and text[pos - 1] == "、":
            pos -= 1
        elif text[max(0, pos - 2) : pos] in ("暨兼",) or text[max(0, pos - 1) : pos] in ("兼", "和", "及"):
            pos -= 1
        else:
            break
    out.reverse()
    return _inherit(out)


def _inherit(titles: list[Title]) -> list[Title]:
    for i, t in enumerate(titles):
        if t.organization is None and i and t.role not in ("代表", "委员", "党代表", "党代会代表") and titles[i - 1].organization is not None:
            titles[i] = t._replace(organization=titles[i - 1].organization)
    return titles


def _body(text: str, start: int, role: str, found: list[Found], context: Context) -> tuple[Ref | None, int]:
    """The organization that a role belongs to, and where its phrase begins."""
    deputy = _DEPUTY.search(text[:start])
    if role in ("代表", "委员", "常委", "常务委员") and deputy:
        near = next((f for f in reversed(found) if f.end == start and f.type is _O), None)
        if near:
            return near.ref, near.start
        return deputy_body(deputy["body"], deputy["level"], context), deputy.start()
    for f in reversed(found):
        if f.end <= start - 14:
            break
        if f.end == start or (f.end < start and text[f.end : start] in ("原", "现任", "常务", "执行", "党委", "党组")):
            return _of(f, role, text[f.end : start], context), f.start
        if f.end < start:
            between = text[f.end : start]
            if f.type is not EntityType.SESSION and len(between) <= 9 and _GAP.fullmatch(between) and not re.search(r"[的在与和是了为]", between):
                return _department(f, between, role), f.start
            break
    head = _HEAD_OF_GOVERNMENT.search(role)
    if head:
        place = context.at_level(head[1])
        return (Ref(_O, government(place)), start) if place else (None, start)
    if deputy and role not in ("代表", "委员"):
        return deputy_body(deputy["body"], deputy["level"], context), deputy.start()
    return None, start


def _of(f: Found, role: str, between: str, context: Context) -> Ref | None:
    if f.type is _O:
        return f.ref
    if f.type is EntityType.SESSION:
        return congress_of(f.name)
    if between in _BRANCHES:
        return Ref(_O, f.name + between)
    head = next((b for b in _BRANCHES if role.startswith(b)), None)
    if head:
        return Ref(_O, f.name + head)
    if _HEAD_OF_GOVERNMENT.search(role):
        return Ref(_O, government(f.name))
    if role.endswith("书记"):
        return Ref(_O, _party_committee(f.name))
    return f.ref if f.rule != "deictic" else None


def _department(f: Found, between: str, role: str) -> Ref | None:
    """市民政局养老服务科 + 科长: an inner department belongs to the body; a district with a proper name behind it is not resolved."""
    if f.type is _O:
        return f.ref
    head = next((b for b in _BRANCHES if between.endswith(b)), None)
    return Ref(_O, f.name + between) if head else None


def deputy_body(body: str, level: str | None, context: Context) -> Ref | None:
    """The congress or CPPCC committee that deputies and members of a level belong to."""
    if level == "全国" or (level is None and context.home == "中国"):
        return Ref(_O, "全国人民代表大会" if body == "人大" else "中国人民政治协商会议全国委员会")
    place = context.at_level(level) if level else context.home
    if place is None or body == "党代会":
        return None
    return Ref(_O, place + "人民代表大会" if body == "人大" else f"中国人民政治协商会议{place}委员会")


def government(place: str) -> str:
    """The full name of a division's government."""
    return _pattern("人民政府").replace("{place}", place)


def _party_committee(place: str) -> str:
    return _pattern("中共委员会").replace("{place}", place)


@cache
def _pattern(full: str) -> str:
    return next(o.pattern for o in organs() if o.full == full and o.rank.name == "LOCAL")


_TERM = re.compile(r"第[一二三四五六七八九十百]+届")


def congress_of(session: str) -> Ref | None:
    """The lasting body of a session's full name: 株洲市第十六届人民代表大会第四次会议 → 株洲市人民代表大会."""
    bare = _TERM.sub("", session)
    m = re.match(r"(.*?人民代表大会(?:常务委员会)?|中国人民政治协商会议.*?委员会|中共.*?委员会|中国共产党.*?委员会|中共.*?委)", bare)
    return Ref(_O, m[1]) if m else None
