"""How long questions take, beside rdflib in memory and bare pyoxigraph.

KG_BENCH_QUADS says how large the graphs are: 1000000 if left out, 1000000,10000000 for both (the second takes minutes and 12 GB of disk).
KG_BENCH_RDFLIB says how many quads rdflib is given: it keeps them in memory, about 2 KB each.
"""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from kg.graph import GraphStore, Prepared, describe, load_query
from kg.vocab import ontology
from tests.bench.generated import graph_of
from tests.bench.report import Figure, Group, Report
from tests.bench.timing import milliseconds, timed

SIZES = [int(size) for size in os.environ.get("KG_BENCH_QUADS", "1000000").split(",")]
RDFLIB = int(os.environ.get("KG_BENCH_RDFLIB", "100000"))
ASKED = """SELECT ?topic ?session ?who WHERE {
  ?p a kg:Recommendation ; kg:topic/skos:prefLabel ?topic ; kg:session/skos:prefLabel ?session ; kg:proposer/skos:prefLabel ?who
} ORDER BY ?topic ?session ?who LIMIT 1"""
PLAIN = """SELECT ?who ?text WHERE {
  GRAPH ?g { ?topic skos:prefLabel "%s"@zh-hans . ?p kg:topic ?topic ; kg:text ?text ; kg:proposer/skos:prefLabel ?who }
} LIMIT 100"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size:,}")
def bench_questions(place: Path, report: Report, size: int) -> None:
    folder = place / f"questions-{size}"
    sample = stored(folder, size)
    with GraphStore.open(folder, read_only=True) as graph:
        topic, session, person = (str(cell) for cell in graph.query(ASKED).rows[0])
        asked, plain = questions(graph, topic, session, person), PLAIN % topic
        figures = [Figure(name, milliseconds(work, 5)) for name, work in asked.items()]
        figures.append(Figure("plain SPARQL on the graph", milliseconds(lambda: graph.query(plain), 9)))
        figures.append(Figure("a word in the text index", milliseconds(lambda: graph.search(topic[:2]), 9)))
        count = graph.size
    figures += yardsticks(sample, folder, plain)
    note = (
        f"{count:,} quads, made from the example documents with other names. Plain SPARQL: proposals of one topic with text and proposer, "
        f"at most 100; rdflib holds {RDFLIB:,} quads of them. Medians, by the clock."
    )
    report.add(Group(f"Questions at {size:,} quads", "milliseconds", figures, note))
    shutil.rmtree(folder)


def stored(folder: Path, size: int) -> list[Prepared]:
    """Makes the graph, and gives as many of its documents as rdflib is to hold."""
    sample: list[Prepared] = []
    held = 0
    with GraphStore.create(folder) as graph, graph.batch():
        for document in graph_of(size):
            graph.put_prepared(document)
            if held < RDFLIB:
                sample.append(document)
                held += document.entry.quads
        describe(graph)
    return sample


def questions(graph: GraphStore, topic: str, session: str, person: str) -> dict[str, Callable[[], object]]:
    """Files of queries with parameters that a reader would give."""
    wanted: dict[str, tuple[str, dict[str, str]]] = {
        "who proposed what, by topic and session": ("who-proposed-what", {"topic": topic, "session": session}),
        "who proposed what, by topic": ("who-proposed-what", {"topic": topic}),
        "who proposed what, by person": ("who-proposed-what", {"person": person}),
        "positions of a person": ("positions-of-person", {"person": person}),
        "topics counted": ("topics-count", {}),
    }
    return {name: functools.partial(load_query(query).run, graph, given) for name, (query, given) in wanted.items()}


def yardsticks(sample: list[Prepared], folder: Path, plain: str) -> list[Figure]:
    """The plain question without us: on the same store by pyoxigraph itself, and on fewer quads in rdflib's memory."""
    version = next((folder / "versions").iterdir()) / "store"
    bare, prefixes = Store.read_only(str(version)), ontology().prefixes
    same = milliseconds(lambda: list(bare.query(plain, prefixes=prefixes)), 9)  # type: ignore[arg-type]
    memory = rdflib.Dataset()
    loading, _ = timed(lambda: memory.parse(data=b"".join(d.nquads for d in sample), format="nquads"))
    own = milliseconds(lambda: list(memory.query(plain, initNs=prefixes)), 3)
    loaded = Store()
    quick, _ = timed(lambda: loaded.bulk_load(b"".join(d.nquads for d in sample), format=RdfFormat.N_QUADS))
    return [
        Figure("plain SPARQL, bare pyoxigraph on the same store", same, True),
        Figure(f"plain SPARQL, rdflib in memory, {len(loaded):,} quads", own, True),
        Figure(f"rdflib, to load those {len(loaded):,}", loading * 1000, True),
        Figure(f"pyoxigraph in memory, to load those {len(loaded):,}", quick * 1000, True),
    ]
