"""The ontology as a set of terms, read once, so that code can only use terms that are documented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import RuleError
from kg.vocab.data import data_folder

FILE = "lianghui-kg.ttl"


@dataclass(frozen=True, slots=True)
class Ontology:
    """graph: IRI of the ontology itself, which names its graph in a store. prefixes: prefix → namespace as the file declares them.
    terms: every IRI that the file describes. triples: all that it says, as quads of the default graph. version: its owl:versionInfo."""

    graph: NamedNode
    prefixes: dict[str, str]
    terms: frozenset[str]
    triples: tuple[Quad, ...]
    version: str

    def iri(self, curie: str) -> NamedNode:
        """The term written `prefix:name`. Raises RuleError when the prefix or the term is not in the ontology."""
        prefix, _, local = curie.partition(":")
        value = self.prefixes.get(prefix, "") + local
        if prefix not in self.prefixes or value not in self.terms:
            raise RuleError(f"ontology/{FILE}: no term {curie}; add it there with labels in Chinese and English")
        return NamedNode(value)


def ontology_file() -> Traversable:
    """The Turtle file of the ontology."""
    return data_folder("ontology") / FILE


def context_file() -> Traversable:
    """The JSON-LD context of the ontology."""
    return data_folder("ontology") / "context.jsonld"


@cache
def ontology() -> Ontology:
    """The ontology of this version of the package. Raises RuleError when the file is damaged."""
    try:
        reader = parse(ontology_file().read_bytes(), RdfFormat.TURTLE)
        quads = tuple(reader)
    except (OSError, SyntaxError) as error:
        raise RuleError(f"ontology/{FILE}: {error}") from error
    found = [(q.subject, q.object.value) for q in quads if q.predicate.value.endswith("#versionInfo") and isinstance(q.object, Literal)]
    if len(found) != 1 or not isinstance(graph := found[0][0], NamedNode):
        raise RuleError(f"ontology/{FILE}: one owl:versionInfo expected, {len(found)} found")
    terms = frozenset(q.subject.value for q in quads if isinstance(q.subject, NamedNode))
    return Ontology(graph, dict(reader.prefixes), terms, quads, found[0][1])
