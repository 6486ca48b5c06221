"""The graph's list of contents, `manifest.json`: what it was made with, and what each source gave."""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.model import DocumentFacts, Fact
from kg.vocab import DEFAULT_BASE, Mint

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source of a graph. graph: IRI of its named graph. options: key of the run that read it. counts: how many articles, positions,
    proposals, observations and relations it gave, entities by type, proposals by kind, doubts by code; what of it could not be
    read, if anything. quads: how many quads that is."""

    name: str
    sha256: str
    graph: str
    options: str
    quads: int
    counts: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What was read and how: two entries with one key say the same."""
        return f"{self.graph} {self.options}"

    @property
    def fields(self) -> dict[str, Any]:
        """Everything but the name, in a fixed order."""
        return {"counts": self.counts, "graph": self.graph, "options": self.options, "quads": self.quads, "sha256": self.sha256}


@dataclass(slots=True)
class Manifest:
    """format: version of the folder's layout. ontology: version of the vocabulary, and digest of its file. base: of data IRIs. software:
    what wrote it last. version: which version of the store these are the contents of (see kg.graph.versions); 0 when there is none yet.
    quads: how many there are in all. entities: how many there are by IRI of their class. sources: by name."""

    software: str
    ontology: str
    ontology_digest: str
    base: str = DEFAULT_BASE
    format: int = FORMAT
    version: int = 0
    quads: int = 0
    entities: dict[str, int] = field(default_factory=dict)
    sources: dict[str, SourceEntry] = field(default_factory=dict)
    _written: dict[str, tuple[SourceEntry, str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a graph. Raises GraphError when the folder is no graph, or one of a newer version."""
        path = folder / NAME
        try:
            text = path.read_text(encoding="utf-8")
            data = json.loads(text)
        except (FileNotFoundError, NotADirectoryError):
            raise GraphError(f"{folder}: {_no_graph(folder)}") from None
        except (OSError, ValueError) as error:
            raise GraphError(f"{path}: cannot be read ({error}); remove the folder and build the graph again") from error
        version = data.get("format") if isinstance(data, dict) else None
        if not isinstance(version, int):
            raise GraphError(f"{folder}: is not a graph (its manifest.json is of another program); name the folder that kg build wrote")
        if version > FORMAT:
            raise GraphError(f"{folder}: written by a newer version (format {version}, this program knows {FORMAT}); upgrade lianghui-kg")
        try:
            sources = {name: SourceEntry(name=name, **entry) for name, entry in data.pop("sources").items()}
            manifest = cls(sources=sources, **data)
        except (KeyError, TypeError, AttributeError) as error:
            raise GraphError(f"{path}: damaged ({error}); remove the folder and build the graph again") from error
        lines = text.splitlines()[1:-1]
        if len(lines) == len(sources):  # as `write` wrote it
            manifest._written = {n: (item, line.removesuffix(",")) for (n, item), line in zip(sources.items(), lines, strict=True)}
        return manifest

    def write(self, folder: Path) -> None:
        """Writes the manifest by way of a temporary file, so that a reader finds the old one or the new one, whole."""
        names = ("software", "ontology", "ontology_digest", "base", "format", "version", "quads")
        head = {**{name: getattr(self, name) for name in names}, "entities": dict(sorted(self.entities.items()))}
        lines = (self._line(name, self.sources[name]) for name in sorted(self.sources))
        write_whole(folder / NAME, _json(head).removesuffix("}") + ', "sources": {\n' + ",\n".join(lines) + "\n}}\n")

    def _line(self, name: str, item: SourceEntry) -> str:
        """An entry as it stands in the file; most are as they were read, and a graph may have a million."""
        known = self._written.get(name)
        if known is None or known[0] is not item:
            known = self._written[name] = (item, f"{_json(name)}: {_json(item.fields)}")
        return known[1]


def _no_graph(folder: Path) -> str:
    """What is wrong with a path at which there is no manifest, and what to do."""
    if not folder.exists():
        return f"does not exist; check the path, or make a graph there: kg build DOCUMENTS -o {folder}"
    if not folder.is_dir():
        return "is a file, not a graph; name the folder that kg build wrote with -o"
    if not any(folder.iterdir()):
        return f"is an empty folder, not a graph; kg build DOCUMENTS -o {folder} makes one there"
    return "is not a graph (it has no manifest.json); name the folder that kg build wrote with -o"


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def write_whole(path: Path, text: str) -> None:
    """Writes a UTF-8 file so that it is there whole or not at all; line breaks stay as they are. Raises GraphError when it cannot be."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise GraphError(f"{path}: cannot be written ({error.strerror})") from error


def entry(facts: DocumentFacts, base: str, options: str, quads: int) -> SourceEntry:
    """The manifest's entry for what a source says in so many quads."""
    everything: tuple[Fact, ...] = (*facts.articles, *facts.positions, *facts.proposals, *facts.observations, *facts.relations)
    doubts = Counter(d.value for d in (*facts.doubts, *facts.issue.doubts))
    doubts.update(d.value for fact in everything for d in fact.doubts)
    doubts.update(d.value for entity in facts.entities for d in entity.doubts)
    counts = {
        "articles": len(facts.articles),
        "entities": dict(sorted(Counter(e.ref.type.value for e in facts.entities).items())),
        "positions": len(facts.positions),
        "proposals": dict(sorted(Counter(p.kind.value for p in facts.proposals).items())),
        "observations": len(facts.observations),
        "relations": len(facts.relations),
        "doubts": dict(sorted(doubts.items())),
    }
    source = facts.source
    if source.unread:
        counts["unread"] = list(source.unread)
    return SourceEntry(source.name, source.sha256, Mint(base).source(source.name, source.sha256).value, options, quads, counts)
