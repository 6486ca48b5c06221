"""A person's decisions in a build: which of them bear on a document, and what must be read again because of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.build.options import BuildOptions
from kg.graph import GraphStore, Run
from kg.lexicon.decisions import Decisions, beside, read_decisions
from kg.model import DocumentFacts
from kg.resolve.decide import decided
from kg.vocab import Mint, Term, digest, iri


def decisions_for(graph: Path | str, named: Path | None) -> Decisions | None:
    """The decisions in the file that the user named, else in the file beside the graph; None when there is none, or nothing is decided.

    Raises InputError when the file cannot be used.
    """
    place = named if named is not None else beside(graph) if isinstance(graph, Path) else None
    if place is None or (named is None and not place.exists()):
        return None
    return read_decisions(place)


def judged(facts: DocumentFacts, options: BuildOptions, decisions: Decisions | None) -> tuple[DocumentFacts, Run]:
    """What a document says, with the decisions that bear on it applied, and the run that says which they were."""
    if decisions is None:
        return facts, options.run
    name, keys = facts.source.name, [entity.key for entity in facts.entities]
    splits = decisions.split(name)
    run = _run(options, decisions, name, [splits.get(key, key) for key in keys])
    return decided(facts, decisions.changes(name, keys)), run


class Runs:
    """The runs by which the documents of a graph must have been read to be as they are wanted. Asks the graph once, for the nodes that the
    decisions are about."""

    def __init__(self, graph: GraphStore, options: BuildOptions, decisions: Decisions | None) -> None:
        self._options, self._decisions = options, decisions
        self._plain = options.run
        self._keys: dict[str, set[str]] = defaultdict(set)
        mint = Mint(graph.base)
        for key in decisions.same if decisions is not None else ():
            node = mint.entity(key)
            for subject, predicate, value in ((node, Term.MAIN_TYPE, None), (None, Term.OWL_SAME_AS, node)):
                for quad in graph.store.quads_for_pattern(subject, iri(predicate), value, None):
                    self._keys[quad.graph_name.value].add(key)  # type: ignore[union-attr]
        self._names = {name: entry.graph for name, entry in graph.sources.items()}

    def key(self, name: str) -> str:
        """The key of the run that a document which the graph has must be of."""
        if self._decisions is None:
            return self._plain.key
        return _run(self._options, self._decisions, name, self._keys.get(self._names.get(name, ""), ())).key


def _run(options: BuildOptions, decisions: Decisions, name: str, keys: Iterable[str]) -> Run:
    bearing = decisions.bearing(name, keys)
    run = options.run
    return Run(run.software, (*run.options, ("decisions", digest(bearing, length=16)))) if bearing else run


__all__ = ["Runs", "decisions_for", "judged"]
