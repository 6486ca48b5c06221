"""The whole check of a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from kg.check.across import checks
from kg.check.quotes import compare
from kg.check.report import Finding, Report
from kg.check.shapes import conform
from kg.graph import GraphStore
from kg.vocab import Mint


def check(graph: GraphStore, on_step: Callable[[str, int], None] = lambda name, steps: None) -> Report:
    """Holds a graph to the shapes, to the checks across statements, and its quotes to the texts. The graph is only read.

    on_step: called before each step with what is looked at, and how many steps there are.
    Raises RuleError when a shape or check is damaged.
    """
    places = list(_named_graphs(graph))
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
    for name, across in checks().items():
        on_step(name, steps)
        findings += across.run(graph)
    # what is said twice (a span that two annotations share) is one finding; a file without a name stands first
    ordered = sorted(set(findings), key=lambda f: (f.severity, f.check, f.document or "", f.iri, f.found))
    return Report(str(graph.path), len(places), triples, quotes, len(checks()), tuple(ordered))


def _named_graphs(graph: GraphStore) -> Iterator[tuple[NamedNode, str | None]]:
    """The named graphs with data, each with the name of its document; without the ontology's own."""
    mint = Mint(graph.base)
    for name, entry in graph.sources.items():
        yield NamedNode(entry.graph), name
    for node in (mint.entities_graph, mint.inferred_graph, mint.authority_graph, mint.dataset_graph):
        yield node, None


__all__ = ["check", "checks"]
