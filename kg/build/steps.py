"""One document through the steps. A pure function of the document and the options, so that it runs the same in any process."""

from __future__ import annotations

from dataclasses import replace

from kg.build.options import BuildOptions
from kg.lexicon.authority import known_authority
from kg.model import DocumentFacts, Doubt, Entity, Reading, Source
from kg.recognizer import RULE, recognizer


def read_pages(source: Source, options: BuildOptions) -> Reading:
    """How the document is laid out: its articles and blocks, and where and when it was issued."""
    reading = _laid_out(source, options)
    if reading.source is source:
        return reading
    from kg.build.printed import printed_reading

    return printed_reading(reading, source)


def read_document(source: Source, options: BuildOptions) -> DocumentFacts:
    """All that the document says: segmented, extracted, resolved; in its own characters."""
    # The steps load spaCy and the word lists: only a process that reads documents pays for that.
    from kg.extract import extract
    from kg.resolve import resolve

    reading = _laid_out(source, options)
    authority = known_authority(options.names) if options.names is not None else None
    reader = recognizer(options.model) if options.model is not None else None
    facts = replace(with_doubts(resolve(reading, extract(reading, reader), authority)), blocks=reading.places)
    if reading.source is source:
        return facts
    from kg.build.printed import printed_facts

    return printed_facts(facts, source)


def with_doubts(facts: DocumentFacts) -> DocumentFacts:
    """The facts, with the doubt on every entity that only a recognizer has named."""
    return replace(facts, entities=tuple(_doubted(e) if _only_proposed(e) else e for e in facts.entities))


def _only_proposed(entity: Entity) -> bool:
    return bool(entity.mentions) and all(m.rule.startswith(RULE) for m in entity.mentions)


def _doubted(entity: Entity) -> Entity:
    return replace(entity, doubts=(*entity.doubts, Doubt.PROPOSED))


def _laid_out(source: Source, options: BuildOptions) -> Reading:
    """The reading of the document; of one in traditional characters, of its copy in simplified ones, which the rules are written for."""
    from kg.lexicon.characters import is_traditional, simplified
    from kg.segment import segment

    place = simplified(options.place) if options.place and is_traditional(options.place) else options.place
    if not is_traditional(source.text):
        return segment(source, place=place, date=options.date)
    reading = segment(replace(source, text=simplified(source.text)), place=place, date=options.date)
    return replace(reading, doubts=(*reading.doubts, Doubt.TRADITIONAL))
