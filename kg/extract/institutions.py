"""Finds organs of state, party, CPPCC and people's organizations, and writes them out.

Each organ is written in a few customary ways: with the sign of the level (市卫健委), with the place (秭归县农业农村局, 政协栾川县委员会),
with a term of office
(市十六届人大常委会). All of them lead to one full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.divisions import divisions
from kg.lexicon.gazetteer import meanings
from kg.lexicon.organs import Organ, Rank, organs
from kg.lexicon.parties import branch_of, parties
from kg.lexicon.terms import countries
from kg.model import EntityType

_O = EntityType.ORGANIZATION
_SIGNS = ("自治区", "省", "市", "州", "县", "区", "旗", "盟", "镇", "乡", "街道")
_ORDINAL = "第?[一二三四五六七八九十百]+届"


class _Form(NamedTuple):
    """A writing of an organ. sign: the sign of the level that it begins with or holds; "" for a writing without the place; "国" for
    national."""

    organ: Organ
    sign: str
    at: int  # place of the sign in the writing


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, _Form]]]:
    forms: dict[str, _Form] = {}
    for organ in organs():
        if organ.rank is Rank.NATIONAL:
            for text in (organ.full, *organ.short):
                forms.setdefault(text, _Form(organ, "国", 0))
            continue
        for sign in _SIGNS:
            if (organ.rank is Rank.PROVINCE) != (sign in ("省", "自治区")) and organ.rank is Rank.PROVINCE:
                continue
            for text in organ.written_at(sign):
                forms.setdefault(text, _Form(organ, sign, text.find(sign)))
            if organ.pattern == "{place}" + organ.full:
                forms.setdefault(sign + organ.full, _Form(organ, sign, 0))
        for text in (organ.full, *organ.short):
            if len(text) >= 2 and organ.kind != "party":
                forms.setdefault(text, _Form(organ, "", 0))
    for sign in _SIGNS[:6]:
        forms.setdefault(f"{sign}党委", _Form(_party(), sign, 0))
        forms.setdefault(f"中共{sign}委", _Form(_party(), sign, 2))
    pairs = list(forms.items())
    return ahocorasick_rs.AhoCorasick([t for t, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


@cache
def _party() -> Organ:
    return next(o for o in organs() if o.full == "中共委员会")


@cache
def _organ(full: str) -> Organ:
    return next(o for o in organs() if o.full == full and o.rank is Rank.LOCAL)


def find(text: str, districts: list[Found], context: Context) -> Iterator[Found]:
    """The organs named in a folded text. `districts`: what was found of places in it, since a place stands before most organs."""
    taken: list[Found] = []
    for f in _termed(text, districts, context):
        taken.append(f)
        yield f
    for f in _branches(text, context):
        taken.append(f)
        yield f
    for f in (*_centres(text), *_bureau_branches(text, context), *_of_session(text, districts)):
        taken.append(f)
        yield f
    starts = {d.start: d for d in sorted(districts, key=lambda d: d.end - d.start)}
    ends = {d.end: d for d in sorted(districts, key=lambda d: d.end - d.start) if d.rule != "deictic"}
    matcher, pairs = _matcher()
    last: Found | None = None
    for index, start, end in matcher.find_matches_as_indexes(text):
        _, form = pairs[index]
        if any(t.start < end and start < t.end for t in taken):
            continue
        found = _one(text, start, end, form, starts, ends, context) or _beside(text, start, end, form, last)
        if found:
            last = found
            yield found
            if committee := _committee(text, found):
                yield committee
            if office := _OFFICE.match(text, found.end):
                yield found._replace(end=office.end(), name=found.name + office.group(), rule="branch-office")


_COMMITTEE = re.compile(r"(?P<name>[\u4e00-\u9fff、]{2,16}?(?:工作委员会|专门委员会|委员会)(?:办公室)?)(?!第)")
_PARENTS = ("人大", "人大常委会", "政协", "人民代表大会", "人民代表大会常务委员会")


_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,4}分局")
_BRANCH = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<line>公安|生态环境|自然资源|规划和自然资源|市场监督管理|交警|税务)(?P<place>[\u4e00-\u9fff]{2,4})分局"
)


def _bureau_branches(text: str, context: Context) -> Iterator[Found]:
    """公安宝坻分局: a district's branch of a bureau of the city."""
    city = context.at_level("市")
    for m in _BRANCH.finditer(text) if city and "分局" in text else ():
        yield Found(m.start(), m.end(), _O, f"{city}{m['line']}局{m['place']}分局", "branch-office", (("kind", "government"),))


def _committee(text: str, f: Found) -> Found | None:
    """市政协提案委员会, 市人大常委会代表工作委员会: a committee named behind its body. Its own full name follows the way such names are
    printed:
    the place, 政协 or the congress's full name, the committee."""
    m = _COMMITTEE.match(text, f.end)
    form = text[f.start : f.end]
    if (
        m is None
        or not form.endswith(_PARENTS)
        or re.search(r"^[各专]|及|[的在是有和与]?(?:第[一二三四五六七八九十]+|常务)|委员(?!会)|代表团|会议", m["name"])
    ):
        return None
    body = re.sub(r"^中国人民政治协商会议(.*)委员会$", r"\1政协", f.name)
    return Found(f.start, m.end(), _O, body + m["name"], "committee", f.attributes)


def _one(text: str, start: int, end: int, form: _Form, starts: dict[int, Found], ends: dict[int, Found], context: Context) -> Found | None:
    organ, sign = form.organ, form.sign
    if text.startswith("们", end) or (text[end - 1] == "委" and text[end : end + 1] in ("员", "托", "任", "派")):
        return None
    if sign == "国":
        return _national(text, start, end, organ)
    if not sign:
        place = ends.get(start)
        if place is None or place.name == "中国":
            return None
        name = text[place.start : end] if organ.full in _VERTICAL else organ.name_at(place.name)
        return Found(place.start, end, _O, name, "organ-of-place", _kind(organ))
    # 株洲市教育局: the sign belongs to the name of the place
    place = ends.get(start + form.at + len(sign))
    if place is not None and place.start < start + form.at:
        begin = place.start if form.at == 0 else start
        if organ.full in _VERTICAL:
            return Found(place.start, end, _O, text[place.start : end], "organ-of-place", _kind(organ))
        return Found(min(begin, place.start), end, _O, organ.name_at(place.name), "organ-of-place", _kind(organ))
    place = ends.get(start)
    if place is not None and place.name != "中国" and form.at == 0:
        if sign in ("县", "市", "区", "州", "旗", "省") and place.name.endswith(sign):
            return Found(place.start, end, _O, organ.name_at(place.name), "organ-of-place", _kind(organ))
        below = _below(text[place.start : place.end] + sign, context)
        if below:
            return Found(place.start, end, _O, organ.name_at(below), "organ-of-place", _kind(organ))
    whole = context.at_level(sign)
    if (
        whole is None
        or (start and text[start - 1] in "各县市区跨")
        or (organ.full in _PLAIN and form.at == 0 and _inside_word(text, start))
    ):
        return None
    return Found(start, end, _O, organ.name_at(whole), "organ-of-level", _kind(organ))


def _beside(text: str, start: int, end: int, form: _Form, last: Found | None) -> Found | None:
    """山丹县委、县政府: the second organ is of the same division as the one before it, when its sign is that division's."""
    if last is None or last.rule != "organ-of-place" or form.at or not form.sign or text[last.end : start] not in ("、", "和", "与", "及"):
        return None
    place = re.sub(r"^中共|^中国人民政治协商会议", "", last.name)
    at = place.find(form.sign)
    whole = place[: at + len(form.sign)] if at > 0 else ""
    if not whole or not any(divisions().full_name(d) == whole for d in divisions().named(whole)):
        return None
    return Found(start, end, _O, form.organ.name_at(whole), "organ-of-place", _kind(form.organ))


_VERTICAL = ("海关", "海事局")  # they bear the short name of the port, not the division's


_PLAIN = ("中共委员会", "人民政府")


def _inside_word(text: str, start: int) -> bool:
    """Whether the sign belongs to a word before it (城市政府, 社区委员): 城市, 地区, 社区, 园区, 城区."""
    return text[max(0, start - 1) : start] in (
        "城",
        "社",
        "地",
        "园",
        "城",
        "都",
        "街",
        "牧",
        "山",
        "景",
        "校",
        "厂",
        "小",
        "郊",
        "辖",
        "片",
        "库",
        "港",
        "湾",
        "灾",
        "疫",
        "战",
    )


def _below(name: str, context: Context) -> str | None:
    found = meanings(name, context.place)
    return divisions().full_name(found[0]) if found else None


def _national(text: str, start: int, end: int, organ: Organ) -> Found | None:
    if len(organ.full) < 3 and end - start < 3:
        return None
    if text[end : end + 1] in ("门", "署"):
        return None
    if start and "\u4e00" <= text[start - 1] <= "\u9fff" and (text[start - 1] in "省市县区州" or _of_country(text, start)):
        return None
    return Found(start, end, _O, organ.full, "organ-national", _kind(organ))


def _of_country(text: str, at: int) -> bool:
    """Whether another country's name stands before text[at] (俄罗斯国防部)."""
    named = countries()
    return any(text[at - n : at] in named and text[at - n : at] not in ("中国", "全国", "我国") for n in range(2, min(at, 9) + 1))


def _kind(organ: Organ) -> tuple[tuple[str, str], ...]:
    return (("kind", organ.kind),)


_TERMED = re.compile(
    rf"(?P<zx>政协|中国人民政治协商会议)?(?P<gc>中共|中国共产党)?(?P<pre>[\u4e00-\u9fff]{{0,12}}?)(?P<term>{_ORDINAL})"
    r"(?P<organ>人民代表大会常务委员会|人大常委会|人民代表大会|人大|政协常委会|政协|委员会常务委员会|委员会)(?P<rest>第?[一二三四五六七八九十]+次|.?)"
)
_NAMED = re.compile(
    r"(?:政协|中国人民政治协商会议)(?P<place>[\u4e00-\u9fff]{2,14}?)委员会(?P<sub>常务委员会|办公室)?|(?:中国共产党|中共)(?P<party>[\u4e00-\u9fff]{2,14}?)(?:委员会|(?<=[省市县区州旗盟])委)(?!员|托)"
)


def _termed(text: str, districts: list[Found], context: Context) -> Iterator[Found]:
    """Organs with a term of office, and those whose place stands inside the name (政协栾川县委员会, 中共临夏州委)."""
    for m in _NAMED.finditer(text):
        place = m["place"] or m["party"]
        full = _full(place, context)
        if full is None:
            continue
        organ = _organ("中国人民政治协商会议委员会" + (m["sub"] or "")) if m["place"] else _party()
        yield Found(m.start(), m.end(), _O, organ.name_at(full), "organ-around-place", _kind(organ))
    for m in re.finditer(_ORDINAL, text):
        after = re.match(r"(人民代表大会常务委员会|人大常委会|人民代表大会|人大|政协常委会|政协)", text[m.end() :])
        if not after:
            continue
        end = m.end() + after.end()
        if re.match(r"第?[一二三四五六七八九十]+次|常务委员会第|代表[一-龥]?资格", text[end : end + 8]):
            continue
        head = next((d for d in districts if d.end == m.start() and d.rule != "deictic"), None)
        sign = next((s for s in _SIGNS if text[: m.start()].endswith(s)), None)
        full = head.name if head else context.at_level(sign) if sign else None
        if full is None:
            continue
        name = {
            "人大": "人民代表大会",
            "人大常委会": "人民代表大会常务委员会",
            "政协": "中国人民政治协商会议委员会",
            "政协常委会": "中国人民政治协商会议委员会常务委员会",
        }.get(after[1], after[1])
        organ = _organ(name)
        start = head.start if head else m.start() - len(sign or "")
        yield Found(start, end, _O, organ.name_at(full), "organ-of-term", _kind(organ))


def _full(place: str, context: Context) -> str | None:
    """Full name of the division that a name inside an organ's name means (with a term of office cut off); None for no division."""
    bare = re.sub(rf"{_ORDINAL}$", "", place)
    if bare in _SIGNS:
        return context.at_level(bare)
    found = meanings(bare, context.place)
    return divisions().full_name(found[0]) if found else None


@cache
def _branch_pattern() -> re.Pattern[str]:
    names = sorted((f for p in parties() if p.kind == "democratic" for f in (p.name, p.short, *p.forms)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(names)})(?:[\u4e00-\u9fff]{{0,12}}?(?:委员会|委会|总支部|支部|支社|[省市州县区旗]委))")


@cache
def _centre_pattern() -> re.Pattern[str]:
    names = sorted((f for p in parties() if p.kind == "democratic" for f in (p.name, p.short, *p.forms)), key=len, reverse=True)
    return re.compile(rf"(?P<party>{'|'.join(names)})中央(?:委员会)?(?!政府)")


def _centres(text: str) -> Iterator[Found]:
    """民革中央, 九三学社中央: the central committees of the democratic parties."""
    for m in _centre_pattern().finditer(text) if "中央" in text else ():
        party = next(p for p in parties() if m["party"] in (p.name, p.short, *p.forms))
        yield Found(m.start(), m.end(), _O, party.name + "中央委员会", "party-centre", (("kind", "party"),))


_OF_SESSION = re.compile(
    rf"(?:(?:政协|中国人民政治协商会议)?(?P<sign>自治区|[省市州县区旗])?{_ORDINAL}(?:人大|人民代表大会|政协|[\u4e00-\u9fff]{{0,8}}委员会)第?[一二三四五六七八九十]+次(?:全体)?会议)?(?P<big>大会)?(?P<organ>主席团|秘书处)"
)


def _of_session(text: str, districts: list[Found]) -> Iterator[Found]:
    """市十六届人大四次会议主席团, 大会秘书处: the organs that a congress or CPPCC session has while it sits."""
    if "主席团" not in text and "秘书处" not in text:
        return
    ends = {d.end: d for d in districts if d.rule != "deictic"}
    for m in _OF_SESSION.finditer(text):
        if m.start("organ") > m.start() and not (m["big"] and text.endswith("代表", 0, m.start("big"))):
            place = ends.get(m.start() + len(m["sign"] or "")) if not m["big"] or m.start("big") > m.start() else None
            start = place.start if place else m.start()
            yield Found(start, m.end(), _O, text[start : m.end()], "organ-of-session", (("kind", "congress"),))


def _branches(text: str, context: Context) -> Iterator[Found]:
    """Local committees of the democratic parties; in 民革、民建、九三学社阜阳市委会 the last carries the committee for all."""
    for m in _branch_pattern().finditer(text):
        branch = branch_of(m.group())
        if branch is None:
            continue
        place = context.at_level(branch.level) if branch.level else None
        name = branch.name_at(place or context.home)
        if name is None:
            continue
        yield Found(m.start(), m.end(), _O, name, "party-branch", (("kind", "party"),))
        at = m.start()
        while (head := _elided(text, at)) is not None:
            party, start = head
            if party.branch:
                yield Found(
                    start,
                    start + len(party.short),
                    _O,
                    name.replace(branch.party.name, party.name),
                    "party-branch-elided",
                    (("kind", "party"),),
                )
            at = start


def _elided(text: str, at: int):  # type: ignore[no-untyped-def]
    for p in parties():
        for form in (p.short, p.name):
            if p.kind == "democratic" and text[max(0, at - len(form) - 1) : at] == form + "、":
                return p, at - len(form) - 1
    return None
