"""A second opinion from any spaCy pipeline that the user has installed (`kg build --model zh_core_web_trf`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.errors import InputError
from kg.model import EntityType
from kg.recognizer.base import Span

# What the labels of OntoNotes 5, of MSRA and of our own types mean here; dates, numbers, languages and the like are none of the six.
TYPES: Mapping[str, EntityType] = {
    "PERSON": EntityType.PERSON, "PER": EntityType.PERSON, "NR": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION, "NT": EntityType.ORGANIZATION,
    "GPE": EntityType.DISTRICT, "LOC": EntityType.DISTRICT, "NS": EntityType.DISTRICT,
    "FAC": EntityType.PROJECT,
    "LAW": EntityType.POLICY,
    "EVENT": EntityType.SESSION,
    **{type_.value: type_ for type_ in EntityType},
}  # fmt: skip


class Installed:
    """A spaCy pipeline that sets `doc.ents`. It may propose names of all types that its labels mean: who names it, chose it."""

    least: Mapping[EntityType, float] = dict.fromkeys(EntityType, 0.0)

    def __init__(self, nlp: Any) -> None:
        """nlp: the loaded pipeline."""
        self.name = f"{nlp.meta['lang']}_{nlp.meta['name']}/{nlp.meta['version']}"
        self._nlp = nlp

    def spans(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """The names in each text. A pipeline's `ner` gives no scores."""
        for doc in self._nlp.pipe(texts):
            yield [Span(e.start_char, e.end_char, TYPES[e.label_], None) for e in doc.ents if e.label_ in TYPES]


def installed(name: str) -> Installed:
    """The pipeline of this name, or in this folder. Raises InputError when spaCy finds none, or it recognizes no names."""
    import spacy

    try:
        nlp = spacy.load(name, exclude=["parser", "lemmatizer", "senter"])
    except (OSError, ValueError, ImportError) as error:
        raise InputError(f"--model {name}: no such spaCy pipeline is installed here ({str(error).splitlines()[0]})") from error
    if not {"ner", "beam_ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
        raise InputError(f"--model {name}: this pipeline recognizes no names: it has {', '.join(nlp.pipe_names) or 'no components'}")
    return Installed(nlp)


__all__ = ["Installed", "installed"]
