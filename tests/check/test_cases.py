"""Every shape and every check finds what it is for, and nothing else: the cases are Turtle files that say what must be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.check import checks
from kg.check.across import Across
from kg.check.shapes import conform, shapes
from kg.graph import GraphStore

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(FOLDER.glob("*.ttl"))
FINDS = "https://example.org/expect#finds"
SOURCE = NamedNode("https://example.org/id/source")


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


def test_every_shape_and_every_check_has_a_case() -> None:
    covered = {name for case in CASES for _, name in read(case)[1]}
    parts = {str(s).rpartition("#")[2] for s in shapes().subjects(rdflib.RDF.type, rdflib.SH.PropertyShape)}
    assert covered == {f"shape:{name}" for name in parts} | {"shape:Proposal"} | set(checks())


def test_every_shape_speaks_both_languages() -> None:
    for part in shapes().subjects(rdflib.RDF.type, rdflib.SH.PropertyShape):
        assert {m.language for m in shapes().objects(part, rdflib.SH.message)} == {"zh-hans", "en"}, part


def test_every_shape_is_of_terms_of_the_ontology() -> None:
    from kg.vocab import ontology

    for property_ in (rdflib.SH.path, rdflib.SH.targetClass, rdflib.SH["class"]):
        for term in shapes().objects(None, property_):
            assert str(term) in ontology().terms, f"{term} has no label in the ontology"
