"""Words of the texts joined to the concepts of the schemes, so that 女裤 is found under 服饰产业, and a district by its code."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.frame import Triple
from kg.vocab import Scheme, Term, concept_coded, concept_named, division_concept, iri, ontology


def topic_triples(topic: NamedNode, phrase: str) -> Iterator[Triple]:
    """A topic phrase under the concept that has it as a label.

    A phrase that is the preferred label is the concept itself, and so under what that is under; one that is another form stands under it.
    """
    found = concept_named(Scheme.TOPICS, phrase)
    if found is None:
        return
    if not found.exact:
        yield topic, iri(Term.SKOS_BROADER), found.concept
        return
    yield topic, iri(Term.SKOS_EXACT_MATCH), found.concept
    if found.broader is not None:
        yield topic, iri(Term.SKOS_BROADER), found.broader


def indicator_triples(observation: NamedNode, name: str) -> Iterator[Triple]:
    """The indicator that an observation measures, where its name is one of the scheme."""
    found = concept_named(Scheme.INDICATORS, name)
    if found is not None:
        yield observation, iri(Term.SCHEMA_VARIABLE_MEASURED), found.concept


def role_triples(role: NamedNode, word: str) -> Iterator[Triple]:
    """The kind that a role is of."""
    found = concept_named(Scheme.ROLE_KINDS, word)
    if found is not None:
        yield role, iri(Term.SKOS_BROADER), found.concept


def kind_triples(node: NamedNode, code: str) -> Iterator[Triple]:
    """The kind of organization, where the code is one of the scheme."""
    kind = concept_coded(Scheme.ORGANIZATION_KINDS, code)
    if kind is not None:
        yield node, iri(Term.ORG_CLASSIFICATION), kind


def code_triples(district: NamedNode, code: str) -> Iterator[Triple]:
    """The concept of a district's code of GB/T 2260, which is the same in every graph."""
    concept = division_concept(code)
    yield district, iri(Term.SKOS_EXACT_MATCH), concept
    yield concept, iri(Term.RDF_TYPE), iri(Term.SKOS_CONCEPT)
    yield concept, iri(Term.SKOS_IN_SCHEME), ontology().iri(Scheme.DIVISIONS.value)
    yield concept, iri(Term.SKOS_NOTATION), Literal(code)
