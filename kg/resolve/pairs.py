"""Nodes of a whole graph that may be one: recorded for a person to judge, never merged by themselves.

Names are judged as inside a document (kg.resolve.names): by writing out, never by likeness of letters. Nodes whose places are known and lie
apart are no candidates, nor are two organs of state of one name at two levels (a city's 教育局 and its district's).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.lexicon.divisions import divisions, renamed
from kg.lexicon.gazetteer import places_in
from kg.model import Candidate, EntityType, Known, Reason
from kg.resolve.keys import UNKNOWN
from kg.resolve.names import abbreviates, core, folded

_T = EntityType
_ORGANS = frozenset({"congress", "cppcc", "party", "government", "supervision", "court", "procuratorate", "military"})
_SHORTEST = 3  # characters of a name that may stand for a longer one
_LONGEST_SHORT = 8  # characters of an abbreviation
_MOST = 3  # policies that one short form may be of
_MARK = "（"


def pairs(known: Iterable[Known]) -> tuple[Candidate, ...]:
    """The pairs of nodes that may be one, each with its best reason, in order of their keys; the same whatever the order of `known`."""
    nodes = sorted(known, key=lambda k: k.key)
    best: dict[tuple[str, str], Candidate] = {}
    for rule in (_same_name, _told_apart, _renamed, _place_in_front, _other_forms, _abbreviations, _same_heart):
        for candidate in rule(nodes):
            if candidate.left != candidate.right:
                best.setdefault(candidate.pair, candidate)
    return tuple(best[pair] for pair in sorted(best))


def _pair(a: Known, b: Known, reason: Reason, score: int) -> Candidate:
    left, right = sorted((a.key, b.key))
    return Candidate(left, right, reason, score)


def _same_name(nodes: list[Known]) -> Iterator[Candidate]:
    named: dict[tuple[bool, str], list[Known]] = defaultdict(list)
    for node in nodes:
        if node.type is not _T.DISTRICT or "-" not in node.key:  # a division has its code
            named[node.type is _T.PERSON, folded(node.name)].append(node)
    for group in named.values():
        for i, a in enumerate(group) if len(group) > 1 else ():
            for b in group[i + 1 :]:
                if (found := _alike(a, b)) is not None:
                    yield _pair(a, b, *found)


def _alike(a: Known, b: Known) -> tuple[Reason, int] | None:
    """Why two nodes of one name may be one, and how likely; None where they are not."""
    if a.type is not b.type:
        return (Reason.OTHER_TYPE, 70) if near(_where(a), _where(b)) else None
    shared = {o.body for some in a.offices.values() for o in some} & {o.body for some in b.offices.values() for o in some}
    if a.type is _T.PERSON and _contradicted(a, b):
        return (Reason.RELATED_PLACE, 20) if shared and near(a.place, b.place) else None
    if _unknown(a) or _unknown(b):
        return Reason.NO_PLACE, 80 if shared else 40
    if a.place and b.place and lies_in(a.place, b.place) and not (_organ(a) or _organ(b)):
        return Reason.RELATED_PLACE, 90 if shared else 60
    return None


def _contradicted(a: Known, b: Known) -> bool:
    """Whether documents state different genders or ethnic groups of them."""
    for kind in ("gender", "ethnicGroup"):
        one, other = ({note[kind] for note in node.notes.values() if kind in note} for node in (a, b))
        if one and other and not one & other:
            return True
    return False


def _told_apart(nodes: list[Known]) -> Iterator[Candidate]:
    by_key = {node.key: node for node in nodes if node.type is _T.PERSON}
    for key, node in by_key.items():
        bare = by_key.get(key.partition(_MARK)[0]) if _MARK in key else None
        if bare is not None and not _contradicted(node, bare) and not set(node.documents) & set(bare.documents):
            yield _pair(node, bare, Reason.TOLD_APART, 40)


def _renamed(nodes: list[Known]) -> Iterator[Candidate]:
    full = {node.key.rpartition("-")[2]: node for node in nodes if node.type is _T.DISTRICT and "-" in node.key}
    for node in nodes:
        if node.type is _T.DISTRICT:
            for name in dict.fromkeys((node.key.rpartition("-")[2].rpartition("/")[2], *node.names)):
                new = full.get(renamed(name) or "")
                if new is not None and new is not node:
                    yield _pair(node, new, Reason.RENAMED, 90)


def _place_in_front(nodes: list[Known]) -> Iterator[Candidate]:
    by_name: dict[tuple[EntityType, str], list[Known]] = defaultdict(list)
    for node in nodes:
        by_name[node.type, folded(node.name)].append(node)
    for long in nodes:
        if long.type in (_T.PERSON, _T.DISTRICT):
            continue
        name = folded(long.name)
        at, place = 0, None
        for found in places_in(name):
            if found.start != at or not 0 < found.end <= len(name) - _SHORTEST:
                break
            at, place = found.end, name[: found.end]
            for short in by_name.get((long.type, name[at:]), ()):
                if short.place is None or near(place, short.place):
                    yield _pair(long, short, Reason.PLACE_IN_FRONT, 80)


def _other_forms(nodes: list[Known]) -> Iterator[Candidate]:
    """A name that elsewhere is another form of one longer name (欧科亿, where a document says 以下简称欧科亿)."""
    forms: dict[tuple[EntityType, str], list[Known]] = defaultdict(list)
    for node in nodes:
        if node.type not in (_T.PERSON, _T.DISTRICT):
            for form in {folded(name) for name in node.names} - {folded(node.name)}:
                forms[node.type, form].append(node)
    for short in nodes:
        name = folded(short.name)
        if len(name) < _SHORTEST or _organ(short):
            continue
        longer = [n for n in forms.get((short.type, name), ()) if n is not short and not _organ(n) and near(_where(n), _where(short))]
        if short.type is not _T.POLICY or len(longer) <= _MOST:  # 十四五 is the short form of a plan, and stands in the names of dozens
            yield from _shorts(short, longer, 70)


def _abbreviations(nodes: list[Known]) -> Iterator[Candidate]:
    buckets: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for node in nodes:
        if node.type is _T.ORGANIZATION and len(node.name) >= 4 and not _organ(node):
            buckets[node.name[:2], node.name[-1]].append(node)
    for group in buckets.values():
        for short in group if len(group) > 1 else ():
            if len(short.name) <= _LONGEST_SHORT:
                longer = [n for n in group if abbreviates(short.name, n.name) and near(_where(n), _where(short))]
                yield from _shorts(short, longer, 60)


def _shorts(short: Known, longer: list[Known], score: int) -> Iterator[Candidate]:
    for long in longer:
        several = len(longer) > 1
        yield _pair(short, long, Reason.SHORT_FORM_OF_SEVERAL if several else Reason.SHORT_FORM, 40 if several else score)


def _same_heart(nodes: list[Known]) -> Iterator[Candidate]:
    hearts: dict[str, list[Known]] = defaultdict(list)
    for node in nodes:
        if node.type is _T.POLICY:
            hearts[core(node.name)].append(node)
    for group in hearts.values():
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                if near(_where(a), _where(b)):
                    yield _pair(a, b, Reason.SAME_HEART, 60)


def _unknown(node: Known) -> bool:
    return node.key.split("/")[1:2] == [UNKNOWN]


def _organ(node: Known) -> bool:
    return node.kind in _ORGANS


def _where(node: Known) -> str | None:
    """The place of a node: its jurisdiction, or what its name begins with."""
    if node.place is not None:
        return node.place
    first = next(iter(places_in(node.name[:20])), None)
    return node.name[: first.end] if first is not None and first.start == 0 else None


def near(a: str | None, b: str | None) -> bool:
    """Whether two places may be one, or one lies in the other; also where one is not known."""
    return a is None or b is None or lies_in(a, b)


@lru_cache(maxsize=1 << 16)
def lies_in(a: str, b: str) -> bool:
    """Whether two names can mean the same division, or one that lies in the other."""
    if a.startswith(b) or b.startswith(a):
        return True
    book = divisions()
    one, other = book.named(a), book.named(b)
    above = [{d.code, *(p.code for p in book.parents(d))} for d in (*one, *other)]
    first, second = above[: len(one)], above[len(one) :]
    return any(o.code in codes for codes in first for o in other) or any(d.code in codes for codes in second for d in one)
