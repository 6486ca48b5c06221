"""Which numbers of a text are figures: a value with a unit, its bound and whether it is approximate.

A number is a figure when a unit of `units.toml` follows and nothing of `not_figures.toml` (dates, ordinals, names, slogans) covers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg.lexicon.load import toml
from kg.lexicon.numbers import ARABIC, NUMERAL, shares_in, value_of


class Figure(NamedTuple):
    """A figure. start, end: characters of the text from the first digit to the last word of its bound. kind: of the unit (money, share,
    measure, time, people, count), or rank, ratio, bare (a level without a unit). value, unit: as published (5.8, 万人).
    bound: ">=", "<=" or None. spelled: written in Chinese numerals. qualifier: it only says of which (10亿元以上项目).
    low: the lower end of a range (8%—10%), whose upper end is `value`."""

    start: int
    end: int
    kind: str
    value: Decimal
    unit: str
    approximate: bool = False
    bound: str | None = None
    spelled: bool = False
    qualifier: bool = False
    low: Decimal | None = None


@cache
def _kinds() -> dict[str, str]:
    return {unit: rule["name"] for rule in toml("units")["rule"] for unit in rule["units"]}


@cache
def _number() -> re.Pattern[str]:
    units = "|".join(re.escape(u) for u in sorted(_kinds(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<low>(?<![\d.])(?:{ARABIC}))(?P<lowsize>[万亿]?)(?:%|‰)?[—~\-至到](?=\d))?(?P<number>(?<![\d.]){NUMERAL})(?P<much1>[多余来几]?)(?P<size>万亿|(?:(?!千公顷)[百千])?[万亿]?)(?P<much2>[多余来几]?)(?P<half>半)?"
        rf"(?P<unit>(?:{units})(?:/(?:{units}|[日月年]|[一-鿿]{{1,2}}(?![一-鿿])))?)(?P<much3>多(?!项|个|家|名|种|样|元|处|功能|式|年|方)|半(?!数|径|年|导))?"
        rf"|(?P<alone>(?<![百千万亿])[百千]?[万亿](?=元|亩|吨|人次|千瓦|立方米))(?P<bare>元|亩|吨|人次|千瓦时|千瓦|立方米)"
    )


@cache
def _masks() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (r.get("needs", ""), re.compile(r["pattern"]), re.compile(r["but"]) if r.get("but") else None) for r in toml("not_figures")["rule"]
    )


_ANY = re.compile(r"[\d首一二三四五六七八九十百千两半万亿]")
_RATIO = re.compile(
    r"(?P<what>(?:收入|投入|产出|负债|抚养|师生|生师|医护|城乡)比|(?<=[值入出数量])之?比|倍差|死亡率|系数|指数|得分|评分|均分)"
    r"(?:[一-鿿]{0,3}?[到至为达是]|(?:只|仅|才|还)?有)?(?P<number>\d+(?:\.\d+)?)(?P<to>[:∶]1)?(?=[,。;、)!?]|$)(?!,\d{3}(?!\d))"
)
# 7.4万 新登记经营主体(户), a line that shows its figure first
_TIERS = re.compile(r"层级[^,。;\d]{0,6}(?P<number>\d+)(?P<size>)(?P<unit>级)(?=[,。;、]|以内|以下)")  # 管理层级压缩至3级以内
_UNIT_BEHIND = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<size>[万亿]?)"
    r"(?=[一-鿿“][^,。;()]{1,20}\((?P<unit>人次|[一-鿿]|亿?万?元|公里|平方米)\)(?:[,;。]|$))"
)
_HOURS = re.compile(r"小时|钟头")
_FIRST_OF_TWO = re.compile(r"分别[^,。;\d]{0,16}(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<measure>个?)[、和]$")
_UNITLESS = re.compile(r"(?:达到|达|突破|超过|完成|增至|降至|增加到|提高到)(?P<number>\d+(?:\.\d+)?)(?=[,。;])(?!,\d{3}(?!\d))")
# A measure word that is in no list: one character between a number and the end of the clause (骆驼36峰).
# 带动12万贫困人口脱贫: people without a measure word
_PEOPLE = (
    r"(?:人口|人员|人数|群众|农户|贫困户|脱贫户|农民|村民|居民|市民|学生|师生|职工|老人|老年人|儿童|党员|干部|游客|用户|网民|粉丝"
    r"|移民|从业者)"
)
_OF_PEOPLE = re.compile(
    r"(?<![\d.])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<size>[万亿])(?P<much>[多余]?)"
    rf"(?=(?:农村|城乡|贫困|脱贫|建档立卡|困难|失能|留守|流动|常住|外来|务工|返乡|受益|参保){{0,2}}{_PEOPLE})"
)
_MONEY_REACH = re.compile(  # 毛收入70多万,净赚20来万: yuan go without saying
    r"(?:收入|赚了?|挣了?|卖了?|花了?|花费|投入|投了?|投资|贷款|营业额|销售额|产值|工资|年薪|利润|亏了?|损失|分红|成本|积蓄|欠款)(?:上?[到达近约超过有]|将近|已|就|能)*"
    r"(?P<number>(?<![\d.])(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百]{1,4}))(?P<much>[多余来]?)(?P<size>[万亿])(?=[,。;!?”]|左右|出头|上下)"
)
_PEOPLE_REACH = re.compile(  # 老年人口达78.6万, 从业人员近1000万
    rf"{_PEOPLE}(?:总数|总量)?(?:已|就|也|总计|合计)?(?:达到?|高达|约|近|超过?|突破|有|为|将近)*(?P<number>(?<![\d.])\d[\d,]*(?:\.\d+)?)(?P<size>[万亿])(?P<much>[多余]?)"
    r"(?=[,。;、)]|$)"
)
_MEASURE_WORD = re.compile(
    r"(?<=[一-鿿”)])(?P<number>(?<![\d.])\d[\d,]*(?:\.\d+)?)(?P<size>[万亿]?)"
    r"(?P<unit>(?![年月日号时点分秒届级倍成比度折角甲乙丙丁中内外上下前后余多来几万亿千百十个以至到和与及等的了人线路楼院区村组层版毛])[一-鿿])(?=[,;。、)]|$)"
)
_PAYS = re.compile(
    r"(?:[交收花挣赚卖补付掏贵赔亏涨跌]了?|(?<!单)价|[费钱资款票]|(?<!面)值|[每一][斤亩人月天户家次吨桶箱])(?:只|才|就|也|要|得|能|是|到|约|近|大概|至少|最多|最高|不超过)*$"
)
_CLAUSE_END = re.compile(r"[,;。!?、”)]|$")
_SPOKEN = {"块钱": "元", "元钱": "元", "元人民币": "元"}  # one unit, as it is said and as it is written
_RATIO_FROM_TO = re.compile(
    r"(?:(?:收入|投入|产出|负债|抚养|师生|生师|医护|城乡)比|倍差|系数|指数)(?:值)?(?:已|也)?(?:由|从)(?:[^,。;\d]{0,8}|[^,。;]{0,4}年的?)"
    r"(?P<low>\d+(?:\.\d+)?)(?P<low_to>[:∶]1)?(?:[缩减扩降升提增调下上回][一-鿿]{0,3})?[到至为](?P<number>\d+(?:\.\d+)?)(?P<to>[:∶]1)?(?=[,。;、)!?]|$)"
)
_RANK = re.compile(r"第(?P<number>\d+|[一二三四五六七八九十百]+)(?P<unit>位次|位|名)?")
_BEST = re.compile(
    r"(?:居|列|排在?|占据|登|夺得|数量)[^,。;]{0,8}?(?P<best>首位|榜首|之首)|(?:居|列|排在?|数量|总量|均|稳居)(?P<first>首(?![位个批次届先席创府选要都家份期任付])|第一(?!位|名))"
    r"|(?P<top>(?:拔得?|夺得?|拔了)头筹|独占鳌头|稳居榜首|一马当先(?=[,。;]))"
)
_AT_LEAST = re.compile(r"(?:至少|最少|起码|不少于)(?:要|得|再)?[一-鿿]{2}$")
_BEFORE = re.compile(
    r"(?:(?P<most>不超过|不高于|不多于|不大于|不到|不满|不足|低于|少于|至多|最多|控制在|压减到)"
    r"|(?P<least>不低于|不得低于|不少于|不得少于|不小于|至少|最少|起码|超过|突破|超出|高于|多于|大于|迈上|跨上|超|逾|过|破|满|少说还差|少说))?"
    r"(?P<about>将近|接近|大约|大概|约为|约|近|左右|上下)?(?:有|到|达|的)?$"
)
_AFTER = re.compile(
    r"(?P<least>及以上|以上|之上|往上)|(?P<most>及以下|以下|以内|之内|内(?=$|[,。;、!?)])|以里)|(?P<about>左右|上下|出头)(?P<more>以上|以内)?"
)
_NOUN_OF = re.compile(r"的(?=[一-鿿])")
_EACH = re.compile(r"每(?:产|满|隔|花|卖|投|建|用|生产|增加|销售)?(?:近|约)?$")
_CLASS = re.compile(r"(?!大关|台阶|关口|以[上下内]|左右|[收去来])(?:[一-鿿]{2}|[村乡镇县户])")  # 12个亿元企业, 8个亿元村
_MINUS = re.compile(r"(?:^|[、,和与:为(长至达到])[-−]$")
_OVER = re.compile(r"^[过超逾]$")
_CLASS_OF = re.compile(r"(?:企业|项目|产业|集群|园区|镇|村|乡镇|县|的(?:企业|项目|村|镇))")
_NOUN = re.compile(r"的?[一-鿿“《A-Za-z]|\d")


def figures_in(text: str, covered: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """The figures of a folded text, in order. `covered`: spans that are names of things, never looked into."""
    if not _ANY.search(text):
        return []
    taken = _mask(text, covered)
    out = list(_shares(text, taken))
    for f in out:
        taken[f.start : f.end] = b"\1" * (f.end - f.start)
    out += _ranks(text, taken)
    for pattern in (_RATIO, _UNITLESS):
        for m in pattern.finditer(text):
            if not any(taken[m.start("number") : m.end("number")]) or (pattern is _RATIO and m["to"]):
                kind = "ratio" if pattern is _RATIO else "bare"
                bound = ">=" if m.group().startswith(("突破", "超过")) else None
                out.append(Figure(*m.span("number"), kind, Decimal(m["number"]), "", bound=bound))
                taken[m.start("number") : m.end("number")] = b"\1" * len(m["number"])
    for m in _RATIO_FROM_TO.finditer(text) if "由" in text or "从" in text else ():
        for part in ("low", "number"):
            if not any(taken[m.start(part) : m.end(part)]) or m["to"]:
                end = max(m.end(part), m.end("low_to") if part == "low" else -1)  # with the :1 behind it
                out.append(Figure(m.start(part), end, "ratio", Decimal(m[part]), ""))
                taken[m.start(part) : m.end(part)] = b"\1" * len(m[part])
    for m in _number().finditer(text):
        start, end = m.span()
        if any(taken[start:end]):
            continue
        read = _figure(text, m)
        if read is not None:
            out.append(read)
            taken[read.start : read.end] = b"\1" * (read.end - read.start)
    for m in (*_MEASURE_WORD.finditer(text), *(_TIERS.finditer(text) if "层级" in text else ())):
        value = value_of(m["number"])
        if value is not None and not any(taken[m.start("number") : m.end()]):
            out.append(_qualified(text, m.start("number"), m.end(), "count", value, m["size"] + m["unit"], False, False))
            taken[m.start("number") : m.end()] = b"\1" * (m.end() - m.start("number"))
    behind = _UNIT_BEHIND.match(text)
    value = value_of(behind["number"]) if behind else None
    if behind and value is not None and not any(taken[: behind.end()]):
        out.append(Figure(0, behind.end(), _kinds().get(behind["unit"], "count"), value, behind["size"] + behind["unit"]))
        taken[: behind.end()] = b"\1" * behind.end()
    for m in (*_OF_PEOPLE.finditer(text), *_PEOPLE_REACH.finditer(text)):
        value, start = value_of(m["number"]), m.start("number")
        if value is not None and not any(taken[start : m.end()]):
            out.append(_qualified(text, start, m.end(), "people", value, m["size"], bool(m["much"]), False))
            taken[start : m.end()] = b"\1" * (m.end() - start)
    for m in _MONEY_REACH.finditer(text):
        value, start = value_of(m["number"]), m.start("number")
        if value is not None and not any(taken[start : m.end()]):
            out.append(_qualified(text, start, m.end(), "money", value, m["size"] + "元", bool(m["much"]), False))
            taken[start : m.end()] = b"\1" * (m.end() - start)
    shared = _sharing_a_unit(text, out, taken)
    starts = {f.start for f in shared}
    return sorted([f for f in out if f.start not in starts] + shared)


def _sharing_a_unit(text: str, figures: Iterable[Figure], taken: bytearray) -> list[Figure]:
    """The first number of 分别快于规上工业3.8和3.1个百分点, or 3.8个和3.1个百分点, which takes the unit of the second."""
    out = []
    for f in figures:
        m = _FIRST_OF_TWO.search(text, max(0, f.start - 40), f.start)
        if m and f.unit and not f.spelled and (m["measure"] or not any(taken[m.start("number") : m.end("number")])):
            out.append(f._replace(start=m.start("number"), end=m.end("measure"), value=Decimal(m["number"])))
    return out


def _mask(text: str, covered: Iterable[tuple[int, int]]) -> bytearray:
    taken = bytearray(len(text))
    for start, end in covered:
        taken[start:end] = b"\1" * (end - start)
    chars = set(text)
    for needs, pattern, but in _masks():
        if needs and chars.isdisjoint(needs):
            continue  # none of the characters of which each match holds one
        for m in pattern.finditer(text):
            if but is None or not but.search(m.group()):
                taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    return taken


def _figure(text: str, m: re.Match[str]) -> Figure | None:
    if m["alone"]:
        value, size, unit, much = _alone(m["alone"]), m["alone"][-1], m["bare"], ""
        spelled = False
    else:
        read = value_of(m["number"])
        if read is None:
            return None
        value, size, unit = read, m["size"], m["unit"]
        if _MINUS.search(text, max(0, m.start() - 2), m.start()):
            value = -value  # 分别增长8%、5%、-3%
        if unit == "个" and m["much3"] and (hours := _HOURS.match(text, m.end())):
            # 2个半小时
            value += Decimal("0.5") if m["much3"] == "半" else 0
            return _qualified(text, m.start(), hours.end(), "time", value, "小时", m["much3"] == "多", not m["number"][0].isdigit())
        if unit == "群" and text.startswith(("众", "体"), m.end()):
            return None
        much = m["much1"] + m["much2"] + (m["much3"] or "")
        spelled = not m["number"][0].isdigit()
        if size in ("百", "千", "百万", "千万", "百亿", "千亿"):
            value, size = value * (100 if size[0] == "百" else 1000), size[1:]
        if m["half"] or "半" in (m["much3"] or ""):
            value += Decimal("0.5")
            much = much.replace("半", "")
    kind = _kinds().get(unit.partition("/")[0], "count")
    if unit == "块" and _CLAUSE_END.match(text, m.end()) and _PAYS.search(text, max(0, m.start() - 12), m.start()):
        kind, unit = "money", "元"  # 入户最多交300块
    end = m.end()
    if unit == "个" and not size and text.startswith("亿", end) and not text.startswith(("亿元", "亿吨", "亿斤", "亿人"), end):
        kind, size, unit, end = "money", "亿", "元", end + 1  # 减了8个亿
    if unit == "人" and text.startswith("口", end):
        end += 1  # 覆盖8亿人口
    unit = _SPOKEN.get(unit, unit)
    alone = bool(m["alone"]) or m["number"] in ("百", "千")
    figure = _qualified(text, m.start(), end, kind, value, size + unit, bool(much), spelled, number_alone=alone)
    # 由3到5 is a change, 3到5 a range
    ranged = m["low"] and m["lowsize"] in ("", size) and text[m.start() - 1 : m.start()] not in ("由", "从")
    low = value_of(m["low"]) if ranged else None
    return figure._replace(low=low) if low is not None and low < value else figure


def _alone(form: str) -> Decimal:
    return {"百": Decimal(100), "千": Decimal(1000)}.get(form[0], Decimal(1)) if len(form) > 1 else Decimal(1)


def _qualified(
    text: str, start: int, end: int, kind: str, value: Decimal, unit: str, much: bool, spelled: bool, number_alone: bool = False
) -> Figure:
    before = _BEFORE.search(text, max(0, start - 12), start)
    after = _AFTER.match(text, end)
    bound, about = None, much
    if before:
        bound = ">=" if before["least"] else "<=" if before["most"] else None
        about = about or bool(before["about"])
        if before["most"] in ("控制在", "压减到"):
            bound = None
    if bound is None and _AT_LEAST.search(text, max(0, start - 7), start):
        bound = ">="
    qualifier = False
    if after:
        stop = after.end()
        qualifier = bool(after["least"] or after["most"]) and bool(_NOUN.match(text, stop)) and kind != "share"
        bound = bound or (">=" if after["least"] or after["more"] == "以上" else "<=" if after["most"] or after["more"] == "以内" else None)
        about = about or bool(after["about"])
        end = stop
    if kind == "money" and before and _OVER.search(before.group()) and _CLASS_OF.match(text, end):
        qualifier = True  # 产值过10亿元企业24家
    if kind != "share" and (
        (bound and _NOUN_OF.match(text, end)) or _EACH.search(text, max(0, start - 4), start) or (number_alone and _CLASS.match(text, end))
    ):
        qualifier = True
    return Figure(start, end, kind, value, unit, about, bound, spelled, qualifier)


def _shares(text: str, taken: bytearray) -> Iterable[Figure]:
    for s in shares_in(text):
        if not any(taken[s.start : s.end]):
            much = text.startswith("多", s.end)
            yield _qualified(text, s.start, s.end + much, "share", s.value, s.unit, much, True)


def _ranks(text: str, taken: bytearray) -> list[Figure]:
    out = []
    for m in _BEST.finditer(text):
        start = m.start(m.lastgroup or 0)
        if not any(taken[start : m.end()]):
            out.append(Figure(start, m.end(), "rank", Decimal(1), "位", spelled=True))
            taken[start : m.end()] = b"\1" * (m.end() - start)
    for m in _RANK.finditer(text):
        value = value_of(m["number"])
        if value is None or any(taken[m.start() : m.end()]):
            continue
        if m["unit"] or (
            re.search(r"[居列排位名]|全[省国市区州疆盟县]$|\d[万亿]?(?:元|%|个百分点)$", text[max(0, m.start() - 10) : m.start()])
            and not re.match(r"[一-鿿]", text[m.end() : m.end() + 1] or "。")
        ):
            out.append(Figure(m.start(), m.end(), "rank", value, "位"))
            taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    return out
