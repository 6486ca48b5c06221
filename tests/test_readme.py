"""What the README shows is so: its answer stands in the example, its query runs, its names file and its rule are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import build
from kg.api import Graph
from kg.cli.app import run
from kg.lexicon.authority import read_authority
from kg.lexicon.decisions import read_decisions

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "kg" / "examples"


def block(language: str, having: str = "") -> str:
    found = [text for name, text in re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL) if name == language]
    return next(text for text in found if having in text)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    opened = build(EXAMPLES / "yichang-two-sessions-page.txt", tmp_path_factory.mktemp("readme") / "graph")
    yield opened
    opened.close()


def test_the_answer_stands_where_it_says() -> None:
    told = dict(re.findall(r"^ *(\w+)  (.+)$", block("text", "proposer"), re.MULTILINE))
    text = (EXAMPLES / told["document"]).read_text(encoding="utf-8")
    assert text[int(told["start"]) : int(told["end"])] == told["quote"]


def test_the_answer_is_the_one_that_is_given(graph: Graph) -> None:
    shown = block("text", "proposer")
    question = re.search(r'kg ask kg-demo/graph "([^"]+)"', README)
    assert question is not None
    answer = graph.ask(question[1])
    assert answer.sentence in shown
    assert [row["quote"] for row in answer.records] == re.findall(r"^ *quote  (.+)$", shown, re.MULTILINE)
    assert [row["iri"] for row in answer.records] == re.findall(r"^ *iri  (.+)$", shown, re.MULTILINE)


def test_the_query_runs(graph: Graph) -> None:
    found = graph.sparql(block("sparql")).records
    assert {"冉启明", "呼延建军"} <= {row["who"] for row in found}
    text = graph.text("yichang-two-sessions-page.txt")
    assert all(text.startswith(str(row["quote"]), int(row["start"])) for row in found)  # type: ignore[arg-type]


def test_the_notebooks_query_runs(graph: Graph, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ROOT / "notebooks" / "queries"
    for query in sorted(folder.glob("*.rq")):
        assert run(["query", str(graph.store.path), query.stem, "--queries", str(folder), "--format", "csv"]) == 0
        assert "呼延建军" in capsys.readouterr().out


def test_the_names_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text(block("toml", "[[name]]"), encoding="utf-8")
    assert [name.name for name in read_authority(tmp_path / "names.toml").names] == ["祝青禾"]


def test_the_decisions_are_read(tmp_path: Path) -> None:
    (tmp_path / "图谱.decisions.tsv").write_text(block("tsv"), encoding="utf-8")
    assert [d.verdict.value for d in read_decisions(tmp_path / "图谱.decisions.tsv").all] == ["same", "different", "split"]


def test_the_rule_has_the_keys_of_its_file() -> None:
    (rule,) = tomllib.loads(block("toml", "[[head]]"))["head"]
    grammar = tomllib.loads((ROOT / "kg" / "lexicon" / "data" / "project_grammar.toml").read_text(encoding="utf-8"))
    assert rule.keys() <= {key for head in grammar["head"] for key in head}
    assert rule["name"] not in {head["name"] for head in grammar["head"]}
    for example in rule["examples"]:
        assert example["name"] in example["text"] and example["name"].endswith(tuple(rule["words"].split()))


def test_it_stays_short() -> None:
    assert len(README.splitlines()) < 300
