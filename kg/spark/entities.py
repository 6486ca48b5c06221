"""The second stage: what all documents say of an entity is brought together by its IRI (a keyed shuffle), and made one as in a graph on one
machine: by the same pure function, so that both agree."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import GraphError
from kg.graph.union import Said, together
from kg.spark.folder import read_json
from kg.spark.job import Job, Joined
from kg.spark.nquads import Written, write_small, writing, written
from kg.spark.plan import partition_of
from kg.vocab import Term, digest, iri

Keyed = tuple[str, set[str]]
"""The IRI of an entity, as it stands in a line of N-Triples, and what is said of it, as the rest of such lines."""


def said_of_entities(number: int, job: Job, partitions: int, wanted: Collection[int]) -> Iterator[Keyed]:
    """What the documents of a partition say of the entities that fall into the `wanted` ones of so many partitions of entities."""
    path = job.place.said(number, job.partitions)
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            pairs = (line.rstrip("\n").split(" ", 1) for line in lines)
            for node, some in itertools.groupby(pairs, key=lambda pair: pair[0]):
                if partition_of(node, partitions) in wanted:
                    yield node, {rest for _, rest in some}
    except (OSError, EOFError) as error:
        raise GraphError(f"{path}: cannot be read ({error}); run the build again") from error


def added(one: set[str], other: set[str]) -> set[str]:
    """What two partitions say of an entity."""
    return one | other


def entities_key(job: Job, said: Sequence[Written], partitions: int, watched: Collection[str]) -> str:
    """What decides the bytes of the partitions of entities, and what is told of them."""
    return digest(job.key(), [file.sha256 for file in said], partitions, sorted(watched))


def found(number: int, job: Job, partitions: int, key: str) -> Joined | None:
    """A partition of entities that is finished already; None when it must be made."""
    marker = read_json(job.place.marker("entities", number, partitions))
    if marker is None or marker.get("key") != key:
        return None
    try:
        made = Joined(number, True, Written.of(marker["file"]), marker["entities"], tuple(marker["excerpt"]))
    except (KeyError, TypeError):
        return None
    return made if made.file.stands(job.place.path) else None


def joined(number: int, said: Iterable[Keyed], job: Job, partitions: int, key: str, watched: Collection[str]) -> Joined:
    """Makes a partition of the graph of entities. key: see `entities_key`. watched: names of which the driver asks who bears them."""
    place, graph = job.place, job.mint.entities_graph
    main, names = iri(Term.MAIN_TYPE), (iri(Term.SKOS_PREF_LABEL), iri(Term.SKOS_ALT_LABEL))
    classes: dict[str, int] = {}
    excerpt: list[str] = []
    path = place.part("entities", number, partitions)
    with writing(path) as file:
        for node, lines in sorted(said):
            statements = together(_parsed(node, lines))
            quads = [Quad(NamedNode(node[1:-1]), predicate, value, graph) for predicate, value in statements]
            file.put(quads)
            for predicate, value in statements:
                if predicate == main:
                    classes[value.value] = classes.get(value.value, 0) + 1
            if any(predicate in names and value.value in watched for predicate, value in statements):
                excerpt += sorted(f"{quad} .\n" for quad in quads)
    made = Joined(number, False, written(place.path, path, file.quads), classes, tuple(excerpt))
    marker = place.marker("entities", number, partitions)
    fields = {"key": key, "file": made.file.fields, "entities": classes, "excerpt": excerpt}
    write_small(marker, json.dumps(fields, ensure_ascii=False) + "\n")
    return made


def _parsed(node: str, lines: Iterable[str]) -> set[Said]:
    text = "".join(f"{node} {line}\n" for line in lines)
    triples = parse(text.encode(), format=RdfFormat.N_TRIPLES, lenient=True)
    return {(triple.predicate, cast(NamedNode | Literal, triple.object)) for triple in triples}
