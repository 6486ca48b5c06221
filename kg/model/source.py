"""One input document, as text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A document exactly as decoded. Never edited: every offset in the project counts characters of `text`.

    name: the file's name without its folder, as it is cited; unique within a graph.
    sha256: hexadecimal digest of the file's bytes, so that a changed file is told from an unchanged one.
    text: the decoded characters (code points), line breaks as they stand in the file.
    encoding: the encoding that was used to decode the bytes, as Python names it.
    """

    name: str
    sha256: str
    text: str
    encoding: str = "utf-8"

    @classmethod
    def of_text(cls, name: str, text: str) -> Source:
        """A source from a string, with the digest of its UTF-8 bytes. For tests, notebooks and other programs."""
        return cls(name, hashlib.sha256(text.encode("utf-8")).hexdigest(), text)
