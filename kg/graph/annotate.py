"""Evidence as Web Annotations: what is said (body), and the exact characters that say it (targets, in order).

Model: W3C Web Annotation Data Model, https://www.w3.org/TR/annotation-model/ (text quote and text position selectors). Positions count
characters (code points) of the decoded source text. The scope of a target is the block of the page in which the piece stands: a node
that all pieces in it share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from kg.errors import EvidenceError
from kg.graph.frame import Frame, Triple, integer
from kg.model import Evidence
from kg.vocab import Term, iri


def annotation(
    frame: Frame, body: NamedNode, motivation: Term, pieces: Sequence[Evidence], rule: str, article: NamedNode | None
) -> Iterator[Triple]:
    """The annotation that `pieces` of the source say `body`. Raises EvidenceError when there is no piece, or one is not in the text."""
    if not pieces:
        raise EvidenceError(f"{frame.source.name}: rule {rule} states {body.value} without evidence")
    for piece in pieces:
        piece.proven(frame.source)
    spans = [(p.start, p.end) for p in pieces]
    node = frame.mint.evidence(frame.node, spans, rule, body)
    kind = iri(Term.RDF_TYPE)
    yield node, kind, iri(Term.OA_ANNOTATION)
    yield node, iri(Term.OA_MOTIVATED_BY), iri(motivation)
    yield node, iri(Term.OA_HAS_BODY), body
    yield node, iri(Term.RULE), Literal(rule)
    yield node, iri(Term.PROV_WAS_GENERATED_BY), frame.run
    yield node, iri(Term.PROV_WAS_DERIVED_FROM), frame.node
    if article is not None:
        yield node, iri(Term.IN_ARTICLE), article
    for position, piece in enumerate(pieces, 1):
        target = NamedNode(f"{node.value}/{position}")
        quote = frame.mint.span(frame.node, piece.start, piece.end, Term.OA_TEXT_QUOTE_SELECTOR)
        place = frame.mint.span(frame.node, piece.start, piece.end, Term.OA_TEXT_POSITION_SELECTOR)
        yield node, iri(Term.OA_HAS_TARGET), target
        yield target, kind, iri(Term.OA_SPECIFIC_RESOURCE)
        yield target, iri(Term.SCHEMA_POSITION), integer(position)
        yield target, iri(Term.OA_HAS_SOURCE), frame.node
        yield target, iri(Term.OA_HAS_SELECTOR), quote
        yield target, iri(Term.OA_HAS_SELECTOR), place
        if (block := frame.block_around(piece.start)) is not None:
            yield target, iri(Term.OA_HAS_SCOPE), block[0]
        yield quote, kind, iri(Term.OA_TEXT_QUOTE_SELECTOR)
        yield quote, iri(Term.OA_EXACT), Literal(piece.quote)
        yield place, kind, iri(Term.OA_TEXT_POSITION_SELECTOR)
        yield place, iri(Term.OA_START), integer(piece.start)
        yield place, iri(Term.OA_END), integer(piece.end)
