"""Which sentences of a plan set a task or a target, and which only head, lead to or exhort to one."""

from __future__ import annotations

import re

from kg.extract.proposals.measure import to_come
from kg.extract.proposals.sections import NUMBER
from kg.extract.proposals.words import one_pattern
from kg.model import Block, BlockKind

_OPENING_YEAR = re.compile(r"(20\d\d)(?!\d)")
_NUMBERED_TASK = re.compile(r"^(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]要)")
_FORBIDS = re.compile(r"不(?:能|准|许|得|要|搞|再)")
_SHORT_TASK = 10  # characters of 一是抓招商。, a heading that runs in
_DASHED = 16  # characters of a theme behind a dash
_OFTEN = 3  # paragraphs that begin alike
_THEME_IN_TWO = re.compile(r"[^\d,;:、。]{4,20},[^\d,;:、。]{4,16}。")  # ——高标准推进水乡建设,打造安居乐业高地。
THEME = re.compile(r"(?:[^\d,;:“”《》]{2,7}、)?[^\d,;:、“”《》]{2,7}。")
HAS_FIGURE = re.compile(r"\d|[一二三四五六七八九十]成|百分之")
ANY_YEAR = re.compile(r"20\d\d年?|“十[一二三四五六]五”")
_ENDS_HIGH = re.compile(r"只争朝夕|时不我待|接续奋斗|谱写|奋斗|奋进|扬帆|不负|华章")
TARGET = re.compile(r"目标(?:任务)?(?:是|为|:)")
_GUIDING_START = re.compile(r"(?:为(?:了)?(?:实现|完成)|综合(?:考虑|研判)|统筹考虑|围绕)")
_DOES = re.compile(r"围绕[^,]*(?:开展|推进|实施|组织|加强|举办|做好|建设|听取|制定)")  # 围绕防汛开展专题调研: a task of its own
_SETS = re.compile(r"(?:将|要|确保|力争|紧盯|锚定|实现|完成|围绕)[^,]*\d")
_LAST_YEAR = re.compile(r"去年|上年|过去一年|前年")


def themed(blocks: list[Block]) -> bool:
    """Whether paragraphs of the report begin, one like the other, with a short sentence that only names their theme (抓项目、扩投资。…)."""
    heads = [b.text[: b.text.find("。") + 1] for b in blocks if b.kind is BlockKind.PARAGRAPH and 0 < b.text.find("。") < len(b.text) - 1]
    return sum(THEME.fullmatch(h) is not None for h in heads) >= _OFTEN and bool(heads)


def is_heading(text: str, start: int, end: int, n: int, spans: list[tuple[int, int]], block: Block) -> bool:
    """Whether a sentence is a heading that runs in: printed bold, numbered and followed by others, or short, without figures and in the
    row of such."""
    words = text[start:end]
    if any(a <= start + 1 and end - 2 <= b for a, b in block.bold):
        return True
    if len(spans) == 1 or HAS_FIGURE.search(NUMBER.sub("", words)):
        return False
    number = NUMBER.match(words)
    if _NUMBERED_TASK.match(words):
        return len(words) <= _SHORT_TASK and "," not in words and n + 1 < len(spans)
    if number and _FORBIDS.search(words) and number.group()[0].isdigit():
        return False  # 3、柑橘不能再论堆卖。…
    if number and len(words) <= 45 and not all(text[a] == "(" for a, _ in spans[n + 1 :]):
        return True
    if n == 0 and start > spans[0][0] and ((len(words) <= _DASHED and "," not in words) or _THEME_IN_TWO.fullmatch(words)):
        return True  # ——围绕安全抓监管。…: what stands behind the dash names the theme
    if len(words) > 18 or "," in words:
        return False
    if len(block.bold) > 1 and len(words) <= 14:
        return True
    before_numbered = n > 0 and bool(NUMBER.match(text[spans[n - 1][0] : spans[n - 1][1]])) and spans[n - 1][1] - spans[n - 1][0] <= 45
    return (n == 0 or before_numbered) and n + 1 < len(spans) and bool(block.bold)


def is_task(words: str) -> bool:
    """Whether a sentence of a plan sets a task or a target."""
    if len(words) < 5:
        return False
    if TARGET.search(words) and HAS_FIGURE.search(words):
        return True
    if words.endswith((":", "?", "?")):
        return False
    no_task = one_pattern("proposal_cues", "no_task").search(words)
    return no_task is None or (_ENDS_HIGH.search(no_task.group()) is not None and counts(words))


def before_lead_in(words: str) -> int:
    """Where a task ends that stands before what leads to the list (要确保完成40个项目,着力做好三件事:); 0 if none does."""
    comma = words.rfind(",")
    head = words[: max(comma, 0)]
    return comma if _SETS.search(head) and counts(head) and not _GUIDING_START.match(head) else 0


def counts(words: str) -> bool:
    """Whether a sentence gives a figure that is no year: a task, however high its last clause is pitched."""
    return bool(HAS_FIGURE.search(ANY_YEAR.sub("", words)))


def task_start(text: str, start: int, end: int) -> int:
    """Leaves out what only leads to the task (综合考虑各方面因素,…)."""
    if _GUIDING_START.match(text, start, end):
        comma = text.find(",", start, end)
        if 0 < comma - start < 24 and not _DOES.search(text, start, comma):
            return comma + 1
    return start


def of_past(words: str, year: int | None) -> bool:
    """Whether a sentence opens with a year before the plan's."""
    if _LAST_YEAR.match(words) and not to_come(words):
        return True
    head = _OPENING_YEAR.match(words)
    return bool(head and year and int(head[1]) < year)
