"""Reads phrases of office: 市委副书记、市长; 市人大代表、湖南某公司董事长; 秭归县农业农村局局长.

A phrase is read from its end to its beginning, since Chinese puts the role last: role, then the organization or district before it, then,
over 、, the next title. A role without a body of its own takes the body of the title before it (市政协主席、党组书记).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.people import role_spans
from kg.extract.sessions.meetings import main_session
from kg.extract.sisters import HEAD_OF_GOVERNMENT, fellow_organ, government, party_committee, sister
from kg.extract.work import Found, View
from kg.lexicon.divisions import divisions
from kg.lexicon.load import toml
from kg.lexicon.parties import memberships
from kg.lexicon.terms import countries
from kg.model import EntityType, Ref


class Title(NamedTuple):
    """One office. start, end: characters of the block's text, from the organization to the end of the role."""

    role: str
    organization: Ref | None
    start: int
    end: int


_O, _D = EntityType.ORGANIZATION, EntityType.DISTRICT
_GAP = re.compile(r"[\u4e00-\u9fff]{1,20}$")
_BRANCHES = ("党总支", "党支部", "党委", "党组", "党工委", "总支", "支部", "工委", "机关党委")
_MODIFIERS = re.compile(r"(?:原|时任|现任|前任|新任|兼任|兼|专职|驻村|荣誉|名誉|本届|现|由|时)$")
_DEPUTY = re.compile(r"(?P<level>全国|自治区|省|市|州|县|区|旗|镇|乡)?(?P<body>人大|政协|党代会)$")


# 省政协委员,市政协主席某某: the capacity, and after a comma the office; nothing else stands before it in the sentence.
_CAPACITY_FIRST = re.compile(
    r"(?:^|(?<=[。;!?:“”)]))(?:作为|身为)?(?:[\u4e00-\u9fff]{1,7}[省市州县区旗镇乡])?(?:全国|自治区|[省市州县区旗镇乡])?(?:人大代表|政协(?:委员|常委)),$"
)

# What may stand between two offices and be no body that is known: 市政协委员、(某某保护区管理局)副局长.
_HELD = re.compile(r"\((?:挂职|兼|兼职|代理|主持工作|试用期[^()]{0,6}|[正副][县处厅科]级)\)$")  # 副县长(挂职)某某
_UNREAD = re.compile(r"[、兼][^、,。;:!?()“”兼]{2,24}$")


def titles_before(view: View, at: int, context: Context) -> list[Title]:
    """The titles of the phrase that ends at text[at], leftmost first; empty when no phrase of office ends there."""
    text = view.text
    if text[at - 1 : at] == ")" and (note := _HELD.search(text, max(0, at - 12), at)):
        at = note.start()
    spans = {end: start for start, end in _spans_before(text, at)}
    found = sorted((f for f in view.found if f.end <= at and f.type in (_O, _D, EntityType.SESSION)), key=lambda f: f.end)
    holders = {f.end for f in view.found if f.type is EntityType.PERSON and f.end < at}
    out: list[Title] = []
    pos = at
    while pos in spans and len(out) < 5 and (not out or spans[pos] not in holders):  # 甲某某院士、某大学教授乙某某
        start = spans[pos]
        inside = next((f for f in found if f.type is _O and f.start < start < f.end < pos), None)
        start = inside.end if inside else start  # 凤凰坡小学|教师, 州党委|书记: the body ends inside the longest role
        role = text[start:pos]
        member = memberships().get(role)
        beside = start in spans and _LEADING.search(role) and _LEADING.search(text, spans[start], start)  # 党委书记|董事长某某
        body, begin = (Ref(_O, member[0].name), start) if member else (None, start) if beside else _body(text, start, role, found, context)
        role = member[1] if member else role
        end, pos = pos, begin
        while (outer := next((f for f in found if f.end == pos and f.type is not EntityType.SESSION), None)) is not None:
            pos = outer.start
        out.append(Title(role, body, pos if body else begin, end))
        m = _MODIFIERS.search(text[:pos])
        pos = m.start() if m else pos
        if pos and (text[pos - 1] == "、" or (m and m.group() in ("兼", "兼任") and pos in spans)):
            pos -= text[pos - 1] == "、"
        elif (
            text[max(0, pos - 2) : pos] in ("暨兼",)
            or text[max(0, pos - 1) : pos] in ("兼", "和", "及")
            or (text[max(0, pos - 1) : pos] == "," and _CAPACITY_FIRST.search(text, max(0, pos - 20), pos))
            or (body and text[max(0, pos - 1) : pos] == "," and _office_first(text, pos - 1, spans, holders))
        ):
            pos -= 1
        elif beside:
            continue
        elif body is None and (unread := _UNREAD.search(text, max(0, pos - 26), pos)) and unread.start() in spans:
            pos = unread.start()
            out[-1] = out[-1]._replace(start=pos + 1)
        else:
            break
    out.reverse()
    return _inherit(out, text, context)


@cache
def _shop() -> frozenset[str]:
    """Posts on the shop floor, which stand behind units of any length."""
    return frozenset(toml("person_context")["shop_floor"].split())


_LEADING = re.compile(
    r"董事长|总经理|校长|行长|会长|理事长|局长|厅长|总裁|常委|主席|主任|秘书长|书记|[省市州县区盟旗]长|部长|委员长|检察长|院长|主委"
)
_OPENS = re.compile(r"(?:^|[,。;:!?“”()]|\d日|(?:会议|大会)?由|陪同|邀请|以及|[和与及])$")
_WHO = re.compile(r"[\u4e00-\u9fff]{0,16}$")


def _office_first(text: str, comma: int, spans: Mapping[int, int], holders: frozenset[int] | set[int]) -> bool:
    """Whether an office of a leader, itself at the head of its clause, ends at the comma: its holder has a second one behind it
    (省委常委、副省长,某市委书记某某). Not behind a person who has no office before the name: that is a profile."""
    end, leading = comma, False
    while end in spans and spans[end] not in holders:
        start = spans[end]
        leading = leading or bool(_LEADING.search(text, start, end))
        run = _WHO.search(text, max(0, start - 17), start)
        begin = run.start() if run else start
        mark = text[begin - 1 : begin]
        if mark == "、":
            end = begin - 1
            continue
        if not leading or _POST.search(text, begin, start) or _POST.search(text, max(0, begin - 2), begin):
            return False
        if mark == "," and begin - 1 in holders:
            return any(begin - 1 - n in spans for n in range(2, 12))
        return begin == 0 or bool(_OPENS.search(text, 0, begin))
    return False


_POST = re.compile(r"[是为任系]|当选|担任|[兼听]")


def _spans_before(text: str, at: int) -> Sequence[tuple[int, int]]:
    """The nouns of office before text[at]: those of the whole text, read once, unless one of them runs over text[at]."""
    spans = role_spans(text)
    i = bisect_left(spans, (at, at))
    return role_spans(text[:at]) if i and spans[i - 1][1] > at else spans[:i]


_LONGEST_UNIT = 11
_ASSEMBLY = re.compile("人民代表大会|政治协商会议")
_COMMISSION = re.compile(r"(?<!政治协商会议)(?:监察|审判|检察|常务|审查|工作|专门)委员会$")  # 监察委员会副主任、委员
_PARTY = re.compile(r"中共|中国共产党")  # 省委常委、委员
_OF_COURT = frozenset(("审判员", "检察员", "人民陪审员", "助理审判员", "助理检察员", "执行员"))
_COURT = re.compile(r"(?<=人民法院|民检察院).+$")  # 行政审判庭庭长、审判员: of the court
_INNER = re.compile(r"(?<=院)(?:审判|检察)委员会$")  # 检察委员会委员、检察员: of the procuratorate
_INNER_UNIT = re.compile(r"(?:委员会|专委会?|工委|办公室|研究室|机关|党组|秘书处|[科处室])$")
_OFFICE_OF_BODY = re.compile(r".*(?:主席|主任|秘书长|书记|常委|召集人|组长|团长|[省市州县区旗镇乡]长|部长|主任委员)")
_MEMBERS = ("会员", "盟员", "社员", "党员")
_CAPACITIES = ("代表", "委员", "党代表", "党代会代表")


def _inherit(titles: list[Title], text: str, context: Context) -> list[Title]:
    """A role without a body of its own takes the body of the title before it, or that body's sister (市委副书记、市长;
    市委常委、宣传部部长)."""
    for i, t in enumerate(titles):
        before = titles[i - 1].organization if i else None
        if before is not None and t.organization is not None and (there := _of_guest(t, before, context)) is not None:
            titles[i] = t._replace(organization=there)
            continue
        if t.organization is not None or before is None or titles[i - 1].role in _MEMBERS:
            continue
        unit = t.end - len(t.role) - t.start  # characters of an inner unit, or of a body that is not known
        of_party = titles[i - 1].role == "常委" and _PARTY.match(before.name)
        of_committee = t.role == "委员" and (_COMMISSION.search(before.name) or of_party)
        if t.role in _CAPACITIES and not (text.endswith("委员会", 0, t.end - len(t.role)) if unit else of_committee):
            continue
        of_assembly = titles[i - 1].role in _CAPACITIES and _ASSEMBLY.search(before.name)
        elsewhere = unit and not _INNER_UNIT.search(text, t.start, t.end - len(t.role))
        if unit > _LONGEST_UNIT or (of_assembly and (elsewhere or not _OFFICE_OF_BODY.fullmatch(t.role))):
            continue  # a deputy's calling belongs to no congress
        if t.role not in _CAPACITIES:
            before = Ref(_O, (_COURT if t.role in _OF_COURT else _INNER).sub("", before.name))
        said = text[: t.end - len(t.role)]
        if _OF_PLACE.search(said):
            continue  # 原市水利局副局长、现任市某促进会会长: a body of the place that nothing knows
        titles[i] = t._replace(organization=sister(before, t.role, said) or fellow_organ(before, said) or before)
    return titles


_OF_PLACE = re.compile(r"(?:^|[、,兼任])[省市州县区旗][\u4e00-\u9fff]{2,9}[会社协联]$")


def _of_guest(t: Title, before: Ref, context: Context) -> Ref | None:
    """The government that 市长 means behind an office in the party of another place (铜川市委副书记、市长): not the page's own;
    None for any other title."""
    head = HEAD_OF_GOVERNMENT.search(t.role)
    if head is None or t.end - len(t.role) != t.start or t.organization is None:
        return None
    own = context.at_level(head[1])
    there = sister(before, t.role, "")
    if own is None or t.organization.name != government(own) or there is None or there == t.organization:
        return None
    return there if there.name.endswith(f"{head[1]}人民政府") and before.name.startswith("中共") else None


_JOINED = re.compile(r"[的在与和是了为]|(?:书记|主任|[长席委理员事])兼")


def _body(text: str, start: int, role: str, found: list[Found], context: Context) -> tuple[Ref | None, int]:
    """The organization that a role belongs to, and where its phrase begins."""
    deputy = _DEPUTY.search(text[:start])
    if role in ("代表", "委员", "常委", "常务委员") and deputy:
        near = next((f for f in reversed(found) if f.end == start and f.type is _O), None)
        if near:
            return near.ref, near.start
        return deputy_body(deputy["body"], deputy["level"], context), deputy.start()
    shared = next((f for f in found if f.type is _D and f.start < start < f.end), None) if HEAD_OF_GOVERNMENT.search(role) else None
    if shared:
        return Ref(_O, government(shared.name)), shared.start  # 平利县|长: the place and the office share a character
    for f in reversed(found):
        if f.end <= start - (20 if role in _shop() else 14):
            break
        if (
            f.end == start
            or text[f.end : start] in ("原", "前", "现任", "常务", "执行", "第一", "党委", "党组")
            or (text[f.end : start] == "的" and f.type is _O)
        ):
            if f.type is _D and f.end == start and role in ("代表", "委员") and f.name not in countries():  # 永康代表; 市政协港澳委员
                holder = next((o for o in reversed(found) if o.end == f.start and o.type is _O), None)
                return (holder.ref, holder.start) if holder else (deputy_body("人大" if role == "代表" else "政协", None, context), f.start)
            return _of(f, role, text[f.end : start], context), f.start
        if f.end < start:
            between = text[f.end : start]
            if role == "委员" and between in ("界", "界别", "界的", "界别的", "界别组"):
                return deputy_body("政协", None, context), start  # 民盟界委员
            close = len(between) <= 9 or (f.type is _O and role in _shop())
            if f.type is not EntityType.SESSION and close and _GAP.fullmatch(between) and not _JOINED.search(between):
                return _department(f, between, role), f.start
            break
    head = HEAD_OF_GOVERNMENT.search(role)
    if head:
        place = context.at_level(head[1])
        return (Ref(_O, government(place)), start) if place else (None, start)
    if deputy and role not in ("代表", "委员") and (deputy["level"] or role not in ("主席", "副主席")):
        return deputy_body(deputy["body"], deputy["level"], context), deputy.start()
    committee = _COMMITTEE.search(text[:start]) if role == "委员" else None
    return None, committee.start("name") if committee else _unit_start(text, start, role)


# 检察院副检察长、检察委员会委员; 中级人民法院民事审判第一庭庭长: inner parts of the body that was named before.
_COMMITTEE = re.compile(r"(?:^|[、,])(?P<name>[\u4e00-\u9fff]{2,8}委员会)$")
_UNIT = {
    "庭长": "庭",
    "副庭长": "庭",
    "科长": "科",
    "副科长": "科",
    "处长": "处",
    "副处长": "处",
    "部长": "部",
    "副部长": "部",
    "主任": "办公室",
}


def _unit_start(text: str, start: int, role: str) -> int:
    """Where the inner unit begins that a role heads, when it stands alone behind 、."""
    unit = _UNIT.get(role)
    m = re.search(r"、(?P<name>[\u4e00-\u9fff]{1,10})$", text[max(0, start - 12) : start]) if unit else None
    return start - len(m["name"]) if m and unit and m["name"].endswith(unit) else start


def _of(f: Found, role: str, between: str, context: Context) -> Ref | None:
    if f.type is _O and f.name.endswith("代表团") and role == "代表":  # a member of a delegation is a deputy of the congress
        return team_of(f.name, context) or deputy_body("人大", None, context)
    if f.type is _O:
        return f.ref
    if f.type is EntityType.SESSION:
        return congress_of(f.name)
    if between in _BRANCHES:
        return Ref(_O, f.name + between)
    head = next((b for b in _BRANCHES if role.startswith(b)), None)
    if head:
        return Ref(_O, f.name + head)
    if HEAD_OF_GOVERNMENT.search(role) or (f.name.endswith("自治区") and role.endswith("主席")):
        return Ref(_O, government(f.name))
    if role.endswith("书记"):
        return Ref(_O, party_committee(f.name))
    return f.ref if f.rule != "deictic" and role not in callings() else None


@cache
def callings() -> frozenset[str]:
    """Callings, which a place has no office for (某镇渔民)."""
    listed = {c["name"]: c["roles"] for c in toml("roles")["category"]}
    return frozenset(listed["profession"]) | frozenset(r for r in listed["village"] if r[-1] in "民农户者手贤人工师")


def _department(f: Found, between: str, role: str) -> Ref | None:
    """市民政局养老服务科 + 科长: an inner department belongs to the body; a district with a proper name behind it is not resolved."""
    if f.type is _O:
        return f.ref
    head = next((b for b in _BRANCHES if between.endswith(b)), None)
    return Ref(_O, f.name + between) if head else None


def deputy_body(body: str, level: str | None, context: Context) -> Ref | None:
    """The congress or CPPCC committee that deputies and members of a level belong to."""
    if level is None and (sitting := _sitting(body, context)):
        return sitting
    if level == "全国" or (level is None and context.home == "中国"):
        return Ref(_O, "全国人民代表大会" if body == "人大" else "中国人民政治协商会议全国委员会")
    place = context.at_level(level) if level else context.home
    if place is None or body == "党代会":
        return None
    return Ref(_O, place + "人民代表大会" if body == "人大" else f"中国人民政治协商会议{place}委员会")


_TEAM = re.compile(r"(?P<team>[\u4e00-\u9fff]{2,12}?)(?:代表)?团的?$")


def team_body(text: str, at: int, context: Context) -> Ref | None:
    """The congress of the delegation that is named right before text[at] (吉林代表团的|某某代表), where its name tells it."""
    m = _TEAM.search(text, max(0, at - 16), at)
    return team_of(m["team"], context) if m else None


def team_of(name: str, context: Context) -> Ref | None:
    """The congress to which a delegation belongs by its name: that of the nation for one of a province, of the army or of the issuing
    place's own province; None where the name says nothing."""
    place = name.removesuffix("代表团")
    if place.endswith(("解放军", "武警部队", "解放军和武警部队")):
        return deputy_body("人大", "全国", context)
    found = next((d for n in range(min(8, len(place)), 1, -1) for d in divisions().named(place[-n:])), None)
    if found is None or context.place is None:
        return None
    if found.level == 1 and found != context.place:
        return deputy_body("人大", "全国", context)
    return None


def _sitting(body: str, context: Context) -> Ref | None:
    """The body whose session the page is about: deputies of a county's delegation to a city's congress are the city's."""
    session = main_session(context)
    if session is None or ("人民代表大会" in session) != (body == "人大") or (body != "人大" and "政治协商" not in session):
        return None
    found = congress_of(session)
    return Ref(_O, found.name.removesuffix("常务委员会")) if found else None


_TERM = re.compile(r"第[一二三四五六七八九十百]+届")


def congress_of(session: str) -> Ref | None:
    """The lasting body of a session's full name: 宜昌市第十六届人民代表大会第四次会议 → 宜昌市人民代表大会."""
    bare = _TERM.sub("", session)
    m = re.match(r"(.*?人民代表大会(?:常务委员会)?|中国人民政治协商会议.*?委员会|中共.*?委员会|中国共产党.*?委员会|中共.*?委)", bare)
    return Ref(_O, m[1]) if m else None
