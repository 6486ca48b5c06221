"""The words before a figure without those that are no part of its name: statements of time, examples of a list, signs of a picture."""

from __future__ import annotations

import re

from kg.extract.observations.figures import Figure
from kg.extract.observations.words import starts_with, trimmed

_TIME = re.compile(
    r"(?:截至|截止|到|至)?(?:(?:19|20)\d\d年(?!(?:以|之)?前(?:建成|建造|建设的|修建|投用))|今年|去年|明年|前年|上半年|[一二三四]季度)(?:以来|[12]?\d月(?:[123]?\d日)?|上半年)?[底末初度]?前?|\d{1,2}月底前|年底前|年内|分[两三四五]年|[一两三四五]年内|全年(?!度|任务|目标|计划|预算|工作)|\d{1,2}月?[—~\-至]\d{1,2}月份?|(?:近|过去)[一二三两]年(?:来)?|眼下|目前|现在"
)
_CHANGED_TO = re.compile(
    r"(?:增加|增长|提高|提升|上升|上涨|下降|降低|减少|扩大|缩小|缩短|压减|攀升|跃升|回升|回落|发展|扩大|扩展|拓展|[增升降减涨扩提])$"
)
_A_BODY = re.compile(r"(?:公司|集团|合作社|医院|大学|学院|中学|小学|研究院|银行)$")
_ARROWS = {"↑": "增长", "↓": "下降", "⬆": "增长", "⬇": "下降", "▲": "增长", "▼": "下降", "↗": "增长", "↘": "下降"}


def since_time(left: str) -> str:
    """The words after the last statement of time, which is no part of a name; a year of comparison (比2019年) stays."""
    for m in reversed(list(_TIME.finditer(left))):
        if m.group()[0] in "到至" and _CHANGED_TO.search(left, 0, m.start()):
            return left[: m.start()] + m.group()[0]  # 增加到2023年的86亿元
        if not re.search(r"[比较于]$", left[: m.start()]):
            return left[m.end() :] if trimmed(left[m.end() :]) else left[: m.start()] + left[m.end() :]
    return left


def signed(left: str, right: str, figure: Figure) -> str:
    """The words before a figure with the sign of an infographic, before or behind it, read as its verb (↑6.1%, +5.8%, 9.7%↓)."""
    if left[-1:] in _ARROWS and (figure.kind == "share" or left[-1] not in "▲▼"):
        return left[:-1] + _ARROWS[left[-1]]
    if figure.kind != "share":
        return left
    left = left.removeprefix("(") if left in ("(+", "(-", "(同比+", "(同比-") else left  # 83万人次(+7.3%)
    if left in ("+", "-", "同比+", "同比-"):
        return left[:-1] + ("增长" if left[-1] == "+" else "下降")
    return left + _ARROWS[right[0]] if right[:1] in _ARROWS else left


def without_examples(name: str) -> str:
    """举办甲音乐节、乙冰雪节等活动 is 举办活动: the examples of a list before 等 are no part of the name."""
    head, mark, thing = name.rpartition("等")
    if not mark or ("、" not in head and not _A_BODY.search(head)) or not 2 <= len(thing) <= 8 or len(head) < 8:
        return name
    return verb_of(name) + thing


def verb_of(name: str) -> str:
    """The verb of achievement with which a name begins (新增 of 新增高新技术企业); empty if with none."""
    m = starts_with("achievement").match(name)
    return "" if m is None or name[m.end() :].startswith(("率", "量", "数", "额", "度")) else m.group()


__all__ = ["signed", "since_time", "verb_of", "without_examples"]
