"""The dumps of a graph in a real Virtuoso: as many triples as in the store that they come from, and as any other reader counts in them."""

from __future__ import annotations

import configparser
import io
import json
import os
import shutil
import subprocess
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, parse

from kg.graph import GraphStore, describe, export
from tests.graph.sample import page, report
from tests.store.servers import VIRTUOSO, virtuoso

UNION = "https://example.org/dump/"
ISQL = shutil.which("isql-vt")
_QUADS = 512  # of Virtuoso's Turtle parser: the fourth term of a line is the graph (https://docs.openlinksw.com/virtuoso/fn_ttlp/)


class Server(NamedTuple):
    """A Virtuoso: its address, where it reads files, and the port of its SQL."""

    url: str
    folder: Path
    sql: str


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if VIRTUOSO is None or ISQL is None:
        assert os.environ.get("CI") != "true", "virtuoso is to be installed where all tests run"
        pytest.skip("virtuoso is not installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    with virtuoso(folder) as url:
        settings = configparser.ConfigParser()
        settings.read(folder / "virtuoso.ini", encoding="utf-8")
        yield Server(url, folder, settings["Parameters"]["ServerPort"])


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The dumps of a graph of two documents, with its ontology and its description."""
    with GraphStore.create(tmp_path_factory.mktemp("graph") / "graph") as graph:
        graph.put(page())
        graph.put(report())
        describe(graph)
        written = {}
        for form in ("nq", "ttl"):
            out = io.BytesIO()
            export(graph, form, out)
            written[form] = out.getvalue()
    return written


def load(server: Server, dump: bytes, graph: str, flags: int) -> None:
    """Has Virtuoso read a dump from a file, as one loads a large one."""
    file = server.folder / "dump.ttl"
    file.write_bytes(dump)
    sql = f"DB.DBA.TTLP(file_to_string_output('{file}'), '', '{graph}', {flags}); checkpoint;"
    assert ISQL is not None
    command = [ISQL, f"127.0.0.1:{server.sql}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={sql}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0 and "Error" not in done.stdout, done.stdout


def counted(server: Server) -> dict[str, int]:
    """How many triples each graph of the server has."""
    query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    wanted = urllib.parse.urlencode({"query": query, "format": "application/sparql-results+json"})
    with urllib.request.urlopen(f"{server.url}/sparql?{wanted}", timeout=60) as answer:
        rows = json.load(answer)["results"]["bindings"]
    return {row["g"]["value"]: int(row["n"]["value"]) for row in rows}


def test_the_turtle_has_as_many_triples(server: Server, dumps: dict[str, bytes]) -> None:
    load(server, dumps["ttl"], UNION, 0)
    store = Store()
    store.load(input=dumps["ttl"], format=RdfFormat.TURTLE)
    read = rdflib.Graph().parse(data=dumps["ttl"], format="turtle")
    assert counted(server)[UNION] == len(store) == len(read) > 1000


def test_the_n_quads_have_as_many_triples_in_each_graph(server: Server, dumps: dict[str, bytes]) -> None:
    load(server, dumps["nq"], "https://example.org/none/", _QUADS)
    here = Counter(quad.graph_name.value for quad in parse(dumps["nq"], RdfFormat.N_QUADS))  # type: ignore[union-attr]
    read = rdflib.Dataset()
    read.parse(data=dumps["nq"], format="nquads")
    found = counted(server)
    assert len(here) >= 5
    assert {name: found.get(name) for name in here} == here == {str(g.identifier): len(g) for g in read.graphs() if len(g)}
    assert "https://example.org/none/" not in found
