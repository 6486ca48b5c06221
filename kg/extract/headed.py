"""Names that are known by their last word (改革, 大桥, 博览会): one reader for the grammars of policies, projects and events.

A grammar's rule lists last words (`words`) and says what a name must have before them and must not have behind them; where the
name begins is found by kg.extract.edges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs

from kg.extract.edges import Edge, Places, name_edge, phrase_start
from kg.extract.proper import has_own_name
from kg.lexicon.load import toml
from kg.lexicon.terms import countries


class Headed(NamedTuple):
    """A name found by its last word. start, end: characters of the text; head: where the last word begins; rule: the rule's name."""

    start: int
    head: int
    end: int
    rule: str


class _Rule(NamedTuple):
    name: str
    least: int
    most: int
    counted: bool
    placed: bool
    named: bool
    governed: re.Pattern[str] | None
    told: re.Pattern[str] | None
    not_alone: bool
    body: re.Pattern[str] | None
    never_body: re.Pattern[str] | None
    after: re.Pattern[str] | None
    never_after: re.Pattern[str] | None
    more: re.Pattern[str] | None


class _Grammar(NamedTuple):
    matcher: ahocorasick_rs.AhoCorasick
    rules: list[list[_Rule]]  # of each pattern of the matcher, the first to be asked first


_COUNT_AFTER = re.compile(r"(?:共|总数|增至|达到?|已)?\d[\d.,万余多]*(?:余|多)?[个家座条处件所户支批]")
_NO_NAME = re.compile(r"^\d{4}年[底初末]?$")
_ONLY_COUNTED = re.compile(r"(?<!第)[一二两三四五六七八九十几多数每这那\d]+[个座条处家项批所]$")
_JOIN = "和与及、暨"
_CONJOINED = re.compile(r"[\u4e00-\u9fff]{2}(?:[与及]|(?<![共永泰仁祥人太中平义同兴宝丰])和)$")
_BEGINS = ",。;:!?、的和与及,将对于在“”()\t\n 》—"  # what a subject stands behind
_VERB = 30  # characters before a name in which the verb that governs it stands
_BETWEEN = "[一1]?[个座条处项批]|全市|全县|全区|全省首[个家座条]|首[个家座条批]|新一轮|以|我[市县区]|[^。;,]{1,26}、|[^。;,、]{2,10}和"


def headed(text: str, grammar: str) -> Iterator[Headed]:
    """The names in a folded text that the rules `head` of list `grammar` find, left to right; the longest of those that overlap."""
    yield from without_overlaps(_candidates(text, grammar))


def _candidates(text: str, grammar: str) -> Iterator[Headed]:
    g = _grammar(grammar)
    places = Places(text)
    last = 0  # end of the last name, behind which 和 begins another
    for index, at, end in g.matcher.find_matches_as_indexes(text):
        begin = phrase_start(text, at)
        if begin <= last - 1 < at and last < at and text[last] in _JOIN:
            begin = last + 1
        edge = name_edge(text, begin, at, places)
        found = next((h for rule in g.rules[index] if (h := _by_rule(text, rule, edge, at, end, places)) is not None), None)
        if found is not None:
            last = found.end
            yield found


def _by_rule(text: str, rule: _Rule, edge: Edge, at: int, end: int, places: Places) -> Headed | None:
    """The name that begins at the edge and has its last word in text[at:end], if the rule takes it for one."""
    if (rule.never_after and rule.never_after.match(text, end)) or (rule.after and not rule.after.match(text, end)):
        return None
    if any(p.end == end and p.full and p.level <= 3 for p in places.within(edge.start, end)):
        return None  # 家住黄石|港区: the last word is part of a place
    body = text[edge.start : at]
    if _NO_NAME.search(body) or not rule.least <= len(body) <= rule.most:
        return None
    if not rule.counted and (edge.counted or _ONLY_COUNTED.search(body)):
        return None  # 2028年水库建成后, 三市各建设2个物流园
    inside = places.within(edge.start, at)
    if rule.body and not rule.body.search(body) and not (rule.placed and inside) and not (rule.named and has_own_name(body)):
        return None
    if _CONJOINED.search(body) and not any(p.end == at for p in inside):
        return None  # 联票与高铁 names two things
    if rule.not_alone and (body in countries() or any(p.start == edge.start and p.end == at and p.level == 1 for p in inside)):
        return None
    if rule.never_body and rule.never_body.search(body):
        return None
    if rule.more and (more := rule.more.match(text, end)):
        end = more.end()
    if rule.governed and not rule.governed.search(text, max(0, edge.start - _VERB), edge.start) and not _told(text, rule, edge, end):
        return None
    if not rule.counted and _COUNT_AFTER.match(text, end):
        return None
    return Headed(edge.start, at, end, rule.name)


def _told(text: str, rule: _Rule, edge: Edge, end: int) -> bool:
    """Whether the name is the subject of the rule's predicates: what is said to be begun, finished or in use is a work."""
    begins = edge.acts or edge.start == 0 or text[edge.start - 1] in _BEGINS
    return begins and rule.told is not None and rule.told.match(text, end) is not None


@cache
def _grammar(name: str) -> _Grammar:
    rules: dict[str, list[_Rule]] = {}
    for item in toml(name)["head"]:
        rule = rule_of(item)
        for word in item["words"].split():
            rules.setdefault(word, []).append(rule)
    return _Grammar(ahocorasick_rs.AhoCorasick(list(rules), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), list(rules.values()))


def rule_of(item: Mapping[str, Any]) -> _Rule:
    """One rule of a grammar, its patterns compiled.

    body, never_body: searched in what stands before the last word; after, never_after: matched behind it; more: what may go on with the
    name behind it. governed: verbs of which one must stand before the name (or before the list that it is in), unless its predicate behind
    it is among those of `told`; placed: a place before the last word does instead of `body`; named: so does a name of any kind
    (kg.extract.proper); not_alone: a country or province alone before it makes no name (德国铁路).
    """
    patterns = ("body", "never_body", "after", "never_after", "more", "told")
    compiled = {key: re.compile(item[key]) if key in item else None for key in patterns}
    verbs = re.compile(f"(?:{'|'.join(item['governed'].split())})(?:了|好)?(?:{_BETWEEN})?$") if "governed" in item else None
    return _Rule(
        item["name"],
        item.get("least", 2),
        item.get("most", 24),
        item.get("counted", False),
        item.get("placed", False),
        item.get("named", False),
        verbs,
        not_alone=item.get("not_alone", False),
        **compiled,
    )


def without_overlaps(spans: Iterable[Headed]) -> list[Headed]:
    """Of spans that overlap, the longest."""
    kept: list[Headed] = []
    for s in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if not any(k.start < s.end and s.start < k.end for k in kept):
            kept.append(s)
    return sorted(kept)


__all__ = ["Headed", "headed", "rule_of", "without_overlaps"]
