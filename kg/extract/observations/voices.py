"""Whose words a part of an article gives, where a line names the speaker and the paragraphs below are his: 张三(某镇党委书记):

The digests of debates are printed so. What such a speaker tells without naming a place is of the village, town or zone that he leads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.work import Found, View
from kg.model import BlockKind, EntityType, Ref

_OFFICE = re.compile(r"(?:委员|代表|同志)?(?:\((?P<office>[^()]{2,60})\))?(?:说|发言)?:")
_LEADS = re.compile(
    r"书记|[镇乡区县市]长|村长|社区主任|(?:村委会|居委会|管委会|街道办事处|工委)(?:副)?主任|村(?:民|医|主任|支书)|种[养植]|养殖|大户|农民|农场主"
)
_BODY_OF = re.compile(
    r"^(?:中共|共青团)?(?P<place>.+?(?:[镇乡村]|街道|社区|开发区|高新区|经开区|示范区|园区|新区|[一-鿿]{2,}[县市区旗]))"
    r"(?:党|工委|委员会|人民政府|政府|办事处|管委会|管理委员会|工作委员会|村委会|村民委员会|居委会|居民委员会|人大)"
)
_LINE = 60  # characters of a line up to its colon


def speaker_of(view: View) -> Found | None:
    """The person with whose name and office a block opens before a colon (张三(某镇镇长):…, 某村村支书李四:…); None if with none."""
    colon = view.text.find(":", 0, _LINE)
    if colon < 0 or view.block.kind is not BlockKind.PARAGRAPH:
        return None
    people = [f for f in view.found if f.type is EntityType.PERSON and f.end <= colon]
    first = people[0] if len(people) == 1 else None
    if first is None or any(mark in view.text[:colon] for mark in "。,;“"):
        return None
    m = _OFFICE.match(view.text, first.end)
    return first if m and m.end() == colon + 1 and (first.start or m["office"] is None or _has_office(m["office"])) else None


def _has_office(words: str) -> bool:
    return len(words) > 3


def place_led(view: View, speaker: Found, districts: Sequence[Found]) -> Ref | None:
    """The village, town or zone of which the speaker of a line is the head or a farmer, as the line names his office; None if it names
    none. districts: those of the article."""
    colon = view.text.find(":", speaker.end)
    if not _LEADS.search(view.text, 0, colon):
        return None
    near = [f for f in view.found if f.end <= colon and f.type in (EntityType.DISTRICT, EntityType.ORGANIZATION)]
    places = [_place(f, districts) for f in near]
    known = [p for p in places if p is not None]
    return known[-1] if known else None


def _place(f: Found, districts: Sequence[Found]) -> Ref | None:
    if f.type is EntityType.DISTRICT:
        return f.ref
    m = _BODY_OF.match(f.name)
    if m is None:
        return None
    name = m["place"]
    known = [d.ref for d in districts if name.endswith(d.name)]
    return max(known, key=lambda r: len(r.name), default=None) or Ref(EntityType.DISTRICT, name)


__all__ = ["place_led", "speaker_of"]
