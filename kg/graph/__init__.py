"""The knowledge graph: facts become triples, in a store in a folder, and come out as answers, tables and files."""

from kg.graph import decided, inferred
from kg.graph.authority import identify
from kg.graph.dataset import About, about, describe, licence
from kg.graph.export import FORMATS, export
from kg.graph.manifest import SourceEntry
from kg.graph.mapping import quads
from kg.graph.package import columns, datapackage
from kg.graph.prepare import Prepared, prepare
from kg.graph.query import Result
from kg.graph.queryfile import Parameter, QueryFile, load_queries, load_query, parse_query
from kg.graph.run import Run
from kg.graph.store import GraphStore
from kg.graph.tables import TABLES, evidence_rows, rows
from kg.graph.textindex import Hit
from kg.graph.units import UnitKind

__all__ = [
    "FORMATS",
    "TABLES",
    "About",
    "GraphStore",
    "Hit",
    "Parameter",
    "Prepared",
    "QueryFile",
    "Result",
    "Run",
    "SourceEntry",
    "UnitKind",
    "about",
    "columns",
    "datapackage",
    "decided",
    "describe",
    "evidence_rows",
    "export",
    "identify",
    "inferred",
    "licence",
    "load_queries",
    "load_query",
    "parse_query",
    "prepare",
    "quads",
    "rows",
]
