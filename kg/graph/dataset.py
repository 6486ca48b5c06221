"""What the whole graph is, for catalogues: a description by DCAT and VoID in a named graph of its own.

Vocabularies: https://www.w3.org/TR/vocab-dcat-3/ and https://www.w3.org/TR/void/. No clock: a date stands there only if the user gives one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.graph.frame import Triple, date, integer
from kg.graph.run import SOFTWARE
from kg.graph.store import GraphStore
from kg.vocab import Mint, Term, iri, ontology

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_FACTS = {
    "articles": Term.ARTICLE,
    "positions": Term.POSITION,
    "observations": Term.QB_OBSERVATION,
    "relations": Term.RDF_STATEMENT,
    "recommendation": Term.RECOMMENDATION,
    "filed": Term.FILED_PROPOSAL,
    "commitment": Term.COMMITMENT,
}


@dataclass(frozen=True, slots=True)
class About:
    """What only the user can say of a dataset. title: its name. license: IRI of its licence. issued: ISO 8601 date of publication.

    Raises InputError when a value is not possible.
    """

    title: str | None = None
    license: str | None = None
    issued: str | None = None

    def __post_init__(self) -> None:
        if self.issued is not None and not _DATE.fullmatch(self.issued):
            raise InputError(f"--issued {self.issued}: not a date: write 2025, 2025-01 or 2025-01-08")
        if self.license is not None:
            try:
                NamedNode(self.license)
            except ValueError as error:
                raise InputError(f"--license {self.license}: not an IRI, such as https://creativecommons.org/licenses/by/4.0/") from error


def describe(graph: GraphStore, about: About | None = None) -> None:
    """Writes the description of the graph as it is now, in place of an older one. Raises GraphError when it cannot be written."""
    mint, sources = Mint(graph.base), graph.sources.values()
    place, part = mint.dataset_graph, iri(Term.DCTERMS_SOURCE)
    named, said = set(), set()  # a graph may have a million sources: which they are is compared as text
    for quad in graph.store.quads_for_pattern(None, None, None, place):
        if quad.predicate == part:
            named.add(quad.object.value)  # type: ignore[union-attr]
        else:
            said.add((quad.subject, quad.predicate, quad.object))
    totals = Totals(
        graph.ontology_version,
        graph.size - len(said) - len(named),
        len(sources),
        graph.entities,
        fact_counts(source.counts for source in sources),
        {source.options for source in sources},
    )
    wanted, now = {source.graph for source in sources}, set(description(mint, about or About(), totals))
    gone = [source_triple(mint, NamedNode(node)) for node in sorted(named - wanted)]
    come = [source_triple(mint, NamedNode(node)) for node in sorted(wanted - named)]
    graph.change_graph(place, [*gone, *(said - now)], [*come, *(now - said)])  # type: ignore[list-item]


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of a description. ontology: version that the graph keeps to. quads: all but the description's own. documents: how many
    sources. entities, facts: how many there are by IRI of their class. runs: keys of the runs that read them."""

    ontology: str
    quads: int
    documents: int
    entities: Mapping[str, int]
    facts: Mapping[str, int]
    runs: Collection[str]


def source_triple(mint: Mint, source: NamedNode) -> Triple:
    """That the dataset has a source, given by the IRI of its named graph."""
    return mint.dataset, iri(Term.DCTERMS_SOURCE), source


def description(mint: Mint, about: About, totals: Totals) -> Iterator[Triple]:
    """All that the graph's description says, but which sources there are (`source_triple`)."""
    node, kind = mint.dataset, iri(Term.RDF_TYPE)
    yield node, kind, iri(Term.DCAT_DATASET)
    yield node, kind, iri(Term.VOID_DATASET)
    yield node, iri(Term.DCTERMS_TITLE), Literal(about.title) if about.title else Literal("两会知识图谱", language="zh-hans")
    yield node, iri(Term.DCTERMS_DESCRIPTION), Literal("谁提出了什么，每一陈述附原文。", language="zh-hans")
    yield node, iri(Term.DCTERMS_DESCRIPTION), Literal("Who proposed what, each statement with the words that say it.", language="en")
    yield node, iri(Term.DCTERMS_LANGUAGE), Literal("zh-hans")
    yield node, iri(Term.SCHEMA_SOFTWARE_VERSION), Literal(SOFTWARE)
    yield node, iri(Term.DCTERMS_CONFORMS_TO), NamedNode(f"{ontology().graph.value}/{totals.ontology}")
    yield node, iri(Term.VOID_VOCABULARY), ontology().graph
    yield node, iri(Term.VOID_URI_SPACE), Literal(mint.base)
    yield node, iri(Term.VOID_TRIPLES), integer(totals.quads)
    yield node, iri(Term.VOID_ENTITIES), integer(sum(totals.entities.values()))
    yield node, iri(Term.VOID_DOCUMENTS), integer(totals.documents)
    if about.license is not None:
        yield node, iri(Term.DCTERMS_LICENSE), NamedNode(about.license)
    if about.issued is not None:
        yield node, iri(Term.DCTERMS_ISSUED), date(about.issued)
    for run in sorted(totals.runs):
        yield node, iri(Term.PROV_WAS_GENERATED_BY), mint.run(run)
    for class_, number in {**totals.entities, **totals.facts}.items():
        part = mint.path("dataset", class_.rpartition("#")[2])
        yield node, iri(Term.VOID_CLASS_PARTITION), part
        yield part, kind, iri(Term.VOID_DATASET)
        yield part, iri(Term.VOID_CLASS), NamedNode(class_)
        yield part, iri(Term.VOID_ENTITIES), integer(number)


def licence(graph: GraphStore) -> str | None:
    """IRI of the licence that the graph's description names; None if it names none."""
    mint = Mint(graph.base)
    found = graph.store.quads_for_pattern(mint.dataset, iri(Term.DCTERMS_LICENSE), None, mint.dataset_graph)
    return next((quad.object.value for quad in found if isinstance(quad.object, NamedNode)), None)


def about(graph: GraphStore) -> About:
    """What the user said when the graph was described last."""
    mint = Mint(graph.base)

    def said(term: Term) -> str | None:
        found = graph.store.quads_for_pattern(mint.dataset, iri(term), None, mint.dataset_graph)
        values = [quad.object for quad in found]
        plain = [v.value for v in values if isinstance(v, NamedNode) or (isinstance(v, Literal) and v.language is None)]
        return plain[0] if plain else None

    return About(said(Term.DCTERMS_TITLE), said(Term.DCTERMS_LICENSE), said(Term.DCTERMS_ISSUED))


def fact_counts(counts: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How many statements of each class there are, by IRI of the class, from the counts of sources."""
    found: Counter[str] = Counter()
    for source in counts:
        for name, number in {**source, **source["proposals"]}.items():
            if name in _FACTS and number:
                found[iri(_FACTS[name]).value] += number
    return found
