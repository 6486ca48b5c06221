"""Evidence as Web Annotations: what is said (body), and the exact characters that say it (targets, in order).

Model: W3C Web Annotation Data Model, https://www.w3.org/TR/annotation-model/ (text quote and text position selectors). Positions count
characters (code points) of the decoded source text. The scope of a target is the block of the page in which the piece stands: a node
that all pieces in it share.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import EvidenceError
from kg.graph.frame import Frame
from kg.graph.ntriples import Line, integer, string, term
from kg.model import Evidence
from kg.vocab import Term


def annotation(
    frame: Frame, body: str, motivation: Term, pieces: Sequence[Evidence], rule: str, article: str | None
) -> list[Line]:
    """The annotation that `pieces` of the source say `body`. Raises EvidenceError when there is no piece, or one is not in the text."""
    if not pieces:
        raise EvidenceError(f"{frame.source.name}: rule {rule} states {body[1:-1]} without evidence")
    for piece in pieces:
        piece.proven(frame.source)
    spans = [(p.start, p.end) for p in pieces]
    node, kind = frame.mint.evidence(frame.iri, spans, rule, body[1:-1]), term(Term.RDF_TYPE)
    said = [
        (node, kind, term(Term.OA_ANNOTATION)),
        (node, term(Term.OA_MOTIVATED_BY), term(motivation)),
        (node, term(Term.OA_HAS_BODY), body),
        (node, term(Term.RULE), string(rule)),
        (node, term(Term.PROV_WAS_GENERATED_BY), frame.run),
        (node, term(Term.PROV_WAS_DERIVED_FROM), frame.node),
    ]
    if article is not None:
        said.append((node, term(Term.IN_ARTICLE), article))
    for position, piece in enumerate(pieces, 1):
        target = f"{node[:-1]}/{position}>"
        quote = frame.mint.span(frame.iri, piece.start, piece.end, Term.OA_TEXT_QUOTE_SELECTOR)
        place = frame.mint.span(frame.iri, piece.start, piece.end, Term.OA_TEXT_POSITION_SELECTOR)
        said += (
            (node, term(Term.OA_HAS_TARGET), target),
            (target, kind, term(Term.OA_SPECIFIC_RESOURCE)),
            (target, term(Term.SCHEMA_POSITION), integer(position)),
            (target, term(Term.OA_HAS_SOURCE), frame.node),
            (target, term(Term.OA_HAS_SELECTOR), quote),
            (target, term(Term.OA_HAS_SELECTOR), place),
            (quote, kind, term(Term.OA_TEXT_QUOTE_SELECTOR)),
            (quote, term(Term.OA_EXACT), string(piece.quote)),
            (place, kind, term(Term.OA_TEXT_POSITION_SELECTOR)),
            (place, term(Term.OA_START), integer(piece.start)),
            (place, term(Term.OA_END), integer(piece.end)),
        )
        if (block := frame.block_around(piece.start)) is not None:
            said.append((target, term(Term.OA_HAS_SCOPE), block[0]))
    return said
