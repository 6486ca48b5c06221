"""The queries that pages are made of, and the library that visitors choose from; read once."""

from __future__ import annotations

from functools import cache

from kg.graph import QueryFile, load_queries
from kg.vocab import data_folder


@cache
def library() -> dict[str, QueryFile]:
    """The documented queries of the package by name."""
    return load_queries()


@cache
def _own() -> dict[str, QueryFile]:
    return load_queries(data_folder("queries") / "serve")


def own(name: str) -> QueryFile:
    """A query of `queries/serve`."""
    return _own()[name]
