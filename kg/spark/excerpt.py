"""The part of a graph that the steps over the whole graph look at (identifiers, decisions, nodes that may be one, links between proposals),
so that they run here by the very functions by which they run on a graph in a folder."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.errors import GraphError
from kg.graph import GraphStore, SourceEntry
from kg.graph.frame import Triple
from kg.graph.told import TERMS
from kg.model import EntityType
from kg.vocab import Term, class_of, iri

_LINKS = (
    Term.MAIN_TYPE,
    Term.OWL_SAME_AS,
    Term.FOAF_GENDER,
    Term.ETHNIC_GROUP,
    Term.ORG_MEMBER,
    Term.ORG_ORGANIZATION,
    Term.ORG_ROLE,
    Term.AT_SESSION,
)
_OF_DOCUMENT = (Term.ISSUE_PLACE, Term.DCTERMS_ISSUED)
_MOST = 64_000_000
"""Bytes that are loaded at once."""


class Excerpt:
    """What kg.graph.GraphStore offers to those steps. sources: by name. path: what errors name. said: what they made the graphs say."""

    def __init__(self, path: Path, base: str, sources: Mapping[str, SourceEntry]) -> None:
        self.path = path
        self.base = base
        self.sources = sources
        self.store = Store()
        self.said: dict[NamedNode, list[Quad]] = {}

    @property
    def graph(self) -> GraphStore:
        """This, as the type that those functions name."""
        return cast(GraphStore, self)

    def load(self, lines: Iterable[bytes]) -> None:
        """Adds lines of N-Quads."""
        waiting: list[bytes] = []
        size = 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            if size > _MOST:
                self.store.bulk_load(b"".join(waiting), format=RdfFormat.N_QUADS, lenient=True)
                waiting, size = [], 0
        self.store.bulk_load(b"".join(waiting), format=RdfFormat.N_QUADS, lenient=True)

    def replace_graph(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Makes `triples` all that a named graph says."""
        self.said[graph] = [Quad(*triple, graph) for triple in triples]
        self.store.remove_graph(graph)
        self.store.extend(self.said[graph])


def links(nquads: bytes) -> bytes:
    """The lines of a document that belong to the excerpt."""
    return b"".join(found[0] for found in _pattern().finditer(nquads))


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines of a file of N-Quads, plain or packed. Raises GraphError when it cannot be read."""
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            yield from lines
    except (OSError, EOFError) as error:
        raise GraphError(f"{path}: cannot be read ({error}); run the build again") from error


def without_types(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without those that say of what type an entity is which is no person: the graph of entities says so, too."""
    main, person = f" {iri(Term.MAIN_TYPE)} ".encode(), f" {class_of(EntityType.PERSON)} ".encode()
    return (line for line in lines if main not in line or person in line)


@cache
def _pattern() -> re.Pattern[bytes]:
    def any_of(terms: Iterable[Term]) -> bytes:
        return b"(?:" + b"|".join(re.escape(str(iri(term)).encode()) for term in terms) + b")"

    wanted = (
        rb"<[^>]*> " + any_of((*_LINKS, *_OF_DOCUMENT)) + rb" ",
        rb"<[^>]*/proposal/[^/>]*> " + any_of((Term.RDF_TYPE, *TERMS)) + rb" ",
        rb"<[^>]*> " + any_of((Term.OA_HAS_BODY,)) + rb" <[^>]*/proposal/[^/>]*> ",
    )
    return re.compile(rb"^(?:" + rb"|".join(wanted) + rb").*\n", re.MULTILINE)
