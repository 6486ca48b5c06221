"""How fast the site answers: pages, and 50 visitors at once of whom two run queries without end. Prints; asserts nothing."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.serve.conftest import RUNAWAY, Site, running

EXAMPLES = sorted((Path(__file__).parents[2] / "kg" / "examples").glob("*.txt"))
QUERIES = (
    "SELECT ?name WHERE { ?x kg:mainType kg:Project ; skos:prefLabel ?name }",
    "SELECT ?who ?text WHERE { ?p a kg:Recommendation ; kg:proposer/skos:prefLabel ?who ; kg:text ?text } LIMIT 50",
    "SELECT ?topic (COUNT(?p) AS ?n) WHERE { ?p kg:topic/skos:prefLabel ?topic } GROUP BY ?topic ORDER BY DESC(?n) LIMIT 20",
)
ROUNDS = 6


def seconds(site: Site, path: str = "", query: str = "") -> tuple[int, float]:
    """Status and time of a request."""
    began = time.perf_counter()
    answer = site.sparql(query, "text/csv") if query else site.get(path)
    return answer.status, time.perf_counter() - began


def bench_pages_and_a_crowd(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    subprocess.run([sys.executable, "-m", "kg", "build", *map(str, EXAMPLES), "-o", str(graph)], check=True, capture_output=True)
    with running(graph) as site:
        person = site.sparql("SELECT ?x WHERE { ?p a kg:Recommendation ; kg:proposer ?x } LIMIT 1", "text/csv").text.split("\r\n")[1]
        document = site.sparql("SELECT ?x WHERE { ?x schema:name ?n } LIMIT 1", "text/csv").text.split("\r\n")[1]
        things = [site.page_of(iri.rpartition("/id/")[2]) for iri in (person, document)]
        for path in ("/", *things, "/indicators", "/picture"):
            times = [seconds(site, path)[1] for _ in range(5)]
            sys.stdout.write(f"\n{path[:60]:60}{1000 * statistics.median(times):8.1f} ms")
        for runaways in (0, 2):
            with ThreadPoolExecutor(50 + runaways) as crowd:
                long = [crowd.submit(seconds, site, query=RUNAWAY) for _ in range(runaways)]
                time.sleep(1.5 if runaways else 0)
                times = []
                for _ in range(ROUNDS):
                    times += crowd.map(lambda i: seconds(site, query=QUERIES[i % len(QUERIES)]), range(48))
                    time.sleep(0.3)
                stopped = [f.result() for f in long]
            done = sorted(t for _, t in times)
            sys.stdout.write(f"\n48 at once, {runaways} runaways: median {1000 * statistics.median(done):.0f} ms, ")
            sys.stdout.write(f"slowest {1000 * done[-1]:.0f} ms, ")
            sys.stdout.write(f"failed {sum(s != 200 for s, _ in times)}; runaways {[(s, round(t, 1)) for s, t in stopped]}")
    sys.stdout.write("\n")
