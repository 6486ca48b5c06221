"""`kg forget` leaves the graph that the other documents alone give."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import EXAMPLES, Done

DOCUMENTS = sorted(EXAMPLES.glob("*.txt"))[:3]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def test_a_forgotten_document_was_never_there(kg: Callable[..., Done], tmp_path: Path) -> None:
    graph, new = tmp_path / "graph", tmp_path / "new"
    kg("build", *DOCUMENTS, "-o", graph, "--jobs", "1", "--license", LICENCE)
    assert kg("forget", graph, DOCUMENTS[0].name, DOCUMENTS[2].name).status == 0
    kg("build", DOCUMENTS[1], "-o", new, "--jobs", "1", "--license", LICENCE)
    assert kg("export", graph, "--format", "nq").out == kg("export", new, "--format", "nq").out != ""


def test_an_unknown_name_changes_nothing(kg: Callable[..., Done], tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    kg("build", DOCUMENTS[1], "-o", graph, "--jobs", "1")
    done = kg("forget", graph, DOCUMENTS[1].name, "别的.txt")
    assert done.status == 2 and "别的.txt: not in" in done.line
    assert "1 unchanged" in kg("build", DOCUMENTS[1], "-o", graph, "--jobs", "1").err


def test_prune_forgets_what_is_no_longer_in_the_folder(kg: Callable[..., Done], tmp_path: Path) -> None:
    folder, graph, new = tmp_path / "documents", tmp_path / "graph", tmp_path / "new"
    folder.mkdir()
    for document in DOCUMENTS[:2]:
        shutil.copy(document, folder)
    kg("build", folder, "-o", graph, "--jobs", "1")
    (folder / DOCUMENTS[0].name).unlink()
    assert "0 built, 1 unchanged, 0 failed, 1 forgotten" in kg("build", folder, "-o", graph, "--jobs", "1", "--prune").err
    kg("build", folder, "-o", new, "--jobs", "1")
    assert kg("export", graph, "--format", "nq").out == kg("export", new, "--format", "nq").out
