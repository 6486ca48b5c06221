"""A real server process on a free port, over a graph of invented documents, one of which is an attack."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from kg.graph import GraphStore
from kg.model import ArticleFact, ArticleKind, DocumentFacts, Entity, Issue, Mention, Observation, Source, Status
from tests.chromium import Page, chromium
from tests.view.conftest import CITY, at, hostile, page, report

ROOT = Path(__file__).parents[2]
DEADLINE = 3.0
FIGURES = "云溪市统计公报\n2022年，全市粮食总产量51万吨，2023年52.5万吨，2024年力争达到54万吨以上。\n"
BASE = "https://w3id.org/lianghui-kg/id/"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) = STRLEN(STR(?i))) }"
"""Three times every triple with every other: no result for hours."""


def figures() -> DocumentFacts:
    source = Source.of_text("统计公报.txt", FIGURES)
    common = {"rule": "sample", "article": 0, "indicator": "粮食总产量", "unit": "万吨", "area": CITY}
    proof = (at(source, "全市"),)
    values = (("2022", "51", "粮食总产量51万吨", Status.ACTUAL, None), ("2023", "52.5", "2023年52.5万吨", Status.ACTUAL, None))
    return DocumentFacts(
        source=source,
        issue=Issue(place="云溪市", date="2024-01-18"),
        articles=(
            ArticleFact(
                title="云溪市统计公报",
                start=0,
                end=len(FIGURES),
                kind=ArticleKind.REPORT,
                date="2024-01-18",
                evidence=(at(source, "云溪市统计公报"),),
                rule="sample",
            ),
        ),
        entities=(
            Entity(CITY, "district/云溪市", (CITY.type,), ("全市",), mentions=(Mention(CITY.type, CITY.name, "全市", proof, "sample"),)),
        ),
        observations=tuple(
            Observation(period=period, value=Decimal(value), status=status, bound=bound, evidence=(at(source, words),), **common)
            for period, value, words, status, bound in (*values, ("2024", "54", "2024年力争达到54万吨以上", Status.TARGET, ">="))
        ),
    )


@dataclass(frozen=True)
class Answer:
    """A response of HTTP."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Site:
    """A running server."""

    url: str
    graph: Path

    def get(self, path: str, accept: str = "text/html", method: str = "GET", body: bytes | str | None = None, **headers: str) -> Answer:
        place = urlsplit(self.url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=30)
        try:
            sent = {"Accept": accept, **{k.replace("_", "-"): v for k, v in headers.items()}}
            connection.request(method, path, body=body.encode() if isinstance(body, str) else body, headers=sent)
            got = connection.getresponse()
            return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        finally:
            connection.close()

    def sparql(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        return self.get(f"/sparql?{urlencode({'query': query, **more})}", accept)

    def page_of(self, local: str) -> str:
        """The path of a thing, by its IRI without the base."""
        return "/id/" + quote(local, safe="/%")


def start(graph: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """A server, and its address once it can be reached."""
    command = [sys.executable, "-m", "kg", "serve", str(graph), "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment, cwd=ROOT)
    assert process.stderr is not None
    said = []
    while line := process.stderr.readline():
        said.append(line)
        if line.startswith("http://"):
            return process, line.split()[0].rstrip("/")
    raise AssertionError(f"the server did not start: {''.join(said)}")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a deadline that no page of a loaded machine comes near."""
    folder = tmp_path_factory.mktemp("serve") / "graph"
    with GraphStore.create(folder) as store:
        for facts in (page(), report(), figures(), hostile()):
            store.put(facts)
    with running(folder, "--workers", "3", "--deadline", "25") as found:
        yield found


@pytest.fixture(scope="session")
def hasty(site: Site) -> Iterator[Site]:
    """A server on the same graph that gives a query little time."""
    with running(site.graph, "--deadline", str(DEADLINE)) as found:
        yield found


@contextmanager
def running(folder: Path, *options: str) -> Iterator[Site]:
    """A server, ended at the end."""
    process, url = start(folder, *options)
    try:
        yield Site(url, folder)
    finally:
        process.terminate()
        assert process.wait(10) is not None


@pytest.fixture
def iri(site: Site) -> Callable[[str, str], str]:
    """The IRI of the only thing with this value of a property, as a path of the site."""

    def find(property_: str, value: str) -> str:
        query = f'SELECT DISTINCT ?x WHERE {{ ?x {property_} ?v FILTER(STR(?v) = "{value}" && STRSTARTS(STR(?x), "{BASE}")) }}'
        rows = site.sparql(query, "text/csv").text.split("\r\n")[1:-1]
        assert len(rows) == 1, rows
        return site.page_of(rows[0].removeprefix(BASE))

    return find


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def browser(window: Page, site: Site) -> Iterator[Page]:
    """The browser, which at the end must have said nothing on its console and asked nobody but the site."""
    window.console.clear()
    window.requests.clear()
    window.emulate()
    window.resize(1280, 800)
    yield window
    assert window.console == []
    assert [r for r in window.requests if not r.startswith(site.url)] == []


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Waits until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "never so"
        time.sleep(0.05)
