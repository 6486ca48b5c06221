"""How fast, how large, how safe: measured figures beside yardsticks that run at the same time, in the report that --report names.

Asserts nothing but what must hold at any speed. KG_BENCH_DOCUMENTS (1000 if left out) and KG_BENCH_KILLS (20) make it larger.
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import rdflib
from pyoxigraph import RdfFormat, Store

from kg.build import BuildOptions, build, read_document, read_pages
from kg.extract import extract
from kg.graph import GraphStore, prepare
from kg.graph.textindex import TextIndex
from kg.model import Source
from kg.read import read_sources
from kg.resolve import resolve
from tests.bench.documents import articles, documents, written
from tests.bench.report import Figure, Group, Report
from tests.bench.timing import milliseconds, timed
from tests.store.kills import is_whole, killed, quads, sources
from tests.store.small import read

DOCUMENTS = int(os.environ.get("KG_BENCH_DOCUMENTS", "1000"))
KILLS = int(os.environ.get("KG_BENCH_KILLS", "20"))
RUN = BuildOptions()
MEASURED = """
import json, resource, sys, time
from pathlib import Path
from kg.build import BuildOptions, build
from kg.read import read_sources
if __name__ == "__main__":
    began = time.perf_counter()
    build(read_sources([Path(sys.argv[1])]), Path(sys.argv[2]), BuildOptions(jobs=int(sys.argv[3]) or None))
    own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + below.ru_utime + below.ru_stime
    status = Path("/proc/self/status")  # what getrusage tells of a process begins with the memory of the one that started it
    lines = status.read_text().splitlines() if status.exists() else []
    most = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), own.ru_maxrss)
    print(json.dumps([time.perf_counter() - began, cpu, most / 1024, below.ru_maxrss / 1024]))
"""


def bench_steps_on_one_core(place: Path, report: Report) -> None:
    docs = [Source.of_text(*item) for item in documents(72)]
    for warm in docs[:8]:
        prepare(read_document(warm, RUN), run=RUN.run)
    docs = docs[8:]
    gc.set_threshold(50_000, 20, 100)  # as kg.build.pool does
    size = sum(len(d.text) for d in docs)
    segmented, readings = timed(lambda: [read_pages(d, RUN) for d in docs])
    extracted, found = timed(lambda: [extract(r) for r in readings])
    resolved, facts = timed(lambda: [resolve(r, f) for r, f in zip(readings, found, strict=True)])
    mapped, ready = timed(lambda: [prepare(f, run=RUN.run) for f in facts])

    def store() -> None:
        with GraphStore.create(place / "one") as graph, graph.batch():
            for document in ready:
                graph.put_prepared(document)

    stored, _ = timed(store)
    data = b"".join(d.nquads for d in ready)
    bare, _ = timed(lambda: Store(str(place / "bare")).bulk_load(data, format=RdfFormat.N_QUADS))
    few = b"".join(d.nquads for d in ready[:6])
    memory, _ = timed(lambda: rdflib.Dataset().parse(data=few, format="nquads"))
    few_size = sum(len(d.text) for d in docs[:6])
    seconds = {"segment": segmented, "extract": extracted, "resolve": resolved, "map": mapped, "store and index": stored}
    figures = [Figure(name, size / taken) for name, taken in seconds.items()]
    figures.append(Figure("the whole way", size / sum(seconds.values())))
    figures.append(Figure("bare pyoxigraph, the same quads", size / bare, True))
    figures.append(Figure("rdflib in memory, the same quads", few_size / memory, True))
    note = f"{len(docs)} documents, {size:,} characters; by processor time of one process."
    report.add(Group("From text to graph, one core", "characters/s", figures, note))


def bench_a_folder(place: Path, report: Report) -> None:
    size = written(place / "documents", documents(max(40, DOCUMENTS // 10)))
    figures, memory = [], []
    for jobs, name in ((1, "one process"), (0, "a process for each core")):
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, str(place / "documents"), str(place / f"jobs-{jobs}"), str(jobs)],
            cwd=Path(__file__).parents[2], capture_output=True, encoding="utf-8", check=True,
        )
        wall, cpu, own, below = json.loads(done.stdout.splitlines()[-1])
        figures += [Figure(name, size / wall), Figure(f"{name}, a core second", size / cpu)]
        memory += [Figure(name, own), *([Figure(f"{name}: the largest below it", below)] if not jobs else [])]
    report.add(Group("A folder", "characters/s", figures, f"{size:,} characters, program start not counted."))
    report.add(Group("Memory at its highest", "MB", memory, "Resident, of the build of that folder."))


def bench_one_more_document(place: Path, report: Report) -> None:
    written(place / "articles", articles(DOCUMENTS))
    graph = place / "many"
    build(read_sources([place / "articles"]), graph, RUN)
    taken: list[float] = []
    alone: list[float] = []
    bare: list[float] = []
    for number in range(5):
        more = place / f"more-{number}.txt"
        more.write_text(f"宜昌市\n市政协委员柳青禾建议，把充电桩装到楼下，每个小区不少于{number}个。\n", encoding="utf-8")
        began = time.perf_counter()
        build(read_sources([more]), graph, BuildOptions(jobs=1))
        taken.append(time.perf_counter() - began)
        ready = prepare(read_document(Source.of_text(f"again-{number}.txt", more.read_text(encoding="utf-8")), RUN), run=RUN.run)
        began = time.perf_counter()
        with GraphStore.open(graph) as store:
            store.put_prepared(ready)
        alone.append(time.perf_counter() - began)
    began = time.perf_counter()
    build(read_sources([place / "articles"]), graph, BuildOptions(jobs=1))
    unchanged = time.perf_counter() - began
    data = place / "data.nq"
    with GraphStore.open(graph, read_only=True) as store:
        store.store.dump(data, format=RdfFormat.N_QUADS)
        size = store.size
    there = Store(str(place / "there"))
    there.bulk_load(path=data, format=RdfFormat.N_QUADS)
    for _ in range(5):
        began = time.perf_counter()
        there.load(ready.nquads.replace(b"/again-", f"/{len(bare)}-".encode()), format=RdfFormat.N_QUADS)
        there.flush()
        bare.append(time.perf_counter() - began)
    figures = [
        Figure("kg build of one more document", statistics.median(taken)),
        Figure("the same document read before, opened to closed", statistics.median(alone)),
        Figure("the whole folder, unchanged", unchanged),
        Figure("bare pyoxigraph, open already: load and flush", statistics.median(bare), True),
    ]
    note = f"{size:,} quads; after the start of the program, medians of five, by the clock."
    report.add(Group(f"Into a graph of {DOCUMENTS:,} documents", "seconds", figures, note))
    with GraphStore.open(graph, read_only=True) as store:
        words = {"two characters": "电梯", "two, frequent": "代表", "eight characters": "老旧小区加装电梯", "not there": "鲲鹏展翅"}
        found = [Figure(name, milliseconds(lambda word=word: store.search(word))) for name, word in words.items()]  # type: ignore[misc]
    index = TextIndex(graph, read_only=True)
    texts = [text for *_, text in index.contents()]
    index.close()
    found.append(Figure("looking through all texts", milliseconds(lambda: [t for t in texts if "电梯" in t]), True))
    report.add(Group("Search for words", "milliseconds", found, f"{len(texts):,} texts; at most 100 hits."))


def bench_start(report: Report) -> None:
    def run(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True)

    figures = [
        Figure("kg --help", milliseconds(run("-m", "kg", "--help"), 9)),
        Figure("import rdflib", milliseconds(run("-c", "import rdflib"), 5), True),
        Figure("python alone", milliseconds(run("-c", "pass"), 5), True),
    ]
    report.add(Group("Start of the program", "milliseconds", figures))


def bench_killed(place: Path, report: Report) -> None:
    choose, graph, whole = random.Random(23), place / "killed", 0
    in_time = 0
    for step in range(KILLS):
        in_time += killed(graph, step, 60, choose.uniform(0, 3))
        if (graph / "manifest.json").exists():
            is_whole(graph, place / f"whole-{step}")
            shutil.rmtree(place / f"whole-{step}", ignore_errors=True)
            whole += 1
    build(sources(1, 60), graph, BuildOptions(jobs=1, prune=True), reader=read)
    build(sources(1, 60), place / "unkilled", BuildOptions(jobs=1), reader=read)
    assert quads(graph) == quads(place / "unkilled")
    figures = [Figure("killed with signal 9", in_time), Figure("whole afterwards", whole)]
    report.add(Group("Killed at random moments", "builds", figures, "Each graph equals a build from nothing of the documents it lists."))
