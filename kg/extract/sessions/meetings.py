"""Meetings of bodies that number their terms and meetings, written out in full (市九届人大四次会议 → 某市第九届人民代表大会第四次会议)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.divisions import divisions
from kg.lexicon.gazetteer import meanings
from kg.lexicon.load import toml
from kg.lexicon.sessions import chinese_figure, national_sessions_in
from kg.model import EntityType, Issue, Reading, Source

_FIGURE = "(?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})"
_SIGN = "(?P<sign{k}>自治区|[省市州县区旗盟镇乡])?"
_INNER = "(?P<inner{k}>[\u4e00-\u9fff]{{2,14}}?)"
_LEADS = ("中国共产党", "中共")


class _Rule(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    full: str
    near: str


def meetings(text: str, context: Context, before: Sequence[Found] = ()) -> Iterator[Found]:
    """Numbered meetings in a folded text. `before`: national sessions found in it already, for the meetings that are parts of one."""
    found: list[Found] = []
    for rule in _rules("meeting"):
        if rule.near in text:
            found += [f for m in rule.pattern.finditer(text) if (f := _meeting(rule, m, text, context))]
    found = [f for f in found if not any(b.start < f.end and f.start < b.end for b in before)]
    yield from found
    yield from _elided_plenums(text)
    yield from _elided_conferences(text, context)
    yield from _parts(text, context, [*before, *found])
    yield from _bare(text, context, [*before, *found])
    yield from _two_sessions(text, context, before)


def _meeting(rule: _Rule, m: re.Match[str], text: str, context: Context) -> Found | None:
    groups = _gathered(m)
    inner = groups.get("inner", "")
    start = m.start()
    if text[max(0, start - 2) : start] == "全国":
        return None
    if inner:
        place = _place_named(inner, context)
        if place is None:
            return None
    else:
        sign_end = m.end(sign) if (sign := _sign_group(m)) else m.start()
        named = _place_before(text, sign_end, context)
        if named:
            place, begin = named
            start = min(start, begin)
        elif groups.get("sign"):
            place = context.at_level(groups["sign"])
        else:
            place = context.home
    if place is None:
        return Found(start, m.end(), EntityType.SESSION, text[start : m.end()], rule.name)
    return Found(start, m.end(), EntityType.SESSION, _filled(rule.full, groups, place), rule.name)


def _filled(full: str, groups: Mapping[str, str], place: str) -> str:
    name = full.replace("{place}", place).replace("{kind}", groups.get("kind", ""))
    for key in ("n", "m"):
        name = name.replace("{" + key + "}", chinese_figure(groups.get(key, "")))
    return name.replace("常委会议", "常务委员会会议") if name.endswith("常委会议") else name


def _gathered(m: re.Match[str]) -> dict[str, str]:
    """The groups of a match with the numbers of alternatives (n1, n2 …) taken off; what did not match is left out."""
    return {key.rstrip("0123456789"): value for key, value in m.groupdict().items() if value}


def _sign_group(m: re.Match[str]) -> str | None:
    return next((key for key, value in m.groupdict().items() if key.startswith("sign") and value), None)


def _place_before(text: str, end: int, context: Context) -> tuple[str, int] | None:
    """Full name and start of the division whose name ends at text[end]."""
    if before := context.place_before(text, end):
        name, start = before
        lead = next((word for word in _LEADS if text.endswith(word, 0, start)), "")
        return name, start - len(lead)
    return None


def _place_named(form: str, context: Context) -> str | None:
    """Full name of the division that the whole of `form` names, or that it stands for here (a bare sign)."""
    if options := meanings(form, context.place):
        return divisions().full_name(options[0])
    return None


def _elided_plenums(text: str) -> Iterator[Found]:
    rule = toml("session_grammar")["elided_plenums"]
    if rule["near"] not in text:
        return
    for m in _compiled(rule["pattern"]).finditer(text):
        term = chinese_figure(_gathered(m)["n"])
        marks = list(re.finditer("[一二三四五六七]中(?:全会)?", m["list"]))
        for i, mark in enumerate(marks):
            start = m.start() if i == 0 else m.start("list") + mark.start()
            end = m.end() if i == len(marks) - 1 else m.start("list") + mark.end()
            name = rule["full"].replace("{n}", term).replace("{m}", mark.group()[0])
            yield Found(start, end, EntityType.SESSION, name, "elided-plenum")


def _elided_conferences(text: str, context: Context) -> Iterator[Found]:
    rule = toml("session_grammar")["elided_conferences"]
    if rule["near"] not in text:
        return
    for m in _compiled(rule["pattern"]).finditer(text):
        bodies = list(re.finditer("[^、和]+", m["list"]))
        for i, body in enumerate(bodies):
            end = m.end() if i == len(bodies) - 1 else m.start("list") + body.end()
            place = context.at_level(body.group()[0]) if body.group() != "中央" else None
            owner = f"中共{place}委" if place else body.group()
            yield Found(m.start("list") + body.start(), end, EntityType.SESSION, owner + m["kind"], "elided-conference")


def _parts(text: str, context: Context, wholes: list[Found]) -> Iterator[Found]:
    """Plenary, presidium and preparatory meetings, after the session that they are parts of or of the document's main session."""
    for rule in _rules("part"):
        if rule.near not in text:
            continue
        for m in rule.pattern.finditer(text):
            if any(w.start < m.end() and m.start() < w.end for w in wholes):
                continue
            near = [w for w in wholes if w.end <= m.start() and w.name.endswith("次会议")]
            whole = near[-1].name if near else main_session(context)
            if whole:
                name = _filled(rule.full.replace("{whole}", whole), _gathered(m), "")
                yield Found(m.start(), m.end(), EntityType.SESSION, name, rule.name)


def _bare(text: str, context: Context, taken: list[Found]) -> Iterator[Found]:
    """Meetings without their term or body, which the document gives elsewhere."""
    data = toml("session_grammar")
    if data["bare_plenum"]["near"] in text:
        for m in _compiled(data["bare_plenum"]["pattern"]).finditer(text):
            plenums = _survey(context.source, context.reading.issue).plenums
            name = next((n for n in plenums if n.endswith(f"委员会第{m['m']}次全体会议")), None)
            if name:
                yield Found(m.start(), m.end(), EntityType.SESSION, name, "bare-plenum")
    if data["bare_session"]["near"] in text:
        for m in _compiled(data["bare_session"]["pattern"]).finditer(text):
            groups = _gathered(m)
            n, number = chinese_figure(groups["n"]), chinese_figure(groups["m"])
            sessions = _survey(context.source, context.reading.issue).sessions
            known = next((w for w in sessions if f"第{n}届" in w), None)
            if known and not any(t.start < m.end() and m.start() < t.end for t in taken):
                name = re.sub(r"第[^第届]+次会议$", f"第{number}次会议", known)
                yield Found(m.start(), m.end(), EntityType.SESSION, name, "bare-session")


def _two_sessions(text: str, context: Context, before: Sequence[Found]) -> Iterator[Found]:
    rule = toml("session_grammar")["two_sessions"]
    if rule["near"] not in text:
        return
    book = divisions()
    for m in _compiled(rule["pattern"]).finditer(text):
        if any(b.start < m.end() and m.start() < b.end for b in before):
            continue
        sign = _gathered(m).get("sign")
        at = text.index("两会", m.start())
        end = at - 1 if text[at - 1 : at] == "“" else at
        named = _place_before(text, end, context)
        start = m.start()
        if named:
            place, start = named[0], min(start, named[1])
        else:
            place = (context.at_level(sign) if sign else context.home) or ""
        if text[max(0, start - 2) : start] in ("全国", "中国") or not place:
            continue
        options = book.named(place)
        forms = book.short_forms(options[0]) if options else ()
        yield Found(start, m.end(), EntityType.SESSION, (forms[0] if forms else place) + "两会", "two-sessions")


class _Survey(NamedTuple):
    """Full names of the numbered meetings that a whole document names, in order of appearance."""

    sessions: tuple[str, ...]
    plenums: tuple[str, ...]


@lru_cache(maxsize=4)
def _survey(source: Source, issue: Issue) -> _Survey:
    """What is to be known of a document before its blocks are read; remembered for the last few, since every block asks."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", source.text))
    context = Context(Reading(source=source, articles=(), issue=issue))
    out = [(hit.start, hit.name) for hit in national_sessions_in(text)]
    for rule in _rules("meeting"):
        if rule.name in ("congress", "cppcc"):
            out += [(m.start(), f.name) for m in rule.pattern.finditer(text) if (f := _meeting(rule, m, text, context))]
    sessions = dict.fromkeys(name for _, name in sorted(out) if name.endswith("次会议") and "常务委员会" not in name)
    plenums = [name for _, name in sorted(out) if name.endswith("次全体会议")]
    return _Survey(tuple(sessions), tuple(dict.fromkeys([*plenums, *(f.name for f in _elided_plenums(text))])))


def main_session(context: Context) -> str | None:
    """The session that the document is about: the first congress or CPPCC session that it names (full name), or None."""
    return next(iter(_survey(context.source, context.reading.issue).sessions), None)


@cache
def _rules(kind: str) -> tuple[_Rule, ...]:
    return tuple(_Rule(r["name"], _compiled(r["pattern"]), r["full"], r["near"]) for r in toml("session_grammar")[kind])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the grammar with its slots made groups; a slot that stands twice gets two numbers."""
    count = 0

    def group(slot: re.Match[str]) -> str:
        nonlocal count
        count += 1
        key = slot[1]
        match key:
            case "sign":
                return _SIGN.format(k=count)
            case "inner":
                return _INNER.format(k=count)
            case "inner?":
                return f"(?:{_INNER.format(k=count)})??"
            case _:
                return f"(?P<{key}{count}>{_FIGURE})"

    return re.compile(re.sub(r"\{(sign|inner\??|n|m)\}", group, pattern))


__all__ = ["main_session", "meetings"]
