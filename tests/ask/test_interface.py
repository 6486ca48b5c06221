"""The interface for notebooks and programs, and the examples in its docstrings."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import kg.api
from kg import open_graph
from kg.api import Graph, Table
from kg.errors import GraphError, QueryError
from kg.graph import GraphStore

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"
BRIEF = "市政协委员柳青禾建议，把老旧小区的充电桩装到楼下，每个小区不少于10个。\n"


@pytest.fixture
def graph(examples: Path, store: GraphStore) -> Graph:
    return open_graph(examples)


def test_docstrings_are_true(tmp_path: Path) -> None:
    names = {"examples": sorted(EXAMPLES.glob("*.txt")), "folder": tmp_path / "graph"}
    done = doctest.testmod(kg.api, extraglobs=names)
    assert done.attempted >= 5
    assert done.failed == 0


def test_build_is_a_function_and_a_room(tmp_path: Path) -> None:
    document = tmp_path / "页面.txt"
    document.write_text(BRIEF, encoding="utf-8")
    code = (
        "import kg, kg.build.options as room\n"
        "from kg import build, open_graph\n"
        "import sys; assert 'pandas' not in sys.modules and 'networkx' not in sys.modules\n"
        f"g = build({str(document)!r}, {str(tmp_path / 'graph')!r}, place='宜昌市', date='2025-01-08')\n"
        "print(g.sources[0], room.BuildOptions.__name__, kg.build.__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[2])
    assert done.stdout.split() == ["页面.txt", "BuildOptions", "kg.build"], done.stderr


def test_import_is_light() -> None:
    code = "import kg, sys; print(sum(name.split('.')[0] in {'pyoxigraph', 'spacy', 'rdflib', 'typer'} for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2]).stdout == "0\n"


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="opengraph"):
        _ = kg.opengraph  # type: ignore[attr-defined]
    with pytest.raises(GraphError):
        open_graph("/nonexistent/graph")


def test_ask_and_query_as_frames(graph: Graph) -> None:
    pandas = pytest.importorskip("pandas")
    answer = graph.ask("谁建议加装电梯?")
    assert isinstance(answer.df, pandas.DataFrame)
    assert list(answer.df.columns) == list(answer.columns)
    assert "冉启明" in set(answer.df["proposer"])
    found = graph.query("who-proposed-what", topic="电梯", year=2025)
    assert len(found) == len(found.df) > 0
    assert found.records[0]["proposer"]
    with pytest.raises(QueryError):
        graph.query("no-such-query")
    with pytest.raises(QueryError):
        graph.query("who-proposed-what", colour="red")


def test_text_is_what_the_offsets_count_in(graph: Graph) -> None:
    row = graph.ask("谁建议设立流动诊疗船").records[0]
    words = graph.text(str(row["document"]))[row["start"] : row["end"]]  # type: ignore[misc]
    assert str(row["quote"]).split(" … ")[0] in words


def test_html_is_escaped() -> None:
    table = Table(("<b>", "x"), (("<script>alert(1)</script>", None),), '<img src="x" onerror="y">', suggestions=("<i>",))
    html = table._repr_html_()
    assert "<script>" not in html and "<img" not in html and "<b>" not in html and "<i>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_long_tables_say_that_they_are_cut() -> None:
    assert "100 rows, 50 shown" in Table(("n",), tuple((i,) for i in range(100)))._repr_html_()


def test_rdflib_sees_the_same_graph(graph: Graph) -> None:
    rows = list(graph.rdflib.query("SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a <https://w3id.org/lianghui-kg/ontology#Proposal> }"))
    assert int(rows[0][0]) == graph.sparql("SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a kg:Proposal }").rows[0][0]


def test_networkx_joins_people_proposals_and_topics(graph: Graph) -> None:
    network = graph.networkx()
    named = {data["name"]: node for node, data in network.nodes(data=True) if data["type"] == "Person"}
    made = [one for one, _, key in network.in_edges(named["冉启明"], keys=True) if key == "proposer"]
    assert made
    assert {network.nodes[node]["type"] for node in made} <= {"Recommendation", "FiledProposal", "Commitment"}
    assert any(network.nodes[other]["type"] == "Topic" for node in made for other in network.successors(node))
