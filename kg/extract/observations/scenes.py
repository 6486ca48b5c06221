"""Where a reporter stands: the body that a portrait is of, and the place, body or works to which a visit has come.

What is told there (该项目占地160亩, 36台加工中心) is told of it, until another one is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.observations.words import form
from kg.extract.work import Found, View
from kg.model import BlockKind, EntityType, Ref

_HEADS = (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.KICKER)
_KINDS = (EntityType.ORGANIZATION, EntityType.PROJECT, EntityType.DISTRICT)
# Who leads a township, a village or a zone tells of the place, not of the body that leads it (——访某经开区党工委书记).
_LED = ("镇", "乡", "街道", "村", "社区", "园区", "开发区", "经开区", "高新区", "新区", "管理区")
_LEADS = re.compile(r"(?:党工委|工委|党委|党总支|党支部|管委会|管理委员会|村委会|居委会|人民政府|政府|办事处)$")
_LOCAL = ("镇", "乡", "村", "社区", "嘎查", "苏木", "园区", "产业园", "工业园", "开发区")


def portrayed(views: Sequence[View]) -> Ref | None:
    """The body, works or place that an article portrays, as its headlines say (——走进某某公司, ——来自某联络站的蹲点报告, 某县:…); None if
    none."""
    for view in views:
        if view.block.kind not in _HEADS:
            continue
        place = _at(view, 0) if view.block.kind is BlockKind.HEADLINE else None
        if place is not None and place.type is EntityType.DISTRICT and view.text.startswith(":", place.end):
            return place.ref  # 贵阳市乌当区:…, a headline that says of which place it tells
        m = form("portrait").match(view.text)
        found = _at(view, m.end()) if m else None
        if found is None or found.type is EntityType.DISTRICT or form("no-portrait").search(found.name):
            continue
        if not view.text.startswith(("、", "和", "与"), found.end):
            return _led(view.text[found.start : found.end], views) or found.ref
    return None


def _led(body: str, views: Sequence[View]) -> Ref | None:
    """The township, village or zone, named elsewhere in the article, that a body leads; None if it leads none."""
    m = _LEADS.search(body)
    if m is None or not body.endswith(_LED, 0, m.start()):
        return None
    form = body[: m.start()]
    places = ((view.text[f.start : f.end], f) for view in views for f in view.found if f.type is EntityType.DISTRICT)
    return next((f.ref for said, f in places if form in (said, f.name)), None)


def visited(view: View, start: int, end: int) -> Ref | None:
    """The place, body or works to which text[start:end] leads the reader (代表们来到某产业园); the last one if several, None if none."""
    last: Ref | None = None
    for m in form("visit").finditer(view.text, start, end):
        found = _at(view, m.end())
        if found is None or found.end > end or view.text.startswith(("、", "和", "与", "等"), found.end):
            continue
        if found.type is not EntityType.DISTRICT or found.name.endswith(_LOCAL):
            last = found.ref
    return last


def _at(view: View, at: int) -> Found | None:
    """The longest mention that begins at a character."""
    here = [f for f in view.found if f.start == at and f.type in _KINDS]
    best = max(here, key=lambda f: f.end, default=None)
    if best is not None and best.type is EntityType.DISTRICT:
        # 某县某镇: the last of a chain
        beyond = _at(view, best.end)
        return beyond or best
    return best


__all__ = ["portrayed", "visited"]
