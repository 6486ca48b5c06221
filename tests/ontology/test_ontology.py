"""The ontology can be built on: small, explained in both languages with examples, and what it leaves open it says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.vocab import data_folder, ontology
from kg.vocab.ontology import Ontology

OURS = "https://w3id.org/lianghui-kg/ontology#"
RDF, RDFS, OWL, SKOS = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/2004/02/skos/core#",
)


def values(subject: str, predicate: str) -> list[str]:
    return [q.object.value for q in ontology().triples if q.subject.value == subject and q.predicate.value == predicate]


def languages(subject: str, predicate: str) -> list[str]:
    return sorted(q.object.language or "" for q in ontology().triples if q.subject.value == subject and q.predicate.value == predicate)


def own(*classes: str) -> list[str]:
    wanted = {OWL + c for c in classes}
    typed = {q.subject.value for q in ontology().triples if q.predicate.value == RDF + "type" and q.object.value in wanted}
    return sorted(term for term in typed if term.startswith(OURS))


@pytest.mark.parametrize("term", own("Class", "ObjectProperty", "DatatypeProperty"))
def test_a_term_has_an_example_in_both_languages(term: str) -> None:
    assert languages(term, SKOS + "example") == ["en", "zh-hans"]


@pytest.mark.parametrize("term", own("ObjectProperty", "DatatypeProperty"))
def test_a_property_says_its_domain_and_range_or_why_it_has_none(term: str) -> None:
    if not (values(term, RDFS + "domain") and values(term, RDFS + "range")):
        assert languages(term, SKOS + "scopeNote") == ["en", "zh-hans"]


@pytest.mark.parametrize("term", own("Class"))
def test_a_class_stands_on_one_of_a_known_vocabulary(term: str) -> None:
    above = [term]
    while above and all(a.startswith(OURS) for a in above):
        above = [wider for each in above for wider in values(each, RDFS + "subClassOf")]
    assert above


def test_the_ontology_stays_small() -> None:
    assert len(own("Class")) <= 14 and len(own("ObjectProperty", "DatatypeProperty")) <= 43


def uses() -> Iterator[Path]:
    """The files that name terms of the ontology: queries, documentation, notebooks; not the updates from older versions, which name older
    terms."""
    root = Path(__file__).parents[2]
    yield from sorted(root.glob("queries/**/*.rq"))
    yield root / "README.md"
    for pattern in ("notebooks/*.py", "kg/**/*.html", "kg/**/*.py"):
        yield from sorted(root.glob(pattern))


def test_only_terms_of_the_ontology_are_used() -> None:
    found = {(name, term) for name in uses() for term in re.findall(r"(?<![\w/.])kg:([A-Za-z]\w*)", name.read_text(encoding="utf-8"))}
    assert len(found) > 100
    assert {(str(name), term) for name, term in found if OURS + term not in ontology().terms} == set()


def test_a_version_names_itself_and_the_one_before() -> None:
    home = ontology().graph.value
    assert re.fullmatch(r"\d+\.\d+\.\d+", ontology().version)
    assert values(home, OWL + "versionIRI") == [f"{home}/{ontology().version}"]
    assert values(home, OWL + "priorVersion") != values(home, OWL + "versionIRI")


@pytest.mark.parametrize("file", ["lianghui-kg.ttl", "topics.ttl"])
def test_a_damaged_file_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    for each in data_folder("ontology").iterdir():
        if each.name.endswith(".ttl"):
            (tmp_path / each.name).write_bytes(each.read_bytes())
    lines = (tmp_path / file).read_text(encoding="utf-8").splitlines()
    lines[30] = "a b c d !"
    (tmp_path / file).write_text("\n".join(lines), encoding="utf-8")
    # the module; the package has a function of the same name
    monkeypatch.setattr(sys.modules["kg.vocab.ontology"], "data_folder", lambda name: tmp_path)
    ontology.cache_clear()
    try:
        with pytest.raises(RuleError, match=rf"ontology/{file}: .*line 31"):
            ontology()
    finally:
        monkeypatch.undo()
        ontology.cache_clear()
    assert isinstance(ontology(), Ontology)
