"""The facts of given IRIs with their words and details, put together from small queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ask.asking import Asking, Record

_JOIN = " … "


def quotes(asking: Asking, iris: Sequence[str]) -> dict[str, list[Record]]:
    """Where each thing is said: one record an annotation, in the order of the text, with document, quote (pieces joined), start and end."""
    pieces: dict[tuple[str, str], list[Record]] = {}
    for row in asking.show("words", iri=iris):
        pieces.setdefault((str(row["iri"]), str(row["annotation"])), []).append(row)
    out: dict[str, list[Record]] = {}
    for (iri, _), rows in pieces.items():
        first, last = rows[0], rows[-1]
        said = _JOIN.join(dict.fromkeys(str(r["quote"]) for r in rows))
        place = {"source": first["source"], "document": first["document"], "start": first["start"], "end": last["end"]}
        out.setdefault(iri, []).append({**place, "quote": said})
    return {iri: sorted(found, key=_place) for iri, found in out.items()}


def details(asking: Asking, iris: Sequence[str]) -> dict[str, Record]:
    """Date, period, bound, since and until of each thing, where it has them."""
    out: dict[str, Record] = {}
    for row in asking.run("details", iri=iris):
        out.setdefault(str(row["iri"]), {}).setdefault(str(row["key"]), row["value"])
    return out


def pointed_at(asking: Asking, iris: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """The names of the organization, session, area and bodies that each thing points at."""
    out: dict[str, dict[str, list[str]]] = {}
    for row in asking.run("names-of", iri=iris):
        out.setdefault(str(row["iri"]), {}).setdefault(str(row["key"]), []).append(str(row["value"]))
    return out


def stated(asking: Asking, query: str, iris: Iterable[str], columns: Sequence[str]) -> list[Record]:
    """The facts of these IRIs by a query that gives what they state, with the first words that say so and their details.

    In the order of dates, then of the text. columns: what each record has, at least as None.
    """
    wanted = sorted(iris)
    rows = asking.show(query, iri=wanted)
    words, more, named = quotes(asking, wanted), details(asking, wanted), pointed_at(asking, wanted)
    out = []
    for row in rows:
        iri = str(row["iri"])
        names: Record = {key: "；".join(values) for key, values in named.get(iri, {}).items()}
        first = words[iri][0]
        out.append(dict.fromkeys(columns) | names | more.get(iri, {}) | first | row)
    return sorted(out, key=lambda r: (str(r.get("date") or ""), str(r["document"]), _place(r), str(r["iri"])))


def _place(row: Record) -> tuple[int, int]:
    return int(str(row["start"])), int(str(row["end"]))


__all__ = ["details", "pointed_at", "quotes", "stated"]
