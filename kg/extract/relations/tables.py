"""partOf from tables: a column of bodies beside a column of their studios, stations and groups."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.districts import find as find_districts
from kg.extract.institutions import find as find_institutions
from kg.extract.lists import listed
from kg.extract.relations.parts import body_of
from kg.extract.relations.scene import Scene, pattern
from kg.extract.work import ArticleView, View
from kg.model import Cell, EntityType, Evidence, Mention, Predicate, Ref, Relation

_O = EntityType.ORGANIZATION


def tables(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations that the columns of a block's table state, and those of the bodies that its cells write in short."""
    table = view.block.table
    if table is None:
        return
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


def _relation(article: ArticleView, scene: Scene, cells: tuple[Cell, ...], subject: Ref, obj: Ref) -> Relation:
    evidence = tuple(Evidence.of(scene.context.source, c.start, c.end) for c in cells if c.text)
    return Relation(
        evidence=evidence, rule="table-columns", article=article.start, subject=subject, predicate=Predicate.PART_OF, object=obj
    )


def _institution(cell: Cell, scene: Scene) -> Ref | None:
    """The organ that the whole of a cell names."""
    text = "".join(cell.text.split())
    found = find_institutions(text, list(find_districts(text, scene.context)), scene.context)
    return next((f.ref for f in found if f.start == 0 and f.end == len(text)), None)


__all__ = ["tables"]
