"""A person's judgements on which nodes of a graph are one thing: a file of lines that is kept beside the graph, read and compared as text.

Each line is one judgement, its parts separated by tabs; lines that begin with # are for people:

    same	person/云溪市/祝青禾	person/云溪市河西区/祝青禾	both chair the textile company
    different	organization/云溪一中	organization/云溪市第一中学
    split	person/云溪市/秦川	person/云溪市/秦川（教育局）	page.txt	the head of the bureau, not the deputy

`same`: the second node is the first, in every document. `different`: they are two, and not to be asked about again. `split`: where the
document (named as in the graph) has the first node, the second is meant; one line a document. `same` with one node twice says that a node
is one thing, although its documents differ. The last part, why, may be left out. A node is the path of its IRI below the base, or the IRI.
A line that is taken out has no effect any more on the next build.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from kg.errors import InputError
from kg.model import EntityType
from kg.vocab import DEFAULT_BASE

_KINDS = tuple(t.value.lower() for t in EntityType)
_KEY = re.compile(rf"(?:{'|'.join(_KINDS)})/[^\t]*[^\t/ ]")
_IN_IRI = re.compile(rf"/(?=(?:{'|'.join(_KINDS)})/)")
_PERSON = "person/"
SUFFIX = ".decisions.tsv"
"""A graph in the folder `图谱` has its decisions in `图谱.decisions.tsv` beside it, unless another file is named."""


class Verdict(StrEnum):
    """What a person decided of two nodes."""

    SAME = "same"
    DIFFERENT = "different"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement. left, right: keys of nodes (person/云溪市/祝青禾). document: for a split only. line: where it stands in its file."""

    verdict: Verdict
    left: str
    right: str
    document: str | None = None
    why: str = ""
    line: int = 0

    @property
    def written(self) -> str:
        """The line of the file, without its end."""
        parts = [self.verdict.value, self.left, self.right, *([self.document] if self.document is not None else []), self.why]
        return "\t".join(parts).rstrip("\t")


@dataclass(frozen=True, slots=True)
class Change:
    """What decisions do to one node in one document. before: its key as read. after: the key that it gets. apart: whether a split did so
    before anything else, and then its key after the split."""

    before: str
    after: str
    apart: str | None = None


@dataclass(frozen=True)
class Decisions:
    """A file of decisions. file: its name. sha256: digest of its bytes. all: the decisions in order."""

    file: str
    sha256: str
    all: tuple[Decision, ...] = ()

    @cached_property
    def same(self) -> Mapping[str, str]:
        """For each key that is another's, that other one. Of several that are one, it is the one that is never on the right; of several
        such, the first in code point order: the order of the lines makes no difference."""
        return {key: head for head, members in _clusters(self.all).items() for key in members if key != head}

    def split(self, document: str) -> Mapping[str, str]:
        """For each key that is another thing in this document, that other one's key."""
        return self._splits.get(document, {})

    @cached_property
    def _splits(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for decision in self.all:
            if decision.document is not None:
                found[decision.document][decision.left] = decision.right
        return dict(found)

    def changes(self, document: str, keys: Iterable[str]) -> tuple[Change, ...]:
        """What becomes of a document's nodes, as read, in order of their keys; those that nothing happens to are left out."""
        found = []
        splits = self.split(document)
        for key in sorted(set(keys)):
            apart = splits.get(key)
            after = self.same.get(apart or key, apart or key)
            if after != key or apart is not None:
                found.append(Change(key, after, apart))
        return tuple(found)

    def bearing(self, document: str, keys: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """All that the file says that bears on a document whose nodes, after splits, have these keys: two documents of the same bytes with
        the same bearing are the same in the graph."""
        splits = [(Verdict.SPLIT.value, *pair) for pair in sorted(self.split(document).items())]
        return (*splits, *((Verdict.SAME.value, key, self.same[key]) for key in sorted(set(keys)) if key in self.same))

    @cached_property
    def settled(self) -> frozenset[tuple[str, str]]:
        """Pairs of keys, in order, of which a person said whether they are one, also by the keys that they have now. A pair of one key
        twice: a node that is one thing."""
        found = set()
        for d in self.all:
            now = self.same.get(d.left, d.left), self.same.get(d.right, d.right)
            found |= {(min(pair), max(pair)) for pair in ((d.left, d.right), now) if d.left == d.right or pair[0] != pair[1]}
        return frozenset(found)

    def applied_to(self, key: str) -> tuple[Decision, ...]:
        """The decisions that name a node, or make it what it is."""
        members = next((m for head, m in _clusters(self.all).items() if key == head or key in m), frozenset({key}))
        return tuple(d for d in self.all if d.left in members or d.right in members)


def read_decisions(path: Path) -> Decisions:
    """The decisions in the file at `path`. Raises InputError that names the file, the line (from 1) and what is wrong with it."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        damaged = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path.name}, line {damaged}: not UTF-8; save the file as UTF-8") from error
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            found.append(_decision(f"{path.name}, line {number}", line, number))
    _consistent(path.name, found)
    return Decisions(path.name, hashlib.sha256(content).hexdigest(), tuple(found))


def beside(graph: Path) -> Path:
    """Where the decisions on a graph in a folder are, if no other file is named. It need not be there."""
    folder = graph.resolve()
    return folder.with_name(folder.name + SUFFIX)


def _decision(where: str, line: str, number: int) -> Decision:
    parts = [part.strip() for part in line.split("\t")]
    try:
        verdict = Verdict(parts[0])
    except ValueError as error:
        hint = "" if "\t" in line else "; its parts are separated by tabs"
        raise InputError(f"{where}: {parts[0]!r} is none of {', '.join(Verdict)}{hint}") from error
    needed = 4 if verdict is Verdict.SPLIT else 3
    if not needed <= len(parts) <= needed + 1 or not all(parts[:needed]):
        what = "two nodes and a document" if verdict is Verdict.SPLIT else "two nodes"
        raise InputError(f"{where}: {verdict} needs {what}, and perhaps why, separated by tabs; there are {len(parts)} parts")
    left, right = (_key(where, part) for part in parts[1:3])
    if verdict is not Verdict.SAME and left == right:
        raise InputError(f"{where}: {verdict} needs two nodes, this is one twice: {left}")
    if left.startswith(_PERSON) is not right.startswith(_PERSON):
        raise InputError(f"{where}: {left} is a person, {right} is not, or the other way round")
    document = parts[3] if verdict is Verdict.SPLIT else None
    return Decision(verdict, left, right, document, parts[needed] if len(parts) > needed else "", number)


def _key(where: str, text: str) -> str:
    key = key_of_iri(text) if "://" in text else text
    if key is None or not _KEY.fullmatch(key):
        raise InputError(f"{where}: {text!r} is no node: write the path of its IRI, such as person/云溪市/祝青禾, or the IRI")
    return key


def key_of_iri(iri: str, base: str = DEFAULT_BASE) -> str | None:
    """The key of the entity with this IRI, below `base` or another base; None when it is none of an entity."""
    if iri.startswith(base):
        return unquote(iri.removeprefix(base))
    found = _IN_IRI.search(iri)
    return unquote(iri[found.end() :]) if found else None


def _consistent(file: str, decisions: list[Decision]) -> None:
    """Raises InputError where two lines cannot both hold."""
    head = {key: head for head, members in _clusters(decisions).items() for key in members}
    targets: dict[tuple[str, str], Decision] = {}
    for d in decisions:
        together = head.get(d.left, d.left) == head.get(d.right, d.right)
        if d.verdict is not Verdict.SAME and together:
            group = head.get(d.left, d.left)
            lines = [str(o.line) for o in decisions if o.verdict is Verdict.SAME and head.get(o.left, o.left) == group]
            said = f"line {lines[0]} says" if len(lines) == 1 else f"lines {', '.join(lines)} say"
            raise InputError(f"{file}, line {d.line}: {d.left} and {d.right} are kept apart, but {said} that they are the same")
        if d.document is not None:
            first = targets.setdefault((d.left, d.document), d)
            if first.right != d.right:
                raise InputError(f"{file}, line {d.line}: {d.left} in {d.document} is {first.right} by line {first.line} already")


def _clusters(decisions: Iterable[Decision]) -> dict[str, frozenset[str]]:
    """Keys that are one thing, by the one that stands for them."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    rights = set()
    for d in decisions:
        if d.verdict is Verdict.SAME and d.left != d.right:
            rights.add(d.right)
            a, b = sorted((root(d.left), root(d.right)))
            parent[b] = a
    members: dict[str, set[str]] = defaultdict(set)
    for key in list(parent):
        members[root(key)].add(key)
    return {min(keys - rights or keys): frozenset(keys) for keys in members.values()}


__all__ = ["SUFFIX", "Change", "Decision", "Decisions", "Verdict", "beside", "key_of_iri", "read_decisions"]
