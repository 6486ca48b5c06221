"""Reports that bodies make to a congress, and the plan and the budget of a year by name (2024年国民经济和社会发展计划)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

_SIGN = r"(?P<sign>自治区|[省市州县区旗])?"


def reports(text: str, context: Context) -> Iterator[Found]:
    """Reports, plans and budgets in a folded text, named in full with their place and year."""
    signs = {near for near in _signs() if near in text}
    for rule in toml("report_grammar")["rule"] if signs else ():
        if signs.isdisjoint(rule["near"]):
            continue
        for m in _compiled(rule["pattern"]).finditer(text):
            year = m.groupdict().get("year") or ""
            place, start = _place(text, m, context)
            if "{place}" in rule["full"] and not place:
                continue
            full = rule["national"] if place == "中国" and "national" in rule else rule["full"]
            name = full.replace("{place}", place or "").replace("{year}", year).replace("{kind}", m.groupdict().get("kind") or "")
            printed = _printed(context).get(name) if rule["name"] == "government-report" else None
            yield Found(start, m.end(), EntityType.POLICY, printed or name, rule["name"])


@cache
def _signs() -> frozenset[str]:
    """The words one of which each rule wants in its text."""
    return frozenset(near for rule in toml("report_grammar")["rule"] for near in rule["near"])


_TITLE = re.compile(r"(?:20\d\d年)?(?P<place>[\u4e00-\u9fff]{2,14}?)(?:20\d\d年)?(?:人民)?政府工作报告")
# What a picture that tells a report puts before its title: 一图读懂, 【图解】, 一图速览丨.
_PICTURED = re.compile(r"^[【\[]?(?:(?:一|一张|长)?图(?:读懂|看懂|速览|速读|解读|了解|解|说))[】\]]?[丨|｜:：]?")


def _printed(context: Context) -> dict[str, str]:
    """The report that a page is, as its title prints it (甲县2025年政府工作报告), by the name that it has elsewhere."""
    out: dict[str, str] = {}
    for article in context.reading.articles:
        title = re.sub(r"[(\uff08][^()\uff08\uff09]*[)\uff09]$", "", re.sub(r"\s+", "", article.title))
        title = _PICTURED.sub("", title)
        m = _TITLE.fullmatch(title)
        place = context.place_before(m["place"], len(m["place"])) if m else None
        if place and place[1] == 0:
            out[f"{place[0]}人民政府工作报告"] = title
    return out


def _place(text: str, m: re.Match[str], context: Context) -> tuple[str | None, int]:
    """The place of a document (named before it, meant by its sign, or else the issuing place) and where its name begins."""
    sign = m.groupdict().get("sign")
    end = m.end("sign") if sign else m.start()
    if before := context.place_before(text, end):
        return before
    return (context.at_level(sign) if sign else context.home), m.start()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{sign}", _SIGN))


__all__ = ["reports"]
