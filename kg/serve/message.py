"""What the front and its workers say to each other: a visit or a query goes out, a whole reply comes back."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import KgError

HTML = "text/html"
MOST_ROWS = 10_000
"""So many rows a query's answer holds at most (ten times as many triples); the answer says so."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that is asked for. path: the raw path of the address, percent-encoded, without the query. query: its pairs, decoded.
    accept: the header of that name. language: `zh-hans` or `en`."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    accept: str = HTML
    language: str = "zh-hans"

    def value(self, name: str) -> str:
        """The first value of a parameter, without white space around it; empty where there is none."""
        return next((value.strip() for key, value in self.query if key == name), "")


@dataclass(frozen=True, slots=True)
class SparqlQuery:
    """A query in SPARQL 1.1. default_graphs, named_graphs: the dataset that the request names, None for all. accept: what the client
    reads. format: a short name (json, csv …) that comes before `accept`, empty for none. rows: how many are answered at most."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    accept: str = "*/*"
    format: str = ""
    language: str = "zh-hans"
    rows: int = MOST_ROWS


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer. status: of HTTP. media: its media type, without a charset. headers: further ones."""

    status: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


Job = Visit | SparqlQuery


class Refused(KgError):
    """A query asks for what this server does not do: an update, another computer."""


class Missing(KgError):
    """There is no such page or thing. near: names and addresses of what is near to it."""

    def __init__(self, message: str, near: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class Unacceptable(KgError):
    """No form that the client reads can be written."""


class Late(KgError):
    """A query ran past its deadline, and was stopped."""


class Busy(KgError):
    """No worker became free before the deadline."""


class Broken(KgError):
    """A worker ended in the middle of its work (out of memory, killed from outside), or could not start."""
