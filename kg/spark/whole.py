"""The last stage, on the driver: what is said of the whole graph, and the manifest that says that all is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import Quad

from kg.build.inference import infer
from kg.build.report import add_counts
from kg.errors import GraphError
from kg.graph import SourceEntry, decided, identify
from kg.graph.dataset import Totals, description, fact_counts
from kg.graph.remote import heading
from kg.lexicon.authority import Authority
from kg.lexicon.decisions import Decision
from kg.spark.documents import entries
from kg.spark.excerpt import Excerpt, lines_of, without_types
from kg.spark.folder import FORMAT, KIND, read_json
from kg.spark.job import Job, Joined, Made
from kg.spark.nquads import Written, writing, written
from kg.spark.report import SparkReport
from kg.vocab import digest, ontology


def finish(
    job: Job,
    made: Sequence[Made],
    entities: Sequence[Joined],
    failed: Sequence[tuple[str, str]],
    authority: Authority | None,
    *,
    candidates: bool,
) -> SparkReport:
    """Writes what is left to write, and tells what there is. Raises GraphError when it cannot be written."""
    place, mint = job.place, job.mint
    excerpt = Excerpt(place.path, job.base, _sources(job) if candidates or job.decisions is not None else {})
    excerpt.load(_looked_at(job, entities, candidates))
    unmatched = identify(excerpt.graph, authority)
    idle: tuple[Decision, ...] = ()
    if candidates:
        infer(excerpt.graph, job.decisions)
        idle = decided.idle(excerpt.graph, job.decisions) if job.decisions is not None else ()
    words = ontology()
    rest = [
        _write(job, "ontology", (Quad(q.subject, q.predicate, q.object, words.graph) for q in words.triples)),
        *(_write(job, graph.value.rpartition("/")[2], quads) for graph, quads in sorted(excerpt.said.items(), key=str) if quads),
    ]
    counts: dict[str, Any] = {}
    for part in made:
        add_counts(counts, part.counts)
    classes: dict[str, int] = {}
    for joined in entities:
        add_counts(classes, joined.entities)  # type: ignore[arg-type]
    documents = sum(part.documents for part in made)
    stated = [part.files[0] for part in made]
    without = sum(file.quads for file in (*stated, *(part.file for part in entities), *rest)) - documents  # each is named as a source
    totals = Totals(words.version, without, documents, classes, fact_counts([counts]), {run for part in made for run in part.runs})
    about = _write(job, "description", (Quad(*t, mint.dataset_graph) for t in description(mint, job.options.about, totals)))
    files = [*stated, *(part.file for part in entities), *rest, about, *(part.files[1] for part in made)]
    quads = sum(file.quads for file in files[: len(files) - len(made)])
    files.append(_write(job, "head", heading(job.base), "contents"))
    report = SparkReport(
        job.folder,
        documents,
        sum(part.characters for part in made),
        tuple(failed),
        job.partitions,
        sum(not part.again for part in made),
        quads,
        len(files),
        sum(file.bytes for file in files),
        counts,
        unmatched,
        idle,
    )
    place.complete(_manifest(job, report, classes, files), _kept(job, made, entities, files))
    return report


def _looked_at(job: Job, entities: Sequence[Joined], candidates: bool) -> Iterator[bytes]:
    """What the steps over the whole graph look at."""
    if not candidates:
        yield from (line.encode() for part in entities for line in part.excerpt)
        return
    for part in entities:
        yield from lines_of(job.place.path / part.file.path)
    for number in range(job.partitions):
        yield from without_types(lines_of(job.place.excerpt(number, job.partitions)))


def _sources(job: Job) -> dict[str, SourceEntry]:
    """All documents in the graph, in order of their names."""
    found: dict[str, SourceEntry] = {}
    for number in range(job.partitions):
        path = job.place.marker("documents", number, job.partitions)
        marker = read_json(path)
        if marker is None:
            raise GraphError(f"{path}: cannot be read, although it was just written; do all machines see the same folder?")
        found.update(entries(marker["sources"], job))
    return dict(sorted(found.items()))


def _write(job: Job, name: str, quads: Iterable[Quad], kind: str = "rest") -> Written:
    path = job.place.file(kind, name)
    with writing(path) as file:
        file.put(quads)
    return written(job.place.path, path, file.quads)


def _manifest(job: Job, report: SparkReport, classes: dict[str, int], files: Sequence[Written]) -> dict[str, Any]:
    words, run = ontology(), job.options.run
    return {
        "kind": KIND,
        "format": FORMAT,
        "software": run.software,
        "options": dict(sorted(run.options)),
        "run": run.key,
        "base": job.base,
        "ontology": words.version,
        "ontology_digest": digest([str(q) for q in words.triples]),
        "partitions": job.partitions,
        "documents": report.documents,
        "characters": report.characters,
        "quads": report.quads,
        "entities": dict(sorted(classes.items())),
        "found": report.counts,
        "failed": [{"name": name, "reason": reason} for name, reason in report.failed],
        "files": [file.fields for file in files],
    }


def _kept(job: Job, made: Sequence[Made], entities: Sequence[Joined], files: Sequence[Written]) -> set[str]:
    """All files that belong to this build."""
    place = job.place
    paths = [file.path for file in (*files, *(part.said for part in made), *(part.excerpt for part in made))]
    of_documents = (place.marker("documents", part.number, job.partitions) for part in made)
    of_entities = (place.marker("entities", part.number, len(entities)) for part in entities)
    lists = (place.plan / f"{place.said(part.number, job.partitions).name.removesuffix('.nt.gz')}.jsonl" for part in made)
    return {*paths, *(path.relative_to(place.path).as_posix() for path in (*of_documents, *of_entities, *lists))}
