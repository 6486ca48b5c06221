"""Everything that a picture shows, ready for any form of it: nodes with places, lines, words, quotes, and what was left out."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass

from kg.graph import GraphStore
from kg.view.choose import choose
from kg.view.contents import Contents, Statement, contents, neighbourhood
from kg.view.layout import Layout, layout
from kg.view.look import styles
from kg.view.picture import Picture, picture
from kg.view.quotes import Quote, quotes


@dataclass(frozen=True, slots=True)
class Scene:
    """about: what was asked for, None for the whole. documents: how many the graph has. statements: those that are told of in the picture,
    by IRI. quotes: by IRI of statement or thing. counts: for each class of the legend how many are drawn, and how many
    there are: in the graph, or in what has to do with `about`."""

    about: str | None
    documents: int
    contents: Contents
    picture: Picture
    layout: Layout
    statements: dict[str, Statement]
    quotes: dict[str, Quote]
    counts: dict[str, tuple[int, int]]

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


def scene(store: GraphStore, about: str | None, limit: int) -> Scene:
    """The picture of a graph, or of what has to do with `about` (a name, or an IRI), with at most `limit` nodes.

    Of an IRI only the neighbourhood is read, however large the graph is. Raises QueryError, GraphError.
    """
    one = about is not None and about.startswith(store.base)
    everything = neighbourhood(store, [about]) if one and about is not None else contents(store)
    choice = choose(everything, about, limit)
    drawing = picture(everything, choice)
    told = {iri: everything.statements[iri] for iri in (*choice.statements, *choice.joined)}
    people = {n.iri for n in drawing.nodes if n.kind == "Person"}
    for s in everything.statements.values():  # the offices of a person who is drawn, whether or not the organization is
        if s.kind == "Position" and people.intersection(s.links.get("member", ())):
            told.setdefault(s.iri, s)
    found = quotes(store, [*told, *choice.things])
    drawn = Counter(n.kind for n in drawing.nodes)
    there = Counter(s.kind for s in everything.statements.values() if s.is_proposal)
    there.update(t.kind for t in everything.things.values())
    if about is not None:  # what could be drawn of it
        there = Counter(n.kind for n in picture(everything, choose(everything, about, sys.maxsize)).nodes)
    counts = {kind: (drawn[kind], there[kind]) for kind in styles() if there[kind]}
    name = everything.things[about].name if about in everything.things else about
    return Scene(name, len(store.sources), everything, drawing, layout(drawing), told, found, counts)
