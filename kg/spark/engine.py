"""The build on Spark from beginning to end: documents by partition, entities by a keyed shuffle, then what is said of the whole graph."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.build import BuildOptions, read_document
from kg.build.builder import Reader
from kg.build.decide import decisions_for
from kg.errors import InputError
from kg.graph.lock import Lock
from kg.lexicon.authority import Authority, read_authority
from kg.read import find_files
from kg.spark.documents import documents
from kg.spark.entities import Keyed, added, entities_key, found, joined, said_of_entities
from kg.spark.folder import Folder
from kg.spark.job import Job, Joined, Made
from kg.spark.plan import how_many, how_many_of_entities, partition_of, write_plan
from kg.spark.progress import OnProgress, following
from kg.spark.report import SparkReport
from kg.spark.session import context
from kg.spark.whole import finish
from kg.vocab import DEFAULT_BASE


def build(
    sources: Sequence[Path],
    folder: Path,
    options: BuildOptions,
    *,
    master: str,
    partitions: int | None = None,
    packed: bool = True,
    candidates: bool = True,
    base: str = DEFAULT_BASE,
    on_progress: OnProgress = lambda *_: None,
    reader: Reader = read_document,
) -> SparkReport:
    """Reads the documents that `sources` (files and folders) stand for on the Spark cluster at `master`, and writes what they say into
    `folder` as N-Quads: the same statements as a new graph of these documents has. All machines must see both under the same path.

    The bytes of the files depend on the documents, the options and the number of `partitions` alone (None for one that follows from the
    number of documents), but for those of packed (gzip) files, which the version of zlib bears on, too. A build that was broken off is
    taken up where it stopped: partitions that are finished, of the same documents, program and options, are not made again. Nor are
    they when documents are added or changed later. candidates: whether to infer which nodes may be one, which one machine must do alone.

    Raises InputError when there is no document, no Spark, or nothing can be read; GraphError when the folder is another thing, cannot be
    written, or Spark gave up.
    """
    if partitions is not None and partitions < 1:
        raise InputError(f"--partitions {partitions}: at least one is needed")
    listed = find_files(sources)
    good = [one for one in listed if one.fault is None]
    faults = [(one.name, one.fault) for one in listed if one.fault is not None]
    if not good:
        raise _nothing_to_read(faults)
    authority = read_authority(options.names) if options.names is not None else None
    number = partitions or how_many(len(good))
    place = Folder(folder.absolute(), packed)
    decisions = decisions_for(folder, options.decisions)
    job = Job(str(place.path), packed, number, base, options.run.key, options, reader, decisions)
    with context(master) as spark:
        place.make()
        lock = Lock(place.lock, exclusive=True)
        try:
            place.begin()
            write_plan(place.plan, good, number)
            with following(spark, on_progress):
                made = _documents(spark, job, options.again)
                failed = sorted([*faults, *(one for part in made for one in part.failed)])
                if not any(part.documents for part in made):
                    raise _nothing_to_read(failed)
                entities = _entities(spark, job, made, authority)
            return finish(job, made, entities, failed, authority, candidates=candidates)
        finally:
            lock.release()


def _documents(spark: Any, job: Job, again: bool) -> list[Made]:
    task = functools.partial(documents, job=job, again=again)
    return sorted(spark.parallelize(range(job.partitions), job.partitions).map(task).collect(), key=lambda part: part.number)


def _entities(spark: Any, job: Job, made: Sequence[Made], authority: Authority | None) -> list[Joined]:
    said = [part.said for part in made]
    number = how_many_of_entities(sum(file.quads for file in said))
    watched = frozenset(name.name for name in authority.names) if authority is not None else frozenset()
    key = entities_key(job, said, number, watched)
    there = [part for each in range(number) if (part := found(each, job, number, key)) is not None]
    missing = frozenset(range(number)) - {part.number for part in there}
    if missing:
        each = functools.partial(said_of_entities, job=job, partitions=number, wanted=missing)
        together = spark.parallelize(range(job.partitions), min(job.partitions, spark.defaultParallelism)).flatMap(each)
        keyed = together.reduceByKey(added, number, functools.partial(partition_of, partitions=number))
        task = functools.partial(_joined, job=job, partitions=number, key=key, watched=watched, wanted=missing)
        there += keyed.mapPartitionsWithIndex(task).collect()
    return sorted(there, key=lambda part: part.number)


def _joined(
    number: int, said: Iterable[Keyed], job: Job, partitions: int, key: str, watched: frozenset[str], wanted: frozenset[int]
) -> Iterator[Joined]:
    if number in wanted:
        yield joined(number, said, job, partitions, key, watched)


def _nothing_to_read(failed: Sequence[tuple[str, str]]) -> InputError:
    if not failed:
        return InputError("no document was named: name files or folders")
    some = "; ".join(f"{name}: {reason}" for name, reason in failed[:3])
    return InputError(some if len(failed) == 1 else f"none of the {len(failed)} documents can be read: {some}")
