"""The tables as a data package: what the columns of each CSV file are, for programs that read tables by themselves.

Format: https://specs.frictionlessdata.io/tabular-data-package/. The rows are those of kg.graph.tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.graph.tables import LINKS, TABLES

_KEY = (("table", "string"), ("source", "string"))
_PROOF = (
    ("quote", "string"),
    ("start", "integer"),
    ("end", "integer"),
    ("spans", "string"),
    ("rule", "string"),
    ("doubts", "string"),
    ("iri", "string"),
)
_STATED = (("article", "string"), *_PROOF)
_OWN: dict[str, tuple[tuple[str, str], ...]] = {
    "articles": (
        *(("title", "string"), ("start", "integer"), ("end", "integer"), ("date", "string"), ("bylines", "string"), ("kind", "string")),
        *(("paper", "string"), *(field for field in _PROOF if field[0] not in {"start", "end"})),
    ),
    "entities": (
        *((name, "string") for name in ("type", "name", "aliases", "types", "kind", "code", "jurisdiction")),
        *((name, "string") for name in ("gender", "ethnicGroup", "party", "mentions")),
        *_PROOF,
    ),
    "positions": (*((name, "string") for name in ("person", "role", "organization", "session", "from", "to")), *_STATED),
    "proposals": (
        *((name, "string") for name in ("proposers", "kind", "class", "text", "session", "period", "heading", "title", "number")),
        *((name, "string") for name in ("topics", "capacities", "addressees", "about")),
        *_STATED,
    ),
    "relations": (*((name, "string") for name in ("subject", "predicate", "object")), *_STATED),
    LINKS: (
        *(("link", "string"), ("score", "number"), ("why", "string"), ("shared", "string")),
        *((name, "string") for name in ("proposers", "text", "date", "other_source", "other_proposers", "other_text", "other_date")),
        *(("other_quote", "string"), ("other_start", "integer"), ("other_end", "integer")),
        *(("other_spans", "string"), ("other_iri", "string")),
        *_PROOF[:-1],
        *(("proposal", "string"), _PROOF[-1]),
    ),
    "indicators": (
        *(("indicator", "string"), ("area", "string"), ("period", "string"), ("value", "number"), ("unit", "string"), ("status", "string")),
        *(("approximate", "boolean"), ("bound", "string")),
        *_STATED,
    ),
}
_ABOUT = {
    "source": "name of the document's file",
    "quote": "the words of the text, torn pieces joined by …",
    "start": "first character in the source text, counted from 0",
    "end": "character after the last in the source text",
    "spans": "characters start-end of each piece, joined by ；",
    "rule": "name of the rule that read it",
    "doubts": "what the program was unsure of, joined by ；",
    "iri": "of the statement, or of the inferred link, in the graph",
    "link": "taken-up: the other proposal is a later commitment that takes this one up; same-proposal: the other one tells it again",
    "score": "of an inferred link, from 0 to 1; a rank, no probability",
    "why": "codes of the reasons of an inferred link, joined by ；",
    "shared": "what both proposals have in common, joined by ；",
    "proposal": "IRI of the proposal that the link begins at; quote, start, end and spans are its own",
    "other_iri": "IRI of the proposal that the link ends at; other_quote and its places are its own",
}


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table, in order; the same whether it has rows or not."""
    return tuple(name for name, _ in (*_KEY, *_OWN[table]))


def datapackage(folder: Path, licence: str | None = None) -> Mapping[str, Any]:
    """The descriptor of the CSV files of all tables that lie in `folder`, with their digests. licence: IRI, if the graph has one."""
    files = {table: (folder / f"{table}.csv").read_bytes() for table in TABLES}
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "lianghui-kg",
        "title": "两会知识图谱 Who proposed what",
        "resources": [_resource(table, content) for table, content in files.items()],
    }
    if licence is not None:
        package["licenses"] = [{"path": licence}]
    return package


def _resource(table: str, content: bytes) -> dict[str, Any]:
    fields = [
        {"name": name, "type": type_, **({"description": _ABOUT[name]} if name in _ABOUT else {})} for name, type_ in (*_KEY, *_OWN[table])
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": ["source", "iri"]},
    }
