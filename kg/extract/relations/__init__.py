"""Relations between entities: where things lie, what they are part of, who issued them and who carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.relations.agents import agents
from kg.extract.relations.entries import entries
from kg.extract.relations.issuers import issuers
from kg.extract.relations.parts import offices, parts
from kg.extract.relations.places import places
from kg.extract.relations.scene import Scene
from kg.extract.relations.sites import sites
from kg.extract.relations.tables import of_rosters, tables
from kg.extract.relations.works import sections, works
from kg.extract.work import ArticleView
from kg.model import EntityType, Mention, Position, Predicate, Relation

__all__ = ["relations"]


def relations(articles: Sequence[ArticleView], context: Context, stated: Sequence[Mention | Position] = ()) -> list[Relation]:
    """The relations that the articles state or that their names carry, each once, in the order in which they are first stated.

    stated: what names bodies outside the running text: lines of publication, and the positions.
    """
    scene = Scene.of(articles, context)
    found: dict[tuple[object, ...], Relation] = {}
    for article in articles:
        for view in article.views:
            for finder in (places, sites, parts, tables, of_rosters, issuers, agents, entries, works, sections):
                for relation in finder(view, article, scene):
                    if relation.subject != relation.object:
                        found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    for relation in offices(stated, scene):
        found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    made = {r.subject for r in found.values() if r.predicate is Predicate.ISSUED_BY and r.object.type is EntityType.ORGANIZATION}
    return [
        r
        for r in found.values()
        if r.predicate is not Predicate.ISSUED_BY or r.object.type is EntityType.ORGANIZATION or r.subject not in made
    ]  # where the body is stated, the place that a title names says no more
