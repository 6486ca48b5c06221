"""A graph of an older ontology is brought up to date when it is written to, and refused with a clear line when it is only read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import GraphError
from kg.graph import GraphStore, describe
from kg.graph.manifest import NAME
from kg.graph.migrate import migrations
from kg.vocab import data_folder, ontology
from tests.graph.sample import page, report

NEW = ("skos:broader", "skos:exactMatch", "schema:variableMeasured", "org:classification")


def built(folder: Path) -> list[str]:
    """A graph with the two documents; what it says."""
    with GraphStore.create(folder) as graph:
        graph.put(page())
        graph.put(report())
        return sorted(map(str, graph.store))


def steps() -> list[str]:
    return [f.name for f in (data_folder("queries") / "migrate").iterdir()]


def test_every_version_before_leads_to_this_one() -> None:
    assert {"0.1-0.2.ru", "0.2-0.3.ru"} <= set(steps())
    (way,) = {tuple(f.name for f in migrations(Path("g"), "0.1.0", read_only=False))}
    assert way[-1].endswith(f"-{'.'.join(ontology().version.split('.')[:2])}.ru")
    assert migrations(Path("g"), ontology().version, read_only=True) == ()


def test_the_update_gives_what_a_new_build_gives(tmp_path: Path) -> None:
    wanted = built(tmp_path / "new")
    store = Store()
    with GraphStore.open(tmp_path / "new", read_only=True) as graph:
        store.extend(graph.store)
    home = ontology().graph.value
    # what 0.1 did not have: links to the schemes, and codes as concepts
    prefixes = ontology().prefixes
    for term in NEW:
        old = f"DELETE {{ GRAPH ?g {{ ?s {term} ?o }} }} WHERE {{ GRAPH ?g {{ ?s {term} ?o }} FILTER(?g != <{home}>) }}"
        store.update(old, prefixes=prefixes)
    store.update("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s skos:inScheme kg:divisions ; ?p ?o } }", prefixes=prefixes)
    as_of_0_2(store)
    assert sorted(map(str, store)) != wanted
    for file in migrations(tmp_path, "0.1.0", read_only=False):
        store.update(file.read_text(encoding="utf-8"), prefixes=prefixes)
    assert sorted(map(str, store)) == wanted


def as_of_0_2(store: Store) -> None:
    """Gives a graph the terms that it had in 0.2: classes of ours beside the standard ones, and the encoding by a property of ours."""
    for class_, before in (("oa:Annotation", "kg:Evidence"), ("qb:Observation", "kg:Observation")):
        store.update(f"INSERT {{ GRAPH ?g {{ ?s a {before} }} }} WHERE {{ GRAPH ?g {{ ?s a {class_} }} }}", prefixes=ontology().prefixes)
    renamed = (
        ("?s cnt:characterEncoding ?o", "?s kg:characterEncoding ?o"),
        ("?s void:class qb:Observation", "?s void:class kg:Observation"),
    )
    for now, old in renamed:
        update = f"DELETE {{ GRAPH ?g {{ {now} }} }} INSERT {{ GRAPH ?g {{ {old} }} }} WHERE {{ GRAPH ?g {{ {now} }} }}"
        store.update(update, prefixes=ontology().prefixes)


def test_the_last_update_gives_what_a_new_build_gives(tmp_path: Path) -> None:
    built(tmp_path / "new")
    with GraphStore.open(tmp_path / "new") as graph:
        describe(graph)
    store = Store()
    with GraphStore.open(tmp_path / "new", read_only=True) as graph:
        store.extend(graph.store)
    wanted = sorted(map(str, store))
    as_of_0_2(store)
    old = sorted(map(str, store))
    assert sum("ontology#Evidence>" in line for line in old) > 20 and sum("ontology#Observation>" in line for line in old) == 4
    (file,) = migrations(tmp_path, "0.2.0", read_only=False)
    for _ in range(2):  # an update that is broken off is carried out again
        store.update(file.read_text(encoding="utf-8"), prefixes=ontology().prefixes)
        assert sorted(map(str, store)) == wanted


def made_with(folder: Path, version: str) -> None:
    """Makes the graph say that it was written with another version of the ontology."""
    for path in (p for p in folder.rglob(NAME)):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**manifest, "ontology": version, "ontology_digest": ""}, ensure_ascii=False), encoding="utf-8")


def test_an_older_graph_is_refused_for_reading_and_migrated_for_writing(tmp_path: Path) -> None:
    wanted = built(tmp_path / "graph")
    made_with(tmp_path / "graph", "0.1.0")
    with pytest.raises(GraphError, match=r"uses version 0\.1\.0 of the ontology; kg build with its documents brings it to"):
        GraphStore.open(tmp_path / "graph", read_only=True)
    with GraphStore.open(tmp_path / "graph") as graph:
        graph.put(page())
    with GraphStore.open(tmp_path / "graph", read_only=True) as graph:
        assert graph.ontology_version == ontology().version
        assert sorted(map(str, graph.store)) == wanted


@pytest.mark.parametrize(
    ("version", "message"),
    [("99.0.0", "this program knows"), ("0.0.1", "there is no way to"), ("new", "names no version"), ("", "names no version")],
)
def test_other_versions_are_refused(tmp_path: Path, version: str, message: str) -> None:
    built(tmp_path / "graph")
    made_with(tmp_path / "graph", version)
    for read_only in (True, False):
        with pytest.raises(GraphError, match=message):
            GraphStore.open(tmp_path / "graph", read_only=read_only)
