"""A person's decisions in a build: applied, seen, taken back without a trace; only the documents that they bear on are read again."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from kg.build import BuildOptions, BuildReport, Outcome, build
from kg.errors import InputError
from kg.graph import GraphStore, decided, inferred, rows
from kg.lexicon.decisions import beside
from kg.model import Reason, Source
from tests.store.places import read

FOLDER = {
    "甲.txt": "地 云溪市\n人 祝青禾 女\n职 祝青禾 董事长 云溪市纺织公司\n",
    "乙.txt": "地 云溪市河西区\n人 祝青禾\n职 祝青禾 董事长 云溪市纺织公司\n",
    "丙.txt": "地 云溪市\n人 祝青禾 男\n职 祝青禾 医生 云溪市医院\n",
    "丁.txt": "地 云溪市\n人 容墨\n",
}
CITY, DISTRICT = "person/云溪市/祝青禾", "person/云溪市河西区/祝青禾"
SAME = f"same\t{CITY}\t{DISTRICT}\tboth chair the company\n"
SPLIT = f"split\t{CITY}\t{CITY}（医院）\t丙.txt\n"


def built(graph: Path, folder: dict[str, str] = FOLDER, **options: object) -> BuildReport:
    sources = (Source.of_text(*item) for item in folder.items())
    return build(sources, graph, BuildOptions(jobs=1, prune=True, **options), reader=read)  # type: ignore[arg-type]


def again(report: BuildReport) -> set[str]:
    return {d.name for d in report.documents if d.outcome is Outcome.BUILT}


def quads(graph: Path) -> list[str]:
    with GraphStore.open(graph, read_only=True) as store:
        found = sorted(map(str, store.store))
        assert store.size == len(found)
        return found


def people(graph: Path) -> dict[str, set[str]]:
    """The documents that name each person."""
    found: dict[str, set[str]] = {}
    with GraphStore.open(graph, read_only=True) as store:
        for row in rows(store, "entities"):
            if row["type"] == "Person":
                found.setdefault(str(row["iri"]).removeprefix(store.base), set()).add(str(row["source"]))
    return found


def decide(graph: Path, *lines: str) -> None:
    beside(graph).write_text("# decisions\n" + "".join(lines), encoding="utf-8")


def test_same_and_back_again(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built(graph)
    before = quads(graph)
    assert set(people(graph)) >= {CITY, DISTRICT}
    decide(graph, SAME)
    report = built(graph)
    assert again(report) == {"乙.txt"}  # the one that names the node that became another
    assert report.as_json()["decisions"] == {"file": "graph.decisions.tsv", "applied": 1, "idle": []}
    assert people(graph)[CITY] == {"甲.txt", "乙.txt", "丙.txt"} and DISTRICT not in people(graph)
    assert again(built(graph)) == set()
    decide(graph)  # the line is taken out
    assert again(built(graph)) == {"乙.txt"}
    assert quads(graph) == before
    beside(graph).unlink()
    assert again(built(graph)) == set()
    assert quads(graph) == before


def test_a_split_and_back_again(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built(graph)
    before = quads(graph)
    decide(graph, SPLIT)
    assert again(built(graph)) == {"丙.txt"}
    assert people(graph)[f"{CITY}（医院）"] == {"丙.txt"} and people(graph)[CITY] == {"甲.txt"}
    decide(graph)
    built(graph)
    assert quads(graph) == before


@pytest.mark.parametrize("order", list(itertools.permutations((SAME, SPLIT, f"different\t{CITY}\tperson/云溪市/容墨\n"))))
def test_whatever_was_decided_before_the_graph_is_that_of_a_build_from_nothing(tmp_path: Path, order: tuple[str, ...]) -> None:
    grown = tmp_path / "a" / "graph"
    grown.parent.mkdir()
    for number in range(len(order) + 1):
        decide(grown, *order[:number])
        built(grown)
    decide(grown, *order[1:])
    built(grown)
    new = tmp_path / "b" / "graph"
    new.parent.mkdir()
    decide(new, *order[1:])
    built(new, dict(reversed(FOLDER.items())))
    assert quads(grown) == quads(new)


def test_a_split_node_can_be_one_with_another(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    decide(graph, SPLIT, f"same\tperson/云溪市/容墨\t{CITY}（医院）\n")
    built(graph)
    assert people(graph)["person/云溪市/容墨"] == {"丙.txt", "丁.txt"}


def test_candidates_are_recorded_and_settled(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built(graph)
    with GraphStore.open(graph, read_only=True) as store:
        found = {(c.reason, c.pair, c.documents) for c in inferred.recorded(store)}
    assert {
        (Reason.RELATED_PLACE, (CITY, DISTRICT), ()),
        (Reason.GENDER, (CITY, CITY), ("甲.txt",)),
        (Reason.EMPLOYERS, (CITY, CITY), ("甲.txt",)),
    } == found
    decide(graph, SAME, f"same\t{CITY}\t{CITY}\n")
    built(graph)
    with GraphStore.open(graph, read_only=True) as store:
        assert inferred.recorded(store) == ()
        same = decided.applied(store, f"{store.base}{CITY}")
        assert [(d["verdict"], d["right"], d["why"]) for d in same] == [("same", CITY, None), ("same", DISTRICT, "both chair the company")]
        assert decided.merged_into(store, f"{store.base}{DISTRICT}") == f"{store.base}{CITY}"


def test_candidates_do_not_depend_on_the_order_of_documents(tmp_path: Path) -> None:
    graphs = []
    for number, names in enumerate(itertools.islice(itertools.permutations(FOLDER), 0, 24, 5)):
        graph = tmp_path / str(number) / "graph"
        graph.parent.mkdir()
        for name in names:
            built(graph, {n: FOLDER[n] for n in names[: names.index(name) + 1]})
        graphs.append(quads(graph))
    assert all(found == graphs[0] for found in graphs)


def test_a_decision_about_nothing_is_told_and_passed_over(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    built(graph)
    before = quads(graph)
    decide(graph, "same\tperson/云溪市/祝青禾\tperson/云溪市/无此人\n")
    report = built(graph)
    assert [d.line for d in report.idle] == [2] and report.as_json()["decisions"]["applied"] == 0
    assert again(report) == set() and [q for q in quads(graph) if "inferred" not in q] == [q for q in before if "inferred" not in q]


def test_a_named_file_is_used_instead_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    graph, other = tmp_path / "graph", tmp_path / "other.tsv"
    decide(graph, SPLIT)
    other.write_text(SAME, encoding="utf-8")
    built(graph, decisions=other)
    assert f"{CITY}（医院）" not in people(graph) and DISTRICT not in people(graph)
    before = quads(graph)
    other.write_text(SAME + "same\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"other\.tsv, line 2: same needs two nodes"):
        built(graph, decisions=other)
    with pytest.raises(InputError, match="cannot be read"):
        built(tmp_path / "new", decisions=tmp_path / "none.tsv")
    assert quads(graph) == before and not (tmp_path / "new").exists()
