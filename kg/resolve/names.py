"""When two names in one document are one: the rules of merging, each a judgement on names alone.

Never by likeness of letters: 西陵区政协 and 点军区政协 differ by two characters and are two bodies. Only by writing out: equal after
folding, one is the other with its place in front, one is the other's abbreviation character by character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.lexicon.gazetteer import places_in

_DROP = re.compile(r"[\s“”\"'‘’「」『』《》〈〉()（）·,，、。:：;；—\-]")
_CORE = re.compile(r"“([^“”]{3,24})”")
_FRAME = re.compile(
    r"(?:的)?(?:战略|模式|机制|改革|行动|计划|工程|活动|工作|体系|经验|试点|建设|专项行动|目标|任务|政策|蓝图|规划|方案|制度|系统|平台)*$"
)


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """A name without marks and white space, in one width."""
    return _DROP.sub("", unicodedata.normalize("NFKC", name))


def core(name: str) -> str:
    """The quoted heart of a policy's name when the rest only says what kind of policy it is (“厂所结合”模式 → 厂所结合), else the folded
    name."""
    m = _CORE.search(name)
    if m and _FRAME.fullmatch(name[m.end() :]) and not name[: m.start()]:
        return folded(m[1])
    return folded(name)


def with_place(long: str, short: str, least: int = 4) -> bool:
    """Whether `long` is `short`, of at least `least` characters, with a division's name in front (临沂沂星产业园, 沂星产业园)."""
    if len(short) < least or not long.endswith(short) or len(long) == len(short):
        return False
    head = long[: len(long) - len(short)]
    places = list(places_in(head))
    return bool(places) and places[0].start == 0 and "".join(p.form for p in places) == head


def abbreviates(short: str, long: str) -> bool:
    """Whether `short` abbreviates `long`: its characters stand in `long` in order, both begin with the same two characters and end with
    the same one (吉林铁科职院, 吉林铁路科技职业技术学院). A name whose kind is written out as in the other (惠州学院, 惠州市技师学院) is
    no abbreviation of it."""
    if not 4 <= len(short) < len(long) or short[:2] != long[:2] or short[-1] != long[-1] or short[-2:] == long[-2:]:
        return False
    at = 0
    for c in short:
        at = long.find(c, at) + 1
        if at == 0:
            return False
    return True


def clips(short: str, long: str) -> bool:
    """Whether `short` is `long` with its middle left out (湘赣边示范区, 湘赣边区域合作示范区): at least three characters of the head and
    three of the tail. For works and places; bodies are told apart by their middles."""
    if not 6 <= len(short) < len(long):
        return False
    return any(long.startswith(short[:i]) and long.endswith(short[i:]) for i in range(3, len(short) - 2))


_HEADS = ("改革", "行动", "工程", "计划")


def shortens(short: str, long: str) -> bool:
    """Whether a policy's name says what the longer one does, with less said of how (水价改革, 农业水价综合改革)."""
    head = next((h for h in _HEADS if short.endswith(h)), None)
    bare = short.removesuffix(head) if head else ""
    return head is not None and len(short) < len(long) and len(bare) >= 2 and long.endswith(head) and bare in long


_FAIR = re.compile(r"(?P<of>[\u4e00-\u9fff]{1,2})博会")


def names_fair(short: str, long: str) -> bool:
    """Whether `short` is the short name of a fair (轨博会, 轨道交通博览会)."""
    m = _FAIR.fullmatch(short)
    return m is not None and long.endswith("博览会") and all(c in long for c in m["of"])


_PARTS = re.compile(r"“([^“”]*[、,][^“”]*)”")


def is_part(short: str, long: str) -> bool:
    """Whether a name in quotation marks is one of those that a longer pair of marks holds (“个转企”, “个转企、企升规”)."""
    m = _PARTS.search(long)
    return m is not None and short.startswith("“") and core(short) in [folded(part) for part in re.split(r"[、,]", m[1])]
