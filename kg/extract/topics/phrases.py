"""Key phrases that a text brings itself: what its verbs of action act on, its terms in quotation marks, compounds of the words of policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.lexicon.load import toml

_HAN = "\u4e00-\u9fffA-Za-z0-9.+"
_TERM = re.compile(rf"[“‘]([{_HAN}·、,—-]{{2,12}})[”’]([{_HAN}]{{0,6}})")
_OBJECT = re.compile(r"[一-鿿A-Za-z“”‘’·+]{2,24}")
_FIGURE = re.compile(r"(?:\d|[一二两三四五六七八九十百千万]+(?:个|家|座|所|条|项|名|处|件|户|成|亩|公里|亿|万))")
_STOP = re.compile(
    r"(?:进行|达到|突破|增长|提高到|控制在|稳定在|不少于|不低于|不超过|超过|实现|以及|纳入|列入|作为|等|并|均|全部|率先|力争|至少|每年|每人|每亩|每月|今年|明年|年内|分别|保持|为|由|与|和|及|或|在|到|从|向|对|把|将|让|给|使|按|以|是|要|应|须|必须|不|得|就|也|都|还|再|才|更|上|中|内|下|后|前|里)"
)
_LEADING = re.compile(r"^(?:一批|一些|若干|各类|各级|各项|各种|有关|相关|全市|全区|全县|全州|全省|我市|我区|我县|本市|市级|省级|国家级|更多|更高|更大|更加|新的|新增|新建|改扩建|一个|一座|一条|一份|一套|一支|该|其|这|那|个|所|的|了|好|起|成|出|地|型|性)+")
_TRAILING = re.compile(r"(?:的|了|着|过|等|工作|力度|步伐|进程|水平|行为|方面|情况|左右|以上|以下|以内|数量|数|额|率)+$")
_TAILS = (
    "产业|企业|园区|基地|体系|机制|制度|平台|工程|项目|服务|建设|改革|保护|治理|整治|改造|修复|管理|监管|监督|培训|培养|教育|医疗|养老|旅游|交通|公路|农业|"
    "补贴|补助|津贴|保险|基金|资金池|中心|实验室|专列|专线|导则|条例|办法|标准|目录|名单|清单|驿站|集群|链|站|队伍|人才|技术|品牌|市场|消费|合作|融合|攻关|创新|转型|利用|"
    "排放|安全|稳定|水库|河道|污水|垃圾|管网|供水|学校|学位|医院|床位|幼儿园|社区|小区|公园|绿道|道路|停车位|充电桩|光伏|储能|电站|煤矸石|果园|茶园|农田|耕地|粮食|"
    "养殖|种植|加工|物流|冷库|快递|电商|外贸|出口|外资|招商|投资|就业|创业|收入|救助|住房|房地产|债务|风险|信访|矛盾|纠纷|消防|应急|防汛|防灾|文物|遗产|遗存|非遗|文化|体育|赛事"
)
_COMPOUND = re.compile(rf"[\u4e00-\u9fff]{{2,6}}?(?:{_TAILS})")


class Phrase(NamedTuple):
    """A key phrase and where it stands in the text. sort: object, term or compound."""

    text: str
    start: int
    sort: str


@cache
def _verbs() -> re.Pattern[str]:
    words = [w for w in toml("modals")["action"]["verbs"].split() if len(w) > 1]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def phrases(text: str) -> Iterator[Phrase]:
    """The key phrases of a text, in order of kind: objects of its verbs, terms in quotation marks, compounds."""
    yield from _objects(text)
    for m in _TERM.finditer(text):
        yield Phrase(m[1], m.start(), "term")
    for m in _COMPOUND.finditer(text):
        if phrase := _trimmed(m.group()):
            yield Phrase(phrase, m.start(), "compound")


def _objects(text: str) -> Iterator[Phrase]:
    """What stands behind a verb of action, up to a figure, a function word or the end of the clause."""
    for verb in _verbs().finditer(text):
        m = _OBJECT.match(text, verb.end())
        if not m:
            continue
        words = m.group()
        figure = _FIGURE.search(words)
        if figure:
            words = words[: figure.start()]
        stop = _STOP.search(words, 2)
        if stop:
            words = words[: stop.start()]
        again = _verbs().match(words)
        if again:
            continue
        if phrase := _trimmed(words):
            yield Phrase(phrase, verb.end(), "object")


def _trimmed(words: str) -> str | None:
    """The phrase without what says how many and how; None if nothing to look up is left."""
    words = _LEADING.sub("", words.strip("“”‘’、"))
    head = words.rsplit("的", 1)[-1]
    if len(head) >= 2:
        words = head
    words = _TRAILING.sub("", words)
    words = words.strip("“”‘’、")
    return words if 2 <= len(words) <= 10 else None
