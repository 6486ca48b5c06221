"""Finds districts: divisions of all levels, zones, named regions, countries, and the deictic words of the page (我市, 全省)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.divisions import Division, divisions
from kg.lexicon.gazetteer import Place, meanings, places_in
from kg.lexicon.load import toml
from kg.lexicon.terms import ethnic_groups
from kg.model import EntityType

_D = EntityType.DISTRICT
_HAN = re.compile(r"[\u4e00-\u9fff]")


def find(text: str, context: Context) -> Iterator[Found]:
    """The districts named in a folded text. Names inside longer names (of organizations, projects) are yielded too; the pipeline decides."""
    divided = [f for p in places_in(text) if (f := _division(p, text, context))]
    yield from divided
    yield from _local(text, divided)
    yield from _townships(text, context)
    yield from _ethnic(text)
    yield from _zones(text, divided)
    yield from _areas(text)
    yield from _abbreviated(text)
    yield from _bare_zones(text, context)
    yield from _fixed(text, context)


def _division(p: Place, text: str, context: Context) -> Found | None:
    """A division's name, if the form can be trusted where it stands."""
    after = text[p.end : p.end + 2]
    options = meanings(p.form, _region(context))
    if not options:
        return None
    near = _near(options, context)
    if p.full and p.level <= 3 and len(p.form) == 2 and near is None and p.form[1] == "区":
        return None  # 城区, 郊区, 矿区: names of districts, but common words elsewhere
    if p.full and p.level <= 3:
        return Found(p.start, p.end, _D, _name(near or options[0], p), "division")
    if p.full:
        chosen = near if near and near.level == 4 else None
        if chosen is None and not _after_county(text, p.start):
            return None
        return Found(p.start, p.end, _D, p.form, "township")
    if any(after.startswith(w) for w in toml("district_grammar")["never_before"]):
        return None
    if p.form in _ordinary() and not (near and near.level <= 2 and len(options) == 1):
        return None
    if p.level <= 2:
        top = next((d for d in options if d.level <= 2), options[0])
        return Found(p.start, p.end, _D, divisions().full_name(near if near and near.level == 3 and _listed(text, p) else top), "division-short")
    if near and near.level == 3:
        return Found(p.start, p.end, _D, divisions().full_name(near), "division-short")
    if len(options) == 1 and (_listed(text, p) or _after_province(text, p.start)):
        return Found(p.start, p.end, _D, divisions().full_name(options[0]), "division-short")
    return None


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(" ".join(toml("ordinary_places")["words"].split()).split())


@cache
def _township_matcher(prefecture: str) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]] | None:
    """Short names of the townships of one prefecture with their full names; everyday words and those of one character left out."""
    book = divisions()
    forms: dict[str, str] = {}
    for county in book.children(prefecture):
        for town in book.children(county.code):
            for short in book.short_forms(town):
                if len(short) > 1 and short not in _ordinary():
                    forms.setdefault(short, town.name)
    pairs = list(forms.items())
    return (ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs) if pairs else None


_TOWN_AFTER = re.compile(r"[一二三四五六七八九十两几]+个?(?:主产|重点|试点)?[镇乡]|[、和与][\u4e00-\u9fff]{1,5}(?:镇|乡|街道|、|[一二三四五六七八九十两几]+个?[镇乡])")
_TOWN_BEFORE = re.compile(r"(?:[在从到往赴]|来自|位于)$")


def _townships(text: str, context: Context) -> Iterator[Found]:
    """资丘、渔峡口两镇; 在陈埭: townships of the home prefecture without their suffix, in a list with others or behind a word of place."""
    region = _region(context)
    found = _township_matcher(region.code) if region else None
    if found is None:
        return
    matcher, pairs = found
    last = -1
    for index, start, end in matcher.find_matches_as_indexes(text):
        listed = bool(_TOWN_AFTER.match(text, end)) or (start == last + 1 and text[last] in "、和")
        if listed or (_TOWN_BEFORE.search(text[max(0, start - 2) : start]) and not re.match(r"[镇乡街县市区]", text[end : end + 1])):
            yield Found(start, end, _D, pairs[index][1], "township-short")
            last = end


def _region(context: Context) -> Division | None:
    """The prefecture (or province) around the issuing place, inside which short names are trusted."""
    chain = context.chain
    return next((d for d in chain if d.level == 2), next((d for d in chain if d.level == 1), None)) if chain else None


def _near(options: tuple[Division, ...], context: Context) -> Division | None:
    """The option that is the issuing place, above it, or inside its prefecture."""
    region = _region(context)
    if region is None:
        return None
    above = {d.code for d in context.chain}
    for d in options:
        if d.code in above or region.code in {p.code for p in divisions().parents(d)}:
            return d
    return None


def _name(d: Division, p: Place) -> str:
    return divisions().full_name(d) if d.level <= 3 else p.form


def _after_county(text: str, start: int) -> bool:
    return bool(re.search(r"[县区市旗]$", text[max(0, start - 3) : start]))


def _after_province(text: str, start: int) -> bool:
    head = text[max(0, start - 8) : start]
    return any(p.end == len(head) for p in places_in(head))


def _listed(text: str, p: Place) -> bool:
    """Whether the form stands in a list or beside another place."""
    signs = toml("district_grammar")["list_signs"]
    return any(text[max(0, p.start - 1) : p.start] == s or text[p.end : p.end + 1] == s for s in signs)


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    return {r["name"]: re.compile(r["pattern"].replace("{p}", "")) for r in toml("district_grammar")["rule"]}


def _local(text: str, divided: list[Found]) -> Iterator[Found]:
    """Townships after a county and villages after a township that the list of divisions does not have."""
    rules = _rules()
    ends = {f.end for f in divided}
    seen = set(ends)
    for f in divided:
        if f.end < len(text) and f.end not in {g.start for g in divided} and re.search(r"[县区市旗州]$", f.name):
            m = rules["township"].match(text, f.end)
            if m and not _OVER.search(m["name"][:-1]) and m.end() not in seen:
                seen.add(m.end())
                yield Found(m.start("name"), m.end("name"), _D, m["name"], "township-grammar")
    for m in rules["village"].finditer(text):
        if not _OVER.search(m["name"][:-1]) and _HAN.match(text[max(0, m.start() - 1) : m.start()] or " "):
            yield Found(m.start("name"), m.end("name"), _D, m["name"], "village-grammar")


_OVER = re.compile(r"[的在和与及是有为了这那各等全把被让由向从到去来建设发展推进加快支持城农乡级每]|老旧|示范|重点|特色|居民|社区|美丽|人民|党委|政府")


@cache
def _zone_pattern() -> re.Pattern[str]:
    kinds = sorted(toml("district_grammar")["zones"], key=len, reverse=True)
    return re.compile(rf"(?:国家(?:级)?)?(?:{'|'.join(kinds)})")


_TRADE_ZONE = re.compile(r"中国\([\u4e00-\u9fff]{2,6}\)(?:自由贸易试验区|跨境电子商务综合试验区|跨境电商综合试验区|自由贸易港)(?:[\u4e00-\u9fff]{2,6}片区)?")


def _zones(text: str, divided: list[Found]) -> Iterator[Found]:
    """Development zones: a division's name, perhaps a proper name, and a kind; or a proper name alone behind a mark or a word of place."""
    for m in _TRADE_ZONE.finditer(text):
        yield Found(m.start(), m.end(), _D, m.group(), "zone-national")
    ends = {f.end: f for f in divided}
    for m in _zone_pattern().finditer(text):
        tail = re.compile(r"[\u4e00-\u9fff]{2,4}片区").match(text, m.end())
        end = tail.end() if tail else m.end()
        placed = False
        for back in range(0, 7):
            at = m.start() - back
            if at in ends and not re.search(r"[,。;:、“”(的和与及在]", text[at : m.start()]):
                place = ends[at]
                yield Found(place.start, end, _D, text[place.start : end], "zone")
                placed = True
                break
        own = None if placed else re.search(r"(?:(?<![\u4e00-\u9fff])|(?<=[在和与到从对是]))(?P<name>[\u4e00-\u9fff]{2,4})$", text[max(0, m.start() - 5) : m.start()])
        if own and len(m.group()) >= 5 and not _VAGUE.match(own["name"]) and not _OVER.search(own["name"]):
            start = m.start() - len(own["name"])
            yield Found(start, end, _D, text[start:end], "zone-own-name")


@cache
def _ethnic_pattern() -> re.Pattern[str]:
    groups = sorted({name.removesuffix("族") for name in ethnic_groups().values()}, key=len, reverse=True)
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[在、和与到从县]))[\u4e00-\u9fff]{{2,4}}?(?:{'|'.join(groups)})族(?:乡|镇)")


def _ethnic(text: str) -> Iterator[Found]:
    """Ethnic townships (格萨拉彝族乡), whose names follow one pattern: a proper name, one of the 56 groups, 族乡."""
    if "族乡" in text or "族镇" in text:
        for m in _ethnic_pattern().finditer(text):
            yield Found(m.start(), m.end(), _D, m.group(), "township-ethnic")


@cache
def _abbreviation_pattern() -> re.Pattern[str]:
    letters = "".join(sorted({a for p in toml("provinces")["province"] for a in p.get("abbreviations", ()) if len(a) == 1}))
    kinds = "(?:省际|区域|省界)?(?:合作|协作|毗邻|交界)?(?:示范区|试验区|地区|区域)"
    return re.compile(rf"[{letters}]{{2,4}}(?:边区?(?:{kinds})?|毗邻{kinds}|交界(?:地区|区域)|地区(?!间))")


def _abbreviated(text: str) -> Iterator[Found]:
    """湘赣边, 川渝毗邻地区, 晋冀鲁豫边区: land between provinces, named by their one-character abbreviations."""
    for m in _abbreviation_pattern().finditer(text):
        yield Found(m.start(), m.end(), _D, m.group(), "provinces-between")


_BARE_ZONES = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}


def _bare_zones(text: str, context: Context) -> Iterator[Found]:
    """高新区 and 经开区 alone are the city's own, where no place, rank or number stands before them."""
    city = context.at_level("市")
    if city is None:
        return
    for m in re.finditer(r"(?<![\u4e00-\u9fff“])(?:高新区|经开区)|(?<=[在和与对由及])(?:高新区|经开区)", text):
        yield Found(m.start(), m.end(), _D, city.removesuffix("市") + _BARE_ZONES[m.group()], "zone-of-city")


@cache
def _area_pattern() -> re.Pattern[str]:
    kinds = sorted(toml("district_grammar")["areas"], key=len, reverse=True)
    return re.compile(rf"(?P<head>[\u4e00-\u9fff]{{2,7}}?|[A-Z]\d+[\u4e00-\u9fff]{{0,4}}?)(?P<kind>{'|'.join(kinds)})(?!级|化|性|内|式|[长员])")


_CUT = re.compile(r"[在对把从到与和入往向为由将让被给哺推拓办的是有及了出]|推进|加快|打造|建设|构建|实施|启动|提升|开展|支持|串联|盘活|修复|保护|治理|改造|聚焦|围绕|融入|承接|对接|扎实|全面|持续|加强|深化|统筹|贯通|连接|走进|来到|升级")
_VAGUE = re.compile(r"^(?:[各全该本这那老新小大一二三四两几多同主核心整]|重点|中心|城市|产业|示范|生态|经济|文化|旅游|特色|现代|国际|沿江|沿海|沿河|绿色|美丽|空间|交通|黄金|工业|滨水|科创|科技)")


def _areas(text: str) -> Iterator[Found]:
    """片区, 库区, 古镇 …: the two to four characters before the kind, up to a word that cannot belong to a name."""
    for m in _area_pattern().finditer(text):
        head = m["head"]
        cut = max((c.end() for c in _CUT.finditer(head)), default=0)
        name = head[cut:]
        if 2 <= len(name) <= 4 and not _VAGUE.match(name) and not _OVER.search(name) or name[:1].isascii():
            start = m.end() - len(name) - len(m["kind"])
            yield Found(start, m.end(), _D, name + m["kind"], "area")


@cache
def _fixed_matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    """Named regions, countries, and deictic words: form and what it stands for ("=市" for a deictic sign)."""
    items: dict[str, str] = {}
    countries = toml("countries")
    named = [c for continent in countries["continent"] for c in continent["country"]] + countries["region"] + toml("regions")["region"]
    for item in named:
        for form in (item["name"], *item.get("forms", ())):
            if len(form) > 1:
                items.setdefault(form, item["name"])
    for sign, forms in toml("district_grammar")["deictic"].items():
        for form in forms:
            items[form] = "=" + sign
    pairs = list(items.items())
    return ahocorasick_rs.AhoCorasick([f for f, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


def _fixed(text: str, context: Context) -> Iterator[Found]:
    matcher, pairs = _fixed_matcher()
    for index, start, end in matcher.find_matches_as_indexes(text):
        form, name = pairs[index]
        if not name.startswith("="):
            if text[end : end + 1] in ("族", "语", "包", "菜", "参", "文") or (len(form) == 2 and form[0] in "东西南北中华" and form[1] in "北南部东西方"):
                continue
            if name == "中国" and re.match(r"[\u4e00-\u9fff(]", text[end : end + 1]) and text[end] not in "的在和与对是将从境市":
                continue
            yield Found(start, end, _D, name, "region")
            continue
        sign = name[1:]
        if sign == "市" and form == "全市" and text[end : end + 2] == "场":
            continue
        if form[0] in "全我本" and text[end : end + 1] in ("长", "委", "民", "面") and sign not in ("国",):
            continue
        if sign == "国" and re.match(r"人大|政协|性|工业|各族|妇联|总工会|工商联|代表|委员", text[end : end + 3]):
            continue
        full = "中国" if sign == "国" else context.at_level(sign)
        if full:
            yield Found(start, end, _D, full, "deictic")
