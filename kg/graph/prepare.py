"""What a document says, made ready for the store in any process: quads as bytes, and what the other parts of the graph keep of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, serialize

from kg.graph.manifest import SourceEntry, entry
from kg.graph.mapping import quads
from kg.graph.run import Run
from kg.graph.union import Statements, entity_statements, entity_terms
from kg.graph.units import Unit, unit_terms, units
from kg.model import DocumentFacts
from kg.vocab import DEFAULT_BASE


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
    said = list(dict.fromkeys(quads(facts, base, run)))
    item = entry(facts, base, run.key, len(said))
    written = serialize(said, format=RdfFormat.N_QUADS) or b""
    text = facts.source.text
    few = [quad for quad in said if quad.predicate in _looked_at()]  # one look at most of them is enough
    return Prepared(item, text, written, entity_statements(few), tuple(units(few, NamedNode(item.graph), text)))


@cache
def _looked_at() -> frozenset[NamedNode]:
    return entity_terms() | unit_terms()
