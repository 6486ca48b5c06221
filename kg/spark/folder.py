"""The folder that a build on Spark writes.

    FOLDER/manifest.json  what there is: every file with its digest; only there when the build is complete
    FOLDER/documents/     what each document says (its named graph), by partition
    FOLDER/entities/      the graph of entities, by partition
    FOLDER/rest/          the ontology, the identifiers of a names file, the description of the dataset
    FOLDER/contents/      the graph of contents with the texts, by which kg knows the graph again in a SPARQL server
    FOLDER/restart/       what is needed to go on with a build that was broken off, and to build again; no part of the graph
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.graph.manifest import NAME, write_whole
from kg.spark.plan import part_name

KIND = "lianghui-kg partitions"
"""By this word a manifest is told from that of a graph."""
FORMAT = 1
GRAPHS = ("documents", "entities", "rest", "contents")
"""The folders that hold N-Quads, in the order in which they are loaded."""
_RESTART = "restart"


class Folder:
    """path: of the folder. packed: whether files are gzip."""

    def __init__(self, path: Path, packed: bool) -> None:
        self.path = path
        self.packed = packed

    @property
    def plan(self) -> Path:
        """Where the lists of documents are."""
        return self.path / _RESTART / "plan"

    @property
    def lock(self) -> Path:
        """The file that a build holds."""
        return self.path / "lock"

    def file(self, kind: str, name: str) -> Path:
        """A file of N-Quads."""
        return self.path / kind / (f"{name}.nq.gz" if self.packed else f"{name}.nq")

    def part(self, kind: str, number: int, partitions: int) -> Path:
        """The file of a partition."""
        return self.file(kind, part_name(number, partitions))

    def said(self, number: int, partitions: int) -> Path:
        """What the documents of a partition say of entities: packed lines of N-Triples."""
        return self.path / _RESTART / "said" / f"{part_name(number, partitions)}.nt.gz"

    def excerpt(self, number: int, partitions: int) -> Path:
        """What the documents of a partition say that the steps over the whole graph look at: packed lines of N-Quads."""
        return self.path / _RESTART / "excerpt" / f"{part_name(number, partitions)}.nq.gz"

    def marker(self, kind: str, number: int, partitions: int) -> Path:
        """The file that says that a partition is finished."""
        return self.path / _RESTART / kind / f"{part_name(number, partitions)}.json"

    def make(self) -> None:
        """Makes the folder. Raises GraphError when something else is there."""
        try:
            if self.path.exists() and not (self.path / _RESTART).is_dir() and any(self.path.iterdir()):
                what = "holds a graph" if (self.path / NAME).exists() else "is not empty"
                raise GraphError(f"{self.path}: {what}; name a new folder for the partitions, or one that a build on Spark made")
            (self.path / _RESTART).mkdir(parents=True, exist_ok=True)
        except NotADirectoryError:
            raise GraphError(f"{self.path}: is a file; name a folder") from None
        except OSError as error:
            raise GraphError(f"{self.path}: cannot be made ({error.strerror})") from error

    def begin(self) -> None:
        """What is in the folder is not complete from now on."""
        (self.path / NAME).unlink(missing_ok=True)

    def complete(self, manifest: dict[str, Any], keep: Collection[str]) -> None:
        """Writes the manifest, and removes what an earlier build left that is not among the files `keep` (paths below the folder)."""
        head = {name: value for name, value in manifest.items() if name != "files"}
        lines = ",\n".join(json.dumps(file, ensure_ascii=False) for file in manifest["files"])
        text = json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "files": [\n' + lines + "\n]}\n"
        write_whole(self.path / NAME, text)
        for kind in (*GRAPHS, *(f"{_RESTART}/{name}" for name in ("plan", "said", "excerpt", "documents", "entities"))):
            for file in (self.path / kind).glob("*"):
                if file.relative_to(self.path).as_posix() not in keep:
                    file.unlink(missing_ok=True)



def read_json(path: Path) -> dict[str, Any] | None:
    """A small file of a restart; None when it is not there, or damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None
