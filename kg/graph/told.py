"""What a graph knows of its proposals, to compare them with each other: read property by property."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode

from kg.graph.store import GraphStore
from kg.lexicon.decisions import key_of_iri
from kg.model import ProposalKind, Told
from kg.vocab import Scheme, Term, concept_named, iri, proposal_class

TERMS = (
    Term.TEXT,
    Term.PROPOSER,
    Term.ADDRESSEE,
    Term.SCHEMA_ABOUT,
    Term.TOPIC,
    Term.AT_SESSION,
    Term.IN_ARTICLE,
    Term.DCTERMS_DATE,
    Term.DCTERMS_TITLE,
    Term.SCHEMA_IDENTIFIER,
)
"""The properties of a proposal that are read."""
_OF_ALL_STATEMENTS = frozenset({Term.IN_ARTICLE, Term.DCTERMS_DATE})
"""Those that positions, figures and evidence have, too: looked up where a look costs little."""
_START = re.compile(r"/(\d+)-\d+/[^/]+/[0-9a-f]+$")
"""In the IRI of evidence: its first character."""

Values = dict[str, list[str]]


def told(graph: GraphStore) -> tuple[Told, ...]:
    """What is known of every proposal, in order of their IRIs."""
    sources = {entry.graph: name for name, entry in graph.sources.items()}
    kinds: dict[str, ProposalKind] = {}
    where: dict[str, str] = {}
    for kind in ProposalKind:
        for quad in graph.store.quads_for_pattern(None, iri(Term.RDF_TYPE), proposal_class(kind), None):
            source = quad.graph_name.value  # type: ignore[union-attr]
            if source in sources:
                kinds[quad.subject.value], where[quad.subject.value] = kind, source  # type: ignore[union-attr]
    if not kinds:
        return ()
    said: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for term in TERMS:
        for node, value in _said(graph, term, sorted(kinds)):
            if node in kinds:
                said[node][term.name].append(value)
    places, issued = dict(_pairs(graph, Term.ISSUE_PLACE)), dict(_pairs(graph, Term.DCTERMS_ISSUED))
    starts = dict(_starts(graph, sorted(kinds)))
    found = []
    for node, kind in sorted(kinds.items()):
        own, source = said[node], where[node]
        about = tuple((entity, _name(entity, graph.base)) for entity in sorted(own["SCHEMA_ABOUT"]))
        topics = tuple((phrase, _concept(phrase)) for phrase in sorted(_name(topic, graph.base) for topic in own["TOPIC"]))
        found.append(
            Told(
                node,
                kind,
                _first(own["TEXT"]) or "",
                sources[source],
                starts.get(node, 0),
                places.get(source),
                _first(own["DCTERMS_DATE"]) or issued.get(source),
                _first(own["IN_ARTICLE"]),
                _first(own["AT_SESSION"]),
                _first(own["DCTERMS_TITLE"]),
                _first(own["SCHEMA_IDENTIFIER"]),
                tuple(sorted(own["PROPOSER"])),
                tuple(sorted(own["ADDRESSEE"])),
                about,
                topics,
            )
        )
    return tuple(found)


def _pairs(graph: GraphStore, term: Term) -> Iterator[tuple[str, str]]:
    """Subject and value of each statement with this property."""
    for quad in graph.store.quads_for_pattern(None, iri(term), None, None):
        yield quad.subject.value, quad.object.value  # type: ignore[union-attr]


def _said(graph: GraphStore, term: Term, nodes: list[str]) -> Iterator[tuple[str, str]]:
    """Subject and value of each statement of these nodes with this property, and perhaps of others."""
    if term not in _OF_ALL_STATEMENTS or not isinstance(graph.path, Path):
        yield from _pairs(graph, term)
        return
    for node in nodes:
        for quad in graph.store.quads_for_pattern(NamedNode(node), iri(term), None, None):
            yield node, quad.object.value  # type: ignore[union-attr]


def _starts(graph: GraphStore, nodes: list[str]) -> Iterator[tuple[str, int]]:
    """The first character of each proposal, from the IRI of its evidence. In a server, where each look costs a request, in one pass."""
    first: dict[str, int] = {}
    body = iri(Term.OA_HAS_BODY)
    wanted = set(nodes)
    patterns = [NamedNode(node) for node in nodes] if isinstance(graph.path, Path) else [None]
    for pattern in patterns:
        for quad in graph.store.quads_for_pattern(None, body, pattern, None):
            node, found = quad.object.value, _START.search(quad.subject.value)  # type: ignore[union-attr]
            if node in wanted and found is not None:
                first[node] = min(int(found[1]), first.get(node, int(found[1])))
    yield from first.items()


def _first(values: list[str]) -> str | None:
    """The first of the values, in code point order."""
    return min(values, default=None)


def _name(node: str, base: str) -> str:
    """The last part of the key of an entity or a topic, without the code of a division: its name."""
    name = (key_of_iri(node, base) or node).rpartition("/")[2]
    code, dash, rest = name.partition("-")
    return rest if dash and code.isdecimal() else name


@lru_cache(maxsize=1 << 16)
def _concept(phrase: str) -> str | None:
    """IRI of the concept that a topic is, or stands under."""
    found = concept_named(Scheme.TOPICS, phrase)
    return None if found is None else found.concept.value


__all__ = ["TERMS", "told"]
