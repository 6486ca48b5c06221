"""Questions in Chinese and English, understood with word lists and frames, answered by queries with the words and their place."""

from kg.ask.answer import Answer
from kg.ask.ask import ask

__all__ = ["Answer", "ask"]
