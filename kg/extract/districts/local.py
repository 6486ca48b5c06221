"""Townships without their suffix, and townships and villages that no list of divisions holds, known by their suffix and the place before
them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick_rs

from kg.extract.context import Context
from kg.extract.districts.divided import region
from kg.extract.districts.words import never_before, of_water, ordinary, pattern, rule
from kg.extract.edges import Places, name_edge
from kg.extract.work import Found
from kg.lexicon.divisions import divisions
from kg.lexicon.names import is_name
from kg.lexicon.terms import ethnic_groups
from kg.model import EntityType

_D = EntityType.DISTRICT
_TOWN_AFTER = re.compile(
    r"等(?:周边|邻近|相邻|沿线|重点|中心|临近)?(?:乡镇|镇街|[镇乡])|等?[\d一二三四五六七八九十两几]+个?(?:主产|重点|试点)?(?:乡镇|镇街|[镇乡])|[、和与][\u4e00-\u9fff]{1,5}(?:镇|乡|街道|、|[一二三四五六七八九十两几]+个?[镇乡])"
)
_TOWN_BEFORE = re.compile(r"(?:[在从到往赴]|来自|位于)$")
_NEXT_TOWN = re.compile(r"、(?P<name>[\u4e00-\u9fff]{1,3}(?:镇|乡))(?=[一二三四五六七八九十两几\d]+个|、|等|和)")
_UPPER = re.compile(r"(?:镇|乡|街道|苏木)(?=[\u4e00-\u9fff]{2,})")
_LISTED_TOWNS = re.compile(r"、(?P<name>[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))(?=[、,。;:()和等及各]|$)")
# A village at the head of a clause, with something of a village behind it.
_VILLAGE = re.compile(
    r"(?:^|(?<=[,。;:、!?”“])|(?<=[是任])(?=[\u4e00-\u9fff]{2,3}村党))(?P<name>[\u4e00-\u9fff]{2,3}村)(?=集体经济|村民|党支部|党总支|村委会|第一书记|驻村|、[\u4e00-\u9fff]{2,3}村)"
    r"|(?<=[\u4e00-\u9fff]{2}村、)(?P<next>[\u4e00-\u9fff]{2,3}村)(?![\u4e00-\u9fff]?[民庄镇级])"
)
# 云岭街道长桥村党委书记: a township at the head of a clause, before its village and the village's committee.
_TOWN_OF_VILLAGE = re.compile(
    r"(?:^|(?<=[,。;:、!?”“]))(?P<name>[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))(?=[\u4e00-\u9fff]{2,4}(?:村|社区)(?:党|居委会|村委会|书记|主任))"
)
# Kinds of villages, by what they are or have won.
_KIND_OF_VILLAGE = re.compile(
    r"^(?:行政|自然|中心|示范|脱贫|贫困|先进|移民|城中|空心|重点|特色|薄弱|边境|民族|美丽|文明|和美|平安|试点|淘宝|红色|旅游|传统|历史|未来|数字|后进|软弱|典型|标杆|样板|易地|革命|古|各|全|老|新|小|乡|农|山|渔)"
)


@cache
def _township_matcher(prefecture: str) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]] | None:
    """Short names of the townships of one prefecture with their full names; everyday words and those of one character left out."""
    book = divisions()
    forms: dict[str, str] = {}
    for county in book.children(prefecture):
        for town in book.children(county.code) if county.level < 4 else (county,):
            for short in book.short_forms(town):
                if len(short) > 1 and short not in ordinary():
                    forms.setdefault(short, town.name)
    pairs = list(forms.items())
    return (ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs) if pairs else None


def townships(text: str, known: Sequence[Found], context: Context) -> Iterator[Found]:
    """资丘、渔峡口两镇; 在陈埭; 丹灶至狮山: townships of the home prefecture without their suffix, in a list with others or behind a word
    of place."""
    home = region(context)
    found = _township_matcher(home.code) if home else None
    if found is None:
        return
    matcher, pairs = found
    hits = [(start, end, pairs[index][1]) for index, start, end in matcher.find_matches_as_indexes(text)]
    if not hits:
        return
    taken = {f.start for f in known}
    starts = {start for start, _, _ in hits}
    barred = [m.span() for m in pattern("inside_words").finditer(text)]
    last = -1
    for start, end, name in hits:
        if start in taken or text.startswith(never_before(), end) or of_water(text, start, end):
            continue
        if any(a < end and start < b for a, b in barred):
            continue
        listed = bool(_TOWN_AFTER.match(text, end)) or (start == last + 1 and text[last] in "、和至")
        listed = listed or (text[end : end + 1] in ("、", "至") and end + 1 in starts)
        if listed or (_TOWN_BEFORE.search(text, max(0, start - 2), start) and text[end : end + 1] not in tuple("镇乡街县市区")):
            yield Found(start, end, _D, name, "township-short")
            last = end
            if more := _NEXT_TOWN.match(text, end):
                yield Found(more.start("name"), more.end(), _D, more["name"], "township-grammar")


def below_counties(text: str, known: Sequence[Found]) -> Iterator[Found]:
    """Townships after a county and villages after a township that the list of divisions does not have."""
    not_name = pattern("not_name")
    seen = {f.end for f in known}
    starts = {f.start for f in known}
    for f in known:
        if f.rule == "township":
            yield from _listed_towns(text, f.end, seen)
        if f.end < len(text) and f.end not in starts and f.name[-1] in "县区市旗州" and not f.name.endswith("自治区"):
            m = rule("township").match(text, f.end)
            plain = m and (pattern("vague").match(m["name"]) or not_name.search(m["name"][:-1]))
            quarter = _COMMUNITY.match(text, f.end)
            if quarter and quarter.end() not in seen and _names_village(quarter["name"]):
                seen.add(quarter.end())
                yield Found(quarter.start(), quarter.end(), _D, quarter["name"], "village-grammar")  # 黄石港区|钟楼社区
            if m and not plain and m.end() not in seen and not _head_of_county(text, f, m["name"]):
                seen.add(m.end())
                yield Found(m.start("name"), m.end("name"), _D, m["name"], "township-grammar")
                yield from _listed_towns(text, m.end(), seen)
    for m in rule("village").finditer(text):
        cut = max((c.end() for c in _UPPER.finditer(m["name"])), default=0)
        cut = max([cut, *(f.end - m.start("name") for f in known if f.start < m.start("name") < f.end < m.end("name"))])  # 清镇市柳河村
        name = m["name"][cut:].removeprefix("办事处")
        if name[:1] == "办" and text.endswith("街道", 0, m.start("name")):
            name = name[1:]  # 西关街道办枣园村
        placed = m.start() > 0 and "\u4e00" <= text[m.start() - 1] <= "\u9fff"
        own = name.removesuffix("社区")
        kind = len(own) > 4 and own[-1] == "村" and pattern("not_village").search(own[:-1])  # 人居环境薄弱村, but 幸福村
        if placed and len(name) > 2 and not kind and not pattern("not_village").search(own):
            yield Found(m.end("name") - len(name), m.end("name"), _D, name, "village-grammar")
    for m in _TOWN_OF_VILLAGE.finditer(text):
        if m.start() not in starts and not not_name.search(m["name"][:-2]) and not pattern("vague").match(m["name"]):
            yield Found(m.start(), m.end(), _D, m["name"], "township-grammar")
    for m in _VILLAGE.finditer(text):
        key = "name" if m["name"] else "next"
        form = m[key]
        vague = pattern("vague").match(form) and not (key == "next" and form[0] in "大小新老" and len(form) > 2)  # 乙村、大洪村
        if not not_name.search(form[:-1]) and not vague and not _KIND_OF_VILLAGE.match(form):
            yield Found(m.start(key), m.end(key), _D, form, "village-grammar")


def _listed_towns(text: str, at: int, seen: set[int]) -> Iterator[Found]:
    """The townships listed behind one that ends at text[at]: 、丙镇、丁乡. seen: ends of places that are known, which it adds to."""
    while (more := _LISTED_TOWNS.match(text, at)) and not pattern("not_name").search(more["name"][:-1]):
        if pattern("vague").match(more["name"]) and not _PLAIN_HEAD.fullmatch(more["name"]):
            return
        at = more.end()
        if at not in seen:
            seen.add(at)
            yield Found(more.start("name"), more.end(), _D, more["name"], "township-grammar")


_PLAIN_HEAD = re.compile(r"[大小新老](?![城集乡古市])[\u4e00-\u9fff]{1,2}(?:镇|乡)")  # 、大沟镇, but 、小城镇


def of_township(text: str, context: Context) -> Iterator[Found]:
    """Villages in the paper of their own township, where they stand alone: 老桥村到埂头村, 大史村吃水; elsewhere those to which somebody
    comes or where he lives, and those that a body of theirs names (来到栗树塘村, 栗树塘村党总支). And those that fill a cell or a line with
    others of their kind (余佐社区、大畈社区)."""
    if "村" not in text and "社区" not in text:
        return
    alone = _OF_TOWNSHIP if (context.home or "").endswith(("镇", "乡", "街道", "苏木")) else _GONE_TO
    places = Places(text)
    for m in alone.finditer(text):
        key = "name" if m["name"] else "own"
        start = _behind_verb(text, m.start(key), m.end(key), places)
        start += max((c.end() for c in _ABOVE.finditer(text[start : m.end(key)])), default=0)  # 安定镇|古槐村
        form = text[start : m.end(key)]
        if _names_village(form):
            yield Found(start, m.end(key), _D, form, "village-grammar")
    if len(text) <= 60 and _ONLY_VILLAGES.fullmatch(text):
        for m in re.finditer(r"[^、]+", text):
            form = m.group()
            if form.endswith(("村", "社区")) and _names_village(form):
                yield Found(m.start(), m.end(), _D, form, "village-grammar")


def _behind_verb(text: str, start: int, end: int, places: Places) -> int:
    """Where the name begins of a village that stands alone: behind the verb or preposition that governs it (解决上坪村, 以上坪村为龙头)."""
    own = end - (2 if text.endswith("社区", 0, end) else 1)
    return name_edge(text, start, own, places).start


def _names_village(form: str) -> bool:
    """Whether what ends in 村 or 社区 is a name and no kind of village."""
    own = form.removesuffix("社区").removesuffix("村")
    plain = _NO_VILLAGE.search(own) or (_KIND_OF_VILLAGE.match(form) and not (form[0] in "大小新老古" and len(own) > 1))
    return len(own) > 1 and not plain and not pattern("not_village").search(own)


_NO_VILLAGE = re.compile(
    r"小镇|[进入驻下]$|[各全每哪这那本该两几多数个了的\d]|我们|他们|所在|推进|加快|支持|快乐|建成|完整|国际|新型|现代|小区|住宅|当地|附近|周边|隔壁|邻近|贫|低收入"
)
# What may stand before a village that is named alone, and what makes of its name another word.
_OF_TOWNSHIP = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[到在和与从把给由让为至、]))(?P<name>[\u4e00-\u9fff]{2,5}(?:村(?![民庄级镇集部道巷容貌规])|社区(?![居工])))"
)
_COMMUNITY = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,4}社区)(?![居工服治矫教医养团党])")
# Where any page names a village alone: behind a word of coming, living or lying there, or before what only a village has.
_GONE_TO = re.compile(
    r"(?:(?<=来到|走进|位于|家住|地处|赶到|走访|前往|深入|奔赴|回到|住在|坐落|来自|探访|赶往|驻点|定点|联系|落在|走到|[^在]赴)"
    r"|(?<=[把将从到和与让])(?=[\u4e00-\u9fff]{2,3}村(?:[、,的列纳作打建搞]|连))|(?<=以)(?=[\u4e00-\u9fff]{3,8}为))"
    r"(?P<name>[\u4e00-\u9fff]{2,5}(?:村(?![民庄级镇集部道巷容貌规落居里])|社区(?![居工服内])))"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[省市县区镇乡任是让]))(?P<own>[\u4e00-\u9fff]{2,5}(?:村|社区))"
    r"(?=(?:党总支|党支部|党委|居委会|村委会|党群服务中心|便民服务站|驻村)(?!建设|标准))"
)
_ABOVE = re.compile(r"(?:(?<!小)镇|[乡县旗]|街道|苏木|[市区])(?=[\u4e00-\u9fff]{2,}(?:村|社区)$)")
_ONLY_VILLAGES = re.compile(r"(?:[\u4e00-\u9fff]{2,10}、)*[\u4e00-\u9fff]{2,6}(?:村|社区)")


def _head_of_county(text: str, county: Found, name: str) -> bool:
    """Whether what looks like a township behind a county is its head with his name (某县长李镇国)."""
    if name[0] != "长" or not is_name(text[county.end + 1 : county.end + len(name) + 1]):
        return False
    return not any(p.name == county.name for d in divisions().named(name) for p in divisions().parents(d))


@cache
def _ethnic_pattern() -> re.Pattern[str]:
    groups = sorted({name.removesuffix("族") for name in ethnic_groups().values()}, key=len, reverse=True)
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[在、和与到从县]))[\u4e00-\u9fff]{{2,4}}?(?:{'|'.join(groups)})族(?:乡|镇)")


def ethnic(text: str) -> Iterator[Found]:
    """Ethnic townships (格萨拉彝族乡), whose names follow one pattern: a proper name, one of the 56 groups, 族乡."""
    if "族乡" in text or "族镇" in text:
        for m in _ethnic_pattern().finditer(text):
            start = m.start() + (m.group()[0] in "在和与到从县")
            yield Found(start, m.end(), _D, text[start : m.end()], "township-ethnic")
