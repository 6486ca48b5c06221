"""The formats that are read: which endings each has, and which module of this room knows it.

A format is one module with `read(data, name) -> Content`. It is imported when the first such file is met, so that a user of text files
does not wait for the libraries of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from kg.read.content import Content


class _Reader(Protocol):
    def __call__(self, data: bytes, name: str) -> Content: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. media: its media type (IANA). suffixes: its endings, in lower case. module: where its `read` is."""

    media: str
    suffixes: tuple[str, ...]
    module: str

    def read(self, data: bytes, name: str) -> Content:
        """What the bytes of such a file show. name: what it is called in messages. Raises InputError when they cannot be read."""
        return cast(_Reader, import_module(self.module).read)(data, name)


FORMATS = (
    Format("text/plain", (".txt",), "kg.read.text"),
    Format("text/markdown", (".md", ".markdown"), "kg.read.text"),
    Format("text/html", (".html", ".htm", ".shtml", ".xhtml"), "kg.read.html"),
    Format("multipart/related", (".mhtml", ".mht"), "kg.read.mhtml"),
    Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx", ".docm"), "kg.read.docx"),
    Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx", ".xlsm"), "kg.read.xlsx"),
    Format("application/pdf", (".pdf",), "kg.read.pdf"),
    Format("image/png", (".png",), "kg.read.picture"),
    Format("image/jpeg", (".jpg", ".jpeg"), "kg.read.picture"),
    Format("image/webp", (".webp",), "kg.read.picture"),
    Format("image/tiff", (".tif", ".tiff"), "kg.read.picture"),
    Format("image/bmp", (".bmp",), "kg.read.picture"),
)
"""All formats, in the order in which they are listed to the user."""

BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
"""The format of each ending."""

ELSEWHERE = {
    ".doc": "an old Word file: save it as .docx",
    ".wps": "a WPS text file: save it as .docx",
    ".rtf": "a rich text file: save it as .docx",
    ".odt": "an OpenDocument text: save it as .docx",
    ".xls": "an old Excel file: save it as .xlsx",
    ".et": "a WPS spreadsheet: save it as .xlsx",
    ".ods": "an OpenDocument spreadsheet: save it as .xlsx",
    ".ppt": "slides: save them as .pdf",
    ".pptx": "slides: save them as .pdf",
    ".ofd": "an OFD file: save it as .pdf",
    ".caj": "a CAJ file: save it as .pdf",
    ".ceb": "a CEB file: save it as .pdf",
}
"""Endings of documents that are not read, with what they are and what to do. In a folder they are named, never passed over in silence."""
