"""SHACL core shapes by pySHACL, one named graph at a time, so that memory and time stay in proportion to a document, not to the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import rdflib
import rdflib.collection
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from pyshacl import validate
from rdflib.namespace import SH, XSD

from kg.check.report import Finding, Severity
from kg.errors import RuleError
from kg.vocab import shapes_file

_ANY = "any-of:"
"""How the name of a class begins that stands for several, which follow."""


def conform(quads: Iterable[Quad], document: str | None) -> Iterator[Finding]:
    """What in one named graph does not keep to the shapes. document: the name that findings give."""
    data = rdflib.Graph()
    known: dict[NamedNode | BlankNode | Literal | Triple, rdflib.term.Identifier] = {}  # rdflib examines each IRI that it makes
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if term not in known:
                known[term] = _term(term)
        data.add((known[quad.subject], known[quad.predicate], known[quad.object]))
    for any_, classes in _unions().items():
        for node in [node for class_ in classes for node in data.subjects(rdflib.RDF.type, class_)]:
            data.add((node, rdflib.RDF.type, any_))
    _, results, _ = validate(data, shacl_graph=_held_to(), inference="none", advanced=False, inplace=True)
    if not isinstance(results, rdflib.Graph):
        raise RuleError(f"ontology/{shapes_file().name}: the shapes cannot be carried out: {results}")
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        messages = {m.language: str(m) for m in results.objects(result, SH.resultMessage) if isinstance(m, rdflib.Literal)}
        shape = str(results.value(result, SH.sourceShape)).rpartition("#")[2]
        severity = Severity.VIOLATION if results.value(result, SH.resultSeverity) == SH.Violation else Severity.WARNING
        value, path = results.value(result, SH.value), results.value(result, SH.resultPath)
        found = " ".join(str(part) for part in (path, value) if part is not None)
        focus = str(results.value(result, SH.focusNode))
        yield Finding(severity, f"shape:{shape}", document, focus, found, messages["zh-hans"], messages["en"])


@cache
def shapes() -> rdflib.Graph:
    """The shapes of the package, unrolled. Raises RuleError, with the line, when the file is damaged."""
    file = shapes_file()
    graph = rdflib.Graph()
    try:
        for triple in parse(file.read_bytes(), RdfFormat.TURTLE):
            graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    except (OSError, SyntaxError) as error:
        raise RuleError(f"ontology/{file.name}: {error}") from error
    _unroll(graph)
    return graph


@cache
def _held_to() -> rdflib.Graph:
    """The shapes as pySHACL gets them."""
    graph = rdflib.Graph()
    for triple in shapes():
        graph.add(triple)
    _unite(graph)
    return graph


@cache
def _unions() -> dict[rdflib.URIRef, tuple[rdflib.term.Node, ...]]:
    """The classes that stand for one of several in the shapes, with those."""
    named = {class_ for class_ in _held_to().objects(None, SH["class"]) if str(class_).startswith(_ANY)}
    return {rdflib.URIRef(name): tuple(map(rdflib.URIRef, str(name).removeprefix(_ANY).split(","))) for name in map(str, named)}


def _unite(graph: rdflib.Graph) -> None:
    """Puts one class in place of a choice of several (sh:or over sh:class); to each node of one of them it is given as a further type. This
    means the same, and pySHACL looks at all values together; a choice it tries value by value, and words a message for each class that is
    not the one."""
    for shape, _, head in list(graph.triples((None, SH["or"], None))):
        parts = [list(graph.predicate_objects(part)) for part in rdflib.collection.Collection(graph, head)]
        if all(len(said) == 1 and said[0][0] == SH["class"] for said in parts):
            graph.add((shape, SH["class"], rdflib.URIRef(_ANY + ",".join(sorted(str(said[0][1]) for said in parts)))))
            graph.remove((shape, SH["or"], head))


def _unroll(graph: rdflib.Graph) -> None:
    """Gives every property shape the targets of the node shape that it is part of. This means the same, and pySHACL is twice as fast: it
    looks at a shape with targets once for all nodes together, but at a part of a shape once for each node."""
    for whole, _, part in list(graph.triples((None, SH.property, None))):
        for target in graph.objects(whole, SH.targetClass):
            graph.add((part, SH.targetClass, target))
        graph.remove((whole, SH.property, part))


def _term(term: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Identifier:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal() if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case Literal() if term.datatype.value == str(XSD.string):
            return rdflib.Literal(term.value)  # as the shapes have it: for rdflib, the two ways of writing a string are two terms
        case Literal():
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
        case _:
            raise RuleError(f"a graph holds IRIs and literals only, not {term}")
