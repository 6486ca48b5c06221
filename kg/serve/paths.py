"""Addresses of things: an IRI below the graph's base stands for the page below /id/, and the other way round."""

from __future__ import annotations

from urllib.parse import quote, unquote_to_bytes

from kg.vocab import Mint

ID = "/id/"
_SAFE = "/%!$&'()*+,;=:@-._~"
"""What stays as it is in the path of an address: percent-encoded characters, and RFC 3986's pchar."""


def path_of(base: str, iri: str) -> str | None:
    """The path of the page of an IRI; None when it is not one of the graph's own."""
    return ID + quote(iri.removeprefix(base), safe=_SAFE) if iri.startswith(base) and iri != base else None


def address(base: str, iri: str) -> str:
    """Where a link to an IRI leads: to its page here, or to a page that tells what the graph says of it."""
    return path_of(base, iri) or f"/about?iri={quote(iri, safe='')}"


def iri_of(base: str, path: str) -> str:
    """The IRI that a raw path below /id/ stands for; its segments are encoded as the graph's own are. No IRI where there can be none."""
    parts = [unquote_to_bytes(part).decode("utf-8", "replace") for part in path.removeprefix(ID).split("/")]
    try:
        return Mint(base).path(*parts).value
    except ValueError:  # a character that no IRI may have
        return base + "/".join(parts)
