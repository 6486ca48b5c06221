"""Names that a recognizer proposes, where the rules have found nothing: rules decide where they know.

What a recognizer may propose, and how sure it must be, it says itself (`least`); for that of the package it was chosen from the figures in
its card (kg/recognizer/small/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.organizations.kinds import kinds
from kg.extract.overlaps import settle
from kg.extract.people import ends_well, is_common, sure
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.divisions import divisions
from kg.lexicon.load import toml
from kg.lexicon.names import is_name
from kg.lexicon.organs import organs
from kg.model import BlockKind, EntityType
from kg.recognizer import RULE, Recognizer, Span

_UNREAD = (BlockKind.BYLINE, BlockKind.ROSTER, BlockKind.TABLE, BlockKind.SIGNATURE, BlockKind.FURNITURE)  # they have grammars of their own
_PAIRS = ("“”", "‘’", "《》", "()")
_MARKS = re.compile("[“”‘’《》]")
_COUNT = re.compile(r"[\d一二三四五六七八九十首“《]")
_SHORT = 5  # characters of a name of works or of a policy that says enough by itself
_EDGE = re.compile(r"^[,。;:!?、的和与及]|[,。;:!?、的和与及]$|[,。;!?\s]")


def propose(articles: Sequence[ArticleView], recognizer: Recognizer) -> None:
    """Adds to every view what the recognizer proposes there."""
    views = [v for a in articles for v in a.views if v.block.kind not in _UNREAD and v.block.table is None]
    rule = RULE + recognizer.name
    for view, spans in zip(views, recognizer.spans([v.text for v in views]), strict=True):
        added = [Found(s.start, s.end, s.type, view.text[s.start : s.end], rule) for s in spans if _may(s, view, recognizer)]
        if added:
            view.found = settle([*view.found, *added])


def _may(span: Span, view: View, recognizer: Recognizer) -> bool:
    """Whether a proposal is worth telling: sure enough, well formed, and over nothing that a rule has found but a place inside it."""
    if span.type not in recognizer.least or (span.score is not None and span.score < recognizer.least[span.type]):
        return False
    form = view.text[span.start : span.end]
    if _EDGE.search(form) or any(form.count(pair[0]) != form.count(pair[1]) for pair in _PAIRS):
        return False
    over = [f for f in view.found if f.start < span.end and span.start < f.end]
    match span.type:
        case EntityType.PERSON:
            return not over and is_name(form) and sure(form) and not is_common(form) and ends_well(view.text, span.end)
        case EntityType.DISTRICT:
            return not over and len(form) > 1 and not divisions().named(form)  # where a name of the list is none, the rules know why
        case EntityType.ORGANIZATION:
            named = len(form) > 2 and form not in _bodies() and form[1:] not in _bodies()
        case EntityType.PROJECT | EntityType.POLICY:
            named = len(_MARKS.sub("", form)) >= _SHORT and form not in _doctrines()
        case EntityType.SESSION:
            named = bool(_COUNT.search(form)) or len(form) >= _SHORT + 3
    return named and all(f.type is EntityType.DISTRICT and span.start <= f.start and f.end <= span.end for f in over)


@cache
def _bodies() -> frozenset[str]:
    """What names a body by nothing but what it is, in full or by its end or beginning (常委会, 人民政府, 共青团), and the national organs.
    Also with a character before it (镇人民政府): which one it is, the rules know by the issuing place, or nobody."""
    names = {n for o in organs() for n in (o.full, *o.short)}
    return frozenset(part for n in names for i in range(2, len(n) + 1) for part in (n[:i], n[-i:])) | {form for form, _ in kinds()[1]}


@cache
def _doctrines() -> frozenset[str]:
    return frozenset(toml("doctrines")["words"].split())


__all__ = ["propose"]
