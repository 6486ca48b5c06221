"""The graph as files: the same bytes for the same graph, and readable by other libraries."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
import rdflib

from kg.errors import QueryError
from kg.graph import FORMATS, GraphStore, export
from tests.graph.sample import page, report

ROOT = Path(__file__).resolve().parents[2]
RDF = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "jsonld": "json-ld"}


def written(graph: GraphStore, format: str) -> bytes:
    out = io.BytesIO()
    export(graph, format, out)
    return out.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_bytes_in_any_order_of_documents(graph: GraphStore, tmp_path: Path, format: str) -> None:
    with GraphStore.create(tmp_path / "other") as other:
        for facts in (report(), page(), report()):
            other.put(facts)
        assert written(graph, format) == written(other, format)


def test_the_same_bytes_in_another_process(graph: GraphStore, tmp_path: Path) -> None:
    code = (
        "import hashlib, io; from pathlib import Path; from kg.graph import *; from tests.graph.sample import page, report\n"
        f"graph = GraphStore.create(Path({str(tmp_path / 'other')!r})); graph.put(report()); graph.put(page())\n"
        "for format in FORMATS:\n"
        "    out = io.BytesIO(); export(graph, format, out); print(hashlib.sha256(out.getvalue()).hexdigest())\n"
    )
    other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert other == [hashlib.sha256(written(graph, format)).hexdigest() for format in FORMATS]


@pytest.mark.parametrize("format", RDF)
def test_rdflib_reads_it(graph: GraphStore, format: str) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=written(graph, format), format=RDF[format])
    triples = {quad.triple for quad in graph.store}
    assert len(dataset) == len(triples)
    if format != "ttl":
        assert len(list(dataset.quads())) == len(graph.store)


def test_networkx_reads_the_drawing(graph: GraphStore) -> None:
    text = written(graph, "graphml")
    assert "祝青禾".encode() in text
    drawn = networkx.read_graphml(io.BytesIO(text), force_multigraph=True)
    labels = {data["label"]: data["type"] for _, data in drawn.nodes(data=True)}
    assert labels["祝青禾"] == "Person" and labels["服装产业"] == "Topic" and labels["新建溪东大桥"] == "Commitment"
    edges = {(drawn.nodes[a]["label"], data["label"], drawn.nodes[b]["label"]) for a, b, data in drawn.edges(data=True)}
    assert ("祝青禾", "董事长", "云溪市纺织公司") in edges
    assert ("容墨", "proposes", "推广“一厂一策”") in edges
    assert ("溪东大桥", "locatedIn", "云溪市河西区") in edges
    assert all(data["document"] in {"page.txt", "report.txt"} for _, _, data in drawn.edges(data=True))


def test_an_unknown_format_is_an_error(graph: GraphStore) -> None:
    with pytest.raises(QueryError, match="no format docx; there are: nq"):
        written(graph, "docx")
