"""From what a document says to quads: a pure function, so that it runs the same in one process, in many, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.graph.describe import block_triples, entity_triples, source_triples
from kg.graph.frame import Frame, Triple
from kg.graph.run import Run
from kg.graph.state import article_triples, observation_triples, position_triples, proposal_triples, relation_triples
from kg.model import DocumentFacts
from kg.vocab import DEFAULT_BASE, Mint, Term, iri


def quads(facts: DocumentFacts, base: str = DEFAULT_BASE, run: Run | None = None) -> Iterator[Quad]:
    """Everything that a source says, as quads of its named graph; none has a blank node. A quad may come more than once.

    Raises EvidenceError when a quote does not stand in the text, GraphError when the facts do not hold together.
    """
    run = run or Run()
    frame = Frame.of(facts, Mint(base), run.key)
    for s, p, o in _triples(facts, frame, run):
        yield Quad(s, p, o, frame.node)


def _triples(facts: DocumentFacts, frame: Frame, run: Run) -> Iterator[Triple]:
    yield from source_triples(frame, facts, run)
    yield from block_triples(frame, facts)
    for entity in facts.entities:
        yield from entity_triples(frame, entity)
        for key in entity.merged:  # so that it can be seen, and undone
            yield frame.entity(entity.ref), iri(Term.OWL_SAME_AS), frame.mint.entity(key)
    for article in facts.articles:
        yield from article_triples(frame, article)
    for position in facts.positions:
        yield from position_triples(frame, position)
    for proposal in facts.proposals:
        yield from proposal_triples(frame, proposal)
    for observation in facts.observations:
        yield from observation_triples(frame, observation)
    for relation in facts.relations:
        yield from relation_triples(frame, relation)
