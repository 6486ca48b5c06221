"""`kg review` as a person and as a program use it, and what `kg explain` tells of decisions."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Done

Kg = Callable[..., Done]
CITY, DISTRICT = "person/宜昌市/田玉蓉", "person/宜昌市西陵区/田玉蓉"
DOCUMENTS = {
    "a.txt": "宜昌市人大代表、宜昌市沂星科技有限公司董事长田玉蓉（女）建议，在老旧小区加装电梯。\n",
    "b.txt": "宜昌市西陵区人大代表、宜昌市沂星科技有限公司董事长田玉蓉（女）建议，修建溪东大桥。\n",
    "c.txt": "宜昌市政协委员、宜昌市中心医院医生田玉蓉（男）建议，增设夜间门诊。\n",
}
PLACES = {"a.txt": "宜昌市", "b.txt": "宜昌市西陵区", "c.txt": "宜昌市"}


@pytest.fixture
def graph(kg: Kg, tmp_path: Path) -> Path:
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rebuild(kg, tmp_path / "图谱")
    return tmp_path / "图谱"


def rebuild(kg: Kg, graph: Path) -> list[Done]:
    return [kg("build", graph.parent / name, "-o", graph, "--place", place) for name, place in PLACES.items()]


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_what_is_to_be_judged_is_listed_with_both_sides(kg: Kg, graph: Path) -> None:
    told = json.loads(kg("review", graph, "--format", "json").out)
    found = {(c["kind"], c["reason"]): c for c in told["candidates"]}
    assert set(found) == {
        ("merge", "same-name-in-related-places"),
        ("split", "gender-differs"),
        ("split", "sits-in-different-assemblies"),
        ("split", "employers-differ"),
    }
    one, other = found["merge", "same-name-in-related-places"]["sides"]
    assert (one["node"], other["node"]) == (CITY, DISTRICT)
    assert other["documents"] == ["b.txt"] and "宜昌市沂星科技有限公司 董事长" in other["offices"] and other["notes"] == {"gender": ["女"]}
    (quote,) = other["quotes"]
    assert DOCUMENTS["b.txt"][quote["start"] : quote["end"]] == "田玉蓉" and "董事长田玉蓉" in quote["context"]
    split = found["split", "gender-differs"]
    assert split["documents"] == ["c.txt"] and [s["documents"] for s in split["sides"]] == [["a.txt"], ["c.txt"]]
    listed = kg("review", graph, "--list")
    assert listed.status == 0 and "4 to be judged" in listed.err
    assert CITY in listed.out and "宜昌市中心医院 医生" in listed.out and "gender-differs" in listed.out
    assert json.loads(kg("review", graph, "--reason", "gender-differs", "--format", "json").out)["candidates"] == [split]


def test_answers_become_lines_that_the_next_build_applies(kg: Kg, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = graph.parent / "图谱.decisions.tsv"
    answer(monkeypatch, "perhaps", "d")
    done = kg("review", graph, "--reason", "gender-differs")
    assert "1 lines written" in done.err
    assert file.read_text(encoding="utf-8").splitlines()[-1] == f"split\t{CITY}\t{CITY}（男）\tc.txt\tgender-differs"
    assert "2 to be judged" not in kg("review", graph, "--list").err  # what the split settles is not asked again
    answer(monkeypatch, "同")
    kg("review", graph)
    assert file.read_text(encoding="utf-8").splitlines()[-1] == f"same\t{CITY}\t{DISTRICT}\tsame-name-in-related-places"
    assert "2 of 2 decisions applied" in rebuild(kg, graph)[-1].err
    left = json.loads(kg("review", graph, "--format", "json").out)["candidates"]
    assert all(c["left"] != c["right"] and {c["left"], c["right"]} != {CITY, DISTRICT} for c in left)


def test_skipping_and_the_end_of_the_answers_decide_nothing(kg: Kg, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "", "k")
    assert "nothing decided" in kg("review", graph).err
    answer(monkeypatch, "q")
    kg("review", graph)
    assert not (graph.parent / "图谱.decisions.tsv").exists()


def test_explain_tells_of_decisions_and_of_what_is_open(kg: Kg, graph: Path) -> None:
    shown = kg("explain", graph, "田玉蓉").out
    assert f"to be judged (kg review): {CITY} | {DISTRICT}" in shown
    (graph.parent / "图谱.decisions.tsv").write_text(f"same\t{CITY}\t{DISTRICT}\tone chair\n", encoding="utf-8")
    rebuild(kg, graph)
    (thing,) = json.loads(kg("explain", graph, "田玉蓉", "--format", "json").out)["things"]
    assert thing["decisions"] == [{"verdict": "same", "left": CITY, "right": DISTRICT, "document": None, "why": "one chair"}]
    assert {m["document"] for m in thing["mentions"]} == set(DOCUMENTS)
    assert any("decisions=" in run.get("options", "") for run in thing["runs"].values())
    before = thing["iri"].replace(CITY, DISTRICT)
    followed = kg("explain", graph, before).out
    assert f"decided by a person: same: {CITY} | {DISTRICT}  (one chair)" in followed
    assert kg("check", graph).status == 0


def test_what_cannot_be_used_is_one_line(kg: Kg, graph: Path) -> None:
    file = graph.parent / "图谱.decisions.tsv"
    file.write_text(f"same\t{CITY}\t{DISTRICT}\nsame\t{CITY}\n", encoding="utf-8")
    for command in (("review", graph, "--list"), ("build", graph.parent / "a.txt", "-o", graph), ("forget", graph, "a.txt")):
        done = kg(*command)
        assert done.status == 2 and done.line.startswith("kg: 图谱.decisions.tsv, line 2: same needs two nodes")
    done = kg("review", graph, "--reason", "whim")
    assert done.status == 2 and "--reason whim: is none of" in done.line


def test_forgetting_a_document_forgets_its_candidates(kg: Kg, graph: Path) -> None:
    assert kg("forget", graph, "c.txt").status == 0
    left = json.loads(kg("review", graph, "--format", "json").out)["candidates"]
    assert [c["reason"] for c in left] == ["same-name-in-related-places"]
