"""Bodies of a kind that no list has, believed only where someone who runs or works in one is named: 某县国家粮食储备库主任某某.

The place says where the name begins, the office where it ends; between them the last word must be one that bodies are called by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.context import Context
from kg.extract.organizations.bare import is_clean
from kg.extract.organizations.kinds import common_nouns, pattern, stops
from kg.extract.people import role_spans
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

RULE = "body-before-office"
_O, _D, _P = EntityType.ORGANIZATION, EntityType.DISTRICT, EntityType.PERSON
_LONGEST = 16  # characters between the place and the office
_RUN = re.compile(r"[\u4e00-\u9fff]{3,16}$")
_LEVEL = re.compile(
    r"(?:^|(?<=[、,。;:和与由是为请“])|(?<=连线|对话|致电|专访|邀请|询问|请教|找到|走访))"
    r"(?P<sign>[省市县区州旗])(?P<own>[\u4e00-\u9fff]{2,14})$"
)
_NOT_BETWEEN = re.compile(r"[和与及]|委员会委员|^某(?!.{2})|[市县区省州]委|政府|人大|政协")
_BEHIND = frozenset("、兼),。:(") | {""}


def find(text: str, found: Sequence[Found], context: Context) -> Iterator[Found]:
    """Bodies between a place and an office that `found` (places, organizations and people of the folded text) does not hold."""
    holders = {f.start for f in found if f.type is _P}
    named = {f.end for f in found if f.type is _P}  # behind a name at the head of a line of a list: 侯利民 丰镇市丰川铁合金厂厂长
    yield from _firms(text, found, holders)
    for start, end in role_spans(text) if holders else ():
        if not (end in holders or text[end : end + 1] in _BEHIND) or not _kinds().search(text, max(0, start - 4), start):
            continue
        whole = _placed(text, start, found) or _of_level(text, start, context) or _national(text, start)
        if whole is None:
            continue
        begin, name, own = whole
        if (
            not (is_clean(text, begin) or begin in named)
            or own in common_nouns()[0]
            or _NOT_BETWEEN.search(own)
            or pattern("common_head").search(own)
            or pattern("generic_head").search(own)
            or any(m.group() != "某" for m in stops().finditer(pattern("not_hard").sub("", own)[:-2]))
            or any(f.type is _O and f.start < start and begin < f.end for f in found)
        ):
            continue
        yield Found(begin, start, _O, name, RULE)


def _placed(text: str, start: int, found: Sequence[Found]) -> tuple[int, str, str] | None:
    """Where the name begins, the name, and what stands in it behind the place."""
    near = [f for f in found if f.type is _D and f.rule != "deictic" and start - _LONGEST <= f.end <= start - 2]
    if not near:
        return None
    last = max(near, key=lambda f: f.end)
    own = text[last.end : start]
    if not _RUN.fullmatch(own):
        return None
    begin = last.start
    while (outer := next((f for f in found if f.type is _D and f.end == begin and f.rule != "deictic"), None)) is not None:
        begin = outer.start
    return begin, text[begin:start], own


def _of_level(text: str, start: int, context: Context) -> tuple[int, str, str] | None:
    m = _LEVEL.search(text, max(0, start - _LONGEST), start)
    place = context.at_level(m["sign"]) if m else None
    return (m.start("sign"), place + m["own"], m["own"]) if m and place else None


_HEAD_OF_FIRM = ("董事长", "创始人", "总裁", "首席执行官", "董事局主席", "副总裁")


def _firms(text: str, found: Sequence[Found], holders: set[int]) -> Iterator[Found]:
    """Firms by their short names before an office that only a firm has: 某某科技创始人; without such a last word (某某某某董事长) only
    right behind a mark."""
    staff, data = _staff(), toml("organization_units")
    for start, end in role_spans(text) if holders else ():
        if text[start:end] not in staff or not (end in holders or text[end : end + 1] in _BEHIND):
            continue
        m = _NAME_OF_FIRM.search(text, max(0, start - 8), start)
        if m is None or re.search(data["firm_never"], m["own"]):
            continue
        if any(f.type is not _P and f.start < start and m.start() < f.end for f in found):
            continue
        known = len(m["own"]) > 3 and m["own"].endswith(tuple(data["firm"].split()))
        if known or (text.endswith(_HEAD_OF_FIRM, 0, end) and 3 <= len(m["own"]) <= 5):
            yield Found(m.start("own"), start, _O, m["own"], RULE, (("kind", "company"),))


_NAME_OF_FIRM = re.compile(r"(?:^|(?<=[、,。;:和与由是“”]))(?P<own>[\u4e00-\u9fffA-Z]{3,7})$")


@cache
def _staff() -> frozenset[str]:
    return frozenset(toml("person_context")["staff_of_firm"].split())


_NATION = re.compile(r"(?:^|(?<=[、,。;:和与由是为“]))(?P<own>(?:国家|中国|中华|全国|华[东南中北]|西[南北]|东北)[\u4e00-\u9fff]{4,18})$")


def _national(text: str, start: int) -> tuple[int, str, str] | None:
    """国家茶产业工程技术研究中心: a body of the nation or of a great region."""
    m = _NATION.search(text, max(0, start - 22), start)
    return (m.start("own"), m["own"], m["own"][2:]) if m else None


@cache
def _kinds() -> re.Pattern[str]:
    words = sorted(toml("organization_units")["unlisted"].split(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})$")


__all__ = ["RULE", "find"]
