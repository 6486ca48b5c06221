"""The bodies of one place that stand side by side: the government beside the party committee, the residents' committee beside the branch.

A role that follows another one over 、 often names such a body by itself (区委副书记、区长; 党工委书记、管委会主任), or by a word that only
its place makes a name of.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.organizations.grassroots import parted
from kg.lexicon.divisions import divisions
from kg.lexicon.organs import organs, organs_with
from kg.model import EntityType, Ref

_O = EntityType.ORGANIZATION
HEAD_OF_GOVERNMENT = re.compile(r"(?:代理|代|常务)?副?(?:代理|代|常务)?(省|市|州|盟|县|区|旗|镇|乡)长$")


_PLACED = re.compile(
    r"中共(.+?)(?:工作)?委员会|中国人民政治协商会议(.+?)委员会|(.+?)(?:人民代表大会(?:常务委员会)?|人民政府)|(.+?(?:镇|乡|街道))党(?:工)?委"
)
_OF_COMMUNITY = re.compile(r"中共(?P<place>.+(?:社区|村|嘎查))(?:总支部|支部)?委员会|(?P<branch>.+(?:社区|村|嘎查))党(?:总支|支部)")
_RESIDENTS = re.compile(r"(?:社区)?居(?:民)?委(?:员)?会$")
_VILLAGERS = re.compile(r"村(?:民)?委(?:员)?会$")
_OF_ZONE = re.compile(r"(?:中共)?(?P<zone>.+?)(?:党工委|工作委员会|工委|党委)")
_ADMINISTRATION = re.compile(r"(?:管委会|管理委员会|办事处|园区办|管理局)$")
_OF_TEAM = re.compile(r"(?P<village>.+?(?:村|社区|嘎查))驻村(?:帮扶)?工作队")
_CHAIRS = ("主席", "副主席", "常务副主席")


def place_of(body: Ref) -> str | None:
    """Full name of the division whose committee, congress, CPPCC or government a body is; None for any other body."""
    m = _PLACED.fullmatch(body.name)
    place = next((g for g in m.groups() if g), None) if m else None
    return place if place and (place.endswith(("镇", "乡", "街道")) or divisions().named(place)) else None


def sister(body: Ref, role: str, before: str) -> Ref | None:
    """The body of the same place that a role names by itself: the government for 区长, a party department for 宣传部|部长, the congress
    of a township for 人大|主席, the administration of a zone for 管委会|主任. before: the text up to the role. None where the role says no
    such thing."""
    if community := _OF_COMMUNITY.fullmatch(body.name):
        place = community["place"] or community["branch"]
        if _RESIDENTS.search(before):
            return Ref(_O, place + "居民委员会")
        if _VILLAGERS.search(before):
            return Ref(_O, place + "村民委员会")
        if role in ("主任", "副主任") and not before.endswith(("部", "室", "委", "会")):
            return Ref(EntityType.DISTRICT, place)  # 某社区党委书记、主任: of the residents' committee
    if role.endswith("第一书记") and (team := _OF_TEAM.fullmatch(body.name)):
        local = parted(team["village"] + "党委")
        return Ref(_O, party_committee(local[0] if local else team["village"]))
    if (own := _ADMINISTRATION.search(before)) and (zone := _OF_ZONE.fullmatch(body.name)):
        return Ref(_O, zone["zone"] + own.group())
    place_name = place_of(body)
    if place_name is None:
        return None
    if HEAD_OF_GOVERNMENT.search(role):
        return Ref(_O, government(place_name))
    if role in ("专员", "副专员") and place_name.endswith("地区"):
        return Ref(_O, government(place_name))
    if place_name.endswith("自治区") and role in _CHAIRS and body.name.startswith("中共"):
        return Ref(_O, government(place_name))  # 自治区党委副书记、主席
    if before.endswith("人大") and role in ("主席", "副主席"):
        return Ref(_O, place_name + "人民代表大会")
    department = next((o for n in (5, 4, 3) for o in organs_with(before[-n:]) if o.kind == "party" and len(before) >= n), None)
    return Ref(_O, department.name_at(place_name)) if department else None


def government(place: str) -> str:
    """The full name of a division's government; of a prefecture's or league's administration."""
    if place.endswith(("地区", "盟")):
        return place + "行政公署"
    return _pattern("人民政府").replace("{place}", place)


def party_committee(place: str) -> str:
    """The full name of a division's committee of the ruling party."""
    return _pattern("中共委员会").replace("{place}", place)


@cache
def _pattern(full: str) -> str:
    return next(o.pattern for o in organs() if o.full == full and o.rank.name == "LOCAL")


_OWN_UNIT = re.compile(r"(?:^|[、,兼])(?P<unit>[\u4e00-\u9fff]{2,10})$")
_INNER = ("办公室", "政策研究室", "研究室", "机关党委", "党组", "督查室")  # sections that bodies of every kind have


def fellow_organ(body: Ref, before: str) -> Ref | None:
    """The organ of the same place that the words before a second office name by its short name alone (市委组织部副部长、老干部局|局长;
    市人大常委会副主任、总工会|主席); None where they name none, or the first office is in no organ (某学校副校长、团委书记)."""
    unit, own = _OWN_UNIT.search(before), place_of(body) or _division(body.name)
    if unit is None or own is None or unit["unit"] in _INNER or not (place_of(body) or body.name in _organs_of(own)):
        return None
    known = organs_with(unit["unit"])
    return Ref(_O, known[0].name_at(own)) if known else None


@cache
def _organs_of(place: str) -> frozenset[str]:
    """The full names of all organs of a division."""
    return frozenset(o.name_at(place) for o in organs())


def _division(name: str) -> str | None:
    """The division with whose full name that of a body begins, the longest."""
    bare = name.removeprefix("中共")
    heads = (bare[:n] for n in range(min(12, len(bare) - 1), 2, -1) if bare[n - 1] in "省市州县区旗盟")
    return next((h for h in heads if divisions().named(h)), None)


__all__ = ["HEAD_OF_GOVERNMENT", "fellow_organ", "government", "party_committee", "place_of", "sister"]
