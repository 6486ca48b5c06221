"""From files to `Source`s: which files there are, what they are called, and what their bytes say."""

from kg.read.decode import decode
from kg.read.files import SUFFIXES, Found, find_files
from kg.read.sources import Undecoded, Unreadable, open_found, open_sources, read_found, read_source, read_sources

__all__ = [
    "SUFFIXES",
    "Found",
    "Undecoded",
    "Unreadable",
    "decode",
    "find_files",
    "open_found",
    "open_sources",
    "read_found",
    "read_source",
    "read_sources",
]
