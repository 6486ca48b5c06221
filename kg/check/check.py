"""The whole check of a graph, or of some of its documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from pyoxigraph import NamedNode

from kg.check.across import checks
from kg.check.quotes import compare
from kg.check.report import Finding, Report
from kg.check.shapes import conform
from kg.graph import GraphStore, SourceEntry
from kg.vocab import Mint


def check(
    graph: GraphStore,
    on_step: Callable[[str, int], None] = lambda name, steps: None,
    *,
    documents: Collection[str] | None = None,
    at_most: int | None = None,
) -> Report:
    """Holds a graph to the shapes, to the checks across statements, and its quotes to the texts. The graph is only read.

    on_step: called before each step with what is looked at, and how many steps there are. documents: names of the documents to look at, in
    a graph in a folder; if left out, all, and what is said of none in particular (entities, links, description). at_most: how many triples
    are held to the shapes, which is what takes the time: documents are taken as the digests of their bytes fall, which is as good as by
    chance and the same each time, as long as they fit; the others are held to the checks across statements alone.
    Raises RuleError when a shape or check is damaged.
    """
    chosen = {name: entry for name, entry in graph.sources.items() if documents is None or name in documents}
    within = _within(chosen, at_most)
    places = [*((NamedNode(entry.graph), name) for name, entry in within.items()), *(_others(graph) if documents is None else ())]
    steps = len(places) + len(checks())
    findings: list[Finding] = []
    triples = quotes = 0
    for node, document in places:
        on_step(document or node.value, steps)
        quads = list(graph.store.quads_for_pattern(None, None, None, node))
        triples += len(quads)
        findings += conform(quads, document)
        if document is not None:
            compared = list(compare(graph, document))
            quotes += len(compared)
            findings += [finding for finding in compared if finding is not None]
    # a server is asked once for all
    sources = [NamedNode(entry.graph) for entry in chosen.values()] if isinstance(graph.path, Path) else None
    for name, across in checks().items():
        on_step(name, steps)
        findings += across.run(graph, sources)
    # what is said twice (a span that two annotations share) is one finding; a file without a name stands first
    ordered = sorted(set(findings), key=lambda f: (f.severity, f.check, f.document or "", f.iri, f.found))
    return Report(str(graph.path), len(places), triples, quotes, len(checks()), tuple(ordered), len(chosen) - len(within))


def _within(chosen: Mapping[str, SourceEntry], at_most: int | None) -> dict[str, SourceEntry]:
    """The documents that fit, in the order in which they were given."""
    if at_most is None:
        return dict(chosen)
    taken = set()
    for name, entry in sorted(chosen.items(), key=lambda item: (item[1].sha256, item[0])):
        if entry.quads <= at_most:
            at_most -= entry.quads
            taken.add(name)
    return {name: entry for name, entry in chosen.items() if name in taken}


def _others(graph: GraphStore) -> Iterator[tuple[NamedNode, None]]:
    """The named graphs of no document; without the ontology's own."""
    mint = Mint(graph.base)
    for node in (mint.entities_graph, mint.inferred_graph, mint.authority_graph, mint.dataset_graph):
        yield node, None


__all__ = ["check", "checks"]
