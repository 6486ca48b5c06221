"""Words of the texts joined to the concepts of the schemes, so that 女裤 is found under 服饰产业, and a district by its code."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.ntriples import Line, string, term
from kg.vocab import Scheme, Term, concept_coded, concept_named, division_concept, ontology


def topic_triples(topic: str, phrase: str) -> Iterator[Line]:
    """A topic phrase under the concept that has it as a label.

    A phrase that is the preferred label is the concept itself, and so under what that is under; one that is another form stands under it.
    """
    found = concept_named(Scheme.TOPICS, phrase)
    if found is None:
        return
    if not found.exact:
        yield topic, term(Term.SKOS_BROADER), str(found.concept)
        return
    yield topic, term(Term.SKOS_EXACT_MATCH), str(found.concept)
    if found.broader is not None:
        yield topic, term(Term.SKOS_BROADER), str(found.broader)


def indicator_triples(observation: str, name: str) -> Iterator[Line]:
    """The indicator that an observation measures, where its name is one of the scheme."""
    found = concept_named(Scheme.INDICATORS, name)
    if found is not None:
        yield observation, term(Term.SCHEMA_VARIABLE_MEASURED), str(found.concept)


def role_triples(role: str, word: str) -> Iterator[Line]:
    """The kind that a role is of."""
    found = concept_named(Scheme.ROLE_KINDS, word)
    if found is not None:
        yield role, term(Term.SKOS_BROADER), str(found.concept)


def kind_triples(node: str, code: str) -> Iterator[Line]:
    """The kind of organization, where the code is one of the scheme."""
    kind = concept_coded(Scheme.ORGANIZATION_KINDS, code)
    if kind is not None:
        yield node, term(Term.ORG_CLASSIFICATION), str(kind)


def code_triples(district: str, code: str) -> Iterator[Line]:
    """The concept of a district's code of GB/T 2260, which is the same in every graph."""
    concept = str(division_concept(code))
    yield district, term(Term.SKOS_EXACT_MATCH), concept
    yield concept, term(Term.RDF_TYPE), term(Term.SKOS_CONCEPT)
    yield concept, term(Term.SKOS_IN_SCHEME), str(ontology().iri(Scheme.DIVISIONS.value))
    yield concept, term(Term.SKOS_NOTATION), string(code)
