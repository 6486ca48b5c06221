"""The answers to SELECT and ASK as bytes, in the four forms of the standard.

Our own writers, because the engine's cannot stop at a row limit. https://www.w3.org/TR/sparql11-results-json/,
https://www.w3.org/TR/rdf-sparql-XMLres/, https://www.w3.org/TR/sparql11-results-csv-tsv/.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.serve.negotiate import RESULTS

Node = NamedNode | BlankNode | Literal | Triple | None
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, section 2.2: characters that may not stand in a document."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """columns, and rows of terms. more: whether there are further rows, which the limit cut off."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Node, ...], ...]
    more: bool


def written(answer: Solutions | bool, media: str, limit: int) -> bytes:
    """The answer in the form of a media type of RESULTS. limit: the row limit, which JSON states as a member `limit`."""
    match media:
        case _ if media == RESULTS["json"]:
            return _json(answer, limit)
        case _ if media == RESULTS["xml"]:
            return _xml(answer)
        case _ if media == RESULTS["csv"]:
            return _csv(answer)
        case _ if media == RESULTS["tsv"]:
            return _tsv(answer)
        case _:
            raise QueryError(f"{media}: no form of results")


def _json(answer: Solutions | bool, limit: int) -> bytes:
    said: dict[str, Any]
    if isinstance(answer, bool):
        said = {"head": {}, "boolean": answer}
    else:
        rows = [{c: _term(v) for c, v in zip(answer.columns, row, strict=True) if v is not None} for row in answer.rows]
        said = {
            "head": {"vars": list(answer.columns)},
            "results": {"bindings": rows},
            "limit": {"rows": limit, "reached": answer.more},
        }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _term(node: Node) -> dict[str, str]:
    match node:
        case NamedNode():
            return {"type": "uri", "value": node.value}
        case BlankNode():
            return {"type": "bnode", "value": node.value}
        case Literal():
            more = {"xml:lang": node.language} if node.language else {}
            if not node.language and node.datatype.value != _STRING:
                more = {"datatype": node.datatype.value}
            return {"type": "literal", "value": node.value, **more}
        case _:
            raise QueryError("a triple as a term cannot be written in the results of SPARQL 1.1")


def _xml(answer: Solutions | bool) -> bytes:
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>']
    if isinstance(answer, bool):
        out.append(f"</head><boolean>{str(answer).lower()}</boolean></sparql>\n")
        return "".join(out).encode("utf-8")
    out += [f"<variable name={quoteattr(c)}/>" for c in answer.columns]
    out.append("</head><results>\n")
    for row in answer.rows:
        cells = (f"<binding name={quoteattr(c)}>{_element(v)}</binding>" for c, v in zip(answer.columns, row, strict=True) if v is not None)
        out.append(f"<result>{''.join(cells)}</result>\n")
    out.append("</results></sparql>\n")
    return "".join(out).encode("utf-8")


def _element(node: Node) -> str:
    term = _term(node)
    text = escape(_NOT_XML.sub("\ufffd", term["value"])).replace("\r", "&#13;")
    if term["type"] != "literal":
        return f"<{term['type']}>{text}</{term['type']}>"
    more = "".join(f" {name}={quoteattr(term[name])}" for name in ("xml:lang", "datatype") if name in term)
    return f"<literal{more}>{text}</literal>"


def _csv(answer: Solutions | bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # lines end in CR LF, as RFC 4180 has it
    if isinstance(answer, bool):
        writer.writerows([["boolean"], [str(answer).lower()]])
    else:
        writer.writerow(answer.columns)
        writer.writerows(["" if v is None else plain(v) for v in row] for row in answer.rows)
    return out.getvalue().encode("utf-8", "replace")


def plain(node: Node) -> str:
    """A term as a cell of a spreadsheet: its value alone; blank nodes keep their `_:`."""
    if node is None:
        return ""
    if isinstance(node, BlankNode):
        return f"_:{node.value}"
    return _term(node)["value"]


def _tsv(answer: Solutions | bool) -> bytes:
    if isinstance(answer, bool):
        return f"?boolean\n{str(answer).lower()}\n".encode()
    lines: list[Sequence[str]] = [[f"?{c}" for c in answer.columns]]
    lines += [["" if v is None else str(v).replace("\t", "\\t") for v in row] for row in answer.rows]
    return "".join("\t".join(line) + "\n" for line in lines).encode("utf-8", "replace")
