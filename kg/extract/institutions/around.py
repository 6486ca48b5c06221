"""Organs whose name holds a term of office or a session, or stands around its place: 市十六届人大常委会, 政协栾川县委员会, 大会主席团."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.institutions.forms import ORDINAL, SIGNS, kind_of, organ_named, party_committee, party_offices
from kg.extract.sessions.meetings import main_session
from kg.extract.work import Found
from kg.lexicon.divisions import divisions
from kg.lexicon.gazetteer import meanings
from kg.model import EntityType

_O = EntityType.ORGANIZATION
_NAMED = re.compile(
    r"(?:政协|中国人民政治协商会议)(?P<place>[\u4e00-\u9fff]{2,14}?)委员会(?P<sub>常务委员会|办公室)?|(?:中国共产党|中共)(?P<party>[\u4e00-\u9fff]{2,14}?)(?:委员会|(?<=[省市县区州旗盟])委)(?!员|托)"
)
# 政协第十三届全国委员会; what follows with a number is one of its meetings
_NATIONAL = re.compile(
    rf"(?:中国人民政治协商会议|政协)(?:{ORDINAL})?全国委员会(?P<sub>常务委员会)?(?!第|[一二三四五六七八九十]次)(?!常务委员会第)"
)
_LEAGUE = re.compile(r"共青团(?P<place>[\u4e00-\u9fff]{2,12}?)(?:委员会|(?<=[省市县区州旗盟])委)(?!员|托)")


def termed(text: str, districts: list[Found], context: Context) -> Iterator[Found]:
    """Organs with a term of office, and those whose place stands inside the name (政协栾川县委员会, 中共临夏州委)."""
    for m in _NAMED.finditer(text):
        place = m["place"] or m["party"]
        full = _full(place, context)
        if full is None:
            continue
        office = next((f for f in _office_forms() if m["party"] and text.startswith(f, m.end())), "")
        organ = (
            organ_named("中国人民政治协商会议委员会" + (m["sub"] or ""))
            if m["place"]
            else party_offices()[office]
            if office
            else party_committee()
        )
        yield Found(m.start(), m.end() + len(office), _O, organ.name_at(full), "organ-around-place", kind_of(organ))
    for m in _NATIONAL.finditer(text) if "全国委员会" in text else ():
        organ = organ_named("中国人民政治协商会议委员会" + (m["sub"] or ""))
        yield Found(m.start(), m.end(), _O, organ.name_at("全国"), "organ-around-place", kind_of(organ))
    for m in _LEAGUE.finditer(text) if "共青团" in text else ():
        full = _full(m["place"], context)
        if full is not None:
            league = organ_named("共青团委员会")
            yield Found(m.start(), m.end(), _O, league.name_at(full), "organ-around-place", kind_of(league))
    for m in re.finditer(ORDINAL, text):
        after = re.match(r"(人民代表大会常务委员会|人大常委会|人民代表大会|人大|政协常委会|政协)", text[m.end() :])
        if not after:
            continue
        end = m.end() + after.end()
        of_deputies = not after[1].endswith(("常务委员会", "常委会")) and re.match(r"代表[一-龥]?资格", text[end : end + 8])
        if of_deputies or re.match(r"第?[一二三四五六七八九十]+次|常务委员会第", text[end : end + 8]):
            continue
        head = next((d for d in districts if d.end == m.start() and d.rule != "deictic"), None)
        sign = next((s for s in SIGNS if text[: m.start()].endswith(s)), None)
        full = head.name if head else context.at_level(sign) if sign else None
        if full is None:
            continue
        name = {
            "人大": "人民代表大会",
            "人大常委会": "人民代表大会常务委员会",
            "政协": "中国人民政治协商会议委员会",
            "政协常委会": "中国人民政治协商会议委员会常务委员会",
        }.get(after[1], after[1])
        organ = organ_named(name)
        start = head.start if head else m.start() - len(sign or "")
        yield Found(start, end, _O, organ.name_at(full), "organ-of-term", kind_of(organ))


@cache
def _office_forms() -> tuple[str, ...]:
    """The writings of the offices of a party committee, the longest first."""
    return tuple(sorted(party_offices(), key=len, reverse=True))


def _full(place: str, context: Context) -> str | None:
    """Full name of the division that a name inside an organ's name means (with a term of office cut off); None for no division."""
    bare = re.sub(rf"^{ORDINAL}|{ORDINAL}$", "", place)  # 政协第五届某市委员会, 政协某市第五届委员会
    if bare in SIGNS:
        return context.at_level(bare)
    found = meanings(bare, context.place)
    return divisions().full_name(found[0]) if found else None


_OF_SESSION = re.compile(
    rf"(?:(?:政协|中国人民政治协商会议)?(?P<sign>自治区|[省市州县区旗])?{ORDINAL}(?:人大|人民代表大会|政协|[\u4e00-\u9fff]{{0,8}}委员会)第?[一二三四五六七八九十]+次(?:全体)?会议)?(?P<big>大会)?(?P<organ>主席团|秘书处)"
)


def of_session(text: str, districts: list[Found], context: Context) -> Iterator[Found]:
    """市十六届人大四次会议主席团, 大会秘书处: the organs that a congress or CPPCC session has while it sits."""
    if "主席团" not in text and "秘书处" not in text:
        return
    ends = {d.end: d for d in districts if d.rule != "deictic"}
    for m in _OF_SESSION.finditer(text):
        if m.start("organ") > m.start() and not (m["big"] and text.endswith("代表", 0, m.start("big"))):
            place = ends.get(m.start() + len(m["sign"] or "")) if not m["big"] or m.start("big") > m.start() else None
            start = place.start if place else m.start()
            whole = main_session(context) if m["big"] and m.start("big") == m.start() else None
            name = whole + m["organ"] if whole and "人民代表大会" in whole else text[start : m.end()]
            yield Found(start, m.end(), _O, name, "organ-of-session", (("kind", "congress"),))


_BRANCH = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<line>公安|生态环境|自然资源|规划和自然资源|市场监督管理|交警|税务)(?P<place>[\u4e00-\u9fff]{2,4})分局"
)


def bureau_branches(text: str, context: Context) -> Iterator[Found]:
    """公安宝坻分局: a district's branch of a bureau of the city."""
    city = context.at_level("市")
    for m in _BRANCH.finditer(text) if city and "分局" in text else ():
        yield Found(m.start(), m.end(), _O, f"{city}{m['line']}局{m['place']}分局", "branch-office", (("kind", "government"),))


_OFFICE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[由向经和与及对请]))(?P<sign>[省市县区州旗])(?P<own>[\u4e00-\u9fff]{2,12}?(?:指挥部|领导小组办公室|领导小组)(?![成组会])"
    r"|(?!政府|委|人大|政协|[\u4e00-\u9fff]{0,3}[举主承开创领督交协合兴筹自包代补申难严查试停新民公农法审]办)[\u4e00-\u9fff]{2,4}办(?=[、,。;:)主副牵负对将要在和与及等到会出参组发指印介表]|$|公室))"
)


def offices_of_level(text: str, context: Context) -> Iterator[Found]:
    """市信用办, 县重点项目建设指挥部: offices, headquarters and leading groups of the page's own city or county that no list has."""
    for m in _OFFICE.finditer(text) if "办" in text or "指挥部" in text or "领导小组" in text else ():
        place = context.at_level(m["sign"])
        if place:
            end = m.end() + 2 * text.startswith("公室", m.end())
            name = m["own"] + ("公室" if m["own"].endswith("办") else "")
            yield Found(m.start("sign"), end, _O, place + name, "office-of-level", (("kind", "government"),))
