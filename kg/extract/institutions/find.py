"""Each organ that a text names: the national ones, those of a place before them, those of a level of the page's own chain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.institutions.around import bureau_branches, of_session, offices_of_level, termed
from kg.extract.institutions.committees import committee_behind, committees_alone, committees_anywhere, committees_beside
from kg.extract.institutions.forms import Form, kind_of, matcher
from kg.extract.institutions.parties import alone, branches, centres
from kg.extract.institutions.prefectures import prefectures
from kg.extract.work import Found
from kg.lexicon.divisions import divisions
from kg.lexicon.gazetteer import meanings
from kg.lexicon.organs import Organ
from kg.lexicon.terms import countries
from kg.model import EntityType

_O = EntityType.ORGANIZATION
_MEETING = re.compile(r"(?:主任会议|主席会议)(?!室|[成召])")  # standing organs of the committee, which put forward names and agendas
_HELD = {"主任": ("常务委员会",), "主席": ("委员会",)}
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,4}分局")


def find(text: str, districts: list[Found], context: Context, breaks: frozenset[int] = frozenset()) -> Iterator[Found]:
    """The organs named in a folded text. `districts`: what was found of places in it, since a place stands before most organs.
    breaks: places at which a blank stands in the source, over which no committee's name runs."""
    taken: list[Found] = []
    for f in termed(text, districts, context):
        taken.append(f)
        yield f
        if committee := committee_behind(text, f):
            yield committee
    for f in branches(text, context):
        taken.append(f)
        yield f
    yield from (f for f in alone(text, context) if not any(t.start < f.end and f.start < t.end for t in taken))
    for f in (*centres(text), *prefectures(text, context), *bureau_branches(text, context), *of_session(text, districts, context)):
        taken.append(f)
        yield f
    starts = {d.start: d for d in sorted(districts, key=lambda d: d.end - d.start)}
    ends = {d.end: d for d in sorted(districts, key=lambda d: d.end - d.start) if d.rule != "deictic"}
    machine, pairs = matcher()
    last: Found | None = None
    seen = list(taken)
    for index, start, end in machine.find_matches_as_indexes(text):
        _, form = pairs[index]
        if any(t.start < end and start < t.end for t in taken):
            continue
        found = _one(text, start, end, form, starts, ends, context)
        found = found or _beside(text, start, end, form, last) or _of_town(text, start, end, form)
        if found:
            last = found
            seen.append(found)
            yield found
            if (meeting := _MEETING.match(text, found.end)) and found.name.endswith(_HELD[meeting.group()[:2]]):
                body = re.sub(r"^中国人民政治协商会议(.*)委员会$", r"\1政协", found.name)
                yield found._replace(end=meeting.end(), name=body + meeting.group(), rule="committee-of-chairs")
            if committee := committee_behind(text[: min((b for b in breaks if b > found.end), default=len(text))], found):
                seen.append(committee)
                yield committee
                for beside in committees_beside(text, committee):
                    seen.append(beside)
                    yield beside
            if office := _OFFICE.match(text, found.end):
                yield found._replace(end=office.end(), name=found.name + office.group(), rule="branch-office")
    yield from _chairs_alone(text, seen, context)
    yield from committees_alone(text, seen, context) if "委" in text else ()
    yield from committees_anywhere(text, seen, context)
    yield from (f for f in offices_of_level(text, context) if not any(t.start < f.end and f.start < t.end for t in seen))


# The organ that meets in the name of the standing committee, in a page that is the committee's own: 由主任会议研究.
_CHAIRS = re.compile(r"(?:^|(?<=[,。;、由经向报]))主任会议(?=研究|听取|决定|讨论|审议|成员|提出|[从对把])")
_OWN_PAGE = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,12}?[省市县区州盟旗])?(?:人大常委会|人民代表大会常务委员会)")


def _chairs_alone(text: str, seen: list[Found], context: Context) -> Iterator[Found]:
    for m in _CHAIRS.finditer(text) if "主任会议" in text else ():
        titles = (re.sub(r"\s+", "", a.title) for a in context.reading.articles)
        own = next((t for title in titles if (t := _OWN_PAGE.search(title))), None)
        place = (own["place"] or context.home) if own else None
        if place and not any(f.start < m.end() and m.start() < f.end for f in seen):
            yield Found(m.start(), m.end(), _O, place + "人民代表大会常务委员会主任会议", "committee-of-chairs", (("kind", "congress"),))


def _one(text: str, start: int, end: int, form: Form, starts: dict[int, Found], ends: dict[int, Found], context: Context) -> Found | None:
    organ, sign = form.organ, form.sign
    if text.startswith("们", end) or (text[end - 1] == "委" and text[end : end + 1] in ("员", "托", "任", "派")):
        return None
    if sign == "国":
        return _national(text, start, end, organ)
    if not sign:
        place = ends.get(start)
        if place is None or place.name == "中国":
            return None
        name = text[place.start : end] if organ.full in _VERTICAL else _name_at(organ, place.name)
        return Found(place.start, end, _O, name, "organ-of-place", kind_of(organ))
    # 宜昌市教育局: the sign belongs to the name of the place
    place = ends.get(start + form.at + len(sign))
    if place is not None and place.start < start + form.at:
        begin = place.start if form.at == 0 else start
        if organ.kind == "institution" and _TOWNSHIP(place.name) and (county := ends.get(place.start)):  # 甲县乙镇畜牧兽医站
            written = text[county.start : place.start] + place.name
            return Found(county.start, end, _O, organ.name_at(written), "organ-of-place", kind_of(organ))
        if organ.full in _VERTICAL:
            return Found(place.start, end, _O, text[place.start : end], "organ-of-place", kind_of(organ))
        return Found(min(begin, place.start), end, _O, _name_at(organ, place.name), "organ-of-place", kind_of(organ))
    place = ends.get(start)
    if place is not None and place.name != "中国" and form.at == 0:
        if sign in ("县", "市", "区", "州", "旗", "省") and place.name.endswith(sign):
            return Found(place.start, end, _O, _name_at(organ, place.name), "organ-of-place", kind_of(organ))
        below = _below(text[place.start : place.end] + sign, context)
        if below:
            return Found(place.start, end, _O, _name_at(organ, below), "organ-of-place", kind_of(organ))
    whole = context.at_level(sign)
    if (
        (whole is None and context.home is not None)
        or (start and text[start - 1] in "各县市区跨")
        or (organ.full in _PLAIN and form.at == 0 and _inside_word(text, start))
    ):
        return None
    if whole is None:  # of a place that the page does not name: as printed, and the page says that its place is not known
        return Found(start, end, _O, text[start:end], "organ-of-unnamed-place", kind_of(organ))
    return Found(start, end, _O, _name_at(organ, whole), "organ-of-level", kind_of(organ))


def _name_at(organ: Organ, place: str) -> str:
    """The full name of an organ of a place; the court of a prefecture is its intermediate one, also where it is called 市法院."""
    if organ.full == _COURT and any(d.level == 2 and divisions().full_name(d) == place for d in divisions().named(place)):
        return place + "中级" + _COURT
    return organ.name_at(place)


_COURT = "人民法院"


def _beside(text: str, start: int, end: int, form: Form, last: Found | None) -> Found | None:
    """山丹县委、县政府: the second organ is of the same division as the one before it, when its sign is that division's."""
    if last is None or last.rule != "organ-of-place" or form.at or not form.sign or not _BESIDE.fullmatch(text, last.end, start):
        return None
    place = re.sub(r"^中共|^中国人民政治协商会议", "", last.name)
    at = place.find(form.sign)
    whole = place[: at + len(form.sign)] if at > 0 else ""
    if not whole or not (form.sign in ("镇", "乡") or any(divisions().full_name(d) == whole for d in divisions().named(whole))):
        return None
    return Found(start, end, _O, form.organ.name_at(whole), "organ-of-place", kind_of(form.organ))


def _of_town(text: str, start: int, end: int, form: Form) -> Found | None:
    """、临安镇人大主席, in a page where no township of the name stands out: an organ of the township that its own name begins with."""
    if form.sign not in ("镇", "乡") or form.at:
        return None
    m = _TOWN.search(text, max(0, start - 5), start + 1)
    if m is None or not meanings(m["town"]):
        return None
    return Found(m.start("town"), end, _O, form.organ.name_at(m["town"]), "organ-of-place", kind_of(form.organ))


_TOWN = re.compile(r"(?:^|(?<=[、,。;:!?(“”]))(?P<town>(?!(?:小城|城|乡|集|村)镇)[\u4e00-\u9fff]{1,4}[镇乡])$")  # 城镇 is a word
_BESIDE = re.compile(r"(?:[\u4e00-\u9fff]{0,3}?(?:主席|主任|书记|[镇乡]长|代表|委员|常委))?[、和与及]")  # 金达镇人大主席、镇党委副书记
_TOWNSHIP = re.compile(r".+(?:镇|乡|街道|苏木)").fullmatch
_VERTICAL = ("海关", "海事局", "军分区", "警备区")  # they bear the short name of the port, not the division's
_PLAIN = ("中共委员会", "人民政府")
_BEFORE_SIGN = tuple("城社地园都街牧山景校厂小郊辖片库港湾灾疫战")


def _inside_word(text: str, start: int) -> bool:
    """Whether the sign belongs to a word before it (城市政府, 社区委员): 城市, 地区, 社区, 园区, 城区."""
    return text[start - 1 : start] in _BEFORE_SIGN


def _below(name: str, context: Context) -> str | None:
    found = meanings(name, context.place)
    return divisions().full_name(found[0]) if found else None


def _national(text: str, start: int, end: int, organ: Organ) -> Found | None:
    if len(organ.full) < 3 and end - start < 3:
        return None
    if text[end : end + 1] in ("门", "署"):
        return None
    if start and "\u4e00" <= text[start - 1] <= "\u9fff" and (text[start - 1] in "省市县区州" or _of_country(text, start)):
        return None
    return Found(start, end, _O, organ.full, "organ-national", kind_of(organ))


def _of_country(text: str, at: int) -> bool:
    """Whether another country's name stands before text[at] (俄罗斯国防部)."""
    named = countries()
    return any(text[at - n : at] in named and text[at - n : at] not in ("中国", "全国", "我国") for n in range(2, min(at, 9) + 1))
