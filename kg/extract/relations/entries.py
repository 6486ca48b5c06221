"""carriedOutBy in lists of works: a label in brackets says who builds (某路改造工程5.1亿元(实施单位:区水务局)), or the builder stands
behind the work, parted from it by blanks only, as in the columns of a list without a head (某物流中心项目　某供应链有限公司　4.1亿元)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.scene import Scene
from kg.extract.work import ArticleView, Found, View
from kg.model import EntityType, Predicate, Relation

_O, _J = EntityType.ORGANIZATION, EntityType.PROJECT
_DONE = Predicate.CARRIED_OUT_BY
_LABEL = re.compile(r"[(,;。](?:项目)?(?:实施|建设|承建|业主|施工|代建|投资建设|申报)(?:单位|主体|企业|业主)?:")
_NEAR = 40  # characters between a work and the label that tells its builder: its size and its cost


def entries(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations carriedOutBy of one block that its labels and columns state."""
    if view.block.table is not None:
        return
    works = [f for f in view.found if f.type is _J]
    for label in _LABEL.finditer(view.text):
        work = next((f for f in reversed(works) if f.end <= label.start()), None)
        if work is None or label.start() - work.end > _NEAR or re.search(r"[。;]", view.text[work.end : label.start()]):
            continue
        for body in _listed(view, label.end()):
            yield scene.relation(view, article, (work.start, body.end), work.ref, _DONE, body.ref, "labelled-builder")
    for work in works:
        builder = next((o for o in view.found if o.type is _O and o.start == work.end), None)
        if builder is not None and _heads_line(view, work.start) and _apart(view, work.end):
            yield scene.relation(view, article, (work.start, builder.end), work.ref, _DONE, builder.ref, "builder-in-column")


def _listed(view: View, at: int) -> Iterator[Found]:
    """The bodies named at text[at], one behind the other (甲局、乙局)."""
    while body := next((o for o in view.found if o.type is _O and o.start == at), None):
        yield body
        at = body.end + 1 if view.text[body.end : body.end + 1] == "、" else -1


def _apart(view: View, at: int) -> bool:
    """Whether the source has white space before text[at]."""
    return view.block.offsets[at] - view.block.offsets[at - 1] > 1


def _heads_line(view: View, at: int) -> bool:
    """Whether text[at] begins the block, or a piece of it that blanks or a mark set apart."""
    return at == 0 or _apart(view, at) or not re.match(r"[\u4e00-\u9fff]", view.text[at - 1])


__all__ = ["entries"]
