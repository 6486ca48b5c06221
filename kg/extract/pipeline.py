"""The spaCy pipeline: one component a kind of name, one Doc a block.

Every component writes its candidates to `doc.user_data["found"]`; the last one settles overlaps and sets `doc.spans["mentions"]`, so that
any spaCy tool can look at the result. Tokens are characters, so a token's index is a character's offset in the block's folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract import districts, institutions, organizations, people, policies, projects, sessions
from kg.extract.context import Context
from kg.extract.overlaps import settle, without_phrases
from kg.extract.work import Found

_Finder = Callable[[str, list[Found], Context, frozenset[int]], Iterable[Found]]

_HAN = re.compile(r"[\u3400-\u9fff]")
_FINDERS: dict[str, _Finder] = {
    "kg_districts": lambda text, _found, context, breaks: districts.find(text, context, breaks),
    "kg_institutions": lambda text, found, context, breaks: institutions.find(text, found, context, breaks),
    "kg_organizations": lambda text, found, context, breaks: organizations.find(
        text, [f for f in found if f.type == "District"], context, breaks
    ),
    "kg_units": lambda text, found, _context, breaks: organizations.units(text, found, breaks),
    "kg_people": lambda text, _found, _context, breaks: people.find(text, breaks),
    "kg_unlisted": lambda text, found, context, _breaks: list(organizations.unlisted(text, found, context)),
    "kg_sessions": lambda text, _found, context, _breaks: sessions.find(text, context),
    "kg_policies": lambda text, _found, context, _breaks: policies.find(text, context),
    "kg_projects": lambda text, _found, context, _breaks: projects.find(text, context),
}


def _register(name: str, finder: _Finder) -> None:
    @Language.factory(name)
    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def component(doc: Doc) -> Doc:
            found: list[Found] = doc.user_data["found"]
            found.extend(list(finder(doc.user_data["text"], found, doc.user_data["context"], doc.user_data["breaks"])))
            return doc

        return component


for _name, _finder in _FINDERS.items():
    _register(_name, _finder)


@Language.factory("kg_overlaps")
def _overlaps(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Settles overlaps and publishes the mentions as spans."""

    def component(doc: Doc) -> Doc:
        found = settle(without_phrases(doc.user_data["found"], doc.user_data["text"]))
        doc.user_data["found"] = found
        if len(doc) == len(doc.user_data["text"]):
            doc.spans["mentions"] = [Span(doc, f.start, f.end, label=f.type.value) for f in found]
        return doc

    return component


@cache
def pipeline() -> Language:
    """The pipeline with its components in order; built once a process."""
    nlp = spacy.blank("zh")
    for name in (*_FINDERS, "kg_overlaps"):
        nlp.add_pipe(name)
    return nlp


def mentions_of(texts: Iterable[tuple[str, frozenset[int]]], context: Context) -> Iterator[list[Found]]:
    """The mentions of each folded text, in order. Beside a text stand its breaks: the places before which the source has white space
    between two Chinese characters of one line, where a name may begin or end."""
    nlp = pipeline()
    every = list(texts)

    def docs() -> Iterator[Doc]:
        for text, breaks in every:
            if not _HAN.search(text):
                continue
            doc = Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
            doc.user_data["found"] = []
            doc.user_data["text"] = text
            doc.user_data["context"] = context
            doc.user_data["breaks"] = breaks
            yield doc

    read = iter(nlp.pipe(docs()))
    for text, _ in every:
        yield next(read).user_data["found"] if _HAN.search(text) else []  # a cell may hold figures alone
