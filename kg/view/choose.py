"""Which part of a graph is drawn: never more than a person can read, and every document and proposer gets its turn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from kg.errors import QueryError
from kg.lexicon.characters import in_simplified
from kg.view.contents import TOPIC, Contents, Statement

_ABOUT = 2
"""A proposal brings so many of the things that it names, the first ones; further ones are drawn where there is room."""
_TOPICS = 3
_COMMON, _COMMON_SHARE = 8, 0.06
"""What more proposals than this, and a larger share of all, are about (the city itself) tells nothing in a picture of the whole."""
_NEAR = 6
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Choice:
    """things, statements: IRIs of what is drawn as a node (of statements, the proposals), in order. seeds: what the picture is about.
    joined: positions and relations drawn as lines."""

    things: tuple[str, ...]
    statements: tuple[str, ...]
    joined: tuple[str, ...]
    seeds: tuple[str, ...]


def choose(contents: Contents, about: str | None, limit: int) -> Choice:
    """At most `limit` nodes; with `about`, what has to do with the things of that name. Raises QueryError when there is none of it."""
    if about is None:
        picked = _Picked(limit, (), _common(contents))
        picked.take(_in_turn([s for s in contents.statements.values() if s.is_proposal]))
        picked.fill(contents)
        return picked.choice(contents)
    seeds = find(contents, about)
    picked = _Picked(limit, seeds, frozenset())
    touching = [s for s in contents.statements.values() if set(s.ends) & picked.seeds]
    inner = _inside(touching, picked.seeds)
    further = [s for s in contents.statements.values() if s.is_proposal and set(s.ends) & inner and not set(s.ends) & picked.seeds]
    picked.take(_in_turn([s for s in touching if s.is_proposal]))
    picked.take(_in_turn(linked_to(contents, picked.proposals)))
    picked.take(_in_turn(further))
    picked.take([s for s in touching if not s.is_proposal])
    picked.fill(contents)
    return picked.choice(contents)


def linked_to(contents: Contents, proposals: Container[str]) -> list[Statement]:
    """The proposals at the other ends of the inferred links of these, the surest first."""
    others = (pair for link in contents.inferred for pair in ((link.left, link.right), (link.right, link.left)))
    return [contents.statements[i] for i in dict.fromkeys(other for own, other in others if own in proposals) if i not in proposals]


def find(contents: Contents, name: str) -> tuple[str, ...]:
    """The thing of this IRI, or the things of this name or form; if there is none, those with these characters in a name; topics bring
    their narrower ones. Raises QueryError that names the nearest."""
    wanted = name.strip()
    if wanted in contents.things:
        return _with_narrower(contents, [wanted])
    named = [(t, {t.name, *t.forms}) for t in contents.things.values()]
    either = {wanted, in_simplified(wanted)}  # what is in traditional characters has its simplified form beside it
    found = [t.iri for t, forms in named if either & forms]
    found = found or [t.iri for t, forms in named if wanted and any(asked in form for form in forms for asked in either)]
    if not found:
        near = sorted({t.name for t, _ in named}, key=lambda n: (-_alike(wanted, n), len(n), n))
        near = [n for n in near if _alike(wanted, n) >= _LIKE][:_NEAR]
        hint = f"near: {'、'.join(near)}" if near else "kg tables GRAPH --table entities lists what there is"
        raise QueryError(f"nothing in the graph is called {wanted or 'that'}; {hint}")
    return _with_narrower(contents, found)


def _with_narrower(contents: Contents, found: list[str]) -> tuple[str, ...]:
    """These things, and the topics that are narrower than one of them."""
    known = set(found)
    while narrower := [t.iri for t in contents.things.values() if t.kind == TOPIC and t.iri not in known and known & set(t.broader)]:
        found = [*found, *narrower]
        known.update(narrower)
    return tuple(found)


def _alike(one: str, other: str) -> float:
    """Share of the characters that two names have in common (Dice's coefficient over the sets of characters)."""
    a, b = set(one), set(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _common(contents: Contents) -> frozenset[str]:
    """What a great part of all proposals is about."""
    proposals = [s for s in contents.statements.values() if s.is_proposal]
    counts = Counter(iri for s in proposals for iri in s.links.get("about", ()))
    return frozenset(iri for iri, n in counts.items() if n > max(_COMMON, _COMMON_SHARE * len(proposals)))


def _inside(statements: Iterable[Statement], seeds: set[str]) -> set[str]:
    """The members and parts of the seeds, and what lies in them."""
    found: set[str] = set()
    for s in statements:
        if seeds & set(s.links.get("organization", ())):
            found.update(s.links.get("member", ()))
        if seeds & set(s.links.get("object", ())):
            found.update(s.links.get("subject", ()))
    return found - seeds


def _in_turn(statements: Sequence[Statement]) -> Iterator[Statement]:
    """One statement of each document, then the next one of each; within a document, one of each proposer in the same way."""
    documents: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for s in statements:
        documents[s.document][s.links.get("proposer", ("",))[0]].append(s)
    yield from _round([list(_round(list(speakers.values()))) for speakers in documents.values()])


def _round(lists: Sequence[Sequence[Statement]]) -> Iterator[Statement]:
    for i in range(max(map(len, lists), default=0)):
        yield from (one[i] for one in lists if i < len(one))


class _Picked:
    """What was picked so far, within the limit."""

    def __init__(self, limit: int, seeds: Sequence[str], common: Set[str]) -> None:
        self.limit = limit
        self.common = common
        self.seeds = set(seeds)
        self.things: dict[str, None] = dict.fromkeys(seeds[: max(1, limit // 2)])  # the other half is for what is said of them
        self.proposals: dict[str, None] = {}

    def take(self, statements: Iterable[Statement]) -> None:
        """Takes the statements that fit, each with what it is about; smaller ones may fit where a larger one did not."""
        for s in statements:
            new = {iri for iri in self._with(s) if iri not in self.things}
            if len(self.things) + len(self.proposals) + len(new) + int(s.is_proposal) <= self.limit:
                self.things.update(dict.fromkeys(iri for iri in self._with(s) if iri in new))
                if s.is_proposal:
                    self.proposals[s.iri] = None

    def fill(self, contents: Contents) -> None:
        """Uses the room that is left for further topics, the addressees and the other matters of the proposals that were taken."""
        for proposal in self.proposals:
            links = contents.statements[proposal].links
            for iri in (*links.get("topic", ())[:_TOPICS], *links.get("addressee", ()), *links.get("about", ())):
                wanted = iri not in self.things and iri not in self.common
                if wanted and len(self.things) + len(self.proposals) < self.limit:
                    self.things[iri] = None

    def _with(self, s: Statement) -> tuple[str, ...]:
        if not s.is_proposal:
            return s.ends
        first = (*s.links.get("proposer", ()), *s.links.get("topic", ())[:1], *s.links.get("capacity", ()))
        matters = [iri for iri in s.links.get("about", ()) if iri not in self.common]
        return (*first, *matters[:_ABOUT], *(iri for iri in s.ends if iri in self.seeds))

    def choice(self, contents: Contents) -> Choice:
        """The choice, with every position and relation between things that are drawn anyway."""
        things = tuple(iri for iri in self.things if iri in contents.things)
        drawn = set(things)
        joined = [s.iri for s in contents.statements.values() if not s.is_proposal and len(drawn.intersection(s.ends)) > 1]
        return Choice(things, tuple(self.proposals), tuple(joined), tuple(iri for iri in things if iri in self.seeds))
