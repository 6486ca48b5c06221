"""What bad input gets: one clear line, an exit status that says so, and nothing overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

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
        (["ask", "g", "q", "--format", "xml"], "xml"),
        (["tables", "g", "--format", "xlsx"], "xlsx"),
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


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        (["who-proposed-what", "topic"], "key=value"),
        (["who-proposed-what", "topic=a", "topic=b"], "given twice"),
        (["who-proposed-what", "colour=red"], "unknown parameter colour"),
        (["no-such-query"], "no query no-such-query"),
    ],
)
def test_wrong_parameters_of_a_query(kg: Kg, examples: Path, parameters: list[str], says: str) -> None:
    done = kg("query", examples, *parameters)
    assert (done.status, done.out) == (2, "")
    assert says in done.line
