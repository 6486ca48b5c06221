"""What a heading or the label of a paragraph says that all below it is of: a county, a part of a city, one piece of works."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.work import View
from kg.model import EntityType, Ref

_SUFFIX = re.compile(r"镇|乡|街道|[市县区州旗盟]|(?:[一-鿿]{0,4})(?:开发区|新区|示范区|园区|片区)")
_PART_OF_CITY = re.compile(
    r"\s?(?:[一二三四五六七八九十\d]{1,3}[、.])?(?![各两全每该本]|[一二三四五六七八九十]个?(?:片|组))(?P<name>[一-鿿]{2,8}(?:片区|组团|功能区))(?:\([^()]{2,40}\))?:"
)
_NUMBER = re.compile(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]\s*)+")
_MARK = re.compile(r"[▲△◆◇●○■□▶★☆•·\s]*(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]\s*)?")
_TASK = re.compile(r"升级|完成|推进|建设|实施|改造|新建|加快|提升|完善|扩建|启动")  # 升级某平台。 names what is to be done
_COUNTY = re.compile(r"[一-鿿]{1,6}(?:[县旗镇乡]|街道)")
_NO_PLACE = re.compile(r"\d*(?:园区|城区|镇区|乡村|农村)[:：]")  # 03 乡村:从守摊到开店 is a theme


class Headed:
    """What the headings and the labels of an article name. views: its blocks. home: the issuing place, of which all is anyway."""

    def __init__(self, views: Sequence[View], home: Ref | None) -> None:
        self._works = [f for v in views for f in v.found if f.type is EntityType.PROJECT]
        self._districts = [f for v in views for f in v.found if f.type is EntityType.DISTRICT]
        self._home = home

    def headed(self, heading: str) -> Ref | None:
        """The division that a heading names before its colon (洋口镇:…), also without its last word (洋口:…), or the works that it names
        there or that it is the name of (西山水库:…); None if it names none."""
        if _NO_PLACE.match(heading):
            return None
        name = _NUMBER.sub("", re.split(r"[::]", heading)[0].strip("▍●■◆ "))
        if len(name) >= 4 and (works := next((f.ref for f in self._works if f.name == name or f.name.endswith(name)), None)):
            return works
        if not 2 <= len(name) <= 12 or name == heading:
            return None
        return next(
            (f.ref for f in self._districts if f.name == name or (f.name.startswith(name) and _SUFFIX.fullmatch(f.name[len(name) :]))), None
        )

    def labelled(self, view: View) -> Ref | None:
        """What a paragraph or an item is labelled with, of which all is that follows: a part of a city or county (滨河片区:…;
        东部农业片区(甲镇、乙镇):…), the works or the place whose name stands at its head by itself (清江水厂。…; 武昌:…); None if it is
        labelled with none."""
        m = _PART_OF_CITY.match(view.text)
        if m:
            return Ref(EntityType.DISTRICT, m["name"])
        lead = _MARK.match(view.text)
        start = lead.end() if lead else 0
        at_head = [
            f for f in view.found if f.start == start and f.type in (EntityType.PROJECT, EntityType.DISTRICT) and f.ref != self._home
        ]
        named = [f for f in at_head if view.text.startswith((":", "。"), f.end)]
        return named[0].ref if named and not _TASK.match(named[0].name) else None

    @staticmethod
    def part_named(view: View, name: str) -> Ref | None:
        """The county or town that the head of a part of a list names and nothing else (东岭县); None if it names anything else."""
        found = next((f.ref for f in view.found if f.type is EntityType.DISTRICT and view.text[f.start : f.end] == name), None)
        return found or (Ref(EntityType.DISTRICT, name) if _COUNTY.fullmatch(name) else None)


__all__ = ["Headed"]
