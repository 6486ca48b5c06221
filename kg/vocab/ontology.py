"""The ontology as a set of terms, read once, so that code can only use terms that are documented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import RuleError
from kg.vocab.data import data_folder

FILE = "lianghui-kg.ttl"
CUBE = "observations.ttl"
"""The Data Cube structure of the figures."""
SCHEMES = ("topics.ttl", "indicators.ttl", "organization-kinds.ttl", "role-kinds.ttl")
"""The SKOS schemes, each in a file of its own, made by kg.lexicon.make_schemes from the word lists that the extraction uses."""


@dataclass(frozen=True, slots=True)
class Ontology:
    """graph: IRI of the ontology itself, which names its graph in a store. prefixes: prefix → namespace as its file declares them.
    terms: every IRI that it and its schemes describe. triples: all that they say, as quads of the default graph. version: its
    owl:versionInfo."""

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


def shapes_file() -> Traversable:
    """The SHACL shapes (core constraints) that a graph keeps to."""
    return data_folder("ontology") / "shapes.ttl"


@cache
def ontology() -> Ontology:
    """The ontology of this version of the package, with its schemes. Raises RuleError naming the file and the line that is damaged."""
    prefixes, own = _parsed(FILE)
    found = [(q.subject, q.object.value) for q in own if q.predicate.value.endswith("#versionInfo") and isinstance(q.object, Literal)]
    if len(found) != 1 or not isinstance(graph := found[0][0], NamedNode):
        raise RuleError(f"ontology/{FILE}: one owl:versionInfo expected, {len(found)} found")
    quads = (*own, *(quad for file in (CUBE, *SCHEMES) for quad in _parsed(file)[1]))
    terms = frozenset(q.subject.value for q in quads if isinstance(q.subject, NamedNode))
    return Ontology(graph, prefixes, terms, quads, found[0][1])


def _parsed(file: str) -> tuple[dict[str, str], tuple[Quad, ...]]:
    """Prefixes and triples of a Turtle file of the ontology. Raises RuleError."""
    try:
        reader = parse((data_folder("ontology") / file).read_bytes(), RdfFormat.TURTLE)
        quads = tuple(reader)
    except (OSError, SyntaxError) as error:
        raise RuleError(f"ontology/{file}: {error}") from error
    return dict(reader.prefixes), quads
