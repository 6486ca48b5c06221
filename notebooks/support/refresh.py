"""Runs the notebooks and keeps what they show, without times, paths and counters that would differ on another computer; draws the
picture of the README anew.

    python notebooks/support/refresh.py

Run it after `make notebooks` has made the .ipynb from the .py files.
"""

from __future__ import annotations

import re
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from kg import build
from kg.view import write_view

FOLDER = Path(__file__).parent.parent
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def refresh(path: Path) -> None:
    """Runs one notebook in its folder and writes it back with its outputs. Raises nbclient's CellExecutionError when a cell fails."""
    book = nbformat.read(path, as_version=4)
    before = dict(book.metadata)
    NotebookClient(book, timeout=300, record_timing=False, resources={"metadata": {"path": str(FOLDER)}}).execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            if "text/plain" in output.get("data", {}):
                output["data"]["text/plain"] = _ADDRESS.sub("", output["data"]["text/plain"])
        told = nbformat.writes(nbformat.v4.new_notebook(cells=[cell]))
        if str(Path.home()) in told or str(FOLDER) in told or "/tmp/" in told:
            sys.exit(f"{path.name}: a cell shows a path of this computer:\n{cell.source}")
    book.metadata.clear()
    book.metadata.update(before)
    nbformat.write(book, path)


def draw(path: Path) -> None:
    """The picture on the front page: what the graph of the examples says of one person."""
    with tempfile.TemporaryDirectory() as folder:
        graph = build(sorted(Path(str(files("kg") / "examples")).glob("*.txt")), Path(folder) / "graph")
        write_view(graph.store, path, about="田玉蓉")
        graph.close()


def main() -> None:
    """All notebooks and the picture, or the notebooks named."""
    if not sys.argv[1:]:
        draw(FOLDER / "picture.svg")
    for path in [Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.ipynb")):
        refresh(path)
        print(f"{path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
