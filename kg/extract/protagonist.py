"""Offices told of a person who is only meant by a pronoun (她是某市人大代表,也是某合作社理事长), and the capacity of those whose speeches
a page prints (市政协…大会发言摘登)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_facts import capacity_of, facts
from kg.extract.titles import titles_before
from kg.extract.work import ArticleView, Found, View
from kg.model import BlockKind, EntityType, Position

_P = EntityType.PERSON
_HE_IS = re.compile(r"(?:^|(?<=[。!?”]))(?:这时的|如今的|现在的)?[她他](?:既|不仅)?(?:是|现任|担任|身为|兼任)(?P<told>[^。;!?“”]{4,80})")
_PIECE = re.compile(r"(?:,?(?:也|还|又|更)(?:是|担任|任|兼任)|,|^)(?P<office>[^,。;!?]{4,44})(?=,|$)")
_SPEECHES = re.compile(r"(?m)^[^\n。]{0,24}政协[^\n。]{0,24}(?:大会|委员)发言(?:摘登|选登|摘要|选编|材料|辑要)\s*$")
_ENDS = re.compile(r"(?:\([^()]{1,10}\))?")
_HEADS = (BlockKind.HEADING, BlockKind.KICKER, BlockKind.PARAGRAPH, BlockKind.SUBTITLE)
_SPEAKER = 48  # characters of a line that only presents a speaker


def told_of(view: View, before: Found | None, article: ArticleView, context: Context) -> Iterator[Position]:
    """Offices of the person last named before a sentence that begins with a pronoun. before: who was named last in earlier blocks."""
    for m in _HE_IS.finditer(view.text) if "她" in view.text or "他" in view.text else ():
        named = [f for f in view.found if f.type is _P and f.end <= m.start()]
        holder = named[-1] if named else before
        if holder is None:
            continue
        start = m.start("told")
        for piece in _PIECE.finditer(m["told"]):
            begin, end = start + piece.start("office"), start + piece.end("office")
            titles = [t for t in titles_before(view, end, context) if t.start >= begin]
            if titles and titles[-1].end == end and titles[0].start == begin:
                yield from facts(titles, holder._replace(start=m.start(), end=end), view, article, context, "told-of-pronoun")


def prints_speeches(context: Context) -> bool:
    """Whether a page prints speeches that members of a CPPCC made."""
    return bool(_SPEECHES.search(context.source.text))


def speaker(view: View, article: ArticleView, context: Context) -> Iterator[Position]:
    """民革某市委会副主委 聂某某: who is presented on a line of such a page is a member."""
    text = view.text.rstrip(":")
    if view.block.kind not in _HEADS or len(text) > _SPEAKER or "。" in text or "," in text:
        return
    last = next((f for f in view.found if f.type is _P and f.start > 2 and _ENDS.fullmatch(text, f.end)), None)
    if last is not None:
        yield capacity_of("委员", last.start, last.end, last, view, article, context, "capacity-of-speaker")


__all__ = ["prints_speeches", "speaker", "told_of"]
