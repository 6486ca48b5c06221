"""A graph in a SPARQL server is the graph in a folder: built, changed, asked and read by the same commands, on real servers."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, ClassVar

import pytest
from pyoxigraph import NamedNode

from kg.build import BuildOptions, build
from kg.cli.app import run
from kg.errors import GraphError
from kg.graph import GraphStore, load_queries, load_query, rows
from kg.graph.endpoint import Endpoint
from kg.model import Source
from kg.read import read_sources
from tests.store.kills import ROOT, RUN, sources
from tests.store.servers import OXIGRAPH, VIRTUOSO, free_port, oxigraph, virtuoso
from tests.store.small import read

EXAMPLES = ROOT / "kg" / "examples"
SERVERS = {"oxigraph": (OXIGRAPH, oxigraph), "virtuoso": (VIRTUOSO, virtuoso)}


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program, start = SERVERS[request.param]
    if program is None:
        assert os.environ.get("CI") != "true", f"{request.param} is to be installed where all tests run"
        pytest.skip(f"{request.param} is not installed")
    with pytest.MonkeyPatch.context() as environment, start(tmp_path_factory.mktemp(request.param)) as url:
        environment.setenv("KG_STORE_USER", "dba")
        environment.setenv("KG_STORE_PASSWORD", "dba")
        environment.setenv("KG_STORE_TIMEOUT", "120")
        yield url


@pytest.fixture
def empty(server: str) -> str:
    """The server with no graph of ours in it."""
    with GraphStore.at(server) as graph:
        for name in list(graph.sources):
            graph.forget(name)
    return server


def said(graph: GraphStore) -> list[dict[str, Any]]:
    """Everything that the graph says, as rows; and the names of the entities, which are kept in a graph of their own."""
    entities = graph.query(
        "SELECT ?e ?p ?o { GRAPH ?g { ?e kg:mainType ?t ; ?p ?o } FILTER(STRENDS(STR(?g), '/graph/entities')) } ORDER BY ?e ?p ?o"
    )
    return [*rows(graph), *entities.records(), *({"name": n, "text": graph.source_text(n)} for n in graph.sources)]


def as_local(server: str, place: Path, step: int, number: int) -> None:
    """Fails when the server's graph is not what a build from nothing in a folder gives."""
    build(sources(step, number), place, BuildOptions(jobs=1), reader=read)
    with GraphStore.at(server, read_only=True) as graph, GraphStore.open(place, read_only=True) as local:
        assert said(graph) == said(local)
        assert graph.entities == local.entities
        assert {n: (e.sha256, e.counts) for n, e in graph.sources.items()} == {n: (e.sha256, e.counts) for n, e in local.sources.items()}


def test_builds_in_steps_give_what_a_folder_has(empty: str, tmp_path: Path) -> None:
    for step in (0, 1, 2):
        build(sources(step, 12), empty, BuildOptions(jobs=1, prune=True), reader=read)
    as_local(empty, tmp_path / "local", 2, 12)
    report = build(sources(2, 12), empty, BuildOptions(jobs=1, prune=True), reader=read)
    assert {d.outcome.value for d in report.documents} == {"unchanged"}


def test_a_killed_build_is_completed_by_the_next(empty: str, tmp_path: Path) -> None:
    build(sources(0, 12), empty, BuildOptions(jobs=1), reader=read)
    code = (
        "import os, sys; from kg.build import BuildOptions, build; from kg.graph import remote; from tests.store.kills import sources\n"
        "from tests.store.small import read\n"
        "remote._BATCH = 4; remote.RemoteWriter._list = lambda self, documents: os._exit(9)\n"
        f"build(sources(1, 12), {empty!r}, BuildOptions(jobs=1, prune=True), reader=read)\n"
    )
    assert subprocess.run([RUN[0], "-c", code], cwd=ROOT, check=False).returncode == 9
    with GraphStore.at(empty, read_only=True) as graph:
        assert set(graph.sources) < {s.name for s in sources(0, 12)}
        assert {row["source"] for row in rows(graph, "articles")} == set(graph.sources)
    with pytest.raises(GraphError, match="in use by another program"):
        GraphStore.at(empty)
    Endpoint().drop_graph(_graphs(empty), "https://w3id.org/lianghui-kg/id/graph/lock")  # as if a quarter of an hour had passed
    build(sources(1, 12), empty, BuildOptions(jobs=1, prune=True), reader=read)
    as_local(empty, tmp_path / "local", 1, 12)


def test_two_builds_at_once(empty: str) -> None:
    with GraphStore.at(empty) as first:
        with pytest.raises(GraphError, match="in use by another program"):
            GraphStore.at(empty)
        first.put(read(Source.of_text("甲.txt", "人 祝青禾\n"), BuildOptions()))
        assert first.size == len({str(q) for g in _ours(first) for q in first.store.quads_for_pattern(None, None, None, g)})
    with GraphStore.at(empty) as second:
        assert list(second.sources) == ["甲.txt"]
        with pytest.raises(GraphError, match="not indexed"):
            second.search("祝青禾")


def test_the_commands(server: str, empty: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = [str(p) for p in sorted(EXAMPLES.glob("*.txt"))[:2]]
    local = str(tmp_path / "local")
    assert run(["build", *documents, "-o", local, "--jobs", "1"]) == run(["build", *documents, "--store", server, "--jobs", "1"]) == 0
    queries = ("topics-count", "policies-mentioned", "projects-by-district", "targets-by-area-year", "co-proposers", "evidence-of")
    queries += ("careers", "topics-by-year", "topics-by-capacity", "topics-by-employer", "sessions", "documents", "policies-over-time")
    queries += ("who-proposed-what", "doubts", "conflicting-figures", "figures-by-area", "indicators-series", "uptake")
    commands = [["tables"], *(["query", name, *_parameters(name)] for name in queries)]
    commands += [["query", "careers", "body=委员会"], ["query", "co-proposers", "person=由"], ["query", "topics-by-year", "topic=供"]]
    commands += [["query", "conflicting-figures", "area=县", "indicator=生产总值"], ["ask", "谁建议加装电梯?"]]
    for command in commands:
        form = "jsonl" if command == ["tables"] else "json"
        name, *rest = command
        capsys.readouterr()
        assert run([name, local, *rest, "--format", form]) == 0
        expected = capsys.readouterr().out
        assert run([name, *rest, "--format", form, "--store", server]) == 0
        assert _ordered(capsys.readouterr().out) == _ordered(expected), command
    assert run(["view", "--store", server, "-o", str(tmp_path / "view.html")]) == 0
    if _is_oxigraph(server):  # Virtuoso's compiler fails on a path of any length
        assert run(["check", "--store", server]) == run(["check", local])


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)  # what Virtuoso 7.2.5 can answer is among the commands above
def test_every_query_gives_the_rows_of_a_folder(server: str, empty: str, tmp_path: Path) -> None:
    build(read_sources(sorted(EXAMPLES.glob("*.txt"))), tmp_path / "local", BuildOptions(jobs=1))
    build(read_sources(sorted(EXAMPLES.glob("*.txt"))), server, BuildOptions(jobs=1))
    with GraphStore.at(server, read_only=True) as there, GraphStore.open(tmp_path / "local", read_only=True) as here:
        for query in load_queries().values():
            needed = {p.name: p.example for p in query.parameters if p.required}
            for given in (needed, {p.name: p.example for p in query.parameters}):
                assert query.run(there, given) == query.run(here, given), query.name


def _is_oxigraph(url: str) -> bool:
    return _graphs(url).endswith("/store")


def _parameters(name: str) -> list[str]:
    return [f"{p.name}={p.example}" for p in load_query(name).parameters if p.required]


def _ordered(text: str) -> list[list[str]]:
    """The lines in an order of their own, and in each what GROUP_CONCAT may have joined: Virtuoso 7.2.5 joins in any order, and writes "?"
    for a separator that is not ASCII.
    """
    return sorted(sorted(re.split(r'": "| ?[?…；] ?', line.strip(' ,"'))) for line in text.splitlines())


def _ours(graph: GraphStore) -> list[NamedNode]:
    mine = (graph.base, "https://w3id.org/lianghui-kg/ontology")
    return [g for g in graph.store.named_graphs() if g.value.startswith(mine) and not g.value.endswith(("/contents", "/lock"))]  # type: ignore[union-attr]


def _graphs(url: str) -> str:
    from kg.graph.remotestore import services

    return services(url, Endpoint()).graphs


# ---- what goes wrong on the way


class Busy(BaseHTTPRequestHandler):
    """Answers the first two requests with 503, and then counts what it was told."""

    told: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.told.append(body)
        self.send_response(503 if len(self.told) < 3 else 204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def busy() -> Iterator[str]:
    Busy.told = []
    server = HTTPServer(("127.0.0.1", free_port()), Busy)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_busy_server_is_asked_again(busy: str) -> None:
    endpoint = Endpoint({})
    assert endpoint.send("POST", busy, b"x", wait=0.01).status == 204
    assert Busy.told == [b"x"] * 3


def test_what_is_not_answered_in_time_is_not_asked_again() -> None:
    told: list[str] = []
    late = Event()

    class Slow(Busy):
        def do_POST(self) -> None:
            told.append(self.path)
            late.wait(30)

    server = HTTPServer(("127.0.0.1", free_port()), Slow)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        with pytest.raises(GraphError, match=r"/query: no answer within 0\.2 seconds; KG_STORE_TIMEOUT"):
            Endpoint({"KG_STORE_TIMEOUT": "0.2"}).query(f"http://127.0.0.1:{server.server_port}/query", "ASK {}", accept="*/*")
    finally:
        late.set()
        server.shutdown()
        thread.join()
        server.server_close()
    assert told == ["/query"]


def test_nobody_there_is_one_clear_error(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.endpoint.time.sleep", lambda _: None)
    url = f"http://127.0.0.1:{free_port()}"
    assert run(["tables", "--store", url]) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1 and "tried 4 times" in err
    assert run(["build", str(next(EXAMPLES.glob("*.txt"))), "--store", "ftp://x"]) == 2
    assert "not an address" in capsys.readouterr().err
    assert run(["build", str(next(EXAMPLES.glob("*.txt")))]) == 2
    assert "where to?" in capsys.readouterr().err


def test_credentials_of_the_environment() -> None:
    with pytest.raises(GraphError, match="KG_STORE_TIMEOUT"):
        Endpoint({"KG_STORE_TIMEOUT": "long"})
    told: list[str | None] = []

    class Shows(Busy):
        def do_POST(self) -> None:
            told.append(self.headers.get("Authorization"))
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204 if told[-1] else 401)
            if not told[-1]:
                self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.end_headers()

    server = HTTPServer(("127.0.0.1", free_port()), Shows)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/update"
        Endpoint({"KG_STORE_TOKEN": "abc"}).update(url, "x")
        Endpoint({"KG_STORE_USER": "u", "KG_STORE_PASSWORD": "p"}).update(url, "x")
        with pytest.raises(GraphError, match="KG_STORE_USER"):
            Endpoint({}).update(url, "x")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert told == ["Bearer abc", None, "Basic dTpw", None]
