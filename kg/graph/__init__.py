"""The knowledge graph: facts become triples, in a store in a folder, and come out as answers, tables and files."""

from kg.graph.export import FORMATS, export
from kg.graph.manifest import SourceEntry
from kg.graph.mapping import quads
from kg.graph.query import Result
from kg.graph.queryfile import Parameter, QueryFile, load_queries, load_query, parse_query
from kg.graph.run import Run
from kg.graph.store import GraphStore
from kg.graph.tables import TABLES, rows

__all__ = [
    "FORMATS",
    "TABLES",
    "GraphStore",
    "Parameter",
    "QueryFile",
    "Result",
    "Run",
    "SourceEntry",
    "export",
    "load_queries",
    "load_query",
    "parse_query",
    "quads",
    "rows",
]
