"""People who are presented line by line: the capacity on one line (人大代表), the name on the next or behind it, the office in brackets
below (某市某中学教师). Each line by itself says too little; so the lines of an article are read together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.people.words import is_common
from kg.extract.position_facts import capacity_of, facts
from kg.extract.titles import titles_before
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.names import is_name
from kg.model import BlockKind, EntityType, Position

_P = EntityType.PERSON
_OFFICE = re.compile(r"\((?P<office>[^()]{4,50})\)[:。]?$")
_LABEL = re.compile(r"(?:[全省市州县区旗]国?)?(?:人大(?P<deputy>代表)|政协(?P<member>委员))$")
_SKIP = (BlockKind.FURNITURE, BlockKind.TABLE, BlockKind.ROSTER, BlockKind.CAPTION)


def presented(article: ArticleView, context: Context) -> Iterator[Position]:
    """The capacity above a name that stands alone, and the office in brackets below a name that ends its line."""
    before: View | None = None
    for view in article.views:
        if view.block.kind in _SKIP or not view.text:
            continue
        alone = _alone(view)
        label = _LABEL.match(before.text) if alone and before is not None else None
        if alone and label:
            yield capacity_of(label["deputy"] or label["member"], 0, alone.end, alone, view, article, context, "capacity-of-label")
        office = _OFFICE.match(view.text)
        if office and before is not None and (holder := _alone(before) or _last(before)):
            titles = [t for t in titles_before(view, office.end("office"), context) if t.start >= 1]
            if titles and titles[0].start == 1:
                yield from facts(titles, holder._replace(start=1, end=office.end("office")), view, article, context, "office-below-name")
        before = view


def _alone(view: View) -> Found | None:
    """The person whose name is all that a line holds."""
    text = view.text.rstrip(":")
    if not 2 <= len(text) <= 4 or not is_name(text) or is_common(text):
        return None
    return Found(0, len(text), _P, text, "name-alone")


def _last(view: View) -> Found | None:
    """The person whose name ends a short line."""
    if len(view.text) > 40 or "。" in view.text:
        return None
    return next((f for f in view.found if f.type is _P and f.end == len(view.text.rstrip(":"))), None)


__all__ = ["presented"]
