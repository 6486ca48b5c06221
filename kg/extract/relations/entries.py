"""carriedOutBy in lists of works without a head: the builder stands behind the work, parted from it by blanks only
(某物流中心项目　某供应链有限公司　4.1亿元)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.scene import Scene
from kg.extract.work import ArticleView, View
from kg.model import EntityType, Predicate, Relation

_O, _J = EntityType.ORGANIZATION, EntityType.PROJECT
_DONE = Predicate.CARRIED_OUT_BY


def entries(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations carriedOutBy of one block that its columns state."""
    if view.block.table is not None:
        return
    for work in (f for f in view.found if f.type is _J):
        builder = next((o for o in view.found if o.type is _O and o.start == work.end), None)
        if builder is not None and _heads_line(view, work.start) and _apart(view, work.end):
            yield scene.relation(view, article, (work.start, builder.end), work.ref, _DONE, builder.ref, "builder-in-column")


def _apart(view: View, at: int) -> bool:
    """Whether the source has white space before text[at]."""
    return view.block.offsets[at] - view.block.offsets[at - 1] > 1


def _heads_line(view: View, at: int) -> bool:
    """Whether text[at] begins the block, or a piece of it that blanks or a mark set apart."""
    return at == 0 or _apart(view, at) or not re.match(r"[\u4e00-\u9fff]", view.text[at - 1])


__all__ = ["entries"]
