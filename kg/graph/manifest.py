"""The graph's list of contents, `manifest.json`: what it was made with, and what each source gave."""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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
    proposals, observations and relations it gave, entities by type, proposals by kind, doubts by code."""

    name: str
    sha256: str
    graph: str
    options: str
    counts: Mapping[str, Any]


@dataclass(slots=True)
class Manifest:
    """format: version of the folder's layout. ontology: version of the vocabulary, and digest of its file. base: of data IRIs. software:
    what wrote it last. sources: by name."""

    software: str
    ontology: str
    ontology_digest: str
    base: str = DEFAULT_BASE
    format: int = FORMAT
    sources: dict[str, SourceEntry] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a graph. Raises GraphError when the folder is no graph, or one of a newer version."""
        path = folder / NAME
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            hint = "is not a graph (it has no manifest.json)" if folder.exists() else "does not exist; kg build makes one"
            raise GraphError(f"{folder}: {hint}") from None
        except (OSError, ValueError) as error:
            raise GraphError(f"{path}: cannot be read ({error}); remove the folder and build the graph again") from error
        version = data.get("format") if isinstance(data, dict) else None
        if not isinstance(version, int):
            raise GraphError(f"{folder}: is not a graph (its manifest.json is of another program)")
        if version > FORMAT:
            raise GraphError(f"{folder}: written by a newer version (format {version}, this program knows {FORMAT}); upgrade lianghui-kg")
        try:
            sources = {name: SourceEntry(name=name, **entry) for name, entry in data.pop("sources").items()}
            return cls(sources=sources, **data)
        except (KeyError, TypeError, AttributeError) as error:
            raise GraphError(f"{path}: damaged ({error}); remove the folder and build the graph again") from error

    def write(self, folder: Path) -> None:
        """Writes the manifest by way of a temporary file, so that a reader finds the old one or the new one, whole."""
        data = asdict(self)
        for name, entry in data["sources"].items():
            del entry["name"]
            data["sources"][name] = dict(sorted(entry.items()))
        data["sources"] = dict(sorted(data["sources"].items()))
        write_whole(folder / NAME, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Writes a UTF-8 file so that it is there whole or not at all; line breaks stay as they are."""
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


def entry(facts: DocumentFacts, base: str, options: str) -> SourceEntry:
    """The manifest's entry for what a source says."""
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
    return SourceEntry(source.name, source.sha256, Mint(base).source(source.name, source.sha256).value, options, counts)
