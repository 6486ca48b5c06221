"""What a document says, made ready for the store in any process: quads as bytes, and what the other parts of the graph keep of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.graph.manifest import SourceEntry, entry
from kg.graph.mapping import lines
from kg.graph.ntriples import Line, nquads, term
from kg.graph.run import Run
from kg.graph.union import Statements, entity_statements, entity_terms
from kg.graph.units import Unit, unit_terms, units
from kg.model import DocumentFacts
from kg.vocab import DEFAULT_BASE, Term


@dataclass(frozen=True, slots=True)
class Prepared:
    """One document. entry: for the manifest. text: exactly as decoded. nquads: all that it says, as N-Quads of its named graph. said: what
    bears on the graph of entities. units: what the text index holds of it."""

    entry: SourceEntry
    text: str
    nquads: bytes
    said: Statements
    units: tuple[Unit, ...]


def prepare(facts: DocumentFacts, base: str = DEFAULT_BASE, run: Run | None = None) -> Prepared:
    """The document ready to be stored. A pure function.

    Raises EvidenceError when a quote does not stand in the text, GraphError when the facts do not hold together.
    """
    run = run or Run()
    said = lines(facts, base, run)
    item = entry(facts, base, run.key, len(said))
    text = facts.source.text
    few = list(_looked_at(said, item.graph))
    return Prepared(item, text, nquads(said, item.graph), entity_statements(few), tuple(units(few, NamedNode(item.graph), text)))


def _looked_at(said: Sequence[Line], graph: str) -> Iterator[Quad]:
    """What bears on the other parts of the graph; of all the nodes that have a type, only those of entities do."""
    wanted, type_, main = _predicates(), term(Term.RDF_TYPE), term(Term.MAIN_TYPE)
    entities = {s for s, p, _ in said if p == main}
    few = (line for line in said if line[1] in wanted and (line[1] != type_ or line[0] in entities))
    return parse(nquads(few, graph), format=RdfFormat.N_QUADS, lenient=True)


@cache
def _predicates() -> frozenset[str]:
    return frozenset(map(str, entity_terms() | unit_terms()))
