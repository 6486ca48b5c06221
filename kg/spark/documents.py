"""The first stage: the documents of one partition, read one after the other and written as they come.

A task needs nothing of any other, and does the same wherever it runs, however often. A partition that is finished has a marker with the
digests of its documents and of its files; where they still hold, nothing is read again.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad

from kg.build.builder import prepared
from kg.build.decide import Runs
from kg.build.pool import Failure, attempt, collect_seldom
from kg.build.report import add_counts
from kg.graph import Prepared, SourceEntry
from kg.graph.dataset import source_triple
from kg.graph.remote import listing
from kg.graph.union import Statements
from kg.read import Found, Undecoded, Unreadable, open_found
from kg.spark.excerpt import Excerpt, lines_of, links
from kg.spark.folder import read_json
from kg.spark.job import Job, Made, fingerprint
from kg.spark.nquads import Written, canonical, said_lines, write_small, writing, written
from kg.spark.plan import read_plan


def documents(number: int, job: Job, again: bool) -> Made:
    """Makes partition `number`, or finds that it is made. again: make it in any case.

    Raises GraphError when the folder cannot be read or written from this machine, InputError when its program is another one.
    """
    key = job.key()
    wanted = list(read_plan(job.place.plan, number, job.partitions))
    if not again and (made := _made(number, job, key, wanted)) is not None:
        return made
    return _make(number, job, key, wanted)


def _made(number: int, job: Job, key: str, wanted: list[Found]) -> Made | None:
    """What the marker of a partition tells, if it is of these documents as they are now, and its files are whole."""
    marker = read_json(job.place.marker("documents", number, job.partitions))
    if marker is None or marker.get("key") != key:
        return None
    try:
        had = {name: digest for name, digest, _ in marker["sources"]}
        made = Made(
            number,
            True,
            marker["documents"],
            marker["characters"],
            marker["counts"],
            tuple((name, reason) for name, reason in marker["failed"]),
            tuple(map(Written.of, marker["files"])),
            Written.of(marker["said"]),
            Written.of(marker["excerpt"]),
            tuple(marker["runs"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    same = had == {found.name: fingerprint(found.path) for found in wanted}
    if not same or not all(file.stands(job.place.path) for file in (*made.files, made.said, made.excerpt)):
        return None
    return made if _judged_so(number, job, marker) else None


def entries(sources: Iterable[tuple[str, str | None, str | None]], job: Job) -> dict[str, SourceEntry]:
    """The documents of a marker that are in the graph, by name, as far as a marker tells."""
    return {
        name: SourceEntry(name, digest, job.mint.source(name, digest).value, run, 0, {})
        for name, digest, run in sources
        if digest is not None and run is not None
    }


def _judged_so(number: int, job: Job, marker: dict[str, Any]) -> bool:
    """Whether the documents were read with the decisions that bear on them now."""
    excerpt = Excerpt(job.place.path, job.base, entries(marker["sources"], job))
    if job.decisions is not None:
        excerpt.load(lines_of(job.place.excerpt(number, job.partitions)))
    runs = Runs(excerpt.graph, job.options, job.decisions)
    return all(runs.key(name) == entry.options for name, entry in excerpt.sources.items())


def _make(number: int, job: Job, key: str, wanted: list[Found]) -> Made:
    collect_seldom()
    place = job.place
    paths = [place.part(kind, number, job.partitions) for kind in ("documents", "contents")]
    sources: list[tuple[str, str | None, str | None]] = []
    failed: list[tuple[str, str]] = []
    said: Statements = {}
    counts: dict[str, Any] = {}
    runs: set[str] = set()
    characters = 0
    looked_at = place.excerpt(number, job.partitions)
    with writing(paths[0]) as stated, writing(paths[1]) as listed, writing(looked_at) as excerpt:
        for found in wanted:
            digest, result = _read(found, job)
            if isinstance(result, Failure):
                sources.append((found.name, digest, None))
                failed.append((found.name, result.reason))
                continue
            sources.append((found.name, digest, result.entry.options))
            excerpt.write(links(result.nquads))
            node = NamedNode(result.entry.graph)
            stated.write(canonical(result.nquads))
            stated.put([Quad(*source_triple(job.mint, node), job.mint.dataset_graph)])
            listed.put(listing(result.entry, result.text, job.mint))
            for entity, some in result.said.items():
                said.setdefault(entity, set()).update(some)
            add_counts(counts, _numbers(result.entry.counts))
            runs.add(result.entry.options)
            characters += len(result.text)
    remembered = place.said(number, job.partitions)
    with writing(remembered) as lines:
        lines.write("".join(said_lines(said)).encode())
    files = (written(place.path, paths[0], stated.quads), written(place.path, paths[1], listed.quads))
    made = Made(
        number,
        False,
        len(sources) - len(failed),
        characters,
        counts,
        tuple(failed),
        files,
        written(place.path, remembered, lines.quads),
        written(place.path, looked_at, excerpt.quads),
        tuple(sorted(runs)),
    )
    _mark(made, job, key, sources)
    return made


def _read(found: Found, job: Job) -> tuple[str | None, Prepared | Failure]:
    """A document, as it is stored, or why it is not; and the digest of its bytes, where they can be had."""
    opened = open_found(found)
    source = opened.decoded() if isinstance(opened, Undecoded) else opened
    if isinstance(source, Unreadable):
        return fingerprint(found.path), Failure(source.reason)
    work = functools.partial(prepared, reader=job.reader, options=job.options, decisions=job.decisions, base=job.base)
    return source.sha256, attempt(work, source)


def _numbers(counts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in counts.items() if name != "unread"}


def _mark(made: Made, job: Job, key: str, sources: list[tuple[str, str | None, str | None]]) -> None:
    """Writes the marker, at the very end."""
    path = job.place.marker("documents", made.number, job.partitions)
    fields = {
        "key": key,
        "sources": sources,
        "documents": made.documents,
        "characters": made.characters,
        "counts": made.counts,
        "failed": made.failed,
        "files": [file.fields for file in made.files],
        "said": made.said.fields,
        "excerpt": made.excerpt.fields,
        "runs": made.runs,
    }
    write_small(path, json.dumps(fields, ensure_ascii=False) + "\n")
