"""A names file in a build: aliases resolve in every document, its digest is in the run, a changed file makes documents be read again."""

from __future__ import annotations

from pathlib import Path

from kg.build import BuildOptions, BuildReport, Outcome, build
from kg.graph import GraphStore, rows
from kg.lexicon.authority import read_authority
from kg.model import Source

FOLDER = {
    "a.txt": "宜昌市政协委员祝青和建议，沂星科技要多招人，把培训班办到车间里。\n",
    "b.txt": "宜昌市沂星科技有限公司董事长祝青禾建议，在开发区修建员工宿舍。\n",
}
NAMES = """
[[name]]
type = "Person"
name = "祝青禾"
corrections = ["祝青和"]

[[name]]
type = "Organization"
name = "宜昌市沂星科技有限公司"
aliases = ["沂星科技"]
"""


def built(graph: Path, names: Path | None) -> BuildReport:
    sources = (Source.of_text(*item) for item in FOLDER.items())
    return build(sources, graph, BuildOptions(place="宜昌市", jobs=1, names=names))


def again(report: BuildReport) -> set[str]:
    return {d.name for d in report.documents if d.outcome is Outcome.BUILT}


def contents(graph: Path) -> tuple[list[str], dict[tuple[str, str], set[str]], set[str]]:
    """All quads; the documents of each entity; the options of the runs."""
    found: dict[tuple[str, str], set[str]] = {}
    with GraphStore.open(graph, read_only=True) as store:
        for row in rows(store, "entities"):
            found.setdefault((str(row["type"]), str(row["name"])), set()).add(str(row["source"]))
        options = store.query("SELECT DISTINCT ?o WHERE { ?run a prov:Activity ; kg:options ?o }").rows
        return sorted(map(str, store.store)), found, {str(o) for (o,) in options}


def test_aliases_and_corrections_resolve_in_every_document(tmp_path: Path) -> None:
    graph, file = tmp_path / "graph", tmp_path / "names.toml"
    built(graph, None)
    before, apart, _ = contents(graph)
    assert {name for type_, name in apart if type_ == "Person"} == {"祝青禾", "祝青和"}
    file.write_text(NAMES, encoding="utf-8")
    assert again(built(graph, file)) == set(FOLDER)
    grown, found, options = contents(graph)
    assert found["Person", "祝青禾"] == set(FOLDER) == found["Organization", "宜昌市沂星科技有限公司"]
    assert options == {f"names={read_authority(file).digest}\nplace=宜昌市"}
    built(tmp_path / "new", file)
    assert contents(tmp_path / "new")[0] == grown
    built(graph, None)
    assert contents(graph)[0] == before


def test_only_what_the_file_says_of_names_makes_documents_be_read_again(tmp_path: Path) -> None:
    graph, file = tmp_path / "graph", tmp_path / "names.toml"
    file.write_text(NAMES, encoding="utf-8")
    built(graph, file)
    file.write_text(f'# checked\n{NAMES}identifiers = ["http://www.wikidata.org/entity/Q1"]\n', encoding="utf-8")
    assert again(built(graph, file)) == set()
    assert any("sameAs" in quad for quad in contents(graph)[0])
    file.write_text(NAMES.replace('["沂星科技"]', '["沂星科技", "开发区"]'), encoding="utf-8")
    assert again(built(graph, file)) == set(FOLDER)
    built(tmp_path / "new", file)
    assert contents(graph)[0] == contents(tmp_path / "new")[0]
