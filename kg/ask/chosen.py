"""The proposals that a question is about: one set for each of its limits, and what they have in common; then their rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.ask.answer import Row
from kg.ask.asking import Asking, Record
from kg.ask.facts import stated
from kg.ask.names import Named
from kg.ask.places import Places
from kg.ask.scope import Scope
from kg.ask.slots import Subject
from kg.model import ProposalKind
from kg.vocab import proposal_class

COLUMNS = ("proposer", "capacity", "what", "topic", "kind", "document", "date", "quote", "start", "end", "iri")
SPOKEN = ("recommendation", "filed")
FILED = ("filed",)
PROMISED = ("commitment",)
_ONE_BY_ONE = 1000


def limited(
    asking: Asking, kinds: tuple[str, ...], scope: Scope, subject: Subject | None, among: Collection[str] | None = None
) -> set[str]:
    """The IRIs of the proposals of these kinds within the limits of a question. among: the only ones to look at, or None for all."""
    classes, sets = [proposal_class(ProposalKind(kind)).value for kind in kinds], [] if among is None else [set(among)]
    if scope.meetings:
        sets.append(asking.iris("by-session", meeting=_iris(scope.meetings)))
    if scope.documents:
        sets.append(asking.iris("by-file", file=scope.documents))
    if subject:
        sets += _of_subject(asking, subject)
    if subject and subject.capacity and subject.capacity.roles:
        sorts = {"sort": subject.capacity.sorts} if subject.capacity.sorts else {}
        in_role = asking.iris("by-role", role=subject.capacity.roles, **sorts, **_few(sets))
        sets.append(in_role | asking.iris("by-capacity", sort=subject.capacity.sorts))
    if scope.years:
        sets.append(_of_years(asking, scope.years, sets))
    if not sets:
        return asking.iris("by-kind", type=classes)
    return {str(row["iri"]) for row in asking.run("kinds", iri=sorted(set.intersection(*sets))) if row["type"] in classes}


def _of_years(asking: Asking, years: Sequence[str], sets: Sequence[set[str]]) -> set[str]:
    """The proposals of these years: of that of their period, or where they have none, of their date.

    Where there are some to choose from, their details are looked at, which the answer needs, too, and a session keeps.
    """
    if not sets or asking.store.kept is None:
        return asking.iris("by-year", year=years, **_few(sets))
    told: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in asking.run("details", iri=sorted(set.intersection(*sets))):
        told.setdefault((str(row["iri"]), str(row["source"])), {}).setdefault(str(row["key"]), []).append(str(row["value"]))
    return {
        iri
        for (iri, _), said in told.items()
        if any(year in period for period in said.get("period", ()) for year in years)
        or ("period" not in said and any(day.startswith(year) for day in said.get("date", ()) for year in years))
    }


def _few(sets: Sequence[set[str]]) -> dict[str, list[str]]:
    """What is left to choose from, as a parameter, when that is little enough to be looked at one by one."""
    left = set.intersection(*sets) if sets else None
    return {} if left is None or len(left) > _ONE_BY_ONE else {"iri": sorted(left)}


def _of_subject(asking: Asking, subject: Subject) -> list[set[str]]:
    sets = []
    if subject.people:
        sets.append(asking.iris("by-person", who=_iris((*subject.people, *subject.bodies))))
    elif subject.bodies:
        sets.append(asking.iris("by-body", body=_iris(subject.bodies)))
    if subject.place:
        sets.append(_of_place(asking, subject.place))
    return sets


def _of_place(asking: Asking, place: Named) -> set[str]:
    """Proposals about a district or its parts, of its bodies, or in documents that were issued there."""
    places = Places(asking)
    full = places.full_names(place)
    bodies = sorted(asking.iris("bodies-of", full=full))
    issued = [str(row["document"]) for row in asking.run("issued-in", full=full)]
    about = asking.iris("by-place", place=places.within(place))
    return about | asking.iris("by-body", body=bodies) | asking.iris("by-file", file=issued)


def rows_of(asking: Asking, iris: Iterable[str], closeness: Mapping[str, int] | None = None) -> list[Record]:
    """The rows of these proposals, one for each proposer with the capacity, the closest first, then by date and place in the text."""
    wanted = sorted(iris)
    rows = stated(asking, "proposals", wanted, COLUMNS)
    topics: dict[str, list[str]] = {}
    for row in asking.run("phrases", iri=wanted):
        topics.setdefault(str(row["iri"]), []).append(str(row["topic"]))
    offices = _offices(asking, sorted({str(r["who"]) for r in rows}))
    for row in rows:
        capacity = offices.get((str(row["source"]), str(row["who"])), [str(row["body"])] if row.get("body") else [])
        row["capacity"] = "；".join(capacity) or None
        row["topic"] = "；".join(topics.get(str(row["iri"]), [])) or None
    rank = closeness or {}
    return sorted(rows, key=lambda r: rank.get(str(r["iri"]), 0))


def _offices(asking: Asking, people: list[str]) -> dict[tuple[str, str], list[str]]:
    """The offices of people by document and person, each with its body in front."""
    rows = asking.run("offices", who=people)
    bodies: dict[str, str] = {}
    for row in asking.run("organizations-of", iri=sorted({str(r["position"]) for r in rows})):
        bodies.setdefault(str(row["iri"]), str(row["organization"]))
    out: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        body = bodies.get(str(row["position"]), "")
        out.setdefault((str(row["source"]), str(row["who"])), {})[f"{body}{row['role']}"] = None
    return {key: sorted(held) for key, held in out.items()}


def as_rows(rows: Iterable[Record], columns: tuple[str, ...] = COLUMNS) -> tuple[Row, ...]:
    """The rows as the columns of an answer."""
    return tuple(tuple(row.get(column) for column in columns) for row in rows)


def _iris(named: Iterable[Named]) -> tuple[str, ...]:
    return tuple(iri for each in named for iri in each.iris)


__all__ = ["COLUMNS", "FILED", "PROMISED", "SPOKEN", "as_rows", "limited", "rows_of"]
