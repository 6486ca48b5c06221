"""The ontology file is whole, and code uses only what it describes."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import InputError, RuleError
from kg.model import Doubt, EntityType, Predicate, ProposalKind, Status
from kg.vocab import Mint, Term, class_of, context_file, doubt_concept, iri, ontology, predicate_of, proposal_class, segment, status_concept

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OURS = "https://w3id.org/lianghui-kg/ontology#"


def values(subject: str, *properties: str) -> list[Literal | NamedNode]:
    return [q.object for q in ontology().triples if q.subject.value == subject and q.predicate.value in properties]


@pytest.mark.parametrize("term", Term)
def test_every_term_in_code_is_in_the_ontology(term: Term) -> None:
    assert iri(term).value in ontology().terms


def test_every_enumerated_value_has_its_term() -> None:
    for type_ in EntityType:
        assert class_of(type_).value == OURS + type_.value
    assert len({doubt_concept(d) for d in Doubt}) == len(Doubt)
    assert len({status_concept(s) for s in Status}) == len(Status)
    assert len({proposal_class(k) for k in ProposalKind}) == len(ProposalKind)
    assert len({predicate_of(p, t) for p in Predicate for t in EntityType}) == len(Predicate) + 1


def test_the_ontology_has_no_doubt_that_the_program_does_not_have() -> None:
    assert {t for t in ontology().terms if t.startswith(OURS + "doubt/")} == {doubt_concept(d).value for d in Doubt}


@pytest.mark.parametrize("term", sorted(t for t in ontology().terms if not t.endswith("/ontology")))
def test_every_term_is_named_in_both_languages(term: str) -> None:
    names = values(term, RDFS + "label", SKOS + "prefLabel")
    assert sorted(n.language for n in names if isinstance(n, Literal)) == ["en", "zh-hans"]
    assert values(term, RDFS + "isDefinedBy")


@pytest.mark.parametrize("term", sorted(t for t in ontology().terms if t.startswith(OURS) and "/" not in t.removeprefix(OURS)))
def test_every_term_of_ours_is_explained_in_both_languages(term: str) -> None:
    notes = values(term, RDFS + "comment")
    assert sorted(n.language for n in notes if isinstance(n, Literal)) == ["en", "zh-hans"]


def test_the_ontology_has_no_blank_nodes_and_only_lower_case_tags() -> None:
    for quad in ontology().triples:
        assert not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
        if isinstance(quad.object, Literal) and quad.object.language:
            assert quad.object.language in {"zh-hans", "en"}


def test_the_context_names_only_terms_of_the_ontology() -> None:
    context = json.loads(context_file().read_text(encoding="utf-8"))["@context"]
    for name, meaning in context.items():
        if isinstance(meaning, dict):
            assert ontology().iri(meaning["@id"]), name
        elif not name.startswith("@") and not meaning.startswith("@"):
            assert ontology().prefixes[name] == meaning


def test_an_unknown_term_is_an_error() -> None:
    with pytest.raises(RuleError, match="no term kg:Horse"):
        ontology().iri("kg:Horse")
    with pytest.raises(RuleError, match="no term horse:Person"):
        ontology().iri("horse:Person")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("祝青禾", "祝青禾"),
        ("“一厂一策”", "“一厂一策”"),
        ("100%达标?", "100%25达标%3F"),
        ("a b/c\u3000d", "a%20b%2Fc%E3%80%80d"),
        ("<>\"{}|\\^`#[]", "%3C%3E%22%7B%7D%7C%5C%5E%60%23%5B%5D"),
        ("..", "%2E%2E"),
        ("零\u200b宽", "零%E2%80%8B宽"),
        ("\ue000", "%EE%80%80"),
    ],
)  # fmt: skip
def test_segments_are_encoded_only_where_needed(text: str, written: str) -> None:
    assert segment(text) == written
    assert NamedNode(f"https://example.org/{written}")


def test_a_base_must_be_an_iri_that_names_can_be_added_to() -> None:
    assert Mint("https://example.org/data/").entity("person/云溪市/祝青禾").value == "https://example.org/data/person/云溪市/祝青禾"
    for base in ("example", "https://example.org/data", "https://example.org/a b/"):
        with pytest.raises(InputError, match="--base"):
            Mint(base)
