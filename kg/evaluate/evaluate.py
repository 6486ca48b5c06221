"""A graph against annotations made by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path, PurePath
from typing import Any

from kg.errors import GraphError, InputError
from kg.evaluate.entities import MODES, measure_entities
from kg.evaluate.gold import Gold
from kg.evaluate.match import measure_articles, measure_indicators, measure_positions, measure_relations
from kg.evaluate.measures import Measure, Measures
from kg.evaluate.proposals import measure_proposals
from kg.evaluate.read import KINDS, TYPES, read_gold
from kg.graph import GraphStore, rows

_MEASURED: dict[str, Callable[[Gold, Sequence[Mapping[str, Any]], Measures], None]] = {
    "articles": measure_articles,
    "entities": measure_entities,
    "positions": measure_positions,
    "proposals": measure_proposals,
    "relations": measure_relations,
    "indicators": measure_indicators,
}

_NAMES = (
    "articles",
    "articles date (gold rows right)",
    "articles bylines (gold rows right)",
    *(name for mode in MODES for name in (f"entities {mode}", *(f"entities {mode} {type_}" for type_ in TYPES))),
    "positions",
    "positions person+role",
    *(name for kind in KINDS for name in (f"proposals {kind} (characters)", f"proposers {kind}")),
    "topics (gold rows reached)",
    "relations",
    "indicators name+value+unit",
    "indicators full",
)
"""All measures, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """documents: file names of those annotated. measures: in the order of the tables, without those of which neither the graph nor an
    annotation says anything. doubts: what an annotator should look at again."""

    documents: tuple[str, ...]
    measures: tuple[Measure, ...]
    doubts: tuple[str, ...] = ()

    @property
    def figures(self) -> dict[str, dict[str, Any]]:
        """For each measure tp, fp, fn, precision, recall and f1."""
        return {measure.name: measure.figures() for measure in self.measures}


def evaluate(golds: Sequence[Gold], said: Iterable[Mapping[str, Any]]) -> Evaluation:
    """Holds rows, as `kg.graph.rows` gives them, against annotations. Rows of documents that are not annotated are passed over."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in said:
        found[row["table"], PurePath(row["source"]).name].append(row)
    measures = {name: Measure(name) for name in _NAMES}
    for gold in golds:
        for table, measure in _MEASURED.items():
            measure(gold, found[table, PurePath(gold.source).name], measures)
    doubts = tuple(f"{gold.source}: no form of {name} is in the text" for gold in golds for name in gold.doubts)
    return Evaluation(tuple(gold.source for gold in golds), tuple(m for m in measures.values() if m.right + m.wrong + m.missed), doubts)


def evaluate_graph(graph: GraphStore, gold: Path) -> Evaluation:
    """Holds a graph against the annotations in a file or folder. Raises InputError when they, or their documents, cannot be used."""
    sources: dict[str, list[str]] = defaultdict(list)
    for name in graph.sources:
        sources[PurePath(name).name].append(name)

    def text_of(name: str) -> str:
        match sources[PurePath(name).name]:
            case [one]:
                return graph.source_text(one)
            case []:
                raise GraphError(f"the graph has no document {name}")
            case several:
                raise InputError(f"{len(several)} documents of the graph are called {name}; an annotation can be of one only")

    return evaluate(read_gold(gold, text_of), rows(graph))


def annotated_examples(graph: GraphStore) -> Evaluation:
    """A graph of the example documents against the annotations that come with them. Raises InputError when they are not in the graph."""
    with as_file(files("kg") / "examples" / "gold") as folder:
        return evaluate_graph(graph, folder)
