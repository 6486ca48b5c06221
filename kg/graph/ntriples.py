"""Terms as N-Triples writes them (https://www.w3.org/TR/n-triples/). A document says thousands of triples: written at once, they cost a
small part of what they cost when each is first made an object of the store.

What is escaped, and how, is left to Oxigraph: every literal is written by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from pyoxigraph import Literal

from kg.graph import frame
from kg.vocab import Term, iri

Line = tuple[str, str, str]
"""Subject, predicate and object of a triple, each as N-Triples writes it."""


@cache
def term(name: Term) -> str:
    """A term of the ontology. Raises RuleError when the ontology lacks it."""
    return str(iri(name))


def string(text: str) -> str:
    """A plain string."""
    return str(Literal(text))


def label(text: str, traditional: bool = False) -> str:
    """A Chinese name, in simplified or traditional characters."""
    return str(frame.label(text, traditional))


@lru_cache(maxsize=65536)
def integer(value: int) -> str:
    """An xsd:integer."""
    return str(frame.integer(value))


@lru_cache(maxsize=1024)
def date(text: str) -> str:
    """An ISO date, as kg.graph.frame.date."""
    return str(frame.date(text))


def typed(text: str, datatype: str) -> str:
    """A literal with the XML Schema datatype of this name."""
    return str(Literal(text, datatype=frame.datatype(datatype)))


def nquads(lines: Iterable[Line], graph: str) -> bytes:
    """Triples as N-Quads of the named graph with this IRI."""
    end = f" <{graph}> .\n".encode()
    found = [" ".join(line).encode() for line in lines]  # each for itself: together they would be one string of wide characters
    return end.join((*found, b"")) if found else b""
