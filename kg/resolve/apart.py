"""People of a whole graph who may be two: one name and place, and documents that do not fit together. Recorded for a person to judge.

Documents are put together as far as nothing speaks against it; what is left outside the largest part may be of another person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kg.model import Candidate, EntityType, Known, Reason
from kg.resolve.pairs import lies_in

_V = TypeVar("_V")
_ASSEMBLIES = frozenset({"congress", "cppcc"})
_EMPLOYERS = frozenset({"company", "school", "hospital", "institution", "government"})
_MEMBERS = ("委员", "代表", "成员", "常委", "会员")
_FAR = 4  # terms of five years


def apart(known: Iterable[Known]) -> tuple[Candidate, ...]:
    """The people who may be two, each reason once, in order of their keys; the same whatever the order of `known`."""
    found = [c for node in known if node.type is EntityType.PERSON and len(node.documents) > 1 for c in _doubts(node)]
    return tuple(sorted(found))


def _doubts(node: Known) -> Iterator[Candidate]:
    for kind, reason, score in (("gender", Reason.GENDER, 10), ("ethnicGroup", Reason.ETHNIC_GROUP, 20)):
        said = {doc: frozenset({note[kind]}) for doc, note in node.notes.items() if kind in note}
        yield from _split(node, reason, score, said, lambda a, b: bool(a & b))
    bodies = {doc: {(str(o.kind), o.body) for o in some if o.kind in _ASSEMBLIES} for doc, some in node.offices.items()}
    yield from _split(node, Reason.ASSEMBLIES, 40, bodies, _may_sit)
    employers = {
        doc: {o.body for o in some if o.kind in _EMPLOYERS and not o.role.endswith(_MEMBERS)} for doc, some in node.offices.items()
    }
    yield from _split(node, Reason.EMPLOYERS, 50, employers, _may_work)
    terms = {doc: {o.term for o in some if o.term is not None} for doc, some in node.offices.items()}
    yield from _split(node, Reason.TERMS, 50, terms, lambda a, b: min(abs(x - y) for x in a for y in b) < _FAR)


def _split(node: Known, reason: Reason, score: int, said: dict[str, _V], fits: Callable[[_V, _V], bool]) -> Iterator[Candidate]:
    """A candidate for each part of the documents but the largest. said: what each document says; those that say nothing stay out of it."""
    parts: list[list[str]] = []
    for document in sorted(doc for doc, values in said.items() if values):
        near = [part for part in parts if any(fits(said[document], said[other]) for other in part)]
        parts = [part for part in parts if part not in near]
        parts.append(sorted([document, *(other for part in near for other in part)]))
    parts.sort(key=lambda part: (-len(part), part))
    for part in parts[1:]:
        yield Candidate(node.key, node.key, reason, score, tuple(part))


def _may_sit(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> bool:
    """Whether one person may sit in some of both: in the same, or in those of two levels of one place."""
    return any(a == b or (kind == also and _of_levels(a, b)) for kind, a in one for also, b in other)


def _of_levels(a: str, b: str) -> bool:
    """Whether two congresses or conferences are of places of which one lies in the other, or one is the nation's."""
    one, other = _place(a), _place(b)
    return one is None or other is None or lies_in(one, other)


def _place(body: str) -> str | None:
    for head in ("中国人民政治协商会议", "中国共产党"):
        body = body.removeprefix(head)
    for tail in ("人民代表大会", "委员会", "常务委员会"):
        at = body.find(tail)
        if at > 0:
            return body[:at]
    return None


def _may_work(one: set[str], other: set[str]) -> bool:
    """Whether one person may be with some of both: the same, or a part of it."""
    return any(a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a) for a in one for b in other)
