"""The exact text of every source, in files named by the digest of the source's bytes, so that offsets can always be followed."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from kg.errors import GraphError


class Texts:
    """The folder GRAPH/texts. A text is written before anything refers to it, and removed when no version of the graph does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "texts"
        self._unsettled: list[Path] = []

    def read(self, sha256: str) -> str:
        """A text exactly as decoded. Raises GraphError when it is not there."""
        path = self._path(sha256)
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return file.read()
        except OSError as error:
            raise GraphError(f"{path}: cannot be read ({error.strerror}); build the graph again") from error

    def write(self, sha256: str, text: str) -> None:
        """Keeps a text; it is surely on the disk only after `settle`. Raises OSError when there is no room."""
        path = self._path(sha256)
        path.parent.mkdir(exist_ok=True)
        temporary = path.with_name(f".{path.name}")
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        temporary.replace(path)
        self._unsettled.append(path)

    def settle(self) -> None:
        """Has the system write to the disk what was kept since the last time."""
        for path in self._unsettled:
            with suppress(FileNotFoundError), path.open("rb") as file:
                os.fsync(file.fileno())
        self._unsettled.clear()

    def keep(self, wanted: Collection[str]) -> None:
        """Removes all texts but those with these digests."""
        if not self._folder.is_dir():
            return
        names = {f"{sha256}.txt" for sha256 in wanted}
        with os.scandir(self._folder) as found:  # a graph may have a million
            gone = [entry.name for entry in found if entry.name not in names]
        for name in gone:
            (self._folder / name).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.txt"
