"""Zones and named stretches of land (开发区, 片区, 古镇, 湘赣边), by the grammar of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.extract.context import Context
from kg.extract.districts.words import pattern
from kg.extract.edges import Places, name_edge
from kg.extract.work import Found
from kg.lexicon.gazetteer import places_in
from kg.lexicon.load import toml
from kg.model import EntityType

_D = EntityType.DISTRICT
_TRADE_ZONE = re.compile(
    r"中国\([\u4e00-\u9fff]{2,6}\)(?:自由贸易试验区|跨境电子商务综合试验区|跨境电商综合试验区|自由贸易港|[\u4e00-\u9fff]{2,8}试验区)(?:[\u4e00-\u9fff]{2,6}片区)?"
)
_TAIL = re.compile(r"[\u4e00-\u9fff]{2,4}片区")
_APART = re.compile(r"[,。;:、“”()的和与及在]")
_BEGINS = r"(?<![\u4e00-\u9fff])(?!(?<=—)[访记])|(?<=—访)|(?<=—记)"
_OWN_NAME = re.compile(rf"(?:{_BEGINS}|(?<=[在和与到从对是]))(?P<name>[\u4e00-\u9fff]{{2,4}})$")
# 支持稀土高新区: a zone known by what it makes.
_OWN_TRADE = re.compile(rf"(?:{_BEGINS}|(?<=支持)|(?<=[在和与到从对是]))(?P<name>[\u4e00-\u9fff]{{2,3}})$")
_BARE = re.compile(r"(?<![\u4e00-\u9fff“])(?:高新区|经开区)|(?<=[在和与对由及])(?:高新区|经开区)")
# 我市高新区, 国家经开区: which one, of what rank, when, but no name
_NO_HEAD = re.compile(
    r"国家|[省市县区]级|[我全本该各][省市县区国]|[省市县区]里|[一-鿿][个类]|我们|他们|如今|目前|[去今明]年|支持|推动|加快"
)
_COUNTY = 3  # level of a county or a district among the divisions
_BARE_ZONES = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}


@cache
def _zone_pattern() -> re.Pattern[str]:
    kinds = sorted(toml("district_grammar")["zones"], key=len, reverse=True)
    return re.compile(rf"(?:国家(?:级)?)?(?:{'|'.join(kinds)})(?!域)")


def zones(text: str, known: Sequence[Found]) -> Iterator[Found]:
    """Development zones: a division's name, perhaps a proper name, and a kind; or a proper name alone behind a mark or a word of place."""
    for m in _TRADE_ZONE.finditer(text) if "中国(" in text else ():
        yield Found(m.start(), m.end(), _D, m.group(), "zone-national")
    if "区" not in text and "港" not in text and "城" not in text:
        return
    ends = {f.end: f for f in known}
    every = Places(text)
    for m in _zone_pattern().finditer(text):
        tail = _TAIL.match(text, m.end())
        end = tail.end() if tail else m.end()
        place = next(
            (ends[at] for at in range(m.start(), m.start() - 7, -1) if at in ends and not _APART.search(text, at, m.start())), None
        )
        if place:
            yield Found(place.start, end, _D, text[place.start : end], "zone")
            continue
        own = (_OWN_NAME if len(m.group()) >= 5 else _OWN_TRADE).search(text, max(0, m.start() - 5), m.start())
        start = name_edge(text, own.start("name"), m.start(), every).start if own else m.start()  # 但|某湖开发区, 应以|某山开发区
        if m.start() - start >= 2 and _can_name(text[start : m.start()]):
            yield Found(start, end, _D, text[start:end], "zone-own-name")


def _can_name(head: str) -> bool:
    """Whether what stands before the kind of a zone can be its name."""
    vague = _NO_HEAD.fullmatch(head) or pattern("vague").match(head)
    return not vague and not pattern("not_name").search(head) and not pattern("cut").search(head)


def bare_zones(text: str, context: Context) -> Iterator[Found]:
    """高新区 and 经开区 alone are the city's own, where no place, rank or number stands before them; on a page of a county or a district
    that names one such zone, they are that one."""
    if "高新区" not in text and "经开区" not in text:
        return
    city = context.at_level("市")
    for m in _BARE.finditer(text):
        if own := _only_zone(context.source.text, m.group()) if context.place and context.place.level == _COUNTY else None:
            yield Found(m.start(), m.end(), _D, own, "zone-of-page")
        elif city is not None:
            yield Found(m.start(), m.end(), _D, city.removesuffix("市") + _BARE_ZONES[m.group()], "zone-of-city")


@lru_cache(maxsize=64)
def _only_zone(page: str, kind: str) -> str | None:
    """The one zone of a kind (经开区) that a page names, by a name of two characters and the kind; None when it names none or several."""
    heads = set(re.findall(rf"(?:(?<![一-鿿])|(?<=[访在和与到从对是]))([一-鿿]{{2}}){kind}", page))
    own = [h for h in heads if _can_name(h) or any(p.end - p.start == len(h) for p in places_in(h))]
    return own[0] + kind if len(own) == 1 else None


@cache
def _between_pattern() -> re.Pattern[str]:
    letters = "".join(sorted({a for p in toml("provinces")["province"] for a in p.get("abbreviations", ()) if len(a) == 1}))
    kinds = "(?:省际|区域|省界)?(?:合作|协作|毗邻|交界)?(?:示范区|试验区|地区|区域)"
    between = "(?=[二两三四五]省(?:交界|边区|毗邻|边界|接壤))"
    return re.compile(rf"[{letters}]{{2,4}}(?:边区?(?:{kinds})?|毗邻{kinds}|交界(?:地区|区域)|地区(?!间)|{between})")


def between_provinces(text: str) -> Iterator[Found]:
    """湘赣边, 川渝毗邻地区, 晋冀鲁豫边区: land between provinces, named by their one-character abbreviations."""
    for m in _between_pattern().finditer(text):
        yield Found(m.start(), m.end(), _D, m.group(), "provinces-between")


@cache
def _area_kinds() -> re.Pattern[str]:
    kinds = sorted(toml("district_grammar")["areas"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(kinds)})(?!级|化|性|内|式|[长员])")


# 某河流域综合治理, 某河流域保护条例: the valley is a part of the name of the work or of the law.
_OF_WORK = re.compile(
    r"(?:\([\u4e00-\u9fff]{2,6}\))?(?:[\u4e00-\u9fff]{0,6}?(?:治理|修复|整治|条例|保护(?!区)|工程|高质量发展|先行区)|中心城市)"
)
_MEASURED = re.compile(r"(?:平方米|公里|公顷|亩)$")
_PLAIN_NAME = re.compile(r"[大小老新](?![城区县镇乡村街厂工旧型中])[\u4e00-\u9fff]{2}$")  # 老河口, 大渡口, 新洲坪
_HEAD = re.compile(r"[A-Z]\d+[\u4e00-\u9fff]{0,4}$|[\u4e00-\u9fff]{2,7}$")


def areas(text: str) -> Iterator[Found]:
    """片区, 库区, 古镇 …: the two to four characters before the kind, up to a word that cannot belong to a name."""
    last = 0
    every = Places(text)
    for m in _area_kinds().finditer(text):
        head = _HEAD.search(text, max(last, m.start() - 7), m.start())
        last = m.end()
        if head is None or (m.group() == "流域" and _OF_WORK.match(text, m.end())):
            continue
        edge = name_edge(text, max(0, head.start() - 1), m.start(), every)
        name = "" if edge.counted or _MEASURED.search(head.group()) else text[max(edge.start, head.start()) : m.start()]
        name = name[max((c.end() for c in pattern("cut").finditer(name)), default=0) :]
        for place in places_in(name):
            if place.start == 0 and place.end < len(name) and (place.full or place.level == 1 or name[place.end - 1] in "县市区旗"):
                name = name[place.end :]  # 东河区北梁片区: the place stands before the name
                break
            if place.start == 0 and place.end == len(name) and name[-1] in "县市区旗省":
                name = ""  # 河南县牧区: the pastures of a county, not a name
        vague = pattern("vague").match(name) and not (m.group() != "流域" and _PLAIN_NAME.match(name))
        good = 2 <= len(name) <= 4 and not vague and not pattern("not_name").search(name)
        if good or (name and name[0].isascii()):
            yield Found(m.start() - len(name), m.end(), _D, name + m.group(), "area")
