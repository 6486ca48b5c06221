"""The way from a question to its answer."""

from __future__ import annotations

from kg.ask.answer import Answer
from kg.ask.answers import HANDLERS
from kg.ask.asking import Asking
from kg.ask.near import unknown, unread
from kg.ask.understand import Meaning, Unknown, understand
from kg.graph import GraphStore
from kg.lexicon.characters import in_simplified


def ask(store: GraphStore, question: str) -> Answer:
    """The answer of the graph to a question in Chinese or English.

    A question that is not understood raises nothing: the answer says which part it was, and offers questions that are understood.
    Raises QueryError or GraphError when the graph cannot be read.
    """
    asking = Asking(store)
    meaning, names = understand(question, asking)
    if isinstance(meaning, Meaning):
        return HANDLERS[meaning.frame.intent](meaning, asking, names)
    if isinstance(meaning, Unknown):
        return unknown(meaning, asking, names)
    return unread(meaning, in_simplified(question), asking)


__all__ = ["ask"]
