"""Names that an act gives an office, a title or a prize: 任命甲为…, 授予乙等10名同志…称号, 选举丙为主任,丁、戊为副主任."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.people.foreign import dotted_at, made_of_parts
from kg.extract.people.forms import OFFICE, weight
from kg.extract.people.roles import role_ends, role_spans
from kg.extract.people.words import is_common
from kg.extract.work import Found
from kg.lexicon.names import is_name
from kg.model import EntityType

_P = EntityType.PERSON
_APPOINTS = re.compile(r"(?:任命|补选|选举|推选|增选|增补|推举|聘任|提名|免去|接受|撤销|罢免|决定|确定|同意|拟任|拟提名|推荐)了?:?")
_ENTRY = re.compile(r"[;。](?=[\u4e00-\u9fff·]{2,9}(?:同志)?(?:为|的[\u4e00-\u9fff]{2,30}职务))|[;、](?=[\u4e00-\u9fff·]{2,4}辞去)")
_APPOINTED = re.compile(r"(?:等)?(?:\d{1,3}[人名位])?(?:同志)?(?:\([^()]{1,12}\))?(?:为|任|担任|的|辞去|辞职|因|提出)|同志")
# 免去张三某市副市长、市公安局局长的职务
_REMOVED = re.compile(rf"{_APPOINTED.pattern}|(?=[^,。;的]{{4,40}}的?职务)")
_NEXT = re.compile(r"(?:\([^()]{1,12}\))?[、和]")

# 授予甲某某等10名同志…称号: verbs of prizes and honours, and what goes on behind the names.
_AWARDS = re.compile(r"(?:授予|追授|颁授|给予|表彰|奖励|命名|认定|评选|聘请|特聘|追记|慰问|邀请|嘉奖|通报表扬|为|对|向|给)")
_HONOURED = re.compile(
    r"(?:\([^()]{1,12}\))?(?:等\d+[名位人]|等[一二三四五六七八九十]{1,3}[名位人]|(?:等)?同志(?!们)|等(?:先进)?个人"
    r"|记(?:一|二|三|个人|集体|特|大)?[一二三]?等?大?功|颁发|“[^“”]{2,20}”(?:荣誉)?称号|[\u4e00-\u9fff]{0,4}荣誉称号|全国|全省|全市)"
)
_COUNTED = re.compile(r"(?:\([^()]{1,12}\))?(?:等\d+[名位人]|(?:等)?同志(?!们)|等[一二三四五六七八九十]{1,3}[名位人])")
_WEAK = ("为", "对", "向", "给", "慰问", "邀请")  # behind these only a counted group or 同志 shows names

_ELECTS = re.compile("选举|补选|任命|当选|推选|选出|增选|聘任|通过|免去|同志任|不再担任|任中共|拟任|决定|组成|名单")
_CLAUSE = re.compile(r"(?:^|(?<=[,;。:、]))(?=[\u4e00-\u9fff·])")
_POSTED = re.compile(r"(?:\([^()]{1,12}\))?(?:同志)?(?P<verb>当选(?:为)?|为|任|担任|不再担任|拟任|现任)(?!了)")


def appointing(text: str) -> Iterator[Found]:
    """任命张三为市民政局局长, 免去李四同志的职务, 补选王五、赵六为常务委员: names between a verb of appointment and what it does to
    them."""
    starts = [m.end() for m in _APPOINTS.finditer(text)]
    if starts:
        starts += [m.end() for m in _ENTRY.finditer(text, starts[0])]
    for at in starts:
        removes = text.startswith(("免去", "罢免"), at - 2) and not text.startswith("其", at)  # 免去其某中心主任职务
        ends = _REMOVED if removes else _APPOINTED
        for start, form in _listed(text, at, ends):
            yield Found(start, start + len(form), _P, form, "appointment")


def honoured(text: str) -> Iterator[Found]:
    """授予王五等10名同志…称号; 对赵六等5人通报批评: names between a verb of honour and the group, title or prize behind them."""
    for m in _AWARDS.finditer(text):
        ends = _COUNTED if m.group() in _WEAK else _HONOURED
        names = _listed(text, m.end(), ends)
        if all(not is_common(f) and weight(text, at, f) >= OFFICE - 1 for at, f in names):
            for start, form in names:
                yield Found(start, start + len(form), _P, form, "honour")


def elected(text: str) -> Iterator[Found]:
    """选举甲为主任,乙、丙为副主任,丁为秘书长; 甲当选市长,乙、丙当选副市长: names at the head of a clause before the office that a vote
    gives them."""
    first = _ELECTS.search(text)
    if first is None and "任" not in text:
        return
    spans = role_spans(text)
    for m in _CLAUSE.finditer(text, max(0, first.start() - 40) if first else 0):
        at = m.end()
        if text[at - 1 : at] == "、" and not role_ends(text, at - 1):
            continue
        names = _listed(text, at, _POSTED)
        if not names:
            continue
        posted = _POSTED.match(text, names[-1][0] + len(names[-1][1]))
        if posted is None:
            continue
        full = all(len(f) > 2 for _, f in names) and posted["verb"] in ("任", "担任", "现任")
        if not (full and text[at - 1 : at] != "、") and (
            posted["verb"] not in ("当选", "当选为", "不再担任")
            and (first is None or at < first.start() != posted.start("verb"))
            and not text.startswith("同志", posted.start())
        ):
            continue
        stop = next((i for i in range(posted.end(), min(len(text), posted.end() + 40)) if text[i] in ",;。"), posted.end() + 40)
        if not any(posted.end() <= a and b <= stop for a, b in spans):
            continue
        if all(not is_common(f) and weight(text, a, f) >= (OFFICE - 1.5 if first else OFFICE) for a, f in names):
            for start, form in names:
                yield Found(start, start + len(form), _P, form, "elected")


def _listed(text: str, at: int, ends: re.Pattern[str]) -> list[tuple[int, str]]:
    """The names coordinated from text[at] on, with their places, if `ends` matches behind the last; else none."""
    names: list[tuple[int, str]] = []
    while form := _between(text, at, ends):
        names.append((at, form))
        at += len(form)
        more = _NEXT.match(text, at)
        if more is None:
            break
        at = more.end()
    return names if names and ends.match(text, at) else []


def _between(text: str, at: int, ends: re.Pattern[str]) -> str | None:
    """The form built like a name at text[at] behind which `ends` or the next name follows."""
    forms = [f for f in (dotted_at(text, at), made_of_parts(text, at, closed=True)) if f]
    forms += [text[at : at + n] for n in (3, 4, 2) if is_name(text[at : at + n]) and weight(text, at, text[at : at + n]) > -1]
    return next((f for f in forms if ends.match(text, at + len(f)) or _NEXT.match(text, at + len(f))), None)


__all__ = ["appointing", "elected", "honoured"]
