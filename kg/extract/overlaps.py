"""Decides between mentions that overlap: one place in a text names one thing, and the longer name is it.

A place inside a longer name is kept only where the name itself is not an entity's; relations read the place in a name from the lexicon
again.
"""

from __future__ import annotations

import re

from kg.extract.organizations.kinds import stops
from kg.extract.organizations.units import RULE as UNIT
from kg.extract.work import Found
from kg.model import EntityType

# Between equal stretches: who is surer of its grammar.
_ORDER = {
    EntityType.SESSION: 0, EntityType.PERSON: 1, EntityType.ORGANIZATION: 2, EntityType.PROJECT: 3, EntityType.POLICY: 4,
    EntityType.DISTRICT: 5,
}  # fmt: skip
_PROVINCE = "province-in-name"  # 湖北 in 湖北黄冈
_PLACES = ("division", "township", "township-grammar", "village-grammar", "township-ethnic", "area", "zone", _PROVINCE)
_HOLDERS = (EntityType.ORGANIZATION, EntityType.PROJECT, EntityType.POLICY)
_SURE = ("organ-", "committee", UNIT)
# What is done to a building, and the word for the work, with which the name of such a work ends.
_REBUILT = re.compile(r"(?:整体|异地)?(?:迁建|改建|扩建|改扩建|改造|搬迁|重建)(?:工程|项目)?(?:[一二三]期)?")
_SHORT = ("division-short", "township-short")
_REBUILDS = ("organization-school", "organization-hospital")
# 中央、省委、市委经济工作会议: each elided name is a meeting and names the body that holds it.
_BESIDE = "elided-conference"


def settle(found: list[Found]) -> list[Found]:
    """The mentions that stay, sorted by start: longest first, then by type, then by place; none overlaps another, save a place or a company
    inside a longer name, a body before the name of its unit, a school or hospital before the work by which it is rebuilt, and a body that
    stands for its meeting."""
    kept: list[Found] = []
    taken = bytearray(max((f.end for f in found), default=0) + 1)
    for f in sorted(found, key=lambda f: (f.start - f.end, _ORDER[f.type], f.start, not f.rule.startswith(_SURE), f.name)):
        if 1 in taken[f.start : f.end]:
            continue
        kept.append(f)
        if f.rule != _BESIDE:
            taken[f.start : f.end] = b"\1" * (f.end - f.start)
    held = {(f.start, f.end) for f in kept}
    divided = {(f.start, f.type) for f in kept if f.rule == UNIT}
    for d in found:
        place = d.type is EntityType.DISTRICT and d.rule in _PLACES
        body = d.type is EntityType.ORGANIZATION and (d.rule == "organization-company" or (d.start, d.type) in divided)
        body = body or (d.rule in _REBUILDS and any(f.start == d.start and _REBUILT.fullmatch(f.name, d.end - d.start) for f in kept))
        if d.rule in _SHORT and any(f.type is EntityType.PROJECT and f.start <= d.start and d.end <= f.end and _at_end(f, d) for f in kept):
            place = True
        if not (place or body) or (d.start, d.end) in held:
            continue
        holders = (*_HOLDERS, EntityType.DISTRICT) if d.rule == _PROVINCE else _HOLDERS
        holder = next((f for f in kept if f.start <= d.start and d.end <= f.end and f.type in holders), None)
        if holder is not None and place and holder.rule == "organization-company" and d.name != d.name[: d.end - d.start]:
            continue  # 山西 in the name of a company says where it was registered, not what the page speaks of
        if holder is not None and not any(_bars(d, s, e, holder) for s, e in held):
            held.add((d.start, d.end))
            kept.append(d)
    return sorted(kept)


def _at_end(f: Found, d: Found) -> bool:
    """Whether a place stands at an end of a road in its name (甲至乙高速公路)."""
    return (d.start == f.start and f.name[d.end - f.start :][:1] in ("至", "—")) or f.name[: d.start - f.start].endswith(("至", "—"))


def _bars(d: Found, start: int, end: int, holder: Found) -> bool:
    """Whether the kept stretch start..end, inside the holder, overlaps `d` and is as long."""
    inside = holder.start <= start and end <= holder.end and (start, end) != (holder.start, holder.end)
    return inside and d.start < end and start < d.end and end - start >= d.end - d.start


def without_phrases(found: list[Found], text: str) -> list[Found]:
    """What was found, without policies and projects that run over a body and the verb behind it (某医院签订…协议) or over a person's
    office and name (区长某运河). A title in 《》 is whole whatever stands in it; 某学校迁建工程 is the work, not what the school does."""
    bodies = [(f, m.group()) for f in found if f.type is EntityType.ORGANIZATION and (m := stops().match(text, f.end))]
    verbs = [f for f, verb in bodies if len(verb) > 1 and verb != "关于"]
    people = {f.end: f.start for f in found if f.type is EntityType.PERSON}
    return [
        f
        for f in found
        if f.type not in (EntityType.POLICY, EntityType.PROJECT)
        or f.rule.startswith("title")
        or not (
            any(f.start <= b.start and b.end < f.end and not _REBUILT.fullmatch(text, b.end, f.end) for b in verbs)
            or f.start <= people.get(f.end, -1)
        )
    ]
