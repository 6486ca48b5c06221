"""Makes ontology/index.html, the documentation of the ontology, from its Turtle files: one page that needs no network and runs no script.

`python -m kg.vocab.make_page` writes it into the checkout; a test holds it to be current. Every text goes through the template's escaping,
so that markup in a label stays text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.vocab.ontology import ontology, shapes_file
from kg.vocab.picture import Link, class_picture

TARGET = Path(__file__).parents[2] / "ontology" / "index.html"
_TEMPLATE = Path(__file__).parent / "page.html"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SH = "http://www.w3.org/ns/shacl#"
_DRAWN_BESIDE_OURS = (
    "qb:Observation", "oa:Annotation", "oa:SpecificResource", "nif:Structure", "org:Role", "skos:Concept", "prov:Activity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """Triples by subject and predicate, with every name shortened."""

    by_subject: dict[str, dict[str, list[Any]]]
    prefixes: dict[str, str]

    def texts(self, subject: str, *predicates: str) -> dict[str, str]:
        """The texts of a subject by language; several of one language joined."""
        found: dict[str, list[str]] = defaultdict(list)
        for predicate in predicates:
            for value in self.by_subject.get(subject, {}).get(predicate, []):
                if isinstance(value, Literal):
                    found[value.language or ""].append(value.value)
        return {language: "、".join(values) if language == "zh-hans" else ", ".join(values) for language, values in found.items()}

    def names(self, subject: str, predicate: str) -> list[str]:
        """What a subject points at, shortened."""
        return [self.short(v.value) for v in self.by_subject.get(subject, {}).get(predicate, []) if isinstance(v, NamedNode)]

    def short(self, iri: str) -> str:
        """prefix:name, with the longest namespace that fits; the IRI itself where none does."""
        fitting = [(len(n), p) for p, n in self.prefixes.items() if iri.startswith(n)]
        if not fitting:
            return iri
        length, prefix = max(fitting)
        return f"{prefix}:{iri[length:]}"

    def of_type(self, type_: str) -> list[str]:
        """The subjects of a class, in the order of the files."""
        wanted = NamedNode(type_)
        return [s for s, said in self.by_subject.items() if wanted in said.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", [])]


def page() -> str:
    """The page as HTML; the same bytes each time. Raises RuleError when a file of the ontology is damaged."""
    from jinja2 import Environment, StrictUndefined

    words, own = _facts(ontology().triples), ontology()
    shapes = _facts(parse(shapes_file().read_bytes(), RdfFormat.TURTLE))
    home = own.prefixes["kg"]
    classes = [c for c in words.of_type(_OWL + "Class") if c.startswith(home)]
    properties = [p for kind in ("ObjectProperty", "DatatypeProperty") for p in words.of_type(_OWL + kind) if p.startswith(home)]
    links = sorted({*_subclasses(words, classes), *_shape_links(shapes)})
    drawn = [*(words.short(c) for c in classes), *_DRAWN_BESIDE_OURS]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    labels = {words.short(s): words.texts(s, _RDFS + "label") for s in words.by_subject}
    notes = {words.short(s): words.texts(s, _SKOS + "scopeNote") for s in words.by_subject}
    return template.render(
        title=words.texts(own.graph.value, "http://purl.org/dc/terms/title"),
        about=words.texts(own.graph.value, "http://purl.org/dc/terms/description"),
        iri=own.graph.value,
        version=own.version,
        prefixes=sorted(own.prefixes.items()),
        picture=class_picture(drawn, links, {name: text.get("zh-hans", "") for name, text in labels.items()}),
        classes=[_term(words, c) for c in classes],
        properties=[_term(words, p) for p in sorted(properties, key=words.short)],
        schemes=[_scheme(words, s) for s in words.of_type(_SKOS + "ConceptScheme")],
        shapes=list(_shapes(shapes)),
        others=[(name, text, notes[name]) for name, text in sorted(labels.items()) if text and not name.startswith("kg:") and ":" in name],
    )


def _facts(triples: Iterable[Quad]) -> Facts:
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in triples:
        found[_node(quad.subject)][quad.predicate.value].append(quad.object)
    prefixes = {**ontology().prefixes, "shape": "https://w3id.org/lianghui-kg/shapes#", "sh": _SH}
    return Facts(dict(found), prefixes)


def _node(term: Any) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _term(words: Facts, iri: str) -> dict[str, Any]:
    """What the page says of a class or property."""
    return {
        "name": words.short(iri),
        "anchor": iri.rpartition("#")[2],
        "iri": iri,
        "labels": words.texts(iri, _RDFS + "label"),
        "comments": words.texts(iri, _RDFS + "comment"),
        "examples": words.texts(iri, _SKOS + "example"),
        "notes": words.texts(iri, _SKOS + "scopeNote"),
        "above": words.names(iri, _RDFS + "subClassOf") + words.names(iri, _RDFS + "subPropertyOf"),
        "beside": words.names(iri, _RDFS + "seeAlso"),
        "domain": words.names(iri, _RDFS + "domain"),
        "range": words.names(iri, _RDFS + "range"),
    }


def _scheme(words: Facts, iri: str) -> dict[str, Any]:
    members = [s for s, said in words.by_subject.items() if NamedNode(iri) in said.get(_SKOS + "inScheme", [])]
    below: dict[str, list[str]] = defaultdict(list)
    for member in members:
        wider = [v.value for v in words.by_subject[member].get(_SKOS + "broader", [])]
        below[wider[0] if wider else iri].append(member)

    def tree(of: str) -> list[dict[str, Any]]:
        return [
            {
                "code": words.texts(m, _SKOS + "notation").get("", ""),
                "labels": words.texts(m, _SKOS + "prefLabel"),
                "others": words.texts(m, _SKOS + "altLabel", _SKOS + "hiddenLabel").get("zh-hans", ""),
                "narrower": tree(m),
            }
            for m in below[of]
        ]

    return {
        "name": words.short(iri),
        "anchor": iri.rpartition("#")[2],
        "labels": words.texts(iri, _RDFS + "label"),
        "comments": words.texts(iri, _RDFS + "comment"),
        "size": len(members),
        "concepts": tree(iri),
    }


def _subclasses(words: Facts, classes: Iterable[str]) -> Iterator[Link]:
    for each in classes:
        for above in words.names(each, _RDFS + "subClassOf"):
            yield Link(words.short(each), above, None)


def _shape_links(shapes: Facts) -> Iterator[Link]:
    """What joins two classes, as the shapes demand it; of several classes that may stand at the end, the first, for all of them."""
    for shape in shapes.of_type(_SH + "NodeShape"):
        for target in shapes.names(shape, _SH + "targetClass"):
            for part in shapes.by_subject[shape].get(_SH + "property", []):
                (path,) = shapes.names(part.value, _SH + "path")
                for class_ in (*shapes.names(part.value, _SH + "class"), *islice(_alternatives(shapes, part.value), 1)):
                    yield Link(target, class_, path.partition(":")[2])


def _alternatives(shapes: Facts, part: str) -> Iterator[str]:
    """The classes of a list of alternatives (sh:or)."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    for start in shapes.by_subject[part].get(_SH + "or", []):
        at = _node(start)
        while at in shapes.by_subject:
            yield from shapes.names(_node(shapes.by_subject[at][rdf + "first"][0]), _SH + "class")
            at = _node(shapes.by_subject[at][rdf + "rest"][0])


def _shapes(shapes: Facts) -> Iterator[dict[str, Any]]:
    for shape in shapes.of_type(_SH + "NodeShape"):
        parts = [part.value for part in shapes.by_subject[shape].get(_SH + "property", [])]
        yield {
            "name": shapes.short(shape),
            "labels": shapes.texts(shape, _RDFS + "label"),
            "targets": shapes.names(shape, _SH + "targetClass"),
            "own": shapes.texts(shape, _SH + "message"),
            "parts": [(shapes.names(part, _SH + "path")[0], shapes.texts(part, _SH + "message")) for part in parts],
        }


def main() -> None:
    """Writes the page."""
    TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
