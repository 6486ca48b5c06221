"""Whatever was added, changed and removed before, in whatever order: the graph is the one that a build from nothing gives."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.build import BuildOptions, Outcome, build
from kg.graph import GraphStore
from kg.graph.frame import datatype
from kg.graph.textindex import TextIndex
from kg.model import Source
from kg.vocab import Mint, Term, iri
from tests.store.small import read, text

NAMES = ("甲.txt", "乙.txt", "丙.txt", "丁.txt")
Folder = dict[str, str]


def built(graph: Path, folder: Folder, **options: object) -> list[Outcome]:
    report = build((Source.of_text(*item) for item in folder.items()), graph, BuildOptions(jobs=1, **options), reader=read)  # type: ignore[arg-type]
    return [d.outcome for d in report.documents]


def contents(graph: Path) -> tuple[list[str], object, object, object]:
    """All quads, what the text index holds, the texts, and what is counted without counting."""
    with GraphStore.open(graph, read_only=True) as store:
        quads = sorted(map(str, store.store))
        assert store.size == len(quads)
        texts = {name: store.source_text(name) for name in store.sources}
        assert {f"{s.sha256}.txt" for s in store.sources.values()} == {p.name for p in (graph / "texts").iterdir()}
        index = TextIndex(graph, read_only=True)
        found = index.contents()
        index.close()
        return quads, found, texts, (store.sources, store.entities)


@st.composite
def histories(draw: st.DrawFn) -> list[Folder]:
    """What a folder held at each build: documents added, changed, copied, renamed and removed."""
    choose = random.Random(draw(st.integers(0, 2**32)))
    folder: Folder = {}
    states: list[Folder] = []
    for _ in range(draw(st.integers(2, 5))):
        for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)):
            action = draw(st.sampled_from(["write", "write", "write", "remove", "copy"]))
            if action == "remove":
                folder.pop(name, None)
            elif action == "copy" and folder:
                folder[name] = folder[choose.choice(sorted(folder))]
            else:
                folder[name] = text(choose)
        if folder:
            states.append(dict(folder))
    return states or [{NAMES[0]: text(choose)}]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.randoms(use_true_random=False))
def test_a_history_of_builds_equals_one_build(states: list[Folder], order: random.Random) -> None:
    with tempfile.TemporaryDirectory() as place:
        for state in states:
            names = order.sample(sorted(state), len(state))
            built(Path(place) / "grown", {name: state[name] for name in names}, prune=True)
        built(Path(place) / "new", states[-1])
        assert contents(Path(place) / "grown") == contents(Path(place) / "new")


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_forgetting_in_batches_and_one_by_one_equals_one_build(states: list[Folder]) -> None:
    with tempfile.TemporaryDirectory() as place:
        grown, last = Path(place) / "grown", states[-1]
        for state in states:
            built(grown, state)
        gone = sorted({name for state in states for name in state} - last.keys())
        with GraphStore.open(grown) as store:
            for name in gone[:1]:
                store.forget(name)
            with store.batch():
                for name in gone[1:]:
                    store.forget(name)
        built(grown, last)
        built(Path(place) / "new", last)
        assert contents(grown) == contents(Path(place) / "new")


def test_only_what_is_new_or_changed_is_read(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = {"甲.txt": "人 祝青禾\n", "乙.txt": "人 容墨\n", "丙.txt": "人 秦川\n"}
    assert built(graph, first) == [Outcome.BUILT] * 3
    second = {**first, "乙.txt": "人 容墨 女\n", "丁.txt": "人 秦川\n"}
    assert built(graph, second) == [Outcome.BUILT, Outcome.UNCHANGED, Outcome.BUILT, Outcome.UNCHANGED]
    third = {name: second[name] for name in ("乙.txt", "丁.txt")}
    assert built(graph, third) == [Outcome.UNCHANGED] * 2
    assert built(graph, third, prune=True) == [Outcome.UNCHANGED, Outcome.FORGOTTEN, Outcome.UNCHANGED, Outcome.FORGOTTEN]
    assert built(graph, third, prune=True) == [Outcome.UNCHANGED] * 2


def test_a_graph_is_changed_whatever_way_a_number_is_written(tmp_path: Path) -> None:
    node, more = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")
    place, score = Mint().inferred_graph, iri(Term.SCORE)

    def number(text: str) -> Literal:
        return Literal(text, datatype=datatype("decimal"))

    with GraphStore.create(tmp_path / "graph") as store:
        store.replace_graph(place, [(node, score, number("1.0"))])
        store.change_graph(place, [(node, score, number("1"))], [(node, score, number("1.00")), (more, score, number("0.50"))])
        assert store.size == len(store.store)
        found = {(q.subject, float(q.object.value)) for q in store.store.quads_for_pattern(None, score, None, place)}  # type: ignore[union-attr]
        assert found == {(node, 1.0), (more, 0.5)}
        store.change_graph(place, [(node, score, number("1.0")), (node, score, number("7"))], [])
        assert [q.subject for q in store.store.quads_for_pattern(None, score, None, place)] == [more]
        assert store.size == len(store.store)


def test_a_document_that_cannot_be_read_any_more_is_not_forgotten(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built(graph, {"甲.txt": "人 祝青禾\n", "乙.txt": "人 容墨\n"})
    before = contents(graph)[0]
    assert built(graph, {"甲.txt": "错\n", "乙.txt": "人 容墨\n"}, prune=True) == [Outcome.UNCHANGED, Outcome.FAILED]
    assert contents(graph)[0] == before
