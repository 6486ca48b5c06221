"""The graph as files: the same bytes for the same graph, and readable by other libraries."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
import rdflib
from pyld import jsonld
from pyoxigraph import RdfFormat, Store

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


def test_json_ld_is_compact_and_another_processor_reads_the_same_triples(graph: GraphStore) -> None:
    document = json.loads(written(graph, "jsonld"))
    nodes = [node for part in document["graph"] for node in part["graph"]]
    person = next(node for node in nodes if node.get("name") == "祝青禾")
    assert person["type"] == "https://w3id.org/lianghui-kg/ontology#Person"
    figure = next(node for node in nodes if node.get("valueText") == "5.50")
    assert (figure["value"], figure["approximate"], figure["indicator"]) == ("5.5", "true", "地区生产总值增长")
    read = jsonld.to_rdf(document, {"documentLoader": refuse})
    assert sum(len(triples) for triples in read.values()) == len(graph.store)
    store = Store()
    store.load(input=written(graph, "jsonld"), format=RdfFormat.JSON_LD)
    assert set(map(str, store)) == set(map(str, graph.store))


def refuse(url: str, options: object) -> None:
    raise AssertionError(f"the context must stand in the file; {url} was asked for")


@pytest.mark.parametrize("format", ["nq", "trig"])
def test_another_store_loads_the_dump(graph: GraphStore, format: str) -> None:
    store = Store()
    store.load(input=written(graph, format), format=RdfFormat.from_extension(format))
    assert set(map(str, store)) == set(map(str, graph.store))


def test_a_drawing_has_no_date(graph: GraphStore) -> None:
    assert b"lastmodifieddate" not in written(graph, "gexf")


READ = {
    "graphml": lambda text: networkx.read_graphml(io.BytesIO(text), force_multigraph=True),
    "gexf": lambda text: networkx.read_gexf(io.BytesIO(text), version="1.2draft"),
}


@pytest.mark.parametrize("format", READ)
def test_networkx_reads_the_drawing(graph: GraphStore, format: str) -> None:
    text = written(graph, format)
    assert "祝青禾".encode() in text
    drawn = READ[format](text)
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
