"""The graph as JSON-LD that people can read: compacted by the ontology's context, which stands in the file, so that nothing is fetched.

Every value keeps its exact form (numbers are strings with a type in the context), so that a processor gives back the same triples.
Context: https://www.w3.org/TR/json-ld11/, compacted as far as the context goes; what it does not name stands with its whole IRI.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import IO, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import RuleError
from kg.vocab import Term, context_file, iri, ontology

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ID = "@id"


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the context. type, language: of its values. always: whether its value is a list even if there is one."""

    name: str
    type: str | None
    language: str | None
    always: bool


def write_jsonld(quads: Iterable[Quad], out: IO[bytes]) -> None:
    """Writes quads, which come in order of graph, then subject. One node a line, so that two files can be compared."""
    context = json.loads(context_file().read_text(encoding="utf-8"))["@context"]
    out.write(b'{"@context": ' + _json(context) + b',\n"graph": [')
    place: str | None = None
    node: str | None = None
    said: dict[str, list[Any]] = {}

    def end_node() -> None:
        if node is not None:
            out.write((b"" if first_node else b",\n") + _json({"id": node, **{k: _value(k, v) for k, v in sorted(said.items())}}))

    first_graph, first_node = True, True
    for quad in quads:
        graph, subject = _iri(quad.graph_name), _iri(quad.subject)
        if graph != place:
            end_node()
            if place is not None:
                out.write(b"\n]}")
            out.write((b"\n" if first_graph else b",\n") + b'{"id": ' + _json(graph) + b', "graph": [\n')
            first_graph, first_node, place, node, said = False, True, graph, None, defaultdict(list)
        if subject != node:
            if node is not None:
                end_node()
                first_node = False
            node, said = subject, defaultdict(list)
        key, value = _said(quad)
        said[key].append(value)
    end_node()
    out.write((b"\n]}" if place is not None else b"") + b"\n]}\n")


def _said(quad: Quad) -> tuple[str, Any]:
    """The key and the value of one statement."""
    predicate, value = quad.predicate.value, quad.object
    if quad.predicate == iri(Term.RDF_TYPE):
        return "type", _iri(value)
    for word in _words().get(predicate, ()):
        match value:
            case NamedNode() if word.type == _ID:
                return word.name, value.value
            case Literal() if value.language and value.language == word.language:
                return word.name, value.value
            case Literal() if not value.language and word.language is None and value.datatype.value == (word.type or _STRING):
                return word.name, value.value
    match value:
        case NamedNode():
            return predicate, {"id": value.value}
        case Literal() if value.language:
            return predicate, {"@value": value.value, "@language": value.language}
        case Literal() if value.datatype.value == _STRING:
            return predicate, value.value
        case Literal():
            return predicate, {"@value": value.value, "type": value.datatype.value}
        case _:
            raise RuleError(f"a graph holds IRIs and literals only, not {value}")


def _value(key: str, values: list[Any]) -> Any:
    return values[0] if len(values) == 1 and key not in _lists() else values


@cache
def _words() -> dict[str, list[_Word]]:
    """The words of the context by the IRI of their property."""
    found: dict[str, list[_Word]] = defaultdict(list)
    for name, meaning in json.loads(context_file().read_text(encoding="utf-8"))["@context"].items():
        if isinstance(meaning, dict):
            type_ = meaning.get("@type")
            if type_ is not None and not type_.startswith("@"):
                prefix, _, local = type_.partition(":")
                type_ = ontology().prefixes[prefix] + local
            word = _Word(name, type_, meaning.get("@language"), meaning.get("@container") == "@set")
            found[ontology().iri(meaning["@id"]).value].append(word)
    return dict(found)


@cache
def _lists() -> frozenset[str]:
    return frozenset(word.name for words in _words().values() for word in words if word.always)


def _iri(term: NamedNode | BlankNode | Literal | Triple | object) -> str:
    if not isinstance(term, NamedNode):
        raise RuleError(f"a graph holds IRIs and literals only, not {term}")
    return term.value


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode("utf-8", "surrogatepass")
