"""Lists of those who are commended: a heading says as what (优秀政协委员, 先进人大代表), the lines below give names and employers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_facts import capacity_of
from kg.extract.work import ArticleView
from kg.model import BlockKind, EntityType, Position

_P = EntityType.PERSON
_HEADS = (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.HEADING, BlockKind.KICKER)
_LINES = (BlockKind.BULLET, BlockKind.PARAGRAPH, BlockKind.HEADING)
_LONGEST = 70  # characters of a line that gives one name
_HONOURS = re.compile(
    r"(?:优秀|先进|十佳|最美|模范|杰出|标兵|履职|活跃|受表[彰扬]|获奖|突出)[^,。;:]{0,10}?(?P<role>委员|代表)"
    r"(?:\([^()]*\))?(?:名单)?(?:\([^()]*\))?:?$"
)


def honoured(article: ArticleView, context: Context) -> Iterator[Position]:
    """The capacity of everybody whose name opens a line below the heading of such a list."""
    role = ""
    for view in article.views:
        first = next((f for f in view.found if f.type is _P and f.start == _number(view.text)), None)
        if view.block.kind in _HEADS and first is None:
            if re.fullmatch(r"\([^()]*\)", view.text):
                continue  # (共6名,按姓氏笔画排序)
            m = _HONOURS.search(view.text)
            role = m["role"] if m else ""
        elif role and first is not None and view.block.kind in _LINES and len(view.text) <= _LONGEST and "。" not in view.text:
            yield capacity_of(role, first.start, first.end, first, view, article, context, "capacity-of-list")


def _number(text: str) -> int:
    """Where a line begins behind its number (1.张某某)."""
    m = re.match(r"\(?\d{1,3}[.、．)]", text)
    return m.end() if m else 0


__all__ = ["honoured"]
