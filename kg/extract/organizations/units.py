"""Units of a body named right behind it: sections of a bureau, divisions of a court, the editors of a paper."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.extract.organizations.kinds import stops, trades
from kg.extract.people import role_spans
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

RULE = "unit-of-body"
_LONGEST = 10  # characters of a unit's own name before the word for the unit


def find(text: str, found: Iterable[Found], breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The units of the organizations among what was `found` of a folded text, each with its body's name in front (市民政局养老服务科 →
    某市民政局养老服务科); behind an office another unit of the same body may follow (某法院审判委员会委员、立案庭庭长).
    breaks: places at which a blank stands in the source, where a unit's name may end (区财政局预算科 丁某)."""
    found = list(found)
    begins = {f.start for f in found}
    bodies = [f for f in found if f.type is EntityType.ORGANIZATION and not f.rule.startswith("party-alone")]  # 民盟|调研组
    offices = dict(role_spans(text)) if bodies else {}
    starts = sorted(offices)
    listed = {(f.start, f.end) for f in bodies if f.rule == "organization-standing" or f.rule.startswith("organ-")}
    for f in bodies:
        start, at = f.start, f.end
        while True:
            m = _ward(text, at) if dict(f.attributes).get("kind") == "hospital" else None
            m = m or _unit(text, at)
            if m is None and f.name.startswith(_NATIONAL) and (department := _DEPARTMENT.match(text, at)):
                yield Found(start, department.end(), f.type, f.name + department.group(), RULE, f.attributes)
                break
            if (held := _before_office(text, at, starts)) is not None and (m is None or m.end() < held):
                yield Found(start, held, f.type, f.name + text[at:held], RULE, f.attributes)
                at = held
            elif m is not None:
                held_by = any(a <= m.end() < b for a, b in offices.items()) or m.end() in breaks
                if m["short"] and not held_by and not _after().match(text, m.end()):
                    break
                if (start, m.end()) not in listed:
                    yield Found(start, m.end(), f.type, f.name + m.group(), RULE, f.attributes)
                at = m.end()
            elif f.start == 0 and _fills(text, at) and not any(at <= b for b in begins):
                yield Found(start, len(text), f.type, f.name + text[at:], RULE, f.attributes)
                break
            end = offices.get(at)
            if end is None or text[end : end + 1] != "、" or end + 1 in begins:
                break
            start = at = end + 1


_NATIONAL = ("中华人民共和国", "国家", "国务院", "中国人民银行")
# 民政部养老服务司: a department of a ministry.
_DEPARTMENT = re.compile(r"(?!公司)[\u4e00-\u9fff]{2,12}?(?<!公)司(?=副?司长|一?级?巡视员|有关|相关|负责|[、,。;:)”]|的|$)")


def _before_office(text: str, at: int, starts: Sequence[int]) -> int | None:
    """Where the unit ends whose name stands between the body that ends at `at` and an office (市司法局|法律援助中心|主任)."""
    i = bisect_left(starts, at + 3)
    if i == len(starts) or starts[i] > at + _LONGEST + 4 or (i and starts[i - 1] >= at):
        return None
    run = text[at : starts[i]]
    own = _trade().sub("", run[:-1])
    if text.endswith(_LEARNED, 0, at):
        own = re.sub(r"(?<=[\u4e00-\u9fff]{2})[与和](?=[\u4e00-\u9fff]{2})", "", own)  # 地理与湖泊研究所
    return starts[i] if _held().fullmatch(run) and not _never().search(own) and not stops().search(own) else None


def _fills(text: str, at: int) -> bool:
    """Whether a line of a list, or a cell, is nothing but a body and its unit (某市环境保护局监测站)."""
    own = _trade().sub("", text[at:-1])
    return len(text) - at <= _LONGEST + 2 and bool(_held().fullmatch(text, at)) and not _never().search(own) and not stops().search(own)


def _ward(text: str, at: int) -> re.Match[str] | None:
    """The department of a hospital whose name begins at `at`."""
    m = _wards().match(text, at)
    return m if m and not stops().search(m["own"]) and not _never().search(m["own"]) else None


@cache
def _wards() -> re.Pattern[str]:
    words = "|".join(sorted(toml("organization_units")["wards"].split(), key=len, reverse=True))
    return re.compile(rf"(?P<own>[\u4e00-\u9fff]{{0,6}}?)(?P<short>{words})(?!长(?!会)|技)")


_LEARNED = ("科学院", "研究院", "大学", "工程院", "科院")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(trades(), key=len, reverse=True))))


@cache
def _held() -> re.Pattern[str]:
    words = "|".join(sorted(toml("organization_units")["held"].split(), key=len, reverse=True))
    return re.compile(rf"[\u4e00-\u9fff]+(?:{words})")


def _unit(text: str, at: int) -> re.Match[str] | None:
    """The unit whose name begins at `at`."""
    for pattern in _patterns():
        m = pattern.match(text, at)
        if m is not None:
            return None if _never().search(m["own"]) or stops().search(m["own"].replace("建议", "")) else m
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = toml("organization_units")
    sure, short = ("|".join(sorted(words[key].split(), key=len, reverse=True)) for key in ("sure", "short"))
    return (
        re.compile(rf"(?P<own>[\u4e00-\u9fff]{{0,{_LONGEST}}}?)(?:{sure})(?P<short>)(?![长员])"),
        re.compile(rf"(?P<own>(?=办公室)|[\u4e00-\u9fff]{{2,{_LONGEST}}}?)(?P<short>{short})(?!长(?!会)|员|技|学|研|理|置|罚|于|内|外)"),
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(toml("organization_units")["after"])


@cache
def _never() -> re.Pattern[str]:
    return re.compile(toml("organization_units")["never"])


__all__ = ["RULE", "find"]
