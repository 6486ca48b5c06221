"""The administrative divisions from the province to the county, and townships written out, by the national list."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.context import Context
from kg.extract.districts.words import list_signs, never_before, of_water, ordinary, pattern
from kg.extract.work import Found
from kg.lexicon.divisions import Division, divisions
from kg.lexicon.gazetteer import Place, meanings, places_in
from kg.lexicon.load import toml
from kg.model import EntityType

_D = EntityType.DISTRICT


def divided(text: str, context: Context, breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The divisions named. 浙江宁波 and 天津市宝坻区 are one name, of the division below the province; the province inside it is a name
    too."""
    places = list(_places(text, breaks))
    barred = [m.span() for m in pattern("inside_words").finditer(text)] if places else []
    places = [p for p in places if not any(a < p.end and p.start < b for a, b in barred)]
    out: list[Found] = []
    for i, p in enumerate(places):
        before = places[i - 1] if i and places[i - 1].end == p.start else None
        below = _in_province(p, before) if before and out and out[-1].end == p.start else None
        if below is not None:
            head = out.pop()
            if head.name[-1] != "市":
                out.append(head._replace(rule="province-in-name"))
            out.append(Found(head.start, p.end, _D, divisions().full_name(below), "division"))
        elif found := _division(p, text, context):
            out.append(found)
        elif (home := _in_home_list(i, places, text, context)) is not None:
            out.append(Found(p.start, p.end, _D, divisions().full_name(home), "division-short"))
    yield from out


def _places(text: str, breaks: frozenset[int]) -> Iterator[Place]:
    """The places of a text; none runs over a break."""
    cuts = [0, *sorted(breaks), len(text)]
    text = text.replace("推广", "推\u3000")  # 推广|西陵区的做法: the verb, and neither 广西 nor 广东
    for a, b in itertools.pairwise(cuts):
        for p in places_in(text[a:b] if breaks else text):
            yield p._replace(start=p.start + a, end=p.end + a) if a else p


def _in_province(p: Place, before: Place) -> Division | None:
    """The prefecture or county of a province that `p` means when `before`, right before it, is the province."""
    province = next((d for d in meanings(before.form) if d.level == 1), None) if before.level == 1 else None
    if province is None:
        return None
    return next((d for d in meanings(p.form) if d.level in (2, 3) and province.code in _above(d.code)), None)


@lru_cache(maxsize=4096)
def _above(code: str) -> frozenset[str]:
    d = divisions().get(code)
    return frozenset(p.code for p in divisions().parents(d)) if d else frozenset()


def _in_home_list(i: int, places: list[Place], text: str, context: Context) -> Division | None:
    """The county of the home prefecture that an everyday word means between 、 and other counties (射阳、滨海、响水); None elsewhere."""
    p = places[i]
    own = near(meanings(p.form, region(context)), context)
    if p.full or own is None or own.level != 3:
        return None
    for q in (places[i - 1] if i else None, places[i + 1] if i + 1 < len(places) else None):
        if q and text[min(p.end, q.end) : max(p.start, q.start)] in ("、", "和", "与"):
            other = near(meanings(q.form, region(context)), context)
            if other is not None and other.level == 3:
                return own
    return None


def _division(p: Place, text: str, context: Context) -> Found | None:
    """A division's name, if the form can be trusted where it stands."""
    options = meanings(p.form, region(context))
    if not options:
        return None
    own = near(options, context)
    book = divisions()
    if p.full and p.level <= 3:
        if len(p.form) == 2 and own is None and (p.form[1] == "区" or p.form[0] in "和与及由"):
            return None  # 城区, 郊区: common words; 和县 in 常委会和县政协
        if own is None and p.form == "会同县" and "\u4e00" <= text[p.start - 1 : p.start] <= "\u9fff":
            return None  # 我局会同县工商联: a verb
        if own is None and p.form[-1] == "区" and text[p.end : p.end + 1] == "域":
            return None  # 新建区域中心
        if own is None and p.form in ("老城区", "新城区"):
            return None  # the old town of any city
        return Found(p.start, p.end, _D, book.full_name(own or options[0]), "division")
    if p.full:
        if (own is None or own.level != 4) and text[p.start - 1 : p.start] not in ("县", "区", "市", "旗"):
            return None
        return Found(p.start, p.end, _D, p.form, "township")
    if text.startswith(never_before(), p.end) or _of_foreign_state(p, text) or of_water(text, p.start, p.end):
        return None
    if p.form in ordinary() and not (own and own.level <= 2 and len(options) == 1):
        return None
    if p.level <= 2:
        top = next((d for d in options if d.level <= 2), options[0])
        return Found(p.start, p.end, _D, book.full_name(own if own and own.level == 3 and _listed(text, p) else top), "division-short")
    if own and own.level == 3:
        return Found(p.start, p.end, _D, book.full_name(own), "division-short")
    if len(options) == 1 and not _NAMESAKE.match(text, p.end) and (_listed(text, p) or _after_place(text, p.start)):
        return Found(p.start, p.end, _D, book.full_name(options[0]), "division-short")
    return None


# What is called like a county far away (、裕安泵站).
_NAMESAKE = re.compile(r"泵站|水库|水厂|电站|小区|花园|小学|中学|社区|干渠|大厦")


def _of_foreign_state(p: Place, text: str) -> bool:
    """别尔哥罗德州, 库尔斯克州: the last syllable of a transliterated name with 州 is no short form."""
    letters = toml("name_characters")["letters_abroad"]
    return p.form.endswith("州") and p.start > 1 and all(c in letters for c in text[p.start - 2 : p.start])


def region(context: Context) -> Division | None:
    """The prefecture (or province) around the issuing place, inside which short names are trusted."""
    chain = context.chain
    return next((d for d in chain if d.level == 2), next((d for d in chain if d.level == 1), None)) if chain else None


def near(options: tuple[Division, ...], context: Context) -> Division | None:
    """The option that is the issuing place, above it, or inside its prefecture."""
    home = region(context)
    if home is None:
        return None
    above = {d.code for d in context.chain}
    return next((d for d in options if d.code in above or home.code in _above(d.code)), None)


def _after_place(text: str, start: int) -> bool:
    head = text[max(0, start - 8) : start]
    return any(p.end == len(head) for p in places_in(head))


def _listed(text: str, p: Place) -> bool:
    """Whether the form stands in a list or beside another place."""
    signs = list_signs()
    return text[max(0, p.start - 1) : p.start] in signs or text[p.end : p.end + 1] in signs
