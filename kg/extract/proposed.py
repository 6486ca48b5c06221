"""Names that a recognizer proposes, where the rules have found nothing: rules decide where they know.

What it may propose, of which type and how sure it must be, was chosen from measured figures; they stand in the card of the recognizer
(kg/recognizer/small/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.overlaps import settle
from kg.extract.work import ArticleView, Found, View
from kg.model import BlockKind, EntityType
from kg.recognizer import Recognizer, Span

RULE = "recognizer:"
"""How the rule of a proposed mention begins; the recognizer's name and version follow."""

_READ = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.CAPTION, BlockKind.KICKER, BlockKind.HEADING)
LEAST: Mapping[EntityType, float] = {
    EntityType.ORGANIZATION: 0.5,
    EntityType.PROJECT: 0.5,
    EntityType.POLICY: 0.5,
    EntityType.SESSION: 0.5,
}
_PAIRS = ("“”", "‘’", "《》", "()")
_EDGE = re.compile(r"^[,。;:!?、的和与及]|[,。;:!?、的和与及]$|[,。;!?\s]")


def propose(articles: Sequence[ArticleView], recognizer: Recognizer) -> None:
    """Adds to every view what the recognizer proposes there."""
    views = [v for a in articles for v in a.views if v.block.kind in _READ and v.block.table is None]
    rule = RULE + recognizer.name
    for view, spans in zip(views, recognizer.spans([v.text for v in views]), strict=True):
        added = [Found(s.start, s.end, s.type, view.text[s.start : s.end], rule) for s in spans if _may(s, view)]
        if added:
            view.found = settle([*view.found, *added])


def _may(span: Span, view: View) -> bool:
    """Whether a proposal is worth telling: sure enough, well formed, and over nothing that a rule has found but a place inside it."""
    if span.type not in LEAST or (span.score is not None and span.score < LEAST[span.type]):
        return False
    form = view.text[span.start : span.end]
    if len(form) < 3 or _EDGE.search(form) or any(form.count(a) != form.count(b) for a, b in _PAIRS):
        return False
    return all(
        f.type is EntityType.DISTRICT and span.start <= f.start and f.end <= span.end and f.end - f.start < len(form)
        for f in view.found
        if f.start < span.end and span.start < f.end
    )


__all__ = ["LEAST", "RULE", "propose"]
