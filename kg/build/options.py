"""What a user may say about a build, and the key by which a graph knows that a document was read with the same options and program."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import kg
from kg.errors import InputError
from kg.graph import About, Run
from kg.lexicon.authority import known_authority
from kg.recognizer import DEFAULT, identified
from kg.vocab import data_folder

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PARTS_THAT_READ = ("lexicon", "model", "recognizer", "read", "segment", "extract", "resolve", "graph", "vocab", "build")


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """place: full name of the issuing place where documents do not say it. date: ISO 8601 date (2025, 2025-01, 2025-01-08) likewise.

    jobs: processes to use; None for as many as there are cores, once there are enough documents to be worth it. It has no effect on
    the graph. again: read every document again, also those that the graph already has unchanged. names: a file of names and identifiers
    (see kg.lexicon.authority). decisions: a file of a person's decisions (see kg.lexicon.decisions); None for the one beside the graph, if
    there is one. model: the recognizer that proposes names where no rule finds any (see kg.recognizer); None for rules alone. about:
    what the description of the whole graph says beside what is counted. prune: forget what the graph has and is not among the documents.
    infers: whether links are inferred at the end (kg.build.inference); without it the graph has none until the next build with it.
    Raises InputError when a value is not possible.
    """

    place: str | None = None
    date: str | None = None
    jobs: int | None = None
    again: bool = False
    names: Path | None = None
    about: About = field(default_factory=About)
    prune: bool = False
    decisions: Path | None = None
    model: str | None = DEFAULT
    infers: bool = True

    def __post_init__(self) -> None:
        if self.date is not None and not _is_date(self.date):
            raise InputError(f"--date {self.date}: not a date: write 2025, 2025-01 or 2025-01-08")
        if self.place is not None and not self.place.strip():
            raise InputError("--place: empty: write the full name of a place, such as 宜昌市")
        if self.jobs is not None and self.jobs < 1:
            raise InputError(f"--jobs {self.jobs}: at least one process is needed")
        if self.model is not None:
            identified(self.model)

    @property
    def run(self) -> Run:
        """What, beside its bytes, decides what is read from a document: the program and the options, names that the user listed included.
        Not how many processes did it. Decisions that bear on a document are added for that document (kg.build.decide)."""
        names = known_authority(self.names).digest if self.names is not None else None
        chosen = identified(self.model) if self.model is not None else "none"
        model = chosen if self.model != DEFAULT else None  # the default is part of the program
        given = (("place", self.place), ("date", self.date), ("names", names), ("model", model))
        return Run(f"lianghui-kg {software_key()}", tuple((name, value) for name, value in given if value is not None))


@functools.cache
def software_key() -> str:
    """Version and digest of the parts of the program that decide what is read, so that a changed rule makes documents be read again."""
    digest = hashlib.sha256()
    root = Path(kg.__file__).parent
    for file in sorted(_files(root)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    for entry in sorted(data_folder("ontology").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".ttl"):  # words of the texts are joined to its concepts
            digest.update(entry.read_bytes())
    return f"{kg.__version__}+{digest.hexdigest()[:12]}"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])  # the parts that are left out are not what is checked
    except ValueError:
        return False
    return True


def _files(root: Path) -> Iterator[Path]:
    for part in _PARTS_THAT_READ:
        for path in (root / part).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                yield path
