"""Finds sessions: meetings of congresses, CPPCC and party committees and governments, fairs, forums, contests, campaign events."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.quoted import quoted
from kg.extract.sessions.events import events
from kg.extract.sessions.meetings import meetings
from kg.extract.work import Found
from kg.lexicon.sessions import national_sessions_in
from kg.model import EntityType

__all__ = ["find"]

_SIGNS = "会大节赛坛展周松季活仪堂课夜晚典月日播班道"  # one of these stands in the name of every session


def find(text: str, context: Context) -> Iterator[Found]:
    """The sessions named in a folded text, left to right, without overlaps.

    A meeting of the national bodies goes before one of the local bodies, any meeting before a fair that is known by its last word.
    """
    taken: list[Found] = []
    if any(sign in text for sign in _SIGNS):
        for hit in national_sessions_in(text):
            taken.append(Found(hit.start, hit.end, EntityType.SESSION, hit.name, "national-session"))
        _add(taken, meetings(text, context, taken))
        _add(taken, events(text, context))
        _add(taken, quoted(text, EntityType.SESSION))
    yield from sorted(taken)


def _add(taken: list[Found], fresh: Iterator[Found]) -> None:
    """Takes what does not overlap with what is taken already; a longer one takes the place of the shorter ones inside it."""
    for f in fresh:
        inside = [t for t in taken if f.start <= t.start and t.end <= f.end and t.end - t.start < f.end - f.start]
        if any(t.start < f.end and f.start < t.end for t in taken if t not in inside):
            continue
        for t in inside:
            taken.remove(t)
        taken.append(f)
