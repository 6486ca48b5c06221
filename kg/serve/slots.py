"""Which properties fill which slot of a page, and what the vocabulary calls things."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.vocab import Term, iri, ontology

PROPOSALS = ("Recommendation", "FiledProposal", "Commitment")
"""Classes of proposals, by the local names of the ontology."""
TOPIC = "Topic"

CLASSES = (
    Term.RECOMMENDATION,
    Term.FILED_PROPOSAL,
    Term.COMMITMENT,
    Term.POSITION,
    Term.QB_OBSERVATION,
    Term.ARTICLE,
    Term.RDF_STATEMENT,
)
STATEMENTS = tuple(t.value.partition(":")[2] for t in CLASSES)
"""Classes of what documents state, by their local names."""
SLOTS = {
    Term.CAPACITY: "capacity",
    Term.ADDRESSEE: "addressee",
    Term.SCHEMA_ABOUT: "about",
    Term.AT_SESSION: "session",
    Term.ORG_MEMBER: "member",
    Term.ORG_ORGANIZATION: "organization",
    Term.ORG_ROLE: "role",
    Term.RDF_SUBJECT: "subject",
    Term.RDF_PREDICATE: "predicate",
    Term.RDF_OBJECT: "object",
    Term.AREA: "area",
    Term.IN_ARTICLE: "article",
    Term.SCHEMA_PUBLISHER: "publisher",
    Term.DOUBT: "doubt",
    Term.STATUS: "status",
    Term.TEXT: "text",
    Term.HEADING: "heading",
    Term.PERIOD: "period",
    Term.INDICATOR: "indicator",
    Term.VALUE_TEXT: "value",
    Term.UNIT: "unit",
    Term.BOUND: "bound",
    Term.APPROXIMATE: "approximate",
    Term.START: "start",
    Term.END: "end",
    Term.SCHEMA_HEADLINE: "title",
    Term.SCHEMA_GENRE: "genre",
    Term.DCTERMS_TITLE: "title",
    Term.SCHEMA_IDENTIFIER: "number",
    Term.DCTERMS_DATE: "date",
    Term.SCHEMA_DATE_PUBLISHED: "date",
    Term.SCHEMA_START_DATE: "from",
    Term.SCHEMA_END_DATE: "to",
}
LISTS = {Term.PROPOSER_ITEM: "proposer", Term.TOPIC_ITEM: "topic", Term.BYLINE_ITEM: "byline"}
NOTES = {
    Term.FOAF_GENDER: "gender",
    Term.ETHNIC_GROUP: "ethnicGroup",
    Term.PARTY: "party",
    Term.JURISDICTION: "jurisdiction",
    Term.SKOS_NOTATION: "code",
    Term.OWL_SAME_AS: "same",
}


def tail(address: str) -> str:
    """The end of an IRI, behind the last slash or number sign."""
    return address.replace("#", "/").rstrip("/").rpartition("/")[2]


@lru_cache(maxsize=1)
def slot_of() -> dict[NamedNode, str]:
    """The slot of each property of a statement."""
    return {iri(term): slot for term, slot in SLOTS.items()}


@lru_cache(maxsize=1)
def list_of() -> dict[NamedNode, str]:
    """The slot of each property that leads to the items of a list."""
    return {iri(term): slot for term, slot in LISTS.items()}


@lru_cache(maxsize=1)
def class_names() -> dict[object, str]:
    """The local name of each class of statements."""
    return {iri(term): name for term, name in zip(CLASSES, STATEMENTS, strict=True)}


@lru_cache(maxsize=1)
def linking() -> dict[NamedNode, str]:
    """The properties by which a statement has a thing in a slot."""
    more = {Term.PROPOSER: "proposer", Term.TOPIC: "topic", Term.SCHEMA_AUTHOR: "byline"}
    return {iri(term): slot for term, slot in (SLOTS | more).items()}


@lru_cache(maxsize=1)
def labels() -> dict[str, dict[str, str]]:
    """What the vocabulary calls its classes, properties, doubts and states: language → text by local name. TOPIC is the range of
    `topic`."""
    found: dict[str, dict[str, str]] = {}
    for quad in ontology().triples:
        named = quad.predicate.value.endswith(("#label", "#prefLabel"))
        if named and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            found.setdefault(tail(quad.subject.value), {}).setdefault(quad.object.language or "", quad.object.value)
    return found | {TOPIC: found.get("topic", {})}
