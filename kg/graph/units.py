"""The pieces of a document that a text search finds, each with the IRI that stands for it in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kg.lexicon.characters import in_simplified
from kg.vocab import Term, iri


class UnitKind(StrEnum):
    """What was found. A document stands for those of its characters that are in no article."""

    ARTICLE = "article"
    DOCUMENT = "document"
    PROPOSAL = "proposal"
    ENTITY = "entity"


class Unit(NamedTuple):
    """iri: what is found. start: where `text` begins in the source (characters), for articles and documents, whose text is the
    source's own; None for the words of a proposal and for names, which the graph keeps folded."""

    kind: UnitKind
    iri: str
    start: int | None
    text: str


@cache
def unit_terms() -> frozenset[NamedNode]:
    """The predicates by which units are found."""
    return frozenset(map(iri, (Term.START, Term.END, Term.TEXT, Term.MAIN_TYPE, Term.SKOS_PREF_LABEL, Term.SKOS_ALT_LABEL)))


def units(quads: Iterable[Quad], source: NamedNode, text: str) -> Iterator[Unit]:
    """The units of one document, from what its named graph says and its text, in a fixed order."""
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    found: set[Unit] = set()
    names: dict[str, dict[str, str]] = {}  # by their simplified forms, which the index holds: as printed
    typed: set[str] = set()
    for quad in quads:
        node, value = quad.subject, quad.object
        if not isinstance(node, NamedNode):
            continue
        if quad.predicate == iri(Term.START):
            starts[node.value] = int(value.value)  # type: ignore[union-attr]
        elif quad.predicate == iri(Term.END):
            ends[node.value] = int(value.value)  # type: ignore[union-attr]
        elif quad.predicate == iri(Term.TEXT):
            found.add(Unit(UnitKind.PROPOSAL, node.value, None, value.value))  # type: ignore[union-attr]
        elif quad.predicate == iri(Term.MAIN_TYPE):
            typed.add(node.value)
        elif quad.predicate in (iri(Term.SKOS_PREF_LABEL), iri(Term.SKOS_ALT_LABEL)):
            name: str = value.value  # type: ignore[union-attr]
            known, plain = names.setdefault(node.value, {}), in_simplified(name)
            if name != plain or plain not in known:
                known[plain] = min(name, known[plain]) if known.get(plain, plain) != plain else name
    found |= {Unit(UnitKind.ENTITY, node, None, name) for node in typed for name in names.get(node, {}).values()}
    at = 0
    for article, start in sorted(starts.items(), key=lambda item: (item[1], item[0])):
        end = ends[article]
        found.add(Unit(UnitKind.ARTICLE, article, start, text[start:end]))
        if at < start:
            found.add(Unit(UnitKind.DOCUMENT, source.value, at, text[at:start]))
        at = max(at, end)
    if at < len(text):
        found.add(Unit(UnitKind.DOCUMENT, source.value, at, text[at:]))
    return iter(sorted(found, key=lambda u: (u.kind, -1 if u.start is None else u.start, u.iri, u.text)))
