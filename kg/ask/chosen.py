"""The proposals that a question is about: one set for each of its limits, and what they have in common; then their rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.ask.answer import Row
from kg.ask.asking import Asking, Record
from kg.ask.names import Named
from kg.ask.scope import Scope
from kg.ask.slots import Subject

COLUMNS = ("proposer", "capacity", "what", "topic", "kind", "document", "date", "quote", "start", "end", "iri")
SPOKEN = ("recommendation", "filed")
FILED = ("filed",)
PROMISED = ("commitment",)


def limited(asking: Asking, kinds: tuple[str, ...], scope: Scope, subject: Subject | None) -> set[str]:
    """The IRIs of the proposals of these kinds within the limits of a question."""
    sets = [asking.iris("by-kind", kind=kinds)]
    if scope.years:
        sets.append(asking.iris("by-year", year=scope.years))
    if scope.meetings:
        sets.append(asking.iris("by-session", meeting=_iris(scope.meetings)))
    if scope.documents:
        sets.append(asking.iris("by-file", file=scope.documents))
    if subject:
        sets += _of_subject(asking, subject, kinds)
    return set.intersection(*sets)


def _of_subject(asking: Asking, subject: Subject, kinds: tuple[str, ...]) -> list[set[str]]:
    sets = []
    if subject.people:
        sets.append(asking.iris("by-person", who=_iris((*subject.people, *subject.bodies))))
    elif subject.bodies:
        sets.append(asking.iris("by-body", body=_iris(subject.bodies)))
    if subject.place:
        sets.append(asking.iris("by-place", place=subject.place.iris))
    if subject.capacity and subject.capacity.roles:
        sorts = {"sort": subject.capacity.sorts} if subject.capacity.sorts else {}
        sets.append(asking.iris("by-role", role=subject.capacity.roles, **sorts))
    return sets


def rows_of(asking: Asking, iris: Iterable[str], closeness: Mapping[str, int] | None = None) -> list[Record]:
    """The rows of these proposals with the capacities of their proposers, the closest first, then by date and place in the text."""
    wanted = sorted(iris)
    rows = asking.show("proposals", proposal=wanted)
    offices: dict[tuple[str, str], list[str]] = {}
    for row in asking.show("offices", who=sorted({str(r["who"]) for r in rows})):
        offices.setdefault((str(row["source"]), str(row["who"])), []).append(str(row["office"]))
    bodies: dict[tuple[str, str], list[str]] = {}
    for row in asking.run("spoken-for", proposal=wanted):
        bodies.setdefault((str(row["source"]), str(row["iri"])), []).append(str(row["body"]))
    for row in rows:
        source = str(row["source"])
        capacity = offices.get((source, str(row["who"])), bodies.get((source, str(row["iri"])), []))
        row["capacity"] = "；".join(capacity) or None
    rank = closeness or {}
    return sorted(rows, key=lambda r: rank.get(str(r["iri"]), 0))  # the query has them in order of date and place


def as_rows(rows: Iterable[Record], columns: tuple[str, ...] = COLUMNS) -> tuple[Row, ...]:
    """The rows as the columns of an answer."""
    return tuple(tuple(row.get(column) for column in columns) for row in rows)


def _iris(named: Iterable[Named]) -> tuple[str, ...]:
    return tuple(iri for each in named for iri in each.iris)


__all__ = ["COLUMNS", "FILED", "PROMISED", "SPOKEN", "as_rows", "limited", "rows_of"]
