"""Links between proposals in the graph of inferred links: what became of one, and which tell the same one.

Each is a node (kg:InferredLink) with its score, the codes of its reasons (kg:why), and what both ends have in common, to be read
(schema:keywords, the most telling first, parted by ；). The plain edge (kg:takenUpIn, skos:closeMatch) stands beside it, in the same graph.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.frame import Triple, score
from kg.graph.store import GraphStore
from kg.model import LinkKind, LinkReason, ProposalLink
from kg.vocab import Mint, Term, digest, iri

_PREDICATES = {LinkKind.TAKEN_UP: Term.TAKEN_UP_IN, LinkKind.SAME: Term.SKOS_CLOSE_MATCH}
_BETWEEN = "；"


def link_triples(mint: Mint, link: ProposalLink) -> Iterator[Triple]:
    """What the graph of inferred links says of a link."""
    left, right = NamedNode(link.left), NamedNode(link.right)
    predicate = iri(_PREDICATES[link.kind])
    node = mint.path("link", digest(link.kind.value, *(end.value.removeprefix(mint.base) for end in (left, right))))
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
    """The links that begin or end at a proposal, by its IRI: the surest first."""
    place, own = Mint(graph.base).inferred_graph, NamedNode(node)
    ends = (iri(Term.RDF_SUBJECT), iri(Term.RDF_OBJECT))
    found = {quad.subject for end in ends for quad in graph.store.quads_for_pattern(None, end, own, place)}
    kinds = {iri(term): kind for kind, term in _PREDICATES.items()}
    links = []
    for link in found:
        values: dict[NamedNode, list[str]] = {}
        for quad in graph.store.quads_for_pattern(link, None, None, place):
            values.setdefault(quad.predicate, []).append(quad.object.value)  # type: ignore[union-attr]
        kind = kinds.get(NamedNode(values[iri(Term.RDF_PREDICATE)][0]))
        if kind is not None:  # else a candidate or a decision
            said = values[iri(Term.WHY)]
            shared = values.get(iri(Term.SCHEMA_KEYWORDS), [""])[0]
            links.append(
                ProposalLink(
                    kind,
                    values[ends[0]][0],
                    values[ends[1]][0],
                    round(float(values[iri(Term.SCORE)][0]) * 100),
                    tuple(reason for reason in LinkReason if reason.value in said),
                    tuple(shared.split(_BETWEEN)) if shared else (),
                )
            )
    return tuple(sorted(links, key=lambda each: (-each.score, each)))


__all__ = ["link_triples", "links_of"]
