"""What a format gives: text with what is known of it, and the way in which lines are put together to text, the same for all formats."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import InputError
from kg.model import Placed

MOST_BYTES = 100_000_000
"""Bytes: no file larger than this is read. A page of a newspaper has ten thousand characters, a year of a city's reports some millions."""
MOST_CHARACTERS = 20_000_000
"""Characters: no text longer than this is read. The steps that follow keep a whole document in memory."""
_MOST_BLANK = 3  # empty lines in a row; more say nothing


@dataclass(frozen=True, slots=True)
class Content:
    """What a file shows. text, encoding, places, unread: as in `Source`."""

    text: str
    encoding: str = "utf-8"
    places: tuple[Placed, ...] = ()
    unread: tuple[str, ...] = ()


class Lines:
    """Lines on their way to a text. Between two lines stand as many empty lines as the larger of what the upper and the lower one ask
    for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._out: list[str] = []
        self._length = 0
        self._blank = 0

    def add(self, line: str) -> None:
        """Puts a line at the end; white space around it is dropped, but tabs (empty cells) before and after it are kept. Nothing when
        empty."""
        line = line.strip(" \r\n\xa0\u3000")
        if not line.strip():
            return
        if self._out:
            self._out += [""] * min(self._blank, _MOST_BLANK)
        self._blank = 0
        self._out.append(line)
        self._length += len(line) + 1
        if self._length > MOST_CHARACTERS:
            raise InputError(f"{self._name}: more than {MOST_CHARACTERS // 1_000_000} million characters: split it into several files")

    def blank(self, count: int = 1) -> None:
        """Asks for at least so many empty lines here."""
        self._blank = max(self._blank, count)

    def skip(self) -> None:
        """Asks for one more empty line here."""
        self._blank += 1

    def text(self) -> str:
        """All lines, ended by a line break; raises InputError when there are none."""
        if not self._out:
            raise InputError(f"{self._name}: no text in it: check that this is the document")
        return "\n".join(self._out) + "\n"
