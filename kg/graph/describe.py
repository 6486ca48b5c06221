"""What a source says of itself and of the entities that it names."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from kg.errors import GraphError
from kg.graph.annotate import annotation
from kg.graph.concepts import code_triples, kind_triples
from kg.graph.frame import Frame, Triple, date, integer, label
from kg.graph.run import Run
from kg.model import DocumentFacts, Entity, Fact
from kg.vocab import Term, class_of, doubt_concept, iri

ATTRIBUTES = {"gender": Term.FOAF_GENDER, "ethnicGroup": Term.ETHNIC_GROUP, "party": Term.PARTY, "kind": Term.KIND}
"""The attributes that a mention or an entity may carry, and their properties."""


def source_triples(frame: Frame, facts: DocumentFacts, run: Run) -> Iterator[Triple]:
    """The document: its file, where and when it was issued, what was doubtful about it, and the run that read it."""
    source, issue, node = facts.source, facts.issue, frame.node
    yield node, iri(Term.RDF_TYPE), iri(Term.SOURCE_DOCUMENT)
    yield node, iri(Term.SCHEMA_NAME), Literal(source.name)
    yield node, iri(Term.SCHEMA_SHA256), Literal(source.sha256)
    yield node, iri(Term.CNT_CHARACTER_ENCODING), Literal(source.encoding)
    yield node, iri(Term.CHARACTERS), integer(len(source.text))
    yield node, iri(Term.PROV_WAS_GENERATED_BY), frame.run
    if issue.place is not None:
        yield node, iri(Term.ISSUE_PLACE), Literal(issue.place)
    if issue.date is not None:
        yield node, iri(Term.DCTERMS_ISSUED), date(issue.date)
    if issue.paper is not None:
        yield node, iri(Term.ISSUE_PAPER), Literal(issue.paper)
    for doubt in dict.fromkeys((*facts.doubts, *issue.doubts)):
        yield node, iri(Term.DOUBT), doubt_concept(doubt)
    yield frame.run, iri(Term.RDF_TYPE), iri(Term.PROV_ACTIVITY)
    yield frame.run, iri(Term.SCHEMA_SOFTWARE_VERSION), Literal(run.software)
    if run.options:
        yield frame.run, iri(Term.OPTIONS), Literal(run.described)


def block_triples(frame: Frame, facts: DocumentFacts) -> Iterator[Triple]:
    """The blocks in which evidence stands: what kind each is, and which of its article, or of the page's furniture."""
    stated: tuple[Fact, ...] = (*facts.articles, *facts.positions, *facts.proposals, *facts.relations, *facts.observations)
    mentions = (mention.evidence for entity in facts.entities for mention in entity.mentions)
    pieces = (piece for pieces in (*(fact.evidence for fact in stated), *mentions) for piece in pieces)
    for node, place in dict.fromkeys(found for piece in pieces if (found := frame.block_around(piece.start)) is not None):
        yield node, iri(Term.RDF_TYPE), iri(Term.NIF_STRUCTURE)
        yield node, iri(Term.DCTERMS_IS_PART_OF), frame.article_at(place.article) or frame.node
        yield node, iri(Term.SCHEMA_POSITION), integer(place.number)
        yield node, iri(Term.SCHEMA_GENRE), Literal(place.kind.value)


def entity_triples(frame: Frame, entity: Entity) -> Iterator[Triple]:
    """An entity as this source names it, and an annotation for each mention. Raises GraphError for an attribute without a property."""
    node = frame.entity(entity.ref)
    yield node, iri(Term.MAIN_TYPE), class_of(entity.ref.type)
    for type_ in dict.fromkeys((entity.ref.type, *entity.types)):
        yield node, iri(Term.RDF_TYPE), class_of(type_)
    yield node, iri(Term.SKOS_PREF_LABEL), label(entity.name)
    for alias in entity.aliases:
        if alias != entity.name:
            yield node, iri(Term.SKOS_ALT_LABEL), label(alias)
    if entity.jurisdiction is not None:
        yield node, iri(Term.JURISDICTION), Literal(entity.jurisdiction)
    if entity.kind is not None:
        yield node, iri(Term.KIND), Literal(entity.kind)
        yield from kind_triples(node, entity.kind)
    if entity.code is not None:
        yield node, iri(Term.SKOS_NOTATION), Literal(entity.code)
        yield from code_triples(node, entity.code)
    for name, value in dict.fromkeys((*entity.attributes, *(a for m in entity.mentions for a in m.attributes))):
        if name not in ATTRIBUTES:
            raise GraphError(f"{frame.source.name}: {entity.name} has the attribute {name}, for which the ontology has no property")
        yield node, iri(ATTRIBUTES[name]), Literal(value)
    for doubt in entity.doubts:
        yield node, iri(Term.DOUBT), doubt_concept(doubt)
    for mention in entity.mentions:
        article = frame.article_around(mention.evidence[0].start) if mention.evidence else None
        yield from annotation(frame, node, Term.OA_IDENTIFYING, mention.evidence, mention.rule, article)
