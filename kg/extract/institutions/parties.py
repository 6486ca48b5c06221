"""The democratic parties (民盟) and their committees, local (民革市委会) and central (民盟中央)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.parties import Party, branch_of, parties, party_named
from kg.model import EntityType

_O = EntityType.ORGANIZATION


@cache
def _forms() -> tuple[str, ...]:
    return tuple(f for p in parties() if p.kind == "democratic" for f in (p.name, p.short, *p.forms))


@cache
def _branch_pattern() -> re.Pattern[str]:
    names = sorted(_forms(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(names)})(?:[\u4e00-\u9fff]{{0,12}}?(?:委员会|委会|总支部|支部|支社|[省市州县区旗]委(?!会|员)))")


@cache
def _centre_pattern() -> re.Pattern[str]:
    names = sorted(_forms(), key=len, reverse=True)
    return re.compile(rf"(?P<party>{'|'.join(names)})中央(?:委员会)?(?!政府)")


def centres(text: str) -> Iterator[Found]:
    """民革中央, 九三学社中央: the central committees of the democratic parties."""
    for m in _centre_pattern().finditer(text) if "中央" in text else ():
        party = next(p for p in parties() if m["party"] in (p.name, p.short, *p.forms))
        yield Found(m.start(), m.end(), _O, party.name + "中央委员会", "party-centre", (("kind", "party"),))


ALONE = "party-alone"
_MEMBERS = r"会员(?!之家)|盟员(?!之家)|党员(?!之家)|社员(?!之家)|成员|界"


_ALSO_WORDS = ("民建", "民进")
_SURE = re.compile(rf"{_MEMBERS}|组织|主委|副主委|专职")
_PARTY_NEAR = re.compile(
    r"民盟(?=[、,和与及界\d的])|(?:(?<![\u4e00-\u9fff])|(?<=[和与及]))(?:民[革建进](?=[、,和与及界\d的])|农工(?:党|界)|致公党|九三学社|台盟|工商联|无党派|各?民主党派)"
)


@cache
def _alone_pattern() -> re.Pattern[str]:
    democratic = [p for p in parties() if p.kind == "democratic"]
    whole = sorted((f for p in democratic for f in (p.name, p.short)), key=len, reverse=True)
    clipped = sorted((f for p in democratic for f in p.forms), key=len, reverse=True)
    return re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[和与及为的是由在自入向有望访])|(?![民](?:建|进)))(?:(?P<whole>{'|'.join(whole)})"
        rf"(?={_MEMBERS}|组织|主委|副主委|专职|参政|提交|提出|调研|参加|发言|同志|[、,。;:)”(\d]|$|和|与|及(?!时)|等)|(?P<clipped>{'|'.join(clipped)})(?=界))"
    )


def alone(text: str, context: Context) -> Iterator[Found]:
    """民盟、民进、教育界; 民建会员: the parties themselves, where they stand free; 市民盟 is the local committee."""
    for m in _alone_pattern().finditer(text) if any(form in text for form in _forms()) else ():
        party = party_named(m.group())
        if m.group() in _ALSO_WORDS and not _SURE.match(text, m.end()):
            near = text[max(0, m.start() - 12) : m.start()] + "|" + text[m.end() : m.end() + 12]
            party = party if _PARTY_NEAR.search(near) else None  # 表村、民建、宝丰等乡镇
        at = m.start() - 1
        if party and at >= 0 and text[at] in "市省县区州旗" and (at == 0 or not "\u4e00" <= text[at - 1] <= "\u9fff"):
            place = context.at_level(text[at])
            if place and party.branch:
                yield Found(at, m.end(), _O, party.branch.replace("{place}", place), "party-branch", (("kind", "party"),))
        elif party:
            rule = ALONE + "-member" if re.match(_MEMBERS, text[m.end() : m.end() + 4]) else ALONE
            yield Found(m.start(), m.end(), _O, party.name, rule, (("kind", "party"),))


def branches(text: str, context: Context) -> Iterator[Found]:
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


def _elided(text: str, at: int) -> tuple[Party, int] | None:
    """The party named before 、 in front of text[at], and where its name begins."""
    for p in parties():
        for form in (p.short, p.name):
            if p.kind == "democratic" and text[max(0, at - len(form) - 1) : at] == form + "、":
                return p, at - len(form) - 1
    return None
