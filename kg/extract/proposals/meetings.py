"""Whose meeting it is that 会议 means in 会议强调, 会议要求: the body that is said to hold it, or whose session the article is about."""

from __future__ import annotations

import re

from kg.extract.proposals.words import one_pattern
from kg.extract.titles import congress_of
from kg.extract.work import ArticleView
from kg.model import EntityType, Ref

_GOVERNMENT = re.compile(r"(.+?人民政府)(?=第|常务|全体|党组)")


def convener(article: ArticleView, home: str | None) -> Ref | None:
    """The body whose meeting the article tells of; None if it does not say. Of several the one named first.
    home: the issuing place, whose government alone speaks through 常务会议."""
    for view in article.views:
        for f in view.found:
            if f.type is EntityType.ORGANIZATION and one_pattern("proposal_cues", "holds").match(view.text[f.end :]):
                return f.ref
            if f.type is EntityType.SESSION and (body := _of_session(f.name, home)) is not None:
                return body
    return None


def _of_session(name: str, home: str | None) -> Ref | None:
    """The body whose session has this full name: a congress, a CPPCC, a party committee or a government (executive meetings)."""
    government = _GOVERNMENT.match(name)
    if government is None:
        return congress_of(name)
    return Ref(EntityType.ORGANIZATION, government[1]) if home and government[1].startswith(home) else None
