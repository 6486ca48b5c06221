"""Nodes of a whole graph that may be one: recorded for a person to judge, never merged by themselves.

Names are judged as inside a document (kg.resolve.names): by writing out, never by likeness of letters. Nodes whose places are known and lie
apart are no candidates, nor are two organs of state of one name at two levels (a city's 教育局 and its district's).

A rule puts each node into blocks, in one of two roles, and judges each block by itself: what is a candidate depends on those in the block
alone, so that only the blocks of what has changed must be judged again (kg.resolve.candidates).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

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

ONE, OTHER = 0, 1
"""Roles in a block: what others are compared with, and those others."""
Block = tuple[str, ...]


class Rule(NamedTuple):
    """blocks: those that a node stands in, with its role. judge: the candidates of a block, from the nodes of each role in order of their
    keys."""

    blocks: Callable[[Known], Iterable[tuple[int, Block]]]
    judge: Callable[[Sequence[Known], Sequence[Known]], Iterable[Candidate]]


def pairs(known: Iterable[Known]) -> tuple[Candidate, ...]:
    """The pairs of nodes that may be one, each with its best reason, in order of their keys; the same whatever the order of `known`."""
    nodes = sorted(known, key=lambda k: k.key)
    best: dict[tuple[str, str], Candidate] = {}
    for rule in RULES:
        blocks: dict[Block, tuple[list[Known], list[Known]]] = defaultdict(lambda: ([], []))
        for node in nodes:
            for role, block in rule.blocks(node):
                blocks[block][role].append(node)
        found = [candidate for members in blocks.values() for candidate in rule.judge(*members)]
        for candidate in sorted(found, key=preferred):
            best.setdefault(candidate.pair, candidate)
    return tuple(best[pair] for pair in sorted(best))


def preferred(candidate: Candidate) -> tuple[int, str]:
    """Of what one rule says of a pair, the surest stands."""
    return -candidate.score, candidate.reason


def _pair(a: Known, b: Known, reason: Reason, score: int) -> Candidate:
    left, right = sorted((a.key, b.key))
    return Candidate(left, right, reason, score)


# ---- one name, two places or types


def _by_name(node: Known) -> Iterator[tuple[int, Block]]:
    if node.type is not _T.DISTRICT or "-" not in node.key:  # a division has its code
        yield ONE, ("person" if node.type is _T.PERSON else "", folded(node.name))


def _same_name(nodes: Sequence[Known], _: Sequence[Known]) -> Iterator[Candidate]:
    for i, a in enumerate(nodes):
        for b in nodes[i + 1 :]:
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


# ---- namesakes whom a document tells apart


def _by_bare_key(node: Known) -> Iterator[tuple[int, Block]]:
    if node.type is _T.PERSON:
        bare, mark, _ = node.key.partition(_MARK)
        yield OTHER if mark else ONE, (bare,)


def _told_apart(nodes: Sequence[Known], marked: Sequence[Known]) -> Iterator[Candidate]:
    for bare in nodes:
        for node in marked:
            if not _contradicted(node, bare) and not set(node.documents) & set(bare.documents):
                yield _pair(node, bare, Reason.TOLD_APART, 40)


# ---- districts of another name


def _by_new_name(node: Known) -> Iterator[tuple[int, Block]]:
    if node.type is _T.DISTRICT:
        if "-" in node.key:
            yield ONE, (node.key.rpartition("-")[2],)
        for name in dict.fromkeys((node.key.rpartition("-")[2].rpartition("/")[2], *node.names)):
            if (new := renamed(name)) is not None:
                yield OTHER, (new,)


def _renamed(full: Sequence[Known], nodes: Sequence[Known]) -> Iterator[Candidate]:
    for node in nodes if full else ():
        if full[-1].key != node.key:
            yield _pair(node, full[-1], Reason.RENAMED, 90)


# ---- a place in front


def _by_rest(node: Known) -> Iterator[tuple[int, Block]]:
    if node.type in (_T.PERSON, _T.DISTRICT):
        return
    name, at = folded(node.name), 0
    yield ONE, (node.type.value, name)
    for found in places_in(name):
        if found.start != at or not 0 < found.end <= len(name) - _SHORTEST:
            break
        at = found.end
        yield OTHER, (node.type.value, name[at:])


def _place_in_front(nodes: Sequence[Known], longer: Sequence[Known]) -> Iterator[Candidate]:
    for short in nodes:
        rest = folded(short.name)
        for long in longer:
            if short.place is None or near(folded(long.name).removesuffix(rest), short.place):
                yield _pair(long, short, Reason.PLACE_IN_FRONT, 80)


# ---- a name that elsewhere is another form of one longer name (欧科亿, where a document says 以下简称欧科亿)


def _by_form(node: Known) -> Iterator[tuple[int, Block]]:
    if node.type in (_T.PERSON, _T.DISTRICT) or _organ(node):
        return
    name = folded(node.name)
    if len(name) >= _SHORTEST:
        yield ONE, (node.type.value, name)
    for form in {folded(name) for name in node.names} - {name}:
        yield OTHER, (node.type.value, form)


def _other_forms(nodes: Sequence[Known], having: Sequence[Known]) -> Iterator[Candidate]:
    for short in nodes:
        longer = [n for n in having if near(_where(n), _where(short))]
        if short.type is not _T.POLICY or len(longer) <= _MOST:  # 十四五 is the short form of a plan, and stands in the names of dozens
            yield from _shorts(short, longer, 70)


# ---- abbreviations


def _by_letters(node: Known) -> Iterator[tuple[int, Block]]:
    name = node.name
    if node.type is not _T.ORGANIZATION or len(name) < 4 or _organ(node):
        return
    if len(name) <= _LONGEST_SHORT:
        yield ONE, (name[:2], name[2], name[-1])
    for char in dict.fromkeys(name[2:]):  # that of the abbreviation is among them
        yield OTHER, (name[:2], char, name[-1])


def _abbreviations(nodes: Sequence[Known], others: Sequence[Known]) -> Iterator[Candidate]:
    for short in nodes:
        yield from _shorts(short, [n for n in others if abbreviates(short.name, n.name) and near(_where(n), _where(short))], 60)


# ---- the same words in quotation marks


def _by_heart(node: Known) -> Iterator[tuple[int, Block]]:
    if node.type is _T.POLICY:
        yield ONE, (core(node.name),)


def _same_heart(nodes: Sequence[Known], _: Sequence[Known]) -> Iterator[Candidate]:
    for i, a in enumerate(nodes):
        for b in nodes[i + 1 :]:
            if near(_where(a), _where(b)):
                yield _pair(a, b, Reason.SAME_HEART, 60)


RULES = (
    Rule(_by_name, _same_name),
    Rule(_by_bare_key, _told_apart),
    Rule(_by_new_name, _renamed),
    Rule(_by_rest, _place_in_front),
    Rule(_by_form, _other_forms),
    Rule(_by_letters, _abbreviations),
    Rule(_by_heart, _same_heart),
)
"""In the order of their preference: of two that say something of a pair, the first is right."""


def _shorts(short: Known, longer: Sequence[Known], score: int) -> Iterator[Candidate]:
    for long in longer:
        several = len(longer) > 1
        yield _pair(short, long, Reason.SHORT_FORM_OF_SEVERAL if several else Reason.SHORT_FORM, 40 if several else score)


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
