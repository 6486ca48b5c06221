"""Links between proposals in the graph of inferred links: what became of one, and which tell the same one.

Each is a node (kg:InferredLink) with its score, the codes of its reasons (kg:why), and what both ends have in common, to be read
(schema:keywords, the most telling first, parted by ；). The plain edge (kg:takenUpIn, skos:closeMatch) stands beside it, in the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg.graph.frame import Triple, score
from kg.graph.store import GraphStore
from kg.model import LinkKind, LinkReason, ProposalLink
from kg.vocab import Mint, Term, digest, iri

_PREDICATES = {LinkKind.TAKEN_UP: Term.TAKEN_UP_IN, LinkKind.SAME: Term.SKOS_CLOSE_MATCH}
_BETWEEN = "；"


def node_of(mint: Mint, link: ProposalLink) -> NamedNode:
    """The node of a link."""
    return mint.path("link", digest(link.kind.value, *(end.removeprefix(mint.base) for end in (link.left, link.right))))


def edges(link: ProposalLink) -> Iterator[Triple]:
    """The plain edge that stands beside a link."""
    yield NamedNode(link.left), iri(_PREDICATES[link.kind]), NamedNode(link.right)


def link_triples(mint: Mint, link: ProposalLink) -> Iterator[Triple]:
    """What the graph of inferred links says of a link."""
    ((left, predicate, right),) = edges(link)
    node = node_of(mint, link)
    yield left, predicate, right
    yield node, iri(Term.RDF_TYPE), iri(Term.INFERRED_LINK)
    yield node, iri(Term.RDF_SUBJECT), left
    yield node, iri(Term.RDF_PREDICATE), predicate
    yield node, iri(Term.RDF_OBJECT), right
    yield node, iri(Term.SCORE), score(link.score)
    for reason in link.reasons:
        yield node, iri(Term.WHY), Literal(reason.value)
    if link.shared:
        yield node, iri(Term.SCHEMA_KEYWORDS), Literal(_BETWEEN.join(link.shared))


def links_of(graph: GraphStore, node: str) -> tuple[ProposalLink, ...]:
    """The links that begin or end at a proposal, by its IRI: the surest first; none in a graph without inference."""
    place, own = Mint(graph.base).inferred_graph, NamedNode(node)
    ends = (iri(Term.RDF_SUBJECT), iri(Term.RDF_OBJECT))
    found = {quad.subject for end in ends for quad in graph.store.quads_for_pattern(None, end, own, place)}
    return _sorted(link for node_ in found if (link := _link(graph, place, cast(NamedNode, node_))) is not None)


def all_links(graph: GraphStore) -> tuple[ProposalLink, ...]:
    """Every link between proposals, the surest first; none in a graph without inference."""
    place = Mint(graph.base).inferred_graph
    kinds = [iri(term) for term in _PREDICATES.values()]
    found = [quad.subject for kind in kinds for quad in graph.store.quads_for_pattern(None, iri(Term.RDF_PREDICATE), kind, place)]
    return _sorted(link for node in found if (link := _link(graph, place, cast(NamedNode, node))) is not None)


def link_node(graph: GraphStore, link: ProposalLink) -> str:
    """IRI of the node that says a link."""
    return node_of(Mint(graph.base), link).value


def _link(graph: GraphStore, place: NamedNode, node: NamedNode) -> ProposalLink | None:
    """The link that a node of the graph of inferred links says; None for a candidate or a decision."""
    values: dict[NamedNode, list[str]] = {}
    for quad in graph.store.quads_for_pattern(node, None, None, place):
        values.setdefault(quad.predicate, []).append(quad.object.value)  # type: ignore[union-attr]
    kind = _kinds().get(values[iri(Term.RDF_PREDICATE)][0])
    if kind is None:
        return None
    said = values[iri(Term.WHY)]
    shared = values.get(iri(Term.SCHEMA_KEYWORDS), [""])[0]
    return ProposalLink(
        kind,
        values[iri(Term.RDF_SUBJECT)][0],
        values[iri(Term.RDF_OBJECT)][0],
        round(float(values[iri(Term.SCORE)][0]) * 100),
        tuple(reason for reason in LinkReason if reason.value in said),
        tuple(shared.split(_BETWEEN)) if shared else (),
    )


@cache
def _kinds() -> dict[str, LinkKind]:
    return {iri(term).value: kind for kind, term in _PREDICATES.items()}


def _sorted(links: Iterable[ProposalLink]) -> tuple[ProposalLink, ...]:
    return tuple(sorted(links, key=lambda each: (-each.score, each)))


__all__ = ["all_links", "edges", "link_node", "link_triples", "links_of", "node_of"]
