"""The graph of inferred links: nodes that may be one, and nodes that may be two, each with a score and a reason; and links between
proposals (kg.graph.links).

A link (kg:InferredLink) says with how much confidence its subject is its object (owl:sameAs). Where both are one node, the documents from
which it is derived (prov:wasDerivedFrom) are those that may speak of another thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.decided import decision_triples
from kg.graph.frame import Triple, score
from kg.graph.links import edges, link_triples, node_of
from kg.graph.manifest import SourceEntry
from kg.graph.store import GraphStore
from kg.lexicon.decisions import Decisions, key_of_iri
from kg.model import Candidate, ProposalLink, Reason
from kg.vocab import Mint, Term, digest, iri


def state_of(graph: GraphStore, decisions: Decisions | None) -> str:
    """Digest of all that candidates depend on: the documents as they were read, and what a person decided."""
    documents = [(name, entry.sha256, entry.options) for name, entry in graph.sources.items()]
    judged = [decisions.file, decisions.sha256, *(d.written for d in decisions.all)] if decisions is not None and decisions.all else []
    return digest(documents, judged)


def is_recorded(graph: GraphStore, state: str) -> bool:
    """Whether the candidates of this state are the ones that the graph holds."""
    place = Mint(graph.base).inferred_graph
    return any(graph.store.quads_for_pattern(place, iri(Term.SCHEMA_SHA256), Literal(state), place))


def record(
    graph: GraphStore, candidates: Iterable[Candidate], decisions: Decisions | None, state: str, links: Iterable[ProposalLink] = ()
) -> None:
    """Makes `candidates`, `links` and the decisions that bear on the graph all that the graph of inferred links holds. state: see
    `state_of`."""
    mint = Mint(graph.base)
    said = _triples(graph, mint, candidates, links)
    said += decision_triples(graph, decisions) if decisions is not None else ()
    if said:  # a graph of which nothing is inferred says nothing of that
        said.append((mint.inferred_graph, iri(Term.SCHEMA_SHA256), Literal(state)))
    graph.replace_graph(mint.inferred_graph, dict.fromkeys(said))


@dataclass(frozen=True, slots=True)
class Changed:
    """What is inferred no more, and what is new; what is no more the same is in both."""

    candidates_gone: Sequence[Candidate]
    candidates: Sequence[Candidate]
    links_gone: Sequence[ProposalLink]
    links: Sequence[ProposalLink]


def amend(graph: GraphStore, changed: Changed, decisions: Decisions | None, state: str) -> None:
    """`record` for a graph that holds what was inferred before, of which only so much has changed."""
    mint, store = Mint(graph.base), graph.store
    place = mint.inferred_graph
    nodes = [*(_node(mint, c) for c in changed.candidates_gone), *(node_of(mint, link) for link in changed.links_gone)]
    nodes += [place, *_decided(store, mint)]
    gone = {(quad.subject, quad.predicate, quad.object) for node in nodes for quad in store.quads_for_pattern(node, None, None, place)}
    gone |= {edge for link in changed.links_gone for edge in edges(link)}
    come = {*_triples(graph, mint, changed.candidates, changed.links)}
    come.update(decision_triples(graph, decisions) if decisions is not None else ())
    if come or any((q.subject, q.predicate, q.object) not in gone for q in store.quads_for_pattern(None, None, None, place)):
        come.add((place, iri(Term.SCHEMA_SHA256), Literal(state)))
    graph.change_graph(place, gone, come)  # type: ignore[arg-type]


def _triples(graph: GraphStore, mint: Mint, candidates: Iterable[Candidate], links: Iterable[ProposalLink]) -> list[Triple]:
    candidates = list(candidates)
    sources = graph.sources if candidates else {}
    said = [triple for candidate in candidates for triple in _link(sources, mint, candidate)]
    return said + [triple for link in links for triple in link_triples(mint, link)]


def _decided(store: Store, mint: Mint) -> list[NamedNode]:
    """The nodes of the decisions in the graph, and the one that tells of all."""
    found = store.quads_for_pattern(None, iri(Term.DCTERMS_IS_PART_OF), None, mint.inferred_graph)
    return [cast(NamedNode, node) for quad in found for node in (quad.subject, quad.object)]


def _node(mint: Mint, candidate: Candidate) -> NamedNode:
    return mint.path("candidate", digest(candidate.left, candidate.right, candidate.reason.value, candidate.documents))


def _link(sources: Mapping[str, SourceEntry], mint: Mint, candidate: Candidate) -> Iterator[Triple]:
    node = _node(mint, candidate)
    yield node, iri(Term.RDF_TYPE), iri(Term.INFERRED_LINK)
    yield node, iri(Term.RDF_SUBJECT), mint.entity(candidate.left)
    yield node, iri(Term.RDF_PREDICATE), iri(Term.OWL_SAME_AS)
    yield node, iri(Term.RDF_OBJECT), mint.entity(candidate.right)
    yield node, iri(Term.SCORE), score(candidate.score)
    yield node, iri(Term.WHY), Literal(candidate.reason.value)
    for document in candidate.documents:
        yield node, iri(Term.PROV_WAS_DERIVED_FROM), NamedNode(sources[document].graph)


def recorded(graph: GraphStore) -> tuple[Candidate, ...]:
    """The candidates that the graph holds, the surest first: those that are most likely one, or most likely two."""
    place, base = Mint(graph.base).inferred_graph, graph.base
    names = {entry.graph: name for name, entry in graph.sources.items()}
    found: dict[str, list[Quad]] = defaultdict(list)
    reasons = {reason.value for reason in Reason}
    for quad in graph.store.quads_for_pattern(None, None, None, place):
        found[quad.subject.value].append(quad)  # type: ignore[union-attr]
    candidates = []
    for quads in found.values():
        values = {quad.predicate: quad.object.value for quad in quads}  # type: ignore[union-attr]
        if values.get(iri(Term.WHY)) not in reasons:  # a decision, a link between proposals, or what the graph says of itself
            continue
        left, right = (key_of_iri(values[iri(term)], base) or values[iri(term)] for term in (Term.RDF_SUBJECT, Term.RDF_OBJECT))
        derived = iri(Term.PROV_WAS_DERIVED_FROM)
        documents = sorted(names[q.object.value] for q in quads if q.predicate == derived and q.object.value in names)  # type: ignore[union-attr]
        certainty = round(float(values[iri(Term.SCORE)]) * 100)
        candidates.append(Candidate(left, right, Reason(values[iri(Term.WHY)]), certainty, tuple(documents)))
    return tuple(sorted(candidates, key=lambda c: (-abs(c.score - 50), c)))
