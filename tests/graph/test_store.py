"""The folder of a graph: one writer, nothing overwritten, and always what a build from nothing would give."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError
from kg.graph import GraphStore, Run
from kg.model import DocumentFacts, Source
from tests.graph.sample import CITY, PAGE, page, report

ROOT = Path(__file__).resolve().parents[2]


def lines(graph: GraphStore) -> list[str]:
    return sorted(map(str, graph.store))


def built(path: Path, *documents: DocumentFacts) -> list[str]:
    with GraphStore.create(path) as graph:
        for facts in documents:
            graph.put(facts)
        return lines(graph)


def renamed() -> DocumentFacts:
    """The report with a longer name for an entity that it shares with the page."""
    facts = report("other.txt")
    longer = CITY._replace(name="湖阳省云溪市")
    entities = tuple(replace(e, ref=longer) if e.ref == CITY else e for e in facts.entities)
    relations = tuple(replace(r, object=longer) for r in facts.relations)
    observations = tuple(replace(o, area=longer) for o in facts.observations)
    return replace(facts, entities=entities, relations=relations, observations=observations)


def names(graph: GraphStore, path: str) -> dict[str, list[str]]:
    """Names of an entity in the graph of entities, by property."""
    found: dict[str, list[str]] = {}
    node, place = NamedNode(graph.base + path), NamedNode(graph.base + "graph/entities")
    for quad in graph.store.quads_for_pattern(node, None, None, place):
        found.setdefault(quad.predicate.value.rpartition("#")[2], []).append(quad.object.value)
    return {key: sorted(values) for key, values in found.items()}


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    documents = (page(), report(), renamed())
    graphs = [built(tmp_path / str(i), *order) for i, order in enumerate(itertools.permutations(documents))]
    assert all(graph == graphs[0] for graph in graphs)


def test_entities_gather_the_names_of_all_sources(graph: GraphStore) -> None:
    graph.put(renamed())
    assert names(graph, "district/云溪市") == {
        "type": ["https://w3id.org/lianghui-kg/ontology#District"],
        "mainType": ["https://w3id.org/lianghui-kg/ontology#District"],
        "prefLabel": ["湖阳省云溪市"],
        "altLabel": ["云溪市", "全市"],
        "notation": ["439900"],
        "exactMatch": ["https://w3id.org/lianghui-kg/ontology#division/439900"],
        "kind": ["prefecture"],
    }
    graph.forget("other.txt")
    assert names(graph, "district/云溪市")["prefLabel"] == ["云溪市"]
    graph.forget("page.txt")
    assert names(graph, "district/云溪市")["prefLabel"] == ["云溪市"]
    assert "altLabel" not in names(graph, "district/云溪市")
    assert names(graph, "person/云溪市/祝青禾") == {}


def test_replacing_equals_a_build_from_nothing(tmp_path: Path) -> None:
    new = page(text=PAGE + "完\n")
    with GraphStore.create(tmp_path / "a") as graph:
        for facts in (page(), report(), renamed()):
            graph.put(facts)
        old_text = graph.sources["page.txt"].sha256
        graph.put(new)
        assert lines(graph) == built(tmp_path / "b", new, report(), renamed())
        assert graph.source_text("page.txt") == PAGE + "完\n"
        assert not (tmp_path / "a" / "texts" / f"{old_text}.txt").exists()


def test_forgetting_equals_a_build_from_nothing(tmp_path: Path) -> None:
    with GraphStore.create(tmp_path / "a") as graph:
        for facts in (page(), report(), renamed()):
            graph.put(facts)
        graph.forget("page.txt")
        graph.forget("other.txt")
        assert lines(graph) == built(tmp_path / "b", report())
        with pytest.raises(GraphError, match=r"no source page\.txt"):
            graph.forget("page.txt")
        with pytest.raises(GraphError, match=r"no source page\.txt"):
            graph.source_text("page.txt")


def test_putting_the_same_again_changes_nothing(graph: GraphStore) -> None:
    before = lines(graph)
    graph.put(page())
    assert lines(graph) == before


def test_two_files_with_the_same_text_are_two_sources(graph: GraphStore) -> None:
    graph.put(page("copy.txt"))
    assert len(graph.sources) == 3
    graph.forget("page.txt")
    assert graph.source_text("copy.txt") == PAGE


def test_has_tells_content_and_options_apart(graph: GraphStore) -> None:
    known = graph.sources["page.txt"]
    assert graph.has("page.txt", known.sha256)
    assert not graph.has("page.txt", "0" * 64)
    assert not graph.has("elsewhere.txt", known.sha256)
    run = Run(options=(("place", "云溪市"),))
    assert not graph.has("page.txt", known.sha256, run.key)
    graph.put(page(), run)
    assert graph.has("page.txt", known.sha256, run.key)
    assert not graph.has("page.txt", known.sha256)


def test_the_manifest_counts(graph: GraphStore, tmp_path: Path) -> None:
    manifest = json.loads((tmp_path / "graph" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["format"] == 1
    assert list(manifest["sources"]) == ["page.txt", "report.txt"]
    counts = manifest["sources"]["page.txt"]["counts"]
    assert (counts["articles"], counts["positions"], counts["observations"], counts["relations"]) == (1, 3, 2, 6)
    assert counts["entities"] == {"District": 2, "Organization": 5, "Person": 2, "Policy": 1, "Project": 2, "Session": 1}
    assert counts["proposals"] == {"commitment": 1, "filed": 1, "recommendation": 1}
    assert counts["doubts"]["area-not-stated"] == 1


def test_another_base_gives_the_same_graph_under_it(tmp_path: Path) -> None:
    base = "https://example.org/data/"
    with GraphStore.create(tmp_path / "a", base=base) as graph:
        graph.put(page())
        here = sorted(line.replace(base, "https://w3id.org/lianghui-kg/id/") for line in map(str, graph.store))
    assert here == built(tmp_path / "b", page())
    with pytest.raises(GraphError, match=r"begin with https://example\.org/data/"):
        GraphStore.open_or_create(tmp_path / "a", base="https://example.org/other/")


def test_a_graph_is_found_again(tmp_path: Path) -> None:
    expected = built(tmp_path / "a", page())
    with GraphStore.open_or_create(tmp_path / "a") as graph:
        assert lines(graph) == expected


# ---- what is no graph


def test_a_folder_that_is_no_graph_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for attempt in (GraphStore.create, GraphStore.open, GraphStore.open_or_create):
        with pytest.raises(GraphError, match="not a graph"):
            attempt(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]
    with pytest.raises(GraphError, match="already holds a graph"):
        built(tmp_path / "g")
        GraphStore.create(tmp_path / "g")
    with pytest.raises(GraphError, match="does not exist"):
        GraphStore.open(tmp_path / "nowhere", read_only=True)
    with pytest.raises(GraphError, match="not a graph"):
        GraphStore.open_or_create(tmp_path / "notes.txt")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"format": 99, "sources": {}}', "newer version"),
        ('{"format": "x"}', "another program"),
        ("[1]", "another program"),
        ('{"format": 1}', "damaged"),
        ("{", "cannot be read"),
    ],
)
def test_a_manifest_of_another_kind_is_an_error(tmp_path: Path, content: str, message: str) -> None:
    built(tmp_path / "g", page())
    (tmp_path / "g" / "manifest.json").write_text(content, encoding="utf-8")
    for read_only in (True, False):
        with pytest.raises(GraphError, match=message):
            GraphStore.open(tmp_path / "g", read_only=read_only)
    assert (tmp_path / "g" / "manifest.json").read_text(encoding="utf-8") == content


# ---- one writer or several readers


def test_one_writer_or_several_readers(tmp_path: Path) -> None:
    path = tmp_path / "g"
    built(path, page())
    with GraphStore.open(path, read_only=True) as first, GraphStore.open(path, read_only=True) as second:
        before = lines(first)
        assert before == lines(second)
        with pytest.raises(GraphError, match="reading only"):
            first.put(report())
        with GraphStore.open(path) as writer:
            with pytest.raises(GraphError, match="in use"):
                GraphStore.open(path)
            writer.put(report())
            with GraphStore.open(path, read_only=True) as third:
                assert list(third.sources) == ["page.txt", "report.txt"]
        assert lines(first) == lines(second) == before and list(first.sources) == ["page.txt"]
    with pytest.raises(GraphError, match="closed"):
        writer.put(page())


def test_a_second_program_is_told_that_the_graph_is_in_use(tmp_path: Path) -> None:
    path = tmp_path / "g"
    built(path, page())
    code = f"from pathlib import Path; from kg.graph import GraphStore; GraphStore.open(Path({str(path)!r}))"
    with GraphStore.open(path):
        second = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert second.returncode == 1 and "the graph is in use by another program" in second.stderr


# ---- killed in the middle


def test_a_killed_build_leaves_a_graph_that_opens_and_can_be_completed(tmp_path: Path) -> None:
    path = tmp_path / "g"
    code = (
        "import os; from pathlib import Path; from kg.graph import GraphStore; from tests.graph.sample import page, report\n"
        f"graph = GraphStore.create(Path({str(path)!r}))\n"
        "with graph.batch():\n"
        "    graph.put(page()); graph.put(report()); os._exit(9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 9
    with GraphStore.open(path, read_only=True) as graph:
        assert graph.sources == {}
    with GraphStore.open(path) as graph:
        assert lines(graph) == built(tmp_path / "empty")
        assert not graph.has("page.txt", page().source.sha256)
        graph.put(page())
        assert lines(graph) == built(tmp_path / "whole", page())


def test_a_manifest_of_an_older_version_gives_way_to_the_version_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "g"
    built(path, page(), report())
    manifest = (path / "manifest.json").read_text(encoding="utf-8")
    with GraphStore.open(path) as graph:
        graph.put(page(), Run(options=(("place", "别处"),)))
        graph.forget("report.txt")
        expected = lines(graph)
    (path / "manifest.json").write_text(manifest, encoding="utf-8")
    for read_only in (True, False):
        with GraphStore.open(path, read_only=read_only) as graph:
            assert list(graph.sources) == ["page.txt"]
            assert lines(graph) == expected


def test_damage_to_the_entities_is_not_carried_on_when_a_source_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "g"
    built(path, page(), report())
    with GraphStore.open(path) as graph:
        stray = Quad(
            NamedNode("https://example.org/x"), NamedNode("https://example.org/y"), Literal("z"), NamedNode("https://example.org/g")
        )
        graph.store.add(stray)
    with GraphStore.open(path) as graph:
        assert lines(graph) == built(tmp_path / "whole", page(), report())


def test_a_source_with_a_strange_name_is_kept(tmp_path: Path) -> None:
    facts = replace(page(), source=Source.of_text("page.txt", PAGE))
    odd = page('奇 怪"<>{}.txt')
    with GraphStore.create(tmp_path / "g") as graph:
        graph.put(facts)
        graph.put(odd)
        assert set(graph.sources) == {"page.txt", '奇 怪"<>{}.txt'}
        graph.forget('奇 怪"<>{}.txt')
        assert lines(graph) == built(tmp_path / "h", facts)
