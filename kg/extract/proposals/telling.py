"""Whether a block is told by a reporter or is in somebody's own words, by the names and pronouns in it."""

from __future__ import annotations

import re

from kg.extract.proposals.stage import People
from kg.extract.proposals.text import pieces
from kg.extract.work import View
from kg.model import EntityType

_P = EntityType.PERSON
_TELLS = re.compile(r"[他她“]")
_OF_PRESS = re.compile(r"记者|采访")


def narrates(view: View, people: People) -> bool:
    """Whether a block behind an answer is the reporter's again: it names who answered, speaks of the press, or quotes."""
    return bool(_OF_PRESS.search(view.text)) or any(r.name in view.text for r in people) or bool(pieces(view.text)[1])


def names(view: View, people: People) -> bool:
    """Whether a block tells of these people by their names, so that it is not in their first person."""
    return any(r.type is _P and re.search(rf"(?<!我是)(?<!我叫){re.escape(r.name)}", view.text) for r in people)


def tells_of(view: View, people: People) -> bool:
    """Whether a block tells of these people in the words of a reporter."""
    return bool(_TELLS.search(view.text)) or any(r.name in view.text for r in people)


__all__ = ["names", "narrates", "tells_of"]
