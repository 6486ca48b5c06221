"""How the name of a division is shortened: 绵阳市 → 绵阳, 长阳土家族自治县 → 长阳, 长阳县, 长阳自治县.

The rules are those of everyday administrative Chinese: the generic word falls away when at least two characters stay; in an autonomous
area the names of the ethnic groups fall away too and the generic word may stay.
"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.load import toml

_AUTONOMOUS = re.compile(r"自治(?P<generic>[州县旗])$")
_ETHNIC_TOWNSHIP = re.compile(r"(?P<stem>.+族)(?P<generic>乡|苏木)$")
_COUNTY = re.compile(r"(?P<stem>.{2,}?)(?:县|市|新区|区|旗)$")
_PREFECTURE = re.compile(r"(?P<stem>.{2,}?)(?:市|地区|盟|州)$")
_TOWNSHIP = re.compile(r"(?P<stem>.{2,}?)(?:镇|街道|乡|苏木)$")
_KEEPS_ITS_END = re.compile(r"[左右前中后]翼?[前中后]?旗$|联合旗$|矿区$")  # 阿拉善左旗 without 旗 and 井陉矿区 without 区 are no names
_ZONE_KIND = (
    (re.compile(r"高新?技术(?:产业)?(?:开发|园)区$"), "高新区"),
    (re.compile(r"(?:经济技术|经济)开发区$"), "经开区"),
)
_ZONE_OF_ITS_OWN_NAME = re.compile(r".{2,}(?:管理区|新区)$")
# County-level divisions that end in 区 and are no district of a city.
SPECIAL_COUNTIES = frozenset({"神农架林区", "六枝特区"})


def short_forms(name: str, level: int) -> tuple[str, ...]:
    """The short forms of a division named `name` at `level` (1 province … 4 township), the shortest first; none of one character."""
    if level == 1:
        return _provinces().get(name, ())
    if autonomous := _AUTONOMOUS.search(name):
        stem = _without_ethnic_groups(name[: autonomous.start()])
        forms = _two_or_more(stem, stem + autonomous["generic"], stem + autonomous.group())
    elif level == 4:
        forms = _township(name)
    elif level == 3 and name in SPECIAL_COUNTIES:
        forms = (name[:-2],)
    elif level == 3 and _KEEPS_ITS_END.search(name):
        forms = ()
    else:
        found = (_PREFECTURE if level == 2 else _COUNTY).match(name)
        forms = _two_or_more(_without_ethnic_groups(found["stem"])) if found else ()
    return (*_customary().get(name, ()), *forms)


def zone_forms(name: str, city: str) -> tuple[str, ...]:
    """The short forms of a zone of the prefecture `city`, the shortest first.

    Without the province in front (河北唐山海港…) or 市 (岳阳市屈原管理区); with 高新区 and 经开区 for the two common kinds; and a zone of
    its own name alone (屈原管理区).
    """
    stem = city.removesuffix("市")
    at = max(name.find(stem), 0)
    bare = name[at:].replace(city, stem, 1)
    forms = {bare} - {name}
    if (own := bare.removeprefix(stem)) != bare and _ZONE_OF_ITS_OWN_NAME.fullmatch(own):
        forms.add(own)
    for pattern, kind in _ZONE_KIND:
        if (found := pattern.search(bare)) and (place := bare[: found.start()]):
            forms.add(place + kind)
    return tuple(sorted(forms, key=lambda form: (len(form), form)))


def _township(name: str) -> tuple[str, ...]:
    if found := _ETHNIC_TOWNSHIP.match(name):
        stem = _without_ethnic_groups(found["stem"])
        return _two_or_more(stem, stem + found["generic"])
    return (found["stem"],) if (found := _TOWNSHIP.match(name)) else ()


def _without_ethnic_groups(stem: str) -> str:
    """长阳土家族 → 长阳; 巴音郭楞蒙古 → 巴音郭楞; 东乡族, which is nothing but a group, → 东乡."""
    if found := _ethnic_tail().match(stem):
        return found["stem"]
    return stem.removesuffix("族")


def _two_or_more(*forms: str) -> tuple[str, ...]:
    return tuple(form for form in forms if len(form) > 1)


@cache
def _ethnic_tail() -> re.Pattern[str]:
    groups = toml("ethnic_groups")["group"]
    names = [group["name"] for group in groups] + [group["short"] for group in groups if group["bare"]] + ["各族"]
    return re.compile(rf"(?P<stem>.{{2,}}?)(?:{'|'.join(sorted(names, key=len, reverse=True))})+$")


@cache
def _provinces() -> dict[str, tuple[str, ...]]:
    return {item["name"]: tuple(item["short"]) for item in toml("provinces")["province"]}


@cache
def _customary() -> dict[str, tuple[str, ...]]:
    return {item["name"]: tuple(item["short"]) for item in toml("customary_forms")["form"]}


__all__ = ["SPECIAL_COUNTIES", "short_forms", "zone_forms"]
