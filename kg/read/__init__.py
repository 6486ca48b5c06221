"""From files to `Source`s: which files there are, what they are called, and what their bytes say."""

from kg.read.decode import decode
from kg.read.files import SUFFIXES, Found, find_files
from kg.read.sources import Unreadable, read_source, read_sources

__all__ = ["SUFFIXES", "Found", "Unreadable", "decode", "find_files", "read_source", "read_sources"]
