"""How long questions take, beside rdflib in memory and bare pyoxigraph.

KG_BENCH_QUADS says how large the graphs are: 1000000 if left out, 1000000,10000000 for both (the second: five minutes and 5 GB of disk).
Within a session means: the graph is open, and such a question was put before (what may be kept of the names is read at the second one).
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
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.ask import ask
from kg.graph import GraphStore, Prepared, describe, load_query
from kg.graph.query import evaluate
from kg.vocab import ontology
from tests.bench.generated import graph_of
from tests.bench.report import Figure, Group, Report
from tests.bench.timing import least, milliseconds, timed

SIZES = [int(size) for size in os.environ.get("KG_BENCH_QUADS", "1000000").split(",")]
RDFLIB = int(os.environ.get("KG_BENCH_RDFLIB", "100000"))
ASKED = """SELECT ?topic ?session ?who WHERE {
  ?p a kg:Recommendation ; kg:topic/skos:prefLabel ?topic ; kg:session/skos:prefLabel ?session ; kg:proposer ?person .
  ?person kg:mainType kg:Person ; skos:prefLabel ?who
} ORDER BY ?topic ?session ?who LIMIT 1"""
FIGURE = (
    "SELECT ?area WHERE { ?f kg:indicator ?name ; kg:area/skos:prefLabel ?area FILTER(CONTAINS(?name, '生产总值')) } ORDER BY ?area LIMIT 1"
)
PROJECT = """SELECT ?project ?place WHERE {
  ?p kg:mainType kg:Project ; schema:containedInPlace/skos:prefLabel ?place ; skos:prefLabel ?project
} ORDER BY ?project ?place LIMIT 1"""
POLICY = "SELECT ?name WHERE { ?p kg:mainType kg:Policy ; skos:prefLabel ?name } ORDER BY ?name LIMIT 1"
BODY = "SELECT ?name WHERE { ?p a kg:Commitment ; kg:proposer/skos:prefLabel ?name } ORDER BY ?name LIMIT 1"
_LONG = 100
PLAIN = """SELECT ?who ?text WHERE {
  GRAPH ?g { ?topic skos:prefLabel "%s"@zh-hans . ?p kg:topic ?topic ; kg:text ?text ; kg:proposer/skos:prefLabel ?who }
} LIMIT 100"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size:,}")
def bench_questions(place: Path, report: Report, size: int) -> None:
    folder = place / f"questions-{size}"
    sample, ordering = stored(folder, size)
    with GraphStore.open(folder, read_only=True) as graph:
        topic, session, person = first_of(graph, ASKED)
    plain = PLAIN % topic
    with GraphStore.open(folder, read_only=True) as graph:
        first = timed(functools.partial(load_query("who-proposed-what").run, graph, {"topic": topic, "session": session}))[0]
        asked, (spoken, fresh) = questions(graph, topic, session, person), asks(graph, topic, session, person)
        figures = [Figure(name, milliseconds(work, 5)) for name, work in asked.items()]
        spent = [Figure("who proposed what, by topic and session, the first question of all", first * 1000)]
        spent += [*fresh, *(Figure(name, least(work)) for name, work in (asked | spoken).items())]
        whole = {"who proposed what, all of it": "who-proposed-what", "statements without evidence": "statements-without-evidence"}
        spent += [Figure(name, least(functools.partial(load_query(query).run, graph), 1)) for name, query in whole.items()]
        spent.append(Figure("to put the files of the store in order, once at the end of a build", ordering * 1000))
        figures.append(Figure("plain SPARQL on the graph", milliseconds(lambda: graph.query(plain), 9)))
        figures.append(Figure("a word in the text index", milliseconds(lambda: graph.search(topic[:2]), 9)))
        count = graph.size
    figures += yardsticks(sample, folder, plain)
    note = (
        f"{count:,} quads, made from the example documents with other names. Plain SPARQL: proposals of one topic with text and proposer, "
        f"at most 100; rdflib holds {RDFLIB:,} quads of them. Medians, by the clock."
    )
    report.add(Group(f"Questions at {size:,} quads", "milliseconds", figures, note))
    report.add(Group(f"Questions at {size:,} quads: processor time", "milliseconds", spent, "The least of five within a session."))
    shutil.rmtree(folder)


def stored(folder: Path, size: int) -> tuple[list[Prepared], float]:
    """Makes the graph, and gives as many of its documents as rdflib is to hold, and how many seconds it took to put its files in order."""
    sample: list[Prepared] = []
    held = 0
    with GraphStore.create(folder) as graph:
        with graph.batch():
            for document in graph_of(size):
                graph.put_prepared(document)
                if held < RDFLIB:
                    sample.append(document)
                    held += document.entry.quads
            describe(graph)
        ordering = timed(graph.put_in_order)[0]
    return sample, ordering


def first_of(graph: GraphStore, query: str) -> list[str]:
    """The first row in the first document that has one: the rows of ten million quads take long to sort."""
    found = (evaluate(graph.store, query, {}, [NamedNode(entry.graph)]).rows for entry in graph.sources.values())
    return next([str(cell) for cell in rows[0]] for rows in found if rows)


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


def asks(graph: GraphStore, topic: str, session: str, person: str) -> tuple[dict[str, Callable[[], object]], list[Figure]]:
    """A question of each kind, in words; and how long those with a long answer took when they were put for the first time."""
    area, policy, body = (first_of(graph, query)[0] for query in (FIGURE, POLICY, BODY))
    project, place = first_of(graph, PROJECT)
    asked = (
        f"谁建议加强{topic}?", f"{person}提了什么建议?", f"2025年哪些委员关注{topic}?", f"{session}上谁关注{topic}?",
        f"{area}谁关注{topic}?", f"{area}2026年的目标是什么?", f"{area}2025年GDP增长是多少?", f"哪些项目在{place}?",
        f"{project}在哪里?", f"{body}承诺了什么?", f"谁是{body}的成员?", f"{person}担任什么职务?", f"谁和{person}一起提出了建议?",
        f"{person}的建议后来有没有写进政府工作报告?", f"哪些文献提到{policy}?", "谁建议加快跨境电商发展?", "某某某提了什么建议?",
        "天气怎么样?", f"what did {person} propose?", "谁关注教育?", "有哪些建议?",
    )  # fmt: skip
    first = {text: timed(functools.partial(ask, graph, text)) for text in asked}
    named = {text: f"{text} ({len(answer.rows)} rows)" for text, (_, answer) in first.items()}
    fresh = [Figure(f"{named[text]}, for the first time", first[text][0] * 1000) for text in asked if len(first[text][1].rows) > _LONG]
    return {named[text]: functools.partial(ask, graph, text) for text in asked}, fresh


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
