"""Readers of documents for tests, in a file of their own so that another process finds them by name."""

from __future__ import annotations

import os
import time

from kg.build import BuildOptions
from kg.errors import EvidenceError
from kg.model import DocumentFacts, Entity, EntityType, Evidence, Issue, Mention, Ref, Source


def first_word(source: Source, options: BuildOptions) -> DocumentFacts:
    """One person: the first two characters of the document. Slow where the document says so; fails where it says so."""
    if "慢" in source.text:
        time.sleep(0.3)
    if "错" in source.text:
        raise ZeroDivisionError("division by zero")
    if "证" in source.text:
        raise EvidenceError(f"{source.name}: '证' does not stand at characters 0-1")
    if "死" in source.text:
        os._exit(1)
    name = source.text[:2]
    ref = Ref(EntityType.PERSON, name)
    mention = Mention(EntityType.PERSON, name, name, (Evidence.of(source, 0, 2),), "first-word")
    entity = Entity(ref, f"person/{options.place or '某市'}/{name}", (EntityType.PERSON,), mentions=(mention,))
    return DocumentFacts(source, Issue(options.place, options.date), entities=(entity,))
