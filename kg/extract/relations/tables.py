"""Relations from tables: partOf between a column of bodies and one of their studios, stations and groups; locatedIn and carriedOutBy from
the columns beside one of works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.cells import span, works
from kg.extract.districts import find as find_districts
from kg.extract.institutions import find as find_institutions
from kg.extract.lists import listed
from kg.extract.relations.parts import body_of
from kg.extract.relations.scene import Scene, pattern
from kg.extract.work import ArticleView, View
from kg.model import Cell, EntityType, Evidence, Mention, Position, Predicate, Ref, Relation

_O, _J, _D = EntityType.ORGANIZATION, EntityType.PROJECT, EntityType.DISTRICT


def tables(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations that the columns of a block's table state, and those of the bodies that its cells write in short."""
    table = view.block.table
    if table is None:
        return
    yield from _of_works(view, article, scene)
    yield from _of_firms(view, article, scene)
    header = [label.replace("\n", "") for label in table.header]
    wholes = [i for i, label in enumerate(header) if pattern("columns", "whole").search(label)]
    members = [i for i, label in enumerate(header) if pattern("columns", "part").search(label) and i not in wholes]
    if not wholes or not members:
        return
    named = {
        m.evidence[0].start: m.ref
        for m in listed([ArticleView(article.article, [view])], scene.context)
        if isinstance(m, Mention) and m.type is _O
    }
    body: Ref | None = None
    for row in table.rows:
        whole, part = row[wholes[0]], row[members[0]]
        body = named.get(whole.start) or _institution(whole, scene) if whole.text else body
        if body is None:
            continue
        if above := body_of(body.name, scene):
            yield _relation(article, scene, (whole,), body, Ref(_O, above))
        if part.start in named:
            yield _relation(article, scene, (whole, part), named[part.start], body)


def of_rosters(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """partOf of the committees whose members an article lists under labels that leave out the body (提案委员会)."""
    if not article.views or view is not article.views[0] or not any(_COMMITTEES.search(v.text) for v in article.views[:4]):
        return
    for p in listed([article], scene.context):
        body = p.organization if isinstance(p, Position) else None
        if body is not None and body.name.endswith("委员会") and (above := body_of(body.name, scene)):
            yield Relation(
                evidence=p.evidence, rule="committee-of-roster", article=article.start, subject=body, predicate=Predicate.PART_OF,
                object=Ref(_O, above),
            )  # fmt: skip


_COMMITTEES = re.compile(r"(?:专门委员会|专委会).{0,20}名单")


def placed_works(view: View) -> frozenset[int]:
    """Where the works begin of which a column of the block's table says where they lie."""
    table, columns = view.block.table, works(view.block)
    if table is None or columns is None:
        return frozenset()
    rows = (row for row in table.rows if any(row[i].text and view.within(*span(view.block, row[i]), _D) for i in columns.places))
    return frozenset(span(view.block, row[columns.name])[0] for row in rows)


def _of_works(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """Where the works of a table of works lie, and who builds them."""
    table, columns = view.block.table, works(view.block)
    if table is None or columns is None:
        return
    for row in table.rows:
        work = next((f for f in view.within(*span(view.block, row[columns.name]), _J) if f.rule == "cell-of-works"), None)
        if work is None:
            continue
        for i in columns.places:
            at = view.within(*span(view.block, row[i]), _D)
            inner = [d for d in at if not any(o.start == d.end for o in at)]  # of 甲县乙镇 the town
            for d in inner:
                yield _relation(article, scene, (row[columns.name], row[i]), work.ref, d.ref, Predicate.LOCATED_IN)
        for i in columns.agents:
            for o in view.within(*span(view.block, row[i]), _O):
                yield _relation(article, scene, (row[columns.name], row[i]), work.ref, o.ref, Predicate.CARRIED_OUT_BY)


_FIRMS = re.compile(r"(?:企业|公司|单位|机构|学校|医院)(?:名称)?$|^名称$")
_WHERE = re.compile(
    r"所在(?:地|区域|园区|县市?区?|区县?|市县?|镇街?|乡镇(?:街道)?|街道|村|社区)$|所属(?:地|区域|区县|县区)|注册地"
    r"|^(?:地址|属地|县市区|县区|区县|镇街|乡镇)$"
)


def _of_firms(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """Where the firms, schools and hospitals of a table lie, as the column beside their names says."""
    table = view.block.table
    if table is None:
        return
    header = [re.sub(r"\s+", "", h) for h in table.header]
    names, places_of = [i for i, h in enumerate(header) if _FIRMS.search(h)], [i for i, h in enumerate(header) if _WHERE.search(h)]
    for row in table.rows if len(names) == 1 and places_of else ():
        start, end = span(view.block, row[names[0]])
        firm = next((o for o in view.within(start, end, _O) if o.start == start and o.end == end), None)
        if firm is None:
            continue
        for i in places_of:
            for d in view.within(*span(view.block, row[i]), _D)[-1:]:
                yield _relation(article, scene, (row[names[0]], row[i]), firm.ref, d.ref, Predicate.LOCATED_IN)


def _relation(
    article: ArticleView, scene: Scene, cells: tuple[Cell, ...], subject: Ref, obj: Ref, predicate: Predicate = Predicate.PART_OF
) -> Relation:
    evidence = tuple(Evidence.of(scene.context.source, c.start, c.end) for c in cells if c.text)
    return Relation(evidence=evidence, rule="table-columns", article=article.start, subject=subject, predicate=predicate, object=obj)


def _institution(cell: Cell, scene: Scene) -> Ref | None:
    """The organ that the whole of a cell names."""
    text = "".join(cell.text.split())
    found = find_institutions(text, list(find_districts(text, scene.context)), scene.context)
    return next((f.ref for f in found if f.start == 0 and f.end == len(text)), None)


__all__ = ["of_rosters", "placed_works", "tables"]
