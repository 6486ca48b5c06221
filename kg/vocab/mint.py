"""Data IRIs, computed from what they stand for: two runs, or two machines, agree on them without talking."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.vocab.terms import Term

DEFAULT_BASE = "https://w3id.org/lianghui-kg/id/"

_ASCII = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@")
"""RFC 3987, ipchar: the ASCII characters that may stand in a path segment as they are."""

_PLAIN = re.compile(r"(?!\.{1,2}\Z)[A-Za-z0-9\-._~!$&'()*+,;=:@一-鿋]*")
"""Segments that stay as they are; nearly all do."""

_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
"""Categories outside ASCII that RFC 3987 forbids (private use, unassigned) or advises against (white space, direction marks)."""


@lru_cache(maxsize=65536)
def segment(text: str) -> str:
    """`text` as one segment of an IRI's path, percent-encoded only where an IRI needs it; Chinese stays readable.

    The segments `.` and `..` would be removed by resolvers, so their dots are encoded.
    """
    if _PLAIN.fullmatch(text):
        return text
    if text in {".", ".."}:
        return "%2E" * len(text)
    return "".join(c if _stays(c) else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass")) for c in text)


def _stays(char: str) -> bool:
    return char in _ASCII if char < "\x80" else unicodedata.category(char) not in _UNREADABLE


_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(*parts: object, length: int = 20) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of `parts` written as canonical JSON (80 bits by default)."""
    canonical = _CANONICAL.encode(parts)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@dataclass(frozen=True)
class Mint:
    """Makes IRIs below `base`. Raises InputError when the base is no absolute IRI that ends in `/` or `#`."""

    base: str = field(default=DEFAULT_BASE)

    def __post_init__(self) -> None:
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise InputError(f"--base {self.base}: not an absolute IRI ({error})") from error
        if not self.base.endswith(("/", "#")):
            raise InputError(f"--base {self.base}: must end in / or #")

    def path(self, *segments: str) -> NamedNode:
        """The IRI with these path segments, each encoded."""
        return NamedNode(self.base + "/".join(map(segment, segments)))

    def written(self, *segments: str) -> str:
        """`path` as N-Triples writes it. Thousands of nodes are made for a document only to be written: this takes a third of the time."""
        return f"<{self.base}{'/'.join(map(segment, segments))}>"

    def entity(self, key: str) -> NamedNode:
        """An entity by its key, a path such as person/洛阳市/张三."""
        return self.path(*key.split("/"))

    def topic(self, phrase: str) -> NamedNode:
        """The concept of a topic phrase."""
        return self.path("topic", phrase)

    def role(self, name: str) -> NamedNode:
        """The role that a word such as 代表 names."""
        return self.path("role", name)

    def source(self, name: str, sha256: str) -> NamedNode:
        """A source document, and the named graph of what it says."""
        return self.path("source", f"{sha256[:16]}-{name}")

    def article(self, source: NamedNode, start: int) -> NamedNode:
        """The article of a source that begins at character `start`."""
        return self.path("article", source_digest(source), str(start))

    def block(self, source: NamedNode, start: int) -> NamedNode:
        """The block of a source whose first character is `start`."""
        return self.path("block", source_digest(source), str(start))

    def fact(self, kind: str, source: NamedNode, *slots: object) -> NamedNode:
        """A fact node `kind/<digest>` of what a source says in certain places."""
        return self.path(kind, digest(kind, self._local(source), *slots))

    def evidence(self, source: NamedNode, pieces: Sequence[tuple[int, int]], rule: str, body: str) -> str:
        """The annotation that says where `body` (an IRI) stands, as N-Triples writes it; one per body, rule and list of pieces (start, end
        in characters)."""
        start, end = pieces[0]
        what = digest(body.removeprefix(self.base), list(pieces), length=12)
        return self.written("evidence", source_digest(source), f"{start}-{end}", rule, what)

    def span(self, source: NamedNode, start: int, end: int, selector: Term) -> str:
        """A selector of the characters start..end of a source, as N-Triples writes it."""
        kind = "quote" if selector is Term.OA_TEXT_QUOTE_SELECTOR else "position"
        return self.written("span", source_digest(source), f"{start}-{end}", kind)

    def run(self, key: str) -> NamedNode:
        """The activity of all runs with the same software and options."""
        return self.path("run", key)

    @cached_property
    def entities_graph(self) -> NamedNode:
        """The named graph of the entities, each with the names that all sources give it."""
        return self.path("graph", "entities")

    @cached_property
    def inferred_graph(self) -> NamedNode:
        """The named graph of inferred links."""
        return self.path("graph", "inferred")

    @cached_property
    def dataset_graph(self) -> NamedNode:
        """The named graph of what the whole dataset is."""
        return self.path("graph", "dataset")

    @cached_property
    def authority_graph(self) -> NamedNode:
        """The named graph of the identifiers that a user's names file gives."""
        return self.path("graph", "authority")

    @cached_property
    def dataset(self) -> NamedNode:
        """The dataset: everything in the graph."""
        return self.path("dataset")

    def _local(self, node: NamedNode) -> str:
        """The IRI without the base, so that a fact keeps its digest under another base."""
        return node.value.removeprefix(self.base)


@lru_cache(maxsize=1024)
def source_digest(source: NamedNode) -> str:
    """Twelve hexadecimal digits for a source, computed from the last segment of its IRI (digest of the bytes, and name)."""
    return digest(source.value.rsplit("/source/", 1)[-1], length=12)
