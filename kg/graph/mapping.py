"""From what a document says to quads: a pure function, so that it runs the same in one process, in many, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Quad, RdfFormat, parse

from kg.graph.describe import block_triples, entity_triples, source_triples
from kg.graph.frame import Frame
from kg.graph.ntriples import Line, nquads, term
from kg.graph.run import Run
from kg.graph.state import article_triples, observation_triples, position_triples, proposal_triples, relation_triples
from kg.model import DocumentFacts, Entity
from kg.vocab import DEFAULT_BASE, Mint, Term


def lines(facts: DocumentFacts, base: str = DEFAULT_BASE, run: Run | None = None) -> tuple[Line, ...]:
    """Everything that a source says, each triple once; none has a blank node.

    Raises EvidenceError when a quote does not stand in the text, GraphError when the facts do not hold together.
    """
    run = run or Run()
    return tuple(dict.fromkeys(_triples(facts, Frame.of(facts, Mint(base), run.key), run)))


def quads(facts: DocumentFacts, base: str = DEFAULT_BASE, run: Run | None = None) -> Iterator[Quad]:
    """Everything that a source says, as quads of its named graph. Raises as `lines`."""
    graph = Mint(base).source(facts.source.name, facts.source.sha256)
    return parse(nquads(lines(facts, base, run), graph.value), format=RdfFormat.N_QUADS)


def _triples(facts: DocumentFacts, frame: Frame, run: Run) -> Iterator[Line]:
    return chain(
        source_triples(frame, facts, run),
        block_triples(frame, facts),
        *(entity_triples(frame, entity) for entity in facts.entities),
        *(_merged(frame, entity) for entity in facts.entities if entity.merged),
        *(article_triples(frame, article) for article in facts.articles),
        *(position_triples(frame, position) for position in facts.positions),
        *(proposal_triples(frame, proposal) for proposal in facts.proposals),
        *(observation_triples(frame, observation) for observation in facts.observations),
        *(relation_triples(frame, relation) for relation in facts.relations),
    )


def _merged(frame: Frame, entity: Entity) -> Iterable[Line]:
    """What an entity was before it was merged, so that it can be seen, and undone."""
    return ((frame.entity(entity.ref), term(Term.OWL_SAME_AS), str(frame.mint.entity(key))) for key in entity.merged)
