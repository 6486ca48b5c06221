"""A person's decisions in the graph: in the graph of inferred links, which of them were applied, so that the graph tells it of itself.

A decision is a link (kg:InferredLink) like a candidate, with the score 1 for one thing and 0 for two, and the verdict and the person's
reason as its why. Where it made one node of two, the documents that named the other one say owl:sameAs.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.frame import Triple, datatype
from kg.graph.store import GraphStore
from kg.lexicon.decisions import Decision, Decisions, Verdict, key_of_iri
from kg.vocab import Mint, Term, digest, iri


def decision_triples(graph: GraphStore, decisions: Decisions) -> Iterator[Triple]:
    """What the graph of inferred links says of the decisions that bear on it."""
    mint = Mint(graph.base)
    node = mint.path("graph", "inferred", "decisions")
    links = [triple for d in decisions.all if _bears(graph, mint, d) for triple in _link(graph, mint, node, d)]
    if links:
        yield node, iri(Term.SCHEMA_NAME), Literal(decisions.file)
        yield node, iri(Term.SCHEMA_SHA256), Literal(decisions.sha256)
    yield from links


def idle(graph: GraphStore, decisions: Decisions) -> tuple[Decision, ...]:
    """The decisions that bear on nothing in the graph: a slip in a name, or another graph's."""
    mint = Mint(graph.base)
    return tuple(d for d in decisions.all if not _bears(graph, mint, d))


def applied(graph: GraphStore, node: str) -> list[dict[str, str | None]]:
    """The decisions on an entity that were applied when the graph was built, in the order of their nodes: verdict, left, right, document,
    why. node: the entity's IRI, or one that it had before it was merged."""
    mint, base = Mint(graph.base), graph.base
    place = mint.inferred_graph
    names = {entry.graph: name for name, entry in graph.sources.items()}
    own = NamedNode(node)
    same = graph.store.quads_for_pattern(own, iri(Term.OWL_SAME_AS), None, None)
    nodes = {own, *(q.object for q in same if q.graph_name != mint.authority_graph)}
    found = {
        quad.subject
        for each in nodes
        if isinstance(each, NamedNode)
        for term in (Term.RDF_SUBJECT, Term.RDF_OBJECT)
        for quad in graph.store.quads_for_pattern(None, iri(term), each, place)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(mint.path("decision", "").value)
    }
    rows = []
    for link in found:
        values = {q.predicate: q.object.value for q in graph.store.quads_for_pattern(link, None, None, place)}  # type: ignore[union-attr]
        verdict, _, why = values[iri(Term.WHY)].partition(": ")
        left, right = (key_of_iri(values[iri(term)], base) for term in (Term.RDF_SUBJECT, Term.RDF_OBJECT))
        document = names.get(values.get(iri(Term.PROV_WAS_DERIVED_FROM), ""))
        rows.append({"verdict": verdict, "left": left, "right": right, "document": document, "why": why or None})
    return sorted(rows, key=lambda row: [value or "" for value in row.values()])


def merged_into(graph: GraphStore, node: str) -> str | None:
    """IRI of the entity that this one became by a decision; None where there is no such."""
    for quad in graph.store.quads_for_pattern(None, iri(Term.OWL_SAME_AS), NamedNode(node), None):
        if quad.graph_name != Mint(graph.base).authority_graph and isinstance(quad.subject, NamedNode):
            return quad.subject.value
    return None


def _bears(graph: GraphStore, mint: Mint, decision: Decision) -> bool:
    """Whether the graph has what a decision is about: for a split, the document and the node that was split off; else both nodes."""
    left, right = mint.entity(decision.left), mint.entity(decision.right)
    match decision.verdict:
        case Verdict.SPLIT:
            return decision.document in graph.sources and _has(graph, right)
        case _:
            return _has(graph, left) and _has(graph, right)


def _has(graph: GraphStore, node: NamedNode) -> bool:
    """Whether a document names an entity with this IRI, or named it before a decision."""
    return any(graph.store.quads_for_pattern(node, iri(Term.MAIN_TYPE), None, None)) or merged_into(graph, node.value) is not None


def _link(graph: GraphStore, mint: Mint, of: NamedNode, decision: Decision) -> Iterator[Triple]:
    node = mint.path("decision", digest(decision.verdict.value, decision.left, decision.right, decision.document))
    yield node, iri(Term.RDF_TYPE), iri(Term.INFERRED_LINK)
    yield node, iri(Term.RDF_SUBJECT), mint.entity(decision.left)
    yield node, iri(Term.RDF_PREDICATE), iri(Term.OWL_SAME_AS)
    yield node, iri(Term.RDF_OBJECT), mint.entity(decision.right)
    yield node, iri(Term.SCORE), Literal("1.0" if decision.verdict is Verdict.SAME else "0.0", datatype=datatype("decimal"))
    yield node, iri(Term.WHY), Literal(f"{decision.verdict.value}: {decision.why}" if decision.why else decision.verdict.value)
    yield node, iri(Term.DCTERMS_IS_PART_OF), of
    if decision.document is not None:
        yield node, iri(Term.PROV_WAS_DERIVED_FROM), NamedNode(graph.sources[decision.document].graph)
