"""Everything that a picture shows, ready for any form of it: nodes with places, lines, words, quotes, and what was left out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import InputError, QueryError
from kg.graph import GraphStore
from kg.model import ProposalLink
from kg.view.choose import choose
from kg.view.contents import Contents, Statement, contents, neighbourhood
from kg.view.layout import Layout, layout
from kg.view.look import LANGUAGES, styles, words
from kg.view.people import people
from kg.view.picture import Picture, picture
from kg.view.quotes import Quote, quotes
from kg.view.years import years

KINDS = ("who", "people", "years")
"""who: who proposed what. people: who proposes together, and in which groups. years: what was recommended and promised, year by year."""


@dataclass(frozen=True, slots=True)
class Scene:
    """kind: of KINDS. about: what was asked for, None for the whole. documents: how many the graph has. statements: those that are told of
    in the picture, by IRI. quotes: by IRI of statement or thing. counts: for each class of the legend how many are drawn, and how many
    there are: in the graph, or in what has to do with `about`. heads: what stands above each column, by language. inferred: the links of
    proposals that are drawn; both ends of each are among the statements."""

    about: str | None
    documents: int
    contents: Contents
    picture: Picture
    layout: Layout
    statements: dict[str, Statement]
    quotes: dict[str, Quote]
    counts: dict[str, tuple[int, int]]
    kind: str
    heads: dict[str, tuple[str, ...]]
    inferred: tuple[ProposalLink, ...] = ()

    @property
    def drawn(self) -> int:
        """How many nodes are drawn."""
        return len(self.picture.nodes)

    @property
    def total(self) -> int:
        """How many there are, drawn or not."""
        return sum(total for _, total in self.counts.values())

    @property
    def left_out(self) -> dict[str, int]:
        """How many of each class are not drawn; classes that are drawn completely are absent."""
        return {kind: total - drawn for kind, (drawn, total) in self.counts.items() if total > drawn}

    def label(self, term: str, language: str) -> str:
        """The vocabulary's word for a class, slot, predicate or doubt; Topic is the range of `topic`. The term itself where it has none."""
        known = self.contents.terms.get("topic" if term == "Topic" else term, {})
        return known.get(language, term)


def scene(store: GraphStore, about: str | None, limit: int, kind: str = KINDS[0]) -> Scene:
    """The picture of a graph, or of what has to do with `about` (a name, or an IRI), with at most `limit` nodes.

    Of an IRI only the neighbourhood is read, however large the graph is. Raises QueryError when nothing is called `about`, InputError for a
    kind that there is not, GraphError.
    """
    if limit < 2:
        raise QueryError(f"a picture of {limit} things shows nothing; the limit must be 2 or more")
    one = about is not None and about.startswith(store.base) and kind != "people"
    everything = neighbourhood(store, [about]) if one and about is not None else contents(store)
    name = everything.things[about].name if about in everything.things else about
    match kind:
        case "who":
            heads = {language: tuple(words()[language]["columns"]) for language in LANGUAGES}
            choice = choose(everything, about, limit)
            drawing = picture(everything, choice)
            placed = layout(drawing)
            told = {iri: everything.statements[iri] for iri in (*choice.statements, *choice.joined)}
            whole = picture(everything, choose(everything, about, sys.maxsize)) if about is not None else None
            there = _there(everything) if whole is None else Counter(n.kind for n in whole.nodes)
        case "people" | "years":
            draw = people if kind == "people" else years
            drawing, placed, columns, there = draw(everything, about, limit)
            heads = {language: _heads(columns, language) for language in LANGUAGES}
            told = {iri: everything.statements[iri] for line in drawing.lines for iri in line.statements}
            told |= {n.iri: everything.statements[n.iri] for n in drawing.nodes if n.iri in everything.statements}
        case _:
            raise InputError(f"{kind}: no kind of picture; there are {', '.join(KINDS)}")
    shown = {n.iri for n in drawing.nodes}
    links = tuple(link for link in everything.inferred if {link.left, link.right} & shown)
    for link in links:  # the other end is told of, drawn or not
        told.update({iri: everything.statements[iri] for iri in (link.left, link.right) if iri not in told})
    persons = {n.iri for n in drawing.nodes if n.kind == "Person"}
    for s in everything.statements.values():  # the offices of a person who is drawn, whether or not the organization is
        if s.kind == "Position" and persons.intersection(s.links.get("member", ())):
            told.setdefault(s.iri, s)
    found = quotes(store, [*told, *(n.iri for n in drawing.nodes if n.iri in everything.things)])
    drawn = Counter(n.kind for n in drawing.nodes)
    counts = {k: (drawn[k], there[k]) for k in styles() if there[k]}
    return Scene(name, len(store.sources), everything, drawing, placed, told, found, counts, kind, heads, links)


def _heads(columns: Sequence[tuple[str, str]], language: str) -> tuple[str, ...]:
    """What stands above columns that are told by their year and a key of the page's words."""
    say = words()[language]
    return tuple(f"{year or say['undated']} {say[key]}" for year, key in columns)


def _there(everything: Contents) -> Counter[str]:
    """How many of each class a graph has."""
    found = Counter(s.kind for s in everything.statements.values() if s.is_proposal)
    found.update(t.kind for t in everything.things.values())
    return found
