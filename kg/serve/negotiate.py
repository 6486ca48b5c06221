"""Which form of an answer a client reads: content negotiation (RFC 9110, section 12.5.1), and short names for links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.serve.message import HTML, Unacceptable

RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""Forms of the answer to SELECT and ASK: https://www.w3.org/TR/sparql11-results-json/ and its sisters. The first one is the default."""

TRIPLES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
"""Forms of the answer to CONSTRUCT and DESCRIBE, and of what an IRI stands for."""

_SAME = {"application/json": RESULTS["json"], "application/xml": RESULTS["xml"], "text/xml": RESULTS["xml"], "text/plain": TRIPLES["nt"]}
"""Other names that clients ask by."""
_ALSO = {"json": "jsonld", "jsonld": "json", "xml": "rdf", "turtle": "ttl"}
"""Short names for what is called otherwise in one of the two kinds of answers."""


def best(accept: str, offered: Sequence[str]) -> str | None:
    """Of the media types offered (the first is preferred where the client does not care) the one that `accept` weighs highest; None where
    it takes none of them."""
    ranges = _ranges(accept) or [("*/*", 1.0)]
    weights = [(_weight(media, ranges), -i, media) for i, media in enumerate(offered)]
    weight, _, media = max(weights)
    return media if weight > 0 else None


def chosen(accept: str, name: str, forms: Mapping[str, str], *, page: bool) -> str:
    """The media type for a short name, or for the header where there is none. page: whether there is an HTML page, too.

    Raises Unacceptable that says what there is.
    """
    if name == "html" and page:
        return HTML
    known = forms.get(name) if name else best(accept, [*forms.values(), *([HTML] if page else [])])
    if known is None and name in _ALSO:
        known = forms.get(_ALSO[name])
    if known is None:
        raise Unacceptable(f"{name or accept}: not written here; there are {', '.join([*forms.values(), *([HTML] if page else [])])}")
    return known


def _ranges(accept: str) -> list[tuple[str, float]]:
    out: list[tuple[str, float]] = []
    for part in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            out.append((_SAME.get(media, media), min(1.0, max(0.0, float(weight)))))
        except ValueError:
            out.append((_SAME.get(media, media), 0.0))
    return [(media, weight) for media, weight in out if media]


def _weight(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that holds this type."""
    for wanted in (media, f"{media.partition('/')[0]}/*", "*/*"):
        found = [weight for name, weight in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
