"""The third step: a reading becomes mentions and facts."""

from kg.extract.extract import extract
from kg.extract.work import Findings

__all__ = ["Findings", "extract"]
