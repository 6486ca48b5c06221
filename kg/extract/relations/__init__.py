"""Relations between entities: where things lie, what they are part of, who issued them and who carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.relations.agents import agents
from kg.extract.relations.issuers import issuers
from kg.extract.relations.parts import parts
from kg.extract.relations.places import places
from kg.extract.relations.scene import Scene
from kg.extract.relations.tables import tables
from kg.extract.work import ArticleView
from kg.model import Relation

__all__ = ["relations"]


def relations(articles: Sequence[ArticleView], context: Context) -> list[Relation]:
    """The relations that the articles state or that their names carry, each once, in the order in which they are first stated."""
    scene = Scene.of(articles, context)
    found: dict[tuple[object, ...], Relation] = {}
    for article in articles:
        for view in article.views:
            for finder in (places, parts, tables, issuers, agents):
                for relation in finder(view, article, scene):
                    if relation.subject != relation.object:
                        found.setdefault((relation.subject, relation.predicate, relation.object), relation)
    return list(found.values())
