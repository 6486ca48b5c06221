"""That a notebook works on the installed wheel, not on the checkout: collected with the notebooks, asked of a kernel as they have it.

`make notebooks` builds the wheel, installs it into a folder of its own and lets kernels find it first. Without this, a file that the
wheel forgets would be missed by users alone.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
ASK = """
import json
from importlib.resources import files
from kg.vocab.data import data_folder
print(json.dumps({"kg": str(files("kg")), "ontology": str(data_folder("ontology")), "queries": str(data_folder("queries"))}))
"""


@pytest.fixture(scope="module")
def found() -> dict[str, Path]:
    """Where a kernel that begins in the folder of the notebooks finds the package, the ontology and the queries."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(ASK)])
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
    return {name: Path(place) for name, place in json.loads(book.cells[0].outputs[0].text).items()}


def files_of(folder: Path) -> set[str]:
    """What lies in a folder, without what Python writes there itself."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__"}


def test_notebooks_import_the_wheel(found: dict[str, Path]) -> None:
    wheel = os.environ.get("KG_WHEEL")
    assert wheel, "run the notebooks with make notebooks: it installs the wheel that they are to work on"
    assert found == {"kg": Path(wheel, "kg"), "ontology": Path(wheel, "kg/_data/ontology"), "queries": Path(wheel, "kg/_data/queries")}


def test_the_wheel_has_all_files(found: dict[str, Path]) -> None:
    for name, here in (("kg", ROOT / "kg"), ("ontology", ROOT / "ontology"), ("queries", ROOT / "queries")):
        own = {file for file in files_of(found[name]) if not file.startswith("_data/")}
        assert own == files_of(here), f"the wheel's {name} is not the checkout's"
    assert list((found["kg"] / "examples").glob("*.txt")) and list((found["kg"] / "lexicon" / "data").glob("*.toml"))
