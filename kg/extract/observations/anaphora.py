"""What 该项目, 该工程 and 园区 stand for: the works of which the text has just spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.observations.words import form
from kg.extract.work import Found, View
from kg.model import EntityType, Ref

_KIND = r"(?P<kind>项目|工程|园区|产业园|基地|水库|大桥|水厂|电站|泵站|公路|高速|铁路|线路|大道|道路|医院|院区|学校|校区|公园|景区|生产线)"
_THIS = re.compile(rf"(?:该|这个|这一|此)(?!类|次|批){_KIND}(?![们内外]|群)")
_BARE = re.compile(rf"(?:整个|工程)?{_KIND}")
_FOUND_IN = re.compile(r"(?:位于|坐落[于在]|地处|起于|止于|起点|终点|选址|毗邻|连接|[在于与至到和沿])$")
# By the last word of the name: what each may be called for short.
_CALLED = {
    "项目": ("项目",), "工程": ("工程",), "园区": ("园", "园区", "基地", "示范区", "集聚区"), "产业园": ("园",), "基地": ("基地",),
    "医院": ("医院", "院区", "分院"), "院区": ("院区", "医院", "分院"), "学校": ("学校", "中学", "小学", "校区"), "校区": ("校区", "学校"),
}  # fmt: skip
_ANY = ("项目", "工程")  # what every kind of works may be called


def works_meant(view: View, start: int, end: int, seen: Sequence[Found], bare: bool) -> Ref | None:
    """The works that 该项目 in text[start:end] stands for, or a bare 项目 at its head; None if nothing stands for any.

    seen: the mentions before, in order. bare: whether 项目 alone can mean one (not in a report of many projects).
    """
    m = _THIS.search(view.text, start, end)
    at = m.start() if m else start
    if (
        m is None
        and bare
        and (m := _BARE.match(view.text, start, end))
        and not form("of-one-work").match(view.text[m.end() : m.end() + 12])
    ):
        m = None
    if m is None:
        return None
    here = [f for f in view.found if f.end <= at]
    before = [*(f for f in seen if not any(f is h for h in here)), *here]
    return _last_called(m["kind"], view, before, here)


def _last_called(kind: str, view: View, before: Sequence[Found], here: Sequence[Found]) -> Ref | None:
    endings = _CALLED.get(kind, (kind,))
    kinds = (EntityType.PROJECT, EntityType.ORGANIZATION) if kind not in (*_ANY, "公路", "大道", "道路") else (EntityType.PROJECT,)
    near = before[-_NEAR:]
    named = [f for f in near if f.type in kinds and f.name.endswith(endings)]
    if named:
        return named[-1].ref
    if kind not in _ANY:
        return None
    works = [f for f in near if f.type is EntityType.PROJECT and not (f in here and _FOUND_IN.search(view.text[: f.start]))]
    return works[-1].ref if works else None


_NEAR = 12  # mentions back to which a word for works can point


__all__ = ["works_meant"]
