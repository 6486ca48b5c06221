"""Every shape and every check finds what it is for, and nothing else: the cases are Turtle files that say what must be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from pyshacl import validate
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP

from kg.check import checks
from kg.check.across import Across
from kg.check.shapes import _term, conform, shapes
from kg.graph import GraphStore
from kg.vocab import shapes_file

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*.ttl"))
FINDS = "https://example.org/expect#finds"
SOURCE = NamedNode("https://example.org/id/source")


def as_rdflib(quads: list[Quad]) -> rdflib.Graph:
    data = rdflib.Graph()
    for quad in quads:
        data.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return data


def read(case: Path) -> tuple[list[Quad], set[tuple[str, str]]]:
    """The triples of a case, and what must be found: the thing and the shape or check."""
    quads = list(parse(case.read_bytes(), RdfFormat.TURTLE))
    wanted = {(q.subject.value, q.object.value) for q in quads if q.predicate.value == FINDS}
    return [q for q in quads if q.predicate.value != FINDS], wanted


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore.create(tmp_path_factory.mktemp("case") / "graph") as graph:
        yield graph


@pytest.mark.parametrize("case", [c for c in CASES if c.stem.startswith("shape-")], ids=lambda c: c.stem)
def test_a_shape_finds_what_it_is_for(case: Path) -> None:
    quads, wanted = read(case)
    found = list(conform(quads, "page.txt"))
    assert {(f.iri, f.check) for f in found} == wanted
    assert all(f.document == "page.txt" and f.message != f.message_en for f in found)


@pytest.mark.parametrize("case", [c for c in CASES if c.stem.startswith("check-")], ids=lambda c: c.stem)
def test_a_check_finds_what_it_is_for(case: Path, store: GraphStore) -> None:
    quads, wanted = read(case)
    check: Across = checks()[case.stem.removeprefix("check-")]
    placed = [Quad(q.subject, q.predicate, q.object, SOURCE) for q in quads]
    store.store.extend(placed)
    try:
        found = list(check.run(store))
    finally:
        store.store.remove_graph(SOURCE)
    assert {(f.iri, f.check) for f in found} == wanted
    assert all(f.severity is check.severity and f.document == "page.txt" and f.found for f in found)


def constraints() -> set[tuple[str, str]]:
    """Every constraint of every shape: the name of the shape, and of the component of SHACL that looks at it."""
    known = {str(parameter): component.shacl_constraint_component for parameter, component in CONSTRAINT_PARAMETERS_MAP.items()}
    return {
        (name(shape), name(known[str(parameter)]))
        for kind in (rdflib.SH.NodeShape, rdflib.SH.PropertyShape)
        for shape in shapes().subjects(rdflib.RDF.type, kind)
        for parameter in shapes().predicates(shape)
        if str(parameter) in known
    }


def name(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def test_every_shape_and_every_check_has_a_case() -> None:
    covered = {wanted for case in CASES for _, wanted in read(case)[1]}
    assert covered == {f"shape:{shape}" for shape, _ in constraints()} | set(checks())
    assert {case.stem.removeprefix("check-") for case in CASES if case.stem.startswith("check-")} == set(checks())


def test_every_constraint_of_every_shape_fails_in_a_case() -> None:
    failed = set()
    for case in (c for c in CASES if c.stem.startswith("shape-")):
        data = as_rdflib(read(case)[0])
        _, results, _ = validate(data, shacl_graph=shapes(), inference="none", advanced=False)
        for result in results.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult):
            component = results.value(result, rdflib.SH.sourceConstraintComponent)
            failed.add((name(results.value(result, rdflib.SH.sourceShape)), name(component)))
    assert len(failed) > 150 and failed == constraints()


def test_every_part_of_a_shape_has_the_targets_of_the_whole() -> None:
    file = rdflib.Graph().parse(data=shapes_file().read_bytes(), format="turtle")
    parts = {name(s) for s in file.subjects(rdflib.RDF.type, rdflib.SH.PropertyShape)}
    wholes = {name(part): name(whole) for whole, part in file.subject_objects(rdflib.SH.property)}
    assert wholes.keys() == parts, "a part that is in no shape is never looked at"
    for part, whole in wholes.items():
        targets = {str(t) for s in file.subjects() if name(s) == whole for t in file.objects(s, rdflib.SH.targetClass)}
        given = {str(t) for s in shapes().subjects() if name(s) == part for t in shapes().objects(s, rdflib.SH.targetClass)}
        assert given == targets != set()


def test_every_shape_speaks_both_languages() -> None:
    for part in shapes().subjects(rdflib.RDF.type, rdflib.SH.PropertyShape):
        assert {m.language for m in shapes().objects(part, rdflib.SH.message)} == {"zh-hans", "en"}, part


def test_every_shape_is_of_terms_of_the_ontology() -> None:
    from kg.vocab import ontology

    for property_ in (rdflib.SH.path, rdflib.SH.targetClass, rdflib.SH["class"]):
        for term in shapes().objects(None, property_):
            assert str(term) in ontology().terms, f"{term} has no label in the ontology"
