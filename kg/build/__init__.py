"""The chain of the steps: documents in, a graph on disk out, document by document."""

from kg.build.builder import build
from kg.build.decide import decisions_for
from kg.build.inference import infer
from kg.build.options import BuildOptions, software_key
from kg.build.report import BuildReport, DocumentReport, Outcome
from kg.build.steps import read_document, read_pages

__all__ = [
    "BuildOptions",
    "BuildReport",
    "DocumentReport",
    "Outcome",
    "build",
    "decisions_for",
    "infer",
    "read_document",
    "read_pages",
    "software_key",
]
