"""Which figures reports count: a duration only as a result, a small number in words only as part of an undertaking.

两位委员指出, 一连下了九天雨 and 站稳24亿斤台阶 hold numbers with units, and nobody would put them into a table.
"""

from __future__ import annotations

import re

from kg.extract.observations.figures import Figure

_CLAUSE = re.compile(r"[,;:。!?]")
_RESULT = re.compile(
    r"用|耗时|排队|等$|压到|压至|压减|天数|时间|时限|时长|周期|平均|缩短|压缩|减少|增加|增多|提前|人均|住满|多|少|实现|回音|跟岗|工期|年龄|最[大长小]|岁"
)
# 由4小时缩短到2个半小时
_SHORTENED = re.compile(r"(?:左右|以上|多)?,?(?:大幅|进一步)?(?:缩短|压缩|压减|缩减|减少|降低|[缩压降减])[到至为]")
_DAYS_SHOWN = re.compile(r"[一-鿿]{2,12}(?:天数|时间|时长|时限|年龄)(?:[,;。]|$)")  # 305天 空气质量优良天数
# Measure words that, after a small number in words, mostly make adverbs and names (二期, 两头, 一味, 三门镇).
_ADVERBIAL = frozenset(("期", "道", "对", "头", "站", "味", "窝", "本", "块", "门", "面", "级", "方"))
_EACH = re.compile(r"各[建设办挑增有新选派]{0,2}$")
_FEW, _FEW_PEOPLE = 10, 5


def is_counted(text: str, figure: Figure) -> bool:
    """Whether a figure of `text` is one that a report counts."""
    left = _CLAUSE.split(text[max(0, figure.start - 24) : figure.start])[-1]
    if text.startswith("台阶", figure.end) and re.search(r"站稳|连续", left):
        return False
    if figure.kind == "time" and not figure.start and _DAYS_SHOWN.match(text, figure.end):
        return True
    if figure.kind == "time":
        return bool(_RESULT.search(left) or _SHORTENED.match(text, figure.end)) and not (figure.spelled and figure.unit == "天")
    return _is_counted_in_words(text, figure, left) if figure.spelled else True


def _is_counted_in_words(text: str, figure: Figure, left: str) -> bool:
    if text.startswith("外", figure.end):
        return False
    if figure.kind == "share" and text[figure.start : figure.end].startswith(("一半", "半数")):
        return not re.search(r"[去回了过]$", left)
    if figure.kind in ("count", "people") and not figure.unit.startswith(("万", "亿")):
        if figure.value < 2 or figure.unit in _ADVERBIAL:
            return figure.value == 1 and bool(_EACH.search(left))
        if _EACH.search(left) or figure.unit in ("轮", "场"):
            return True
        return figure.value >= (_FEW_PEOPLE if figure.unit in ("位", "名") else _FEW) and not left.endswith(("给", "向", "由"))
    return not (figure.value == 1 and figure.kind == "measure")
