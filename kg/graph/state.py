"""What a source states: articles, positions, proposals, observations and plain relations, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph.annotate import annotation
from kg.graph.concepts import indicator_triples, role_triples, topic_triples
from kg.graph.frame import Frame, Triple, datatype, date, integer, label
from kg.model import ArticleFact, ArticleKind, Fact, Observation, Position, Proposal, Ref, Relation
from kg.vocab import Term, doubt_concept, iri, predicate_of, proposal_class, status_concept

_REPORTS = frozenset({ArticleKind.REPORT, ArticleKind.TABLE})


def article_triples(frame: Frame, fact: ArticleFact) -> Iterator[Triple]:
    """An article of the source."""
    node = frame.mint.article(frame.node, fact.start)
    kind = iri(Term.RDF_TYPE)
    yield node, kind, iri(Term.ARTICLE)
    yield node, kind, iri(Term.SCHEMA_REPORT if fact.kind in _REPORTS else Term.SCHEMA_NEWS_ARTICLE)
    yield node, iri(Term.SCHEMA_GENRE), Literal(fact.kind.value)
    yield node, iri(Term.SCHEMA_HEADLINE), Literal(fact.title)
    yield node, iri(Term.START), integer(fact.start)
    yield node, iri(Term.END), integer(fact.end)
    yield node, iri(Term.DCTERMS_IS_PART_OF), frame.node
    if fact.date is not None:
        yield node, iri(Term.SCHEMA_DATE_PUBLISHED), date(fact.date)
    writers = [frame.entity(r) for r in fact.bylines]
    for writer in writers:
        yield node, iri(Term.SCHEMA_AUTHOR), writer
    yield from frame.items(node, Term.BYLINE_ITEM, writers)
    yield from _entity(frame, node, Term.SCHEMA_PUBLISHER, fact.paper)
    yield from _proof(frame, node, fact, node)


def position_triples(frame: Frame, fact: Position) -> Iterator[Triple]:
    """A person's position, as an org:Membership. The role is a node of its own with the word as its label."""
    slots = (_key(frame, fact.person), fact.role, _key(frame, fact.organization), _key(frame, fact.session), fact.start, fact.end)
    node = frame.mint.fact("position", frame.node, *slots, _spans(fact))
    role = frame.mint.role(fact.role)
    yield node, iri(Term.RDF_TYPE), iri(Term.POSITION)
    yield node, iri(Term.ORG_MEMBER), frame.entity(fact.person)
    yield node, iri(Term.ORG_ROLE), role
    yield role, iri(Term.RDF_TYPE), iri(Term.ORG_ROLE_CLASS)
    yield role, iri(Term.SKOS_PREF_LABEL), label(fact.role)
    yield from role_triples(role, fact.role)
    yield from _entity(frame, node, Term.ORG_ORGANIZATION, fact.organization)
    yield from _entity(frame, node, Term.AT_SESSION, fact.session)
    if fact.start is not None:
        yield node, iri(Term.SCHEMA_START_DATE), date(fact.start)
    if fact.end is not None:
        yield node, iri(Term.SCHEMA_END_DATE), date(fact.end)
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def proposal_triples(frame: Frame, fact: Proposal) -> Iterator[Triple]:
    """Who proposed what. Proposers and topics also as list items, so that their order can be asked for."""
    proposers = [frame.entity(r) for r in fact.proposers]
    slots = (fact.kind.value, [_key(frame, r) for r in fact.proposers], fact.text, fact.title, fact.number, _spans(fact))
    node = frame.mint.fact("proposal", frame.node, *slots)
    yield node, iri(Term.RDF_TYPE), iri(Term.PROPOSAL)
    yield node, iri(Term.RDF_TYPE), proposal_class(fact.kind)
    yield node, iri(Term.TEXT), Literal(fact.text)
    for proposer in proposers:
        yield node, iri(Term.PROPOSER), proposer
    yield from frame.items(node, Term.PROPOSER_ITEM, proposers)
    topics = [frame.mint.topic(t) for t in fact.topics]
    for phrase, topic in zip(fact.topics, topics, strict=True):
        yield node, iri(Term.TOPIC), topic
        yield topic, iri(Term.RDF_TYPE), iri(Term.SKOS_CONCEPT)
        yield topic, iri(Term.SKOS_PREF_LABEL), label(phrase)
        yield from topic_triples(topic, phrase)
    yield from frame.items(node, Term.TOPIC_ITEM, topics)
    for term, refs in ((Term.CAPACITY, fact.capacities), (Term.ADDRESSEE, fact.addressees), (Term.SCHEMA_ABOUT, fact.about)):
        for ref in refs:
            yield node, iri(term), frame.entity(ref)
    yield from _entity(frame, node, Term.AT_SESSION, fact.session)
    strings = (
        (Term.PERIOD, fact.period),
        (Term.HEADING, fact.heading),
        (Term.DCTERMS_TITLE, fact.title),
        (Term.SCHEMA_IDENTIFIER, fact.number),
    )
    for term, text in strings:
        if text is not None:
            yield node, iri(term), Literal(text)
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def observation_triples(frame: Frame, fact: Observation) -> Iterator[Triple]:
    """A figure. Its value stands twice: as a number to reckon with, and as the string that was written (stores rewrite numbers)."""
    written = format(fact.value, "f")
    slots = (fact.indicator, written, fact.unit, fact.status.value, _key(frame, fact.area), fact.period, fact.bound, fact.approximate)
    node = frame.mint.fact("observation", frame.node, *slots, _spans(fact))
    yield node, iri(Term.RDF_TYPE), iri(Term.QB_OBSERVATION)
    yield node, iri(Term.QB_DATA_SET), iri(Term.FIGURES)
    yield node, iri(Term.INDICATOR), Literal(fact.indicator)
    yield from indicator_triples(node, fact.indicator)
    yield node, iri(Term.VALUE), Literal(written, datatype=datatype("decimal"))
    yield node, iri(Term.VALUE_TEXT), Literal(written)
    yield node, iri(Term.UNIT), Literal(fact.unit)
    yield node, iri(Term.STATUS), status_concept(fact.status)
    yield node, iri(Term.APPROXIMATE), Literal("true" if fact.approximate else "false", datatype=datatype("boolean"))
    if fact.period is not None:
        yield node, iri(Term.PERIOD), Literal(fact.period)
    if fact.bound is not None:
        yield node, iri(Term.BOUND), Literal(fact.bound)
    yield from _entity(frame, node, Term.AREA, fact.area)
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def relation_triples(frame: Frame, fact: Relation) -> Iterator[Triple]:
    """A plain edge, and an rdf:Statement with a computed IRI as the body of its evidence."""
    subject, object_ = frame.entity(fact.subject), frame.entity(fact.object)
    predicate = predicate_of(fact.predicate, fact.subject.type)
    slots = (_key(frame, fact.subject), fact.predicate.value, _key(frame, fact.object))
    node = frame.mint.fact("statement", frame.node, *slots, _spans(fact))
    yield subject, predicate, object_
    yield node, iri(Term.RDF_TYPE), iri(Term.RDF_STATEMENT)
    yield node, iri(Term.RDF_SUBJECT), subject
    yield node, iri(Term.RDF_PREDICATE), predicate
    yield node, iri(Term.RDF_OBJECT), object_
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def _entity(frame: Frame, node: NamedNode, term: Term, ref: Ref | None) -> Iterator[Triple]:
    if ref is not None:
        yield node, iri(term), frame.entity(ref)


def _proof(frame: Frame, node: NamedNode, fact: Fact, article: NamedNode | None) -> Iterator[Triple]:
    if article is not None and article != node:
        yield node, iri(Term.IN_ARTICLE), article
    said = frame.date_of(fact.article)
    if said is not None and article != node:
        yield node, iri(Term.DCTERMS_DATE), date(said)
    for doubt in fact.doubts:
        yield node, iri(Term.DOUBT), doubt_concept(doubt)
    yield from annotation(frame, node, Term.OA_DESCRIBING, fact.evidence, fact.rule, article)


def _spans(fact: Fact) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in fact.evidence]


def _key(frame: Frame, ref: Ref | None) -> str | None:
    """An entity without the base, so that digests do not depend on it."""
    return None if ref is None else frame.entity(ref).value.removeprefix(frame.mint.base)
