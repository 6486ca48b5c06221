"""What a source states: articles, positions, proposals, observations and plain relations, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.annotate import annotation
from kg.graph.concepts import indicator_triples, role_triples, topic_triples
from kg.graph.frame import Frame
from kg.graph.ntriples import Line, date, integer, label, string, term, typed
from kg.lexicon.characters import in_simplified
from kg.model import ArticleFact, ArticleKind, Fact, Observation, Position, Proposal, Ref, Relation
from kg.vocab import Term, doubt_concept, predicate_of, proposal_class, status_concept

_REPORTS = frozenset({ArticleKind.REPORT, ArticleKind.TABLE})


def article_triples(frame: Frame, fact: ArticleFact) -> Iterator[Line]:
    """An article of the source."""
    node = str(frame.mint.article(frame.iri, fact.start))
    kind = term(Term.RDF_TYPE)
    yield node, kind, term(Term.ARTICLE)
    yield node, kind, term(Term.SCHEMA_REPORT if fact.kind in _REPORTS else Term.SCHEMA_NEWS_ARTICLE)
    yield node, term(Term.SCHEMA_GENRE), string(fact.kind.value)
    yield node, term(Term.SCHEMA_HEADLINE), string(fact.title)
    yield node, term(Term.START), integer(fact.start)
    yield node, term(Term.END), integer(fact.end)
    yield node, term(Term.DCTERMS_IS_PART_OF), frame.node
    if fact.date is not None:
        yield node, term(Term.SCHEMA_DATE_PUBLISHED), date(fact.date)
    writers = [frame.entity(r) for r in fact.bylines]
    for writer in writers:
        yield node, term(Term.SCHEMA_AUTHOR), writer
    yield from _items(node, Term.BYLINE_ITEM, writers)
    yield from _entity(frame, node, Term.SCHEMA_PUBLISHER, fact.paper)
    yield from _proof(frame, node, fact, node)


def position_triples(frame: Frame, fact: Position) -> Iterator[Line]:
    """A person's position, as an org:Membership. The role is a node of its own with the word as its label."""
    slots = (_key(frame, fact.person), fact.role, _key(frame, fact.organization), _key(frame, fact.session), fact.start, fact.end)
    node = str(frame.mint.fact("position", frame.iri, *slots, _spans(fact)))
    role = str(frame.mint.role(fact.role))
    yield node, term(Term.RDF_TYPE), term(Term.POSITION)
    yield node, term(Term.ORG_MEMBER), frame.entity(fact.person)
    yield node, term(Term.ORG_ROLE), role
    yield role, term(Term.RDF_TYPE), term(Term.ORG_ROLE_CLASS)
    yield role, term(Term.SKOS_PREF_LABEL), label(fact.role)
    yield from role_triples(role, fact.role)
    yield from _entity(frame, node, Term.ORG_ORGANIZATION, fact.organization)
    yield from _entity(frame, node, Term.AT_SESSION, fact.session)
    if fact.start is not None:
        yield node, term(Term.SCHEMA_START_DATE), date(fact.start)
    if fact.end is not None:
        yield node, term(Term.SCHEMA_END_DATE), date(fact.end)
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def proposal_triples(frame: Frame, fact: Proposal) -> Iterator[Line]:
    """Who proposed what. Proposers and topics also as list items, so that their order can be asked for."""
    proposers = [frame.entity(r) for r in fact.proposers]
    slots = (fact.kind.value, [_key(frame, r) for r in fact.proposers], fact.text, fact.title, fact.number, _spans(fact))
    node = str(frame.mint.fact("proposal", frame.iri, *slots))
    yield node, term(Term.RDF_TYPE), term(Term.PROPOSAL)
    yield node, term(Term.RDF_TYPE), str(proposal_class(fact.kind))
    yield node, term(Term.TEXT), string(fact.text)
    for proposer in proposers:
        yield node, term(Term.PROPOSER), proposer
    yield from _items(node, Term.PROPOSER_ITEM, proposers)
    topics = [str(frame.mint.topic(t)) for t in fact.topics]
    for phrase, topic in zip(fact.topics, topics, strict=True):
        yield node, term(Term.TOPIC), topic
        yield topic, term(Term.RDF_TYPE), term(Term.SKOS_CONCEPT)
        yield topic, term(Term.SKOS_PREF_LABEL), label(phrase)
        yield from topic_triples(topic, phrase)
    yield from _items(node, Term.TOPIC_ITEM, topics)
    for link, refs in ((Term.CAPACITY, fact.capacities), (Term.ADDRESSEE, fact.addressees), (Term.SCHEMA_ABOUT, fact.about)):
        for ref in refs:
            yield node, term(link), frame.entity(ref)
    yield from _entity(frame, node, Term.AT_SESSION, fact.session)
    strings = (
        (Term.PERIOD, fact.period),
        (Term.HEADING, fact.heading),
        (Term.DCTERMS_TITLE, fact.title),
        (Term.SCHEMA_IDENTIFIER, fact.number),
    )
    for link, text in strings:
        if text is not None:
            yield node, term(link), string(text)
    words = " ".join(part for part in (fact.title, fact.heading, fact.text) if part)
    if (plain := in_simplified(words)) != words:  # words in traditional characters are found by simplified ones, too
        yield node, term(Term.SIMPLIFIED_TEXT), string(plain)
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def observation_triples(frame: Frame, fact: Observation) -> Iterator[Line]:
    """A figure. Its value stands twice: as a number to reckon with, and as the string that was written (stores rewrite numbers)."""
    written = format(fact.value, "f")
    slots = (fact.indicator, written, fact.unit, fact.status.value, _key(frame, fact.area), fact.period, fact.bound, fact.approximate)
    node = str(frame.mint.fact("observation", frame.iri, *slots, _spans(fact)))
    yield node, term(Term.RDF_TYPE), term(Term.QB_OBSERVATION)
    yield node, term(Term.QB_DATA_SET), term(Term.FIGURES)
    yield node, term(Term.INDICATOR), string(fact.indicator)
    yield from indicator_triples(node, fact.indicator)
    yield node, term(Term.VALUE), typed(written, "decimal")
    yield node, term(Term.VALUE_TEXT), string(written)
    yield node, term(Term.UNIT), string(fact.unit)
    yield node, term(Term.STATUS), str(status_concept(fact.status))
    yield node, term(Term.APPROXIMATE), typed("true" if fact.approximate else "false", "boolean")
    if fact.period is not None:
        yield node, term(Term.PERIOD), string(fact.period)
    if fact.bound is not None:
        yield node, term(Term.BOUND), string(fact.bound)
    yield from _entity(frame, node, Term.AREA, fact.area)
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def relation_triples(frame: Frame, fact: Relation) -> Iterator[Line]:
    """A plain edge, and an rdf:Statement with a computed IRI as the body of its evidence."""
    subject, object_ = frame.entity(fact.subject), frame.entity(fact.object)
    predicate = str(predicate_of(fact.predicate, fact.subject.type))
    slots = (_key(frame, fact.subject), fact.predicate.value, _key(frame, fact.object))
    node = str(frame.mint.fact("statement", frame.iri, *slots, _spans(fact)))
    yield subject, predicate, object_
    yield node, term(Term.RDF_TYPE), term(Term.RDF_STATEMENT)
    yield node, term(Term.RDF_SUBJECT), subject
    yield node, term(Term.RDF_PREDICATE), predicate
    yield node, term(Term.RDF_OBJECT), object_
    yield from _proof(frame, node, fact, frame.article_at(fact.article))


def _entity(frame: Frame, node: str, link: Term, ref: Ref | None) -> Iterator[Line]:
    if ref is not None:
        yield node, term(link), frame.entity(ref)


def _items(node: str, link: Term, values: list[str]) -> Iterator[Line]:
    """`values` as schema:ListItem nodes that keep their order (schema:position from 1)."""
    name = link.name.lower().removesuffix("_item")
    for position, value in enumerate(values, 1):
        item = f"{node[:-1]}/{name}/{position}>"
        yield node, term(link), item
        yield item, term(Term.RDF_TYPE), term(Term.SCHEMA_LIST_ITEM)
        yield item, term(Term.SCHEMA_POSITION), integer(position)
        yield item, term(Term.SCHEMA_ITEM), value


def _proof(frame: Frame, node: str, fact: Fact, article: str | None) -> list[Line]:
    said = annotation(frame, node, Term.OA_DESCRIBING, fact.evidence, fact.rule, article)
    if article is not None and article != node:
        said.append((node, term(Term.IN_ARTICLE), article))
    when = frame.date_of(fact.article)
    if when is not None and article != node:
        said.append((node, term(Term.DCTERMS_DATE), date(when)))
    said += ((node, term(Term.DOUBT), str(doubt_concept(doubt))) for doubt in fact.doubts)
    return said


def _spans(fact: Fact) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in fact.evidence]


def _key(frame: Frame, ref: Ref | None) -> str | None:
    """An entity without the base, so that digests do not depend on it."""
    return None if ref is None else frame.entity(ref)[1:-1].removeprefix(frame.mint.base)
