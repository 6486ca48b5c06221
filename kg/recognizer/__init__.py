"""Recognizers: statistical readers that propose names where the rules of kg.extract find none. Rules decide where they know."""

from kg.recognizer.base import RULE, Recognizer, Span
from kg.recognizer.load import DEFAULT, identified, recognizer

__all__ = ["DEFAULT", "RULE", "Recognizer", "Span", "identified", "recognizer"]
