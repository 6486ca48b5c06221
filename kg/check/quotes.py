"""Every quote against the text that it is from: the characters that evidence names must hold exactly the words that it gives."""

from __future__ import annotations

from collections.abc import Iterator

from kg.check.report import Finding, Severity
from kg.errors import GraphError
from kg.graph import GraphStore, evidence_rows

_CHECK = "quote-differs"
_MESSAGES = ("引文与原文不符", "a quote is not what the text says")


def compare(graph: GraphStore, name: str) -> Iterator[Finding | None]:
    """For each piece of evidence of a source, what is wrong with it, or None."""
    try:
        text = graph.source_text(name)
    except GraphError as error:
        yield Finding(Severity.VIOLATION, _CHECK, name, graph.sources[name].graph, str(error), *_MESSAGES)
        return
    for row in evidence_rows(graph, name):
        start, end, quote = row["start"], row["end"], row["quote"]
        stands = text[start:end] if 0 <= start <= end <= len(text) else None
        if stands == quote:
            yield None
        else:
            yield Finding(Severity.VIOLATION, _CHECK, name, row["annotation"], f"{start}-{end}: {quote!r}, text: {stands!r}", *_MESSAGES)
