"""What bad input gets: one clear line, an exit status that says so, and nothing overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph import GraphStore
from tests.cli.conftest import TEXT, Done, process

Kg = Callable[..., Done]


def bad(folder: Path, kind: str) -> Path:
    """A path that cannot be read, of this kind."""
    path = folder / f"{kind}.txt"
    match kind:
        case "missing":
            pass
        case "empty":
            path.write_bytes(b"")
        case "blank":
            path.write_bytes(b"\r\n \n")
        case "binary":
            path.write_bytes(b"\x7fELF\x02\x01\x01\x00\x00")
        case "undecodable":
            path.write_bytes(TEXT.encode("gb18030")[:-3] + b"\xff\xff")
        case "damaged":
            path.write_bytes(TEXT.encode()[:-5] + b"\xe4\n")
        case "folder":
            path = folder / "nothing here"
            path.mkdir()
        case "spreadsheet":
            path = folder / "表.xlsx"
            path.write_bytes(b"PK\x03\x04")
        case _:
            raise AssertionError(kind)
    return path


KINDS = {
    "missing": "no such file",
    "empty": "is empty",
    "blank": "is empty",
    "binary": "control byte 0x02 at byte 4",
    "undecodable": f"cannot be decoded at byte {len(TEXT.encode('gb18030')) - 3}",
    "damaged": f"not UTF-8, the first at byte {len(TEXT.encode()) - 7}",
    "folder": "no document",
    "spreadsheet": "no Excel file",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_that_cannot_be_read(kg: Kg, tmp_path: Path, kind: str) -> None:
    path = bad(tmp_path, kind)
    done = kg("build", path, "-o", tmp_path / "graph")
    assert (done.status, done.out) == (2, "")
    assert path.name in done.line and KINDS[kind] in done.line
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"folder"}))
def test_a_file_that_cannot_be_read_as_a_page(kg: Kg, tmp_path: Path, kind: str) -> None:
    done = kg("read", bad(tmp_path, kind))
    assert (done.status, done.out) == (2, "")
    assert KINDS[kind] in done.line


def test_one_bad_file_among_good_ones(kg: Kg, tmp_path: Path, document: Path) -> None:
    paths = [bad(document.parent, kind) for kind in KINDS]
    done = kg("build", document.parent, *paths, "-o", tmp_path / "graph", "--report", "json")
    assert done.status == 1
    report = json.loads(done.out)
    assert report["totals"] == {"built": 1, "unchanged": 0, "failed": len(KINDS), "forgotten": 0}
    assert [d["name"] for d in report["documents"] if d["outcome"] == "built"] == [document.name]
    for path, says in zip(paths, KINDS.values(), strict=True):
        (line,) = (line for line in done.err.splitlines() if path.name in line)
        assert says in line
    assert kg("tables", tmp_path / "graph").status == 0


def test_several_bad_files_and_none_good(kg: Kg, tmp_path: Path) -> None:
    done = kg("build", bad(tmp_path, "empty"), bad(tmp_path, "missing"), "-o", tmp_path / "graph")
    assert done.status == 2
    assert "none of the 2 documents can be read" in done.line and "empty.txt" in done.line and "missing.txt" in done.line
    assert not (tmp_path / "graph").exists()


@pytest.fixture(params=["other files", "damaged", "newer", "a file"])
def no_graph(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A GRAPH that cannot be used."""
    folder = tmp_path / "graph"
    if request.param == "a file":
        folder.write_text("my notes", encoding="utf-8")
        return folder
    folder.mkdir()
    if request.param == "other files":
        (folder / "thesis.txt").write_text("my thesis", encoding="utf-8")
    elif request.param == "damaged":
        (folder / "manifest.json").write_text('{"format": 1, ', encoding="utf-8")
    else:
        (folder / "manifest.json").write_text('{"format": 999, "sources": {}}', encoding="utf-8")
    return folder


COMMANDS = [
    ("build", "{document}", "-o", "{graph}"),
    ("ask", "{graph}", "谁建议加装充电桩?"),
    ("query", "{graph}", "who-proposed-what"),
    ("tables", "{graph}"),
    ("export", "{graph}", "--format", "nq"),
    ("view", "{graph}", "-o", "{out}"),
    ("explain", "{graph}", "柳青禾"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_a_folder_that_is_no_graph_is_refused_and_left_as_it_is(
    kg: Kg, tmp_path: Path, no_graph: Path, document: Path, command: tuple[str, ...]
) -> None:
    before = content(no_graph)
    done = kg(*(part.format(graph=no_graph, document=document, out=tmp_path / "out.html") for part in command))
    assert (done.status, done.out) == (2, "")
    assert str(no_graph) in done.line
    assert content(no_graph) == before
    assert not (tmp_path / "out.html").exists()


def content(path: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in [path, *path.rglob("*")] if p.is_file()}


NO_GRAPH = {
    "nothing": "{path}: does not exist; check the path, or make a graph there: kg build DOCUMENTS -o {path}",
    "an empty folder": "{path}: is an empty folder, not a graph; kg build DOCUMENTS -o {path} makes one there",
    "a file": "{path}: is a file, not a graph; name the folder that kg build wrote with -o",
    "other files": "{path}: is not a graph (it has no manifest.json); name the folder that kg build wrote with -o",
    "another program": "{path}: is not a graph (its manifest.json is of another program); name the folder that kg build wrote",
}


@pytest.mark.parametrize("kind", NO_GRAPH)
def test_what_is_no_graph_is_told_with_what_to_do(kg: Kg, tmp_path: Path, document: Path, kind: str) -> None:
    path = tmp_path / "graph"
    if kind == "a file":
        path.write_text("my notes", encoding="utf-8")
    elif kind != "nothing":
        path.mkdir()
    if kind == "other files":
        (path / "thesis.txt").write_text("my thesis", encoding="utf-8")
    if kind == "another program":
        (path / "manifest.json").write_text("[]", encoding="utf-8")
    for command in (("ask", path, "谁建议加装电梯?"), ("check", path), ("forget", path, "x.txt"), ("serve", path)):
        assert kg(*command).line == "kg: " + NO_GRAPH[kind].format(path=path)
    if kind in ("a file", "other files"):
        assert kg("build", document, "-o", path).line == f"kg: {path}: exists and is not a graph; name a new or empty folder"


def test_a_graph_that_holds_nothing_says_so(kg: Kg, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    GraphStore.create(graph).close()
    done = kg("ask", graph, "谁建议加装充电桩?")
    assert done.status == 0 and "没有找到" in done.out
    assert done.line == f"kg: {graph}: holds no document; kg build DOCUMENTS -o {graph} puts some in"


def test_a_graph_that_is_being_built_says_what_an_answer_is_from(kg: Kg, tmp_path: Path, document: Path) -> None:
    graph, now = tmp_path / "graph", "is being written at the moment, or a kg build of it was broken off"
    with GraphStore.create(graph):
        assert kg("query", graph, "documents").line == f"kg: {graph}: {now}; it holds no document yet; ask again when kg build is done"
        assert "in use by another program; wait until that is done" in kg("build", document, "-o", graph).line
    assert kg("build", document, "-o", graph).status == 0
    assert kg("query", graph, "documents").err == ""
    with GraphStore.open(graph):
        done = kg("ask", graph, "柳青禾提了什么建议?", "--format", "json")
        assert done.line == f"kg: {graph}: {now}; this is what it held before (1 documents); ask again when kg build is done"
        assert len(json.loads(done.out)["rows"]) == 1
    assert kg("ask", graph, "柳青禾提了什么建议?").err == ""


@pytest.mark.parametrize(
    ("question", "part", "near"),
    [
        ("天气怎么样", "天气", "可以这样问"),
        ("柳青禾为什么建议加装充电桩", "为什么", "可以这样问"),
        ("柳青苗提了什么建议", "柳青苗", "柳青禾"),
    ],
)
def test_a_question_that_is_not_understood_is_told_by_its_part(
    kg: Kg, tmp_path: Path, document: Path, question: str, part: str, near: str
) -> None:
    assert kg("build", document, "-o", tmp_path / "graph").status == 0
    done = kg("ask", tmp_path / "graph", question)
    assert done.status == 0 and f"“{part}”" in done.out.splitlines()[0] and near in done.out


@pytest.mark.parametrize("command", COMMANDS[1:], ids=lambda c: c[0])
def test_a_graph_that_is_not_there(kg: Kg, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = kg(*(part.format(graph=tmp_path / "graph", out=tmp_path / "out.html") for part in command))
    assert done.status == 2 and "does not exist" in done.line
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "x.txt"], "where to?"),
        (["build", "x.txt", "-o", "g", "--jobs", "many"], "--jobs"),
        (["build", "x.txt", "-o", "g", "--jobs", "0"], "at least one process"),
        (["build", "x.txt", "-o", "g", "--date", "昨天"], "--date 昨天: not a date"),
        (["build", "x.txt", "-o", "g", "--place", " "], "--place: empty"),
        (["query"], "kg query --list"),
        (["query", "--about", "who"], "no query who"),
        (["nonsense"], "nonsense"),
        (["ask", "g", "q", "--format", "xml"], "value for '--format': 'xml' is not one of 'table', 'json', 'csv'; see kg ask --help"),
        (["tables", "g", "--format", "xlsx"], "'xlsx' is not one of 'jsonl', 'csv'; see kg tables --help"),
        (["build", "x.txt", "-o", "g", "--jobs", "many"], "value 'many' for '--jobs': a whole number is needed; see kg build --help"),
        (["serve", "g", "--port", "99999"], "Invalid value '99999' for '--port': Input should be less than or equal to 65535"),
        (["build", "x.txt", "-o", "g", "--names", "n.toml"], "n.toml: cannot be read (No such file or directory); check the path"),
        (["query", "--queries", "q", "--list"], "--queries q: there is no such folder; name one that holds .rq files"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], says: str, tmp_path: Path) -> None:
    done = process(*arguments, cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert says in done.line
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_written(kg: Kg, tmp_path: Path, document: Path, examples: Path) -> None:
    for done in (
        kg("build", document, "-o", document / "graph"),
        kg("export", examples, "-o", tmp_path / "no" / "such" / "folder.nq"),
        kg("view", examples, "-o", tmp_path / "no" / "such" / "page.html"),
        kg("tables", examples, "-o", document / "folder"),
    ):
        assert (done.status, done.out) == (2, "")
        assert str(tmp_path) in done.line
    for command, name in (("export", "file.ttl"), ("view", "file.html")):
        there = tmp_path / "no" / "such"
        assert f"make the folder {there} first" in kg(command, examples, "-o", there / name).line
        assert "it is a folder: name a file" in kg(command, examples, "-o", tmp_path).line
    assert ".docx is no form of a picture; end the name in .html, .svg" in kg("view", examples, "-o", tmp_path / "图.docx").line


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        (["who-proposed-what", "topic"], "key=value"),
        (["who-proposed-what", "topic=a", "topic=b"], "given twice"),
        (["who-proposed-what", "colour=red"], "unknown parameter colour"),
        (["no-such-query"], "no query no-such-query"),
        (["evidence-of", "iri=a b"], "iri: 'a b' is not an IRI (for example https://"),
        (["who-proposed-what", "year=last"], "year: 'last' is not of type year (for example 2025)"),
    ],
)
def test_wrong_parameters_of_a_query(kg: Kg, examples: Path, parameters: list[str], says: str) -> None:
    done = kg("query", examples, *parameters)
    assert (done.status, done.out) == (2, "")
    assert says in done.line
