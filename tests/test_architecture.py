"""The rooms keep their doors: imports go one way, files stay small, and each says why it exists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))
# From the ground up; a room may import from the storeys below its own and from itself, never from a neighbour.
STOREYS = [
    {"errors"},
    {"model"},
    {"vocab"},
    {"lexicon"},
    {"recognizer"},
    {"read", "segment", "extract", "resolve", "graph"},
    {"ask", "view", "serve", "check", "evaluate"},
    {"build"},
    {"spark", "train"},
    {"api"},
    {"cli"},
]
STOREY = {room: number for number, rooms in enumerate(STOREYS) for room in rooms}
LONGEST = 350


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imported_rooms(tree: ast.AST) -> Iterator[str]:
    """Rooms that a file names in its imports, those inside functions included."""
    for node in ast.walk(tree):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            modules = [f"kg.{alias.name}" for alias in node.names] if node.module == "kg" else [node.module or ""]
        yield from (module.split(".")[1] for module in modules if module.startswith("kg."))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    assert room in STOREY, f"{room} is no room: add it to STOREYS, where it belongs"
    for other in set(imported_rooms(ast.parse(path.read_text(encoding="utf-8")))) - {room, "__version__"}:
        assert STOREY[other] < STOREY[room], f"{room} may not import {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_are_small_and_say_why_they_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text)), "a docstring that says why the file exists"


def test_queries_and_vocabulary_stay_out_of_python() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if room_of(path) != "vocab":
            assert "w3id.org" not in text, f"{path}: only vocab knows an IRI"
        assert "SELECT ?" not in text, f"{path}: a query is a file"


def test_the_top_level_stays_tidy() -> None:
    allowed = {"pyproject.toml", "kg", "ontology", "queries", "tests", "notebooks", "README.md", "LICENSE", "CHANGELOG.md", "Makefile"}
    built = {"dist", "build", "kg-demo", "bench-report"}  # made by make, ignored by git
    assert {p.name for p in ROOT.iterdir() if not p.name.startswith((".", "__"))} - built <= allowed
