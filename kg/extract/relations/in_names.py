"""The places in a project's name that say where it lies: 甲县乙镇康养项目, 甲至乙公路, 青石产业园 in 青石镇."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.relations.scene import Scene, level
from kg.extract.work import Found
from kg.lexicon.divisions import divisions, is_ordinary
from kg.lexicon.gazetteer import meanings, places_in
from kg.lexicon.terms import countries


def in_name(text: str, f: Found, inside: Sequence[Found], scene: Scene) -> Iterator[str]:
    """The full names of the places that the name of the project `f` tells. inside: the districts inside the name."""
    of_province = scene.context.place is None or scene.context.place.level == 1
    yield from (d.name for d in _of_project(text, f, list(inside), of_province))
    yield from _ends(text, f, inside, scene)


def can_hold(whole: str, part: str) -> bool:
    """Whether one place may lie in another: two divisions of the list only as the list has it, and no country."""
    if part in countries():
        return False
    inner, outer = divisions().named(part), divisions().named(whole)
    if not inner or not outer or divisions().full_name(inner[0]) != part:
        return True
    return any(o in divisions().parents(i) for i in inner for o in outer)


def _of_project(text: str, f: Found, inside: list[Found], of_province: bool) -> Iterator[Found]:
    """The places in a project's name that say where it is: the ends of a route, the innermost of a chain, the one before 段 or 基地; in the
    document of a province or of the state (of_province) the city whose short name it begins with."""
    if not inside:
        return
    held = next((d for d in reversed(inside) if text[d.end : d.end + 1] == "段" and _ROAD.search(text, f.start, d.start)), None)
    if held and _is_route(text, f):
        yield held  # 甲至乙铁路丙段 lies in 丙
        return
    if _is_route(text, f):
        begins = (f.start, f.start + _number(text[f.start : f.end]))
        spread = [d for i, d in enumerate(inside) if i + 1 == len(inside) or inside[i + 1].start != d.end]
        yield from (
            _county_for(d, text, inside)
            for d in spread
            if not (level(d.name) == 2 and _OF_OTHER.match(text, d.end))
            and (d.start in begins or text[d.start - 1] in "—至到、" or d.start in {e.end for e in inside})
        )
        return
    last = inside[-1]
    if last.name.endswith("流域"):
        return
    written = text[last.start : last.end]
    rest = text[last.end : f.end]
    bracketed = text[last.start - 1 : last.start] == "("
    if re.match(r"段|基地|片区", rest) or bracketed:
        if not bracketed or divisions().named(last.name):  # 中欧班列(成渝) runs from a whole region
            yield last
        return
    full = written == last.name or re.search(r"[县区镇乡村市]$|街道$|片区$", written)
    if not full and re.match(_BEARS_NAME, rest) and not _AT_ITS_CITY.match(rest):
        return
    if level(last.name) <= 1 or (
        level(last.name) == 2 and not (last.start == f.start and (full or of_province or _AT_ITS_CITY.search(rest)))
    ):
        return
    if last.start == f.start or full or level(last.name) >= 3 or any(e.end == last.start for e in inside):
        yield last


# 成都国际铁路港, 宜昌高新区 are what the road runs to, and no city.
_OF_OTHER = re.compile(r"国际|高新|经开|经济|综合保税|[东南西北]站")
_ROAD = re.compile(r"[路线速铁]")
# Stations, airports and hubs bear the name of the city that they lie in.
_AT_ITS_CITY = re.compile(
    r"^(?:[东南西北]?站|[\u4e00-\u9fff]{0,4}(?:民用|通用|国际|货运)?机场|新?港(?=$|[一二三]期|扩建|改扩建|集装箱|口?岸线))|(?:枢纽|母港)(?:[一二三]期)?$"
)
# 平安大桥, 平安河 bear a name of their own, and lie where they lie.
_BEARS_NAME = r"大桥|大道|路|桥|大?街(?!道)|江|河|湖|山|水库|港|城际|铁路|高速"


def _county_for(d: Found, text: str, others: Sequence[Found]) -> Found:
    """At the end of a route inside a prefecture the prefecture's short name means its seat, the city of the same name."""
    if level(d.name) != 2 or not d.name.endswith(("州", "盟", "地区")) or text[d.start : d.end] == d.name:
        return d
    if any(o != d and not can_hold(d.name, o.name) for o in others):
        return d
    seat = next((c for c in divisions().named(text[d.start : d.end] + "市") if c.level == 3), None)
    return d._replace(name=divisions().full_name(seat)) if seat else d


def _is_route(text: str, f: Found) -> bool:
    return f.rule == "route" or bool(re.search(r"—|(?<=[\u4e00-\u9fff]{2})至", text[f.start : f.end]))


def _ends(text: str, f: Found, inside: Sequence[Found], scene: Scene) -> Iterator[str]:
    """Places that a project's name begins with or runs to, known by their proper name alone (青石产业园 in 青石镇), and counties at the
    ends of a route."""
    form = text[f.start : f.end]
    pieces = re.split(r"[—至到、]", form[_number(form) :]) if _is_route(text, f) else [form]
    for piece in pieces:
        at = f.start + form.find(piece)
        if any(d.start == at for d in inside):
            continue
        stem = next((s for s in sorted(scene.stems, key=len, reverse=True) if piece.startswith(s)), None)
        if form.endswith("段") and (named := next((n for s, n in scene.stems.items() if form.endswith(s + "段")), None)):
            yield named
        if stem and not re.match(_BEARS_NAME, piece[len(stem) :]):
            yield scene.stems[stem]
        elif len(pieces) > 1 and (place := _county(piece, scene) or _town_of(piece, scene)):
            yield place
        elif len(pieces) == 1 and not inside and (city := _city_of(piece, scene)):
            yield city


def _number(road: str) -> int:
    """How many characters at the beginning of a road's name are its number: 省道318线甲至乙段, S311甲至乙段."""
    numbered = re.match(r"(?:[国省县乡]道)?[A-Z]{0,2}\d+(?:[国省县乡]道|线)?", road)
    return numbered.end() if numbered else 0


def _city_of(name: str, scene: Scene) -> str | None:
    """The city that a port, an airport or a station bears the name of, where its short form is an everyday word too (日照港)."""
    first = next(places_in(name), None)
    if first is None or first.start or not _AT_ITS_CITY.match(name[first.end :]):
        return None
    options = [d for d in meanings(first.form, scene.context.place) if d in scene.context.chain]
    return divisions().full_name(options[0]) if options and options[0].level >= 2 else None


def _town_of(name: str, scene: Scene) -> str | None:
    """The township of the page's own city or county at the end of a route; a work that only begins like one may be called after a hill."""
    home = next((d for d in scene.context.chain if d.level == 2), None) or next((d for d in scene.context.chain if d.level == 3), None)
    towns = _towns(home.code) if home else {}
    short = next((name[:n] for n in (4, 3, 2) if name[:n] in towns), None)
    return towns[short] if short and not re.match(_BEARS_NAME, name[len(short) :]) else None


@cache
def _towns(code: str) -> dict[str, str]:
    """The townships of a city or county by their short names; those that two share, and everyday words, are left out."""
    book = divisions()
    named: dict[str, set[str]] = {}
    for below in book.children(code):
        for town in (below,) if below.level == 4 else book.children(below.code):
            for short in book.short_forms(town):
                named.setdefault(short, set()).add(town.name)
    return {short: names.pop() for short, names in named.items() if len(names) == 1 and len(short) > 1 and not is_ordinary(short)}


def _county(piece: str, scene: Scene) -> str | None:
    first = next(places_in(piece), None)
    if first is None or first.start or first.level > 3 or re.match(_BEARS_NAME, piece[first.end :][:1]):
        return None
    options = meanings(first.form, scene.context.place)
    return divisions().full_name(options[0]) if options else None


__all__ = ["can_hold", "in_name"]
