"""Finds projects: works, roads, railways, bridges, ports, power, plants, parks and bases, water works, lines, campuses, platforms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.headed import Headed, headed, without_overlaps
from kg.extract.projects.listed import listed
from kg.extract.projects.routes import routes
from kg.extract.quoted import quoted
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

__all__ = ["find"]


def find(text: str, context: Context) -> Iterator[Found]:
    """The projects named in a folded text, left to right, without overlaps; the longest of those that overlap.

    What is only a title won (获评国家级示范基地) is none.
    """
    del context  # the names of projects are given as written
    spans: list[Headed] = [*headed(text, "project_grammar"), *routes(text)]
    spans += [Headed(f.start, f.end, f.end, f.rule) for f in quoted(text, EntityType.PROJECT)]
    before = ""  # the line's name before its number, for 某市地铁1号线、2号线
    seen: list[str] = []  # for 该产业园二期
    for h in without_overlaps([*spans, *listed(text, spans)]):
        if h.rule in ("base", "park", "works", "platform") and _won().search(text, max(0, h.start - 12), h.start):
            continue
        name = text[h.start : h.end]
        if _OF_PLAN.fullmatch(name) or _TAUGHT.match(text, h.end - 2):
            continue  # 列入“十四五”项目库; 土木工程|系
        if numbered := _LINE.fullmatch(name):
            if not numbered["of"] and not (before and text[h.start - 1 : h.start] in ("、", "和", "与")):
                continue
            before = numbered["of"] or before
            name = before + numbered["line"]
        if text[h.start - 1 : h.start] == "该":
            noun = _GENERIC.match(name)
            named = next((n for n in reversed(seen) if noun and n.endswith(noun["noun"])), None)
            if noun is None or named is None:
                continue
            name = named + name[noun.end("noun") :]
        seen.append(name)
        yield Found(h.start, h.end, EntityType.PROJECT, name, h.rule)


_GENERIC = re.compile(r"(?P<noun>产业园|科技园|工业园|园区|大桥|基地|小镇|项目|工程|枢纽|中心)(?:[一二三四]期)?(?:项目|工程)?$")
_TAUGHT = re.compile("工程(?:系|师|学院|学校|专业|学科|技术)")
_OF_PLAN = re.compile("“?十[一二三四五六]五”?(?:规划)?(?:重点|重大|储备|建设)*(?:项目|工程)")
_LINE = re.compile(r"(?P<of>[^\d]*)(?P<line>\d+号线(?:.{0,8}))")


@cache
def _won() -> re.Pattern[str]:
    return re.compile(toml("project_grammar")["won"]["pattern"] + "$")
