"""What is drawn, before it has a place: nodes in columns, and the lines between them with the statements that they stand for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import LinkKind, ProposalLink
from kg.view.choose import Choice
from kg.view.contents import PROPOSALS as CARDS
from kg.view.contents import TOPIC, Contents, Statement
from kg.view.text import wrapped

BODIES, PROPOSERS, PROPOSALS, TOPICS, MATTERS, PLACES = range(6)
"""The columns, left to right: bodies that proposers belong to, proposers, proposals, topics, what proposals are about, and
where that is."""

_INFERRED = {LinkKind.TAKEN_UP: "takenUpIn", LinkKind.SAME: "closeMatch"}
"""The roles of inferred links, by the local names of their properties."""
_CARD = 38
"""Widest line of a proposal, in half-width units (two to a Chinese character)."""
_NAME = 24
"""Widest line of a name, in the same units."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node. id: its number, in the order of drawing. iri: of the thing or proposal. kind: local name of its class. lines: what is written
    in it. weight: how many proposals of the whole graph it takes part in. seed: whether the picture is about it."""

    id: int
    iri: str
    kind: str
    column: int
    lines: tuple[str, ...]
    weight: int
    seed: bool

    @property
    def is_card(self) -> bool:
        """Whether it shows the words of a proposal, not a name."""
        return self.kind in CARDS


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two nodes. role: slot or predicate, a local name of the vocabulary or `position`. statements: IRIs of what it stands
    for, in order. inferred: the link that it draws, if no document states it; the statements are then its two ends."""

    source: int
    target: int
    role: str
    statements: tuple[str, ...]
    inferred: ProposalLink | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """nodes by number, and lines."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def picture(contents: Contents, choice: Choice) -> Picture:
    """The nodes and lines of what was chosen. A line without both of its ends is not drawn; what it says stands in the panels."""
    statements = [contents.statements[iri] for iri in (*choice.statements, *choice.joined)]
    columns = _columns(contents, choice)
    weights = Counter(iri for s in contents.statements.values() if s.is_proposal for iri in s.ends)
    nodes: list[Node] = []
    for iri in choice.statements:
        s = contents.statements[iri]
        nodes.append(Node(len(nodes), iri, s.kind, PROPOSALS, wrapped(s.words.get("text", ""), _CARD, 2), 1, False))
    for iri in choice.things:
        t = contents.things[iri]
        nodes.append(Node(len(nodes), iri, t.kind, columns[iri], wrapped(t.name, _NAME, 2), weights[iri], iri in choice.seeds))
    numbers = {n.iri: n.id for n in nodes}
    return Picture(tuple(nodes), (*_lines(statements, numbers), *inferred_lines(contents, numbers)))


def inferred_lines(contents: Contents, numbers: Mapping[str, int]) -> tuple[Line, ...]:
    """The inferred links between proposals that are drawn. numbers: of their nodes, by IRI."""
    drawn = (link for link in contents.inferred if link.left in numbers and link.right in numbers)
    return tuple(Line(numbers[x.left], numbers[x.right], _INFERRED[x.kind], (x.left, x.right), x) for x in drawn)


def _columns(contents: Contents, choice: Choice) -> dict[str, int]:
    """The column of each thing: by what it is, and for organizations by the part that they play."""
    played: dict[str, set[str]] = defaultdict(set)
    for iri in (*choice.statements, *choice.joined):
        for slot, ends in contents.statements[iri].links.items():
            for end in ends:
                played[end].add(slot)
    out: dict[str, int] = {}
    for iri in choice.things:
        match contents.things[iri].kind:
            case "Person":
                out[iri] = PROPOSERS
            case "Organization" if played[iri] & {"capacity", "organization"}:  # even if it proposes itself: its members stand beside it
                out[iri] = BODIES
            case "Organization" if "proposer" in played[iri]:
                out[iri] = PROPOSERS
            case "District":
                out[iri] = PLACES
            case kind if kind == TOPIC:
                out[iri] = TOPICS
            case _:
                out[iri] = MATTERS
    return out


def _lines(statements: list[Statement], numbers: dict[str, int]) -> tuple[Line, ...]:
    """The lines, those between the same ends in the same role drawn as one."""
    member_of: dict[tuple[str, str], None] = {}
    found: dict[tuple[int, int, str], dict[str, None]] = {}

    def add(one: str, other: str, role: str, statement: str) -> None:
        if one in numbers and other in numbers and one != other:
            found.setdefault((numbers[one], numbers[other], role), {})[statement] = None

    for s in statements:
        if s.kind == "Position":
            for person in s.links.get("member", ()):
                for body in (*s.links.get("organization", ()), *s.links.get("session", ())):
                    add(body, person, "position", s.iri)
                    member_of[body, person] = None
        elif not s.is_proposal:
            for one in s.links.get("subject", ()):
                for other in s.links.get("object", ()):
                    add(one, other, s.predicate or "Statement", s.iri)
    for s in statements:
        if not s.is_proposal:
            continue
        speakers = s.links.get("proposer", ())
        for speaker in speakers:
            add(speaker, s.iri, "proposer", s.iri)
        for body in s.links.get("capacity", ()):
            if not any((body, speaker) in member_of for speaker in speakers):  # else the position's line says it
                add(body, s.iri, "capacity", s.iri)
        for slot in ("topic", "about", "addressee", "session"):
            for end in s.links.get(slot, ()):
                add(s.iri, end, slot, s.iri)
    return tuple(Line(a, b, role, tuple(which)) for (a, b, role), which in found.items())
