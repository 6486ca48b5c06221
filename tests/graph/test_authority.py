"""A names file gives identifiers: read strictly, matched to one entity, kept in a graph of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import GraphStore, identify
from kg.lexicon.authority import Authority, read_authority
from kg.model import EntityType

NAMES = """
[[name]]
type = "Person"
name = "祝青禾"
jurisdiction = "云溪市"
aliases = ["祝代表"]
corrections = ["祝青和"]
identifiers = ["http://www.wikidata.org/entity/Q1", "https://viaf.org/viaf/1"]

[[name]]
type = "Organization"
name = "市商务局"
identifiers = ["http://www.wikidata.org/entity/Q2"]

[[name]]
type = "Person"
name = "无此人"
identifiers = ["http://www.wikidata.org/entity/Q3"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def same(graph: GraphStore) -> set[tuple[str, str]]:
    rows = graph.query("SELECT ?x ?id WHERE { GRAPH ?g { ?x owl:sameAs ?id } }").rows
    return {(str(x).removeprefix(graph.base), str(identifier)) for x, identifier in rows}


def test_a_names_file_is_read(tmp_path: Path) -> None:
    read = read_authority(written(tmp_path, NAMES))
    assert (read.file, len(read.names)) == ("names.toml", 3)
    first = read.names[0]
    assert (first.type, first.name, first.jurisdiction) == (EntityType.PERSON, "祝青禾", "云溪市")
    assert (first.aliases, first.corrections, len(first.identifiers)) == (("祝代表",), ("祝青和",), 2)


def test_identifiers_are_put_to_the_entity_of_that_name(graph: GraphStore, tmp_path: Path) -> None:
    assert identify(graph, read_authority(written(tmp_path, NAMES))) == ("无此人",)
    assert same(graph) == {
        ("person/云溪市/祝青禾", "http://www.wikidata.org/entity/Q1"),
        ("person/云溪市/祝青禾", "https://viaf.org/viaf/1"),
        ("organization/云溪市商务局", "http://www.wikidata.org/entity/Q2"),
    }


def test_namesakes_are_told_apart_or_passed_over(graph: GraphStore, tmp_path: Path) -> None:
    elsewhere = NAMES.replace('jurisdiction = "云溪市"', 'jurisdiction = "山前市"')
    assert identify(graph, read_authority(written(tmp_path, elsewhere))) == ("祝青禾", "无此人")


def test_without_a_names_file_there_are_no_identifiers(graph: GraphStore, tmp_path: Path) -> None:
    before = sorted(map(str, graph.store))
    identify(graph, read_authority(written(tmp_path, NAMES)))
    assert identify(graph, None) == ()
    assert sorted(map(str, graph.store)) == before


def test_an_empty_list_of_names(graph: GraphStore) -> None:
    assert identify(graph, Authority("names.toml", "0" * 64, ())) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[name]]\nname = "祝"\n', "entry 1: type must be a text"),
        ('[[name]]\ntype = "Person"\nname = ""\n', "entry 1: name must be a text"),
        ('[[name]]\ntype = "Horse"\nname = "祝"\n', "entry 1: type Horse is none of"),
        ('[[name]]\ntype = "Person"\nname = "祝"\nnick = "a"\n', "entry 1: unknown key nick"),
        ('[[name]]\ntype = "Person"\nname = "祝"\nidentifiers = ["Q1"]\n', "'Q1' is not an absolute IRI"),
        ('[[name]]\ntype = "Person"\nname = "祝"\nidentifiers = ["http://a b"]\n', "is not an absolute IRI"),
        ('[[name]]\ntype = "Person"\nname = "祝"\nidentifiers = "http://a"\n', "identifiers must be a list"),
        ('[[name]]\ntype = "Person"\nname = "祝"\n[[name]]\ntype = "Person"\nname = "祝"\n', "entry 2: 祝 is entry 1 already"),
        ('[[name]]\ntype = "Person"\nname = "祝"\naliases = ["小祝"]\n[[name]]\ntype = "Person"\nname = "容"\ncorrections = ["小祝"]\n',
         "entry 2: 小祝 is a form of entry 1, too"),
        ('name = "祝"\n', "holds \\[\\[name\\]\\] entries"),
        ('[[name]\n', "line 1"),
        ("", "it has none"),
    ],
)  # fmt: skip
def test_a_damaged_names_file_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"names.toml.*{message}"):
        read_authority(written(tmp_path, text))


def test_a_missing_names_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml: cannot be read"):
        read_authority(tmp_path / "none.toml")
