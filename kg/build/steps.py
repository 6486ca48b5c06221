"""One document through the steps. A pure function of the document and the options, so that it runs the same in any process."""

from __future__ import annotations

from kg.build.options import BuildOptions
from kg.model import DocumentFacts, Reading, Source


def read_pages(source: Source, options: BuildOptions) -> Reading:
    """How the document is laid out: its articles and blocks, and where and when it was issued."""
    from kg.segment import segment

    return segment(source, place=options.place, date=options.date)


def read_document(source: Source, options: BuildOptions) -> DocumentFacts:
    """All that the document says: segmented, extracted, resolved."""
    # The steps load spaCy and the word lists: only a process that reads documents pays for that.
    from kg.extract import extract
    from kg.resolve import resolve

    reading = read_pages(source, options)
    return resolve(reading, extract(reading))
