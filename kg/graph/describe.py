"""What a source says of itself and of the entities that it names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import GraphError
from kg.graph.annotate import annotation
from kg.graph.concepts import code_triples, kind_triples
from kg.graph.frame import Frame
from kg.graph.ntriples import Line, date, integer, label, string, term
from kg.graph.run import Run
from kg.lexicon.characters import in_simplified, simplified
from kg.model import DocumentFacts, Entity, Fact
from kg.vocab import Term, class_of, doubt_concept

ATTRIBUTES = {"gender": Term.FOAF_GENDER, "ethnicGroup": Term.ETHNIC_GROUP, "party": Term.PARTY, "kind": Term.KIND}
"""The attributes that a mention or an entity may carry, and their properties."""


def source_triples(frame: Frame, facts: DocumentFacts, run: Run) -> Iterator[Line]:
    """The document: its file, where and when it was issued, what was doubtful about it, and the run that read it."""
    source, issue, node = facts.source, facts.issue, frame.node
    yield node, term(Term.RDF_TYPE), term(Term.SOURCE_DOCUMENT)
    yield node, term(Term.SCHEMA_NAME), string(source.name)
    yield node, term(Term.SCHEMA_SHA256), string(source.sha256)
    yield node, term(Term.CNT_CHARACTER_ENCODING), string(source.encoding)
    yield node, term(Term.CHARACTERS), integer(len(source.text))
    yield node, term(Term.PROV_WAS_GENERATED_BY), frame.run
    if issue.place is not None:
        yield node, term(Term.ISSUE_PLACE), string(issue.place)
    if issue.date is not None:
        yield node, term(Term.DCTERMS_ISSUED), date(issue.date)
    if issue.paper is not None:
        yield node, term(Term.ISSUE_PAPER), string(issue.paper)
    for doubt in dict.fromkeys((*facts.doubts, *issue.doubts)):
        yield node, term(Term.DOUBT), str(doubt_concept(doubt))
    yield frame.run, term(Term.RDF_TYPE), term(Term.PROV_ACTIVITY)
    yield frame.run, term(Term.SCHEMA_SOFTWARE_VERSION), string(run.software)
    if run.options:
        yield frame.run, term(Term.OPTIONS), string(run.described)


def block_triples(frame: Frame, facts: DocumentFacts) -> Iterator[Line]:
    """The blocks in which evidence stands: what kind each is, and which of its article, or of the page's furniture."""
    stated: tuple[Fact, ...] = (*facts.articles, *facts.positions, *facts.proposals, *facts.relations, *facts.observations)
    mentions = (mention.evidence for entity in facts.entities for mention in entity.mentions)
    pieces = (piece for pieces in (*(fact.evidence for fact in stated), *mentions) for piece in pieces)
    for node, place in dict.fromkeys(found for piece in pieces if (found := frame.block_around(piece.start)) is not None):
        yield node, term(Term.RDF_TYPE), term(Term.NIF_STRUCTURE)
        yield node, term(Term.DCTERMS_IS_PART_OF), frame.article_at(place.article) or frame.node
        yield node, term(Term.SCHEMA_POSITION), integer(place.number)
        yield node, term(Term.SCHEMA_GENRE), string(place.kind.value)


def entity_triples(frame: Frame, entity: Entity) -> Iterator[Line]:
    """An entity as this source names it, and an annotation for each mention. Raises GraphError for an attribute without a property."""
    node = frame.entity(entity.ref)
    yield node, term(Term.MAIN_TYPE), str(class_of(entity.ref.type))
    for type_ in dict.fromkeys((entity.ref.type, *entity.types)):
        yield node, term(Term.RDF_TYPE), str(class_of(type_))
    for number, (name, is_traditional) in enumerate(_names(entity)):
        yield node, term(Term.SKOS_ALT_LABEL if number else Term.SKOS_PREF_LABEL), label(name, is_traditional)
    if entity.jurisdiction is not None:
        yield node, term(Term.JURISDICTION), string(entity.jurisdiction)
    if entity.kind is not None:
        yield node, term(Term.KIND), string(entity.kind)
        yield from kind_triples(node, entity.kind)
    if entity.code is not None:
        yield node, term(Term.SKOS_NOTATION), string(entity.code)
        yield from code_triples(node, entity.code)
    for name, value in dict.fromkeys((*entity.attributes, *(a for m in entity.mentions for a in m.attributes))):
        if name not in ATTRIBUTES:
            raise GraphError(f"{frame.source.name}: {entity.name} has the attribute {name}, for which the ontology has no property")
        yield node, term(ATTRIBUTES[name]), string(value)
    for doubt in entity.doubts:
        yield node, term(Term.DOUBT), str(doubt_concept(doubt))
    for mention in entity.mentions:
        article = frame.article_around(mention.evidence[0].start) if mention.evidence else None
        yield from annotation(frame, node, Term.OA_IDENTIFYING, mention.evidence, mention.rule, article)


def _names(entity: Entity) -> list[tuple[str, bool]]:
    """The name and the other forms of an entity, each with whether it is in traditional characters. What is in them comes in simplified
    ones, too, by which questions find it. A few characters are of both ways of writing (著): the form beside it tells."""
    forms = dict.fromkeys((entity.name, *entity.aliases))
    named = [(form, in_simplified(form) != form or (simplified(form) != form and simplified(form) in forms)) for form in forms]
    return named + [(form, False) for form in dict.fromkeys(map(in_simplified, forms)) if form not in forms]
