"""Committees named behind their body: 市政协提案委员会, 市人大法制委, and those that follow side by side (市人大财经委、预算工委)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from kg.extract.context import Context
from kg.extract.sessions.meetings import main_session
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

_FULL = re.compile(r"(?P<name>[\u4e00-\u9fff、]{2,16}?(?:工作委员会|专门委员会|委员会)(?:办公室)?)(?!第)")
_NONE = re.compile(
    r"组成人员|^(?:[各专]|部分|有关|相关|代表、|委员、)|、[\u4e00-\u9fff]{2,8}(?:省|自治区|市|县|州|旗)(?!场)[\u4e00-\u9fff]|及|[的在是有和与]?(?:第[一二三四五六七八九十]+|常务)|委员(?!会)|代表团|会议|主席|主任|秘书长|书记|[、和](?:民[革盟建进]|农工|致公|九三|台盟)"
)
_PARENTS = ("人大", "人大常委会", "政协", "人民代表大会", "人民代表大会常务委员会")
_STANDING = re.compile(r"(?:主任委员|委员|主任|副主任|副主任委员)?[、,兼](?P<body>(?:人大)?常委会)")
_ELSEWHERE = re.compile(r"政协|人大|政府|政治协商|代表大会|常委会|[省市县区州旗]委")
_CONGRESS = re.compile(r"(?P<congress>.*?(?:人民代表大会|人大))(?:常务委员会|常委会)?")


def committee_behind(text: str, f: Found) -> Found | None:
    """The committee named right behind a congress, its standing committee or a CPPCC. Its full name follows the way such names are
    printed: the place, 政协 or the congress's full name, the committee."""
    form = text[f.start : f.end]
    if not form.endswith(_PARENTS) and not (form.startswith(("政协", "中国人民政治协商会议")) and form.endswith("委员会")):
        return None
    body = re.sub(r"^中国人民政治协商会议(.*)委员会$", r"\1政协", f.name)
    read = _read(text, f.end)
    return Found(f.start, read[0], EntityType.ORGANIZATION, body + read[1], "committee", f.attributes) if read else None


def committees_beside(text: str, first: Found) -> Iterator[Found]:
    """Committees of the same body that stand behind one without it: 、预算工委; and one of the standing committee of a congress
    (主任委员、常委会法工委)."""
    m = _CONGRESS.match(first.name)
    if m is None:
        return
    at, body = first.end, m.group()
    while True:
        standing = _STANDING.match(text, at)
        if standing:
            begin, start, body = standing.start("body"), standing.end(), m["congress"] + "常务委员会"
        elif text[at : at + 1] in ("、", "和"):
            begin = start = at + 1
        else:
            return
        read = _read(text, start)
        if read is None or (_ELSEWHERE.search(text, begin, read[0]) and not standing):
            return
        yield Found(begin, read[0], EntityType.ORGANIZATION, body + read[1], "committee", first.attributes)
        at = read[0]


_HEAD = re.compile(r"(?:专职|兼职|驻会|常务)?(?:副主任委员|主任委员|副主任|主任)(?!会议|单位)")
_BEFORE = re.compile(r"(?:^|[^\u4e00-\u9fff]|[和与及兼由])$")
_WHOLE = re.compile(r"(?P<place>.+?)(?:政协|人民代表大会|人大)|中国人民政治协商会议(?P<other>.+?)委员会")


def committees_alone(text: str, found: Sequence[Found], context: Context) -> Iterator[Found]:
    """提案委员会主任某某, 预算工委副主任某某: committees without their body before their head. The body is that of the place last
    named with one in the text, else that of the issuing place; whether congress or CPPCC, the name tells."""
    for m in _alone().finditer(text):
        if not _HEAD.match(text, m.end()) or not _BEFORE.search(text, 0, m.start()) or any(f.start <= m.start() < f.end for f in found):
            continue
        full, kind = _bodies()[m.group()]
        named = [w for f in found if f.end <= m.start() and (w := _WHOLE.match(f.name)) and f.type is EntityType.ORGANIZATION]
        place = (named[-1]["place"] or named[-1]["other"]) if named else context.home
        if place is not None:
            body = {"cppcc": "政协", "congress": "人民代表大会", "standing": "人民代表大会常务委员会"}[kind]
            yield Found(
                m.start(),
                m.end(),
                EntityType.ORGANIZATION,
                place + body + full,
                "committee-alone",
                (("kind", "cppcc" if kind == "cppcc" else "congress"),),
            )


def committees_anywhere(text: str, found: Sequence[Found], context: Context) -> Iterator[Found]:
    """代表资格审查委员会, 议案审查委员会 without their body: the first is the standing committee's of the issuing place, the others are the
    session's that the page is about."""
    if "审查委员会" not in text:
        return
    last: Found | None = None
    for m in _anywhere().finditer(text):
        if any(f.start <= m.start() < f.end for f in found):
            continue
        named = next((f for f in found if f.type is EntityType.ORGANIZATION and f.end == m.start()), None)
        told = next((f for f in found if f.end < m.start() and f.name.endswith(m.group())), None) or last
        if named is not None or told is not None:  # 一届全国人大代表资格审查委员会, and without the congress from then on
            last = named._replace(end=m.end(), name=named.name + m.group(), rule="committee") if named else last
            start, name = (named.start, named.name + m.group()) if named else (m.start(), told.name if told else "")
            yield Found(start, m.end(), EntityType.ORGANIZATION, name, "committee-alone", (("kind", "congress"),))
            continue
        session, place = main_session(context), context.home
        standing = f"{place}人民代表大会常务委员会" if place and place != "中国" else "全国人民代表大会常务委员会"
        body = standing if m.group() in toml("committees")["anywhere"]["standing"].split() else session
        if body is not None and "政治协商" not in body:
            yield Found(m.start(), m.end(), EntityType.ORGANIZATION, body + m.group(), "committee-alone", (("kind", "congress"),))


@cache
def _anywhere() -> re.Pattern[str]:
    names = [name for names in toml("committees")["anywhere"].values() for name in names.split()]
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


@cache
def _bodies() -> dict[str, tuple[str, str]]:
    """Short and full names of committees that tell whose they are, each with its full name and whose."""
    data: dict[str, Any] = toml("committees")
    kinds = {full: kind for kind, names in data["alone"].items() for full in names.split()}
    out = {full: (full, kind) for full, kind in kinds.items()}
    out.update({short: (full, kinds[full]) for short, full in data["full"].items() if full in kinds and len(short) > 3})
    return out


@cache
def _alone() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_bodies(), key=len, reverse=True)))


def _read(text: str, at: int) -> tuple[int, str] | None:
    """Where the committee ends that is named at text[at], and its name without the body."""
    m = _FULL.match(text, at)
    if m and not _NONE.search(m["name"]):
        return m.end(), m["name"]
    data, name, never, after = _short()
    m = name.match(text, at)
    if m is None or (m.group() not in data and (never.search(m.group()) or not after.match(text, m.end()))):
        return None
    form = m.group()
    full = data.get(form) or (form[:-2] + "工作委员会" if form.endswith("工委") else form + "员会")
    return m.end(), full


@cache
def _short() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data: dict[str, Any] = toml("committees")
    rule = data["rule"]
    return data["full"], re.compile(rule["name"]), re.compile(rule["never"]), re.compile(rule["after"])
