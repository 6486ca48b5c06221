"""What the finders of relations share: the context, the names of the whole document, and how a relation is made with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.context import Context
from kg.extract.districts import find as find_districts
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.divisions import divisions
from kg.lexicon.gazetteer import places_in
from kg.lexicon.load import toml
from kg.model import EntityType, Predicate, Ref, Relation


@dataclass(frozen=True, slots=True)
class Scene:
    """context: of the reading. named: for each type the names that the document mentions, in order of appearance. stems: the proper
    names of its towns, villages, zones and tracts without the word for what they are (青石 of 青石镇), with the full names."""

    context: Context
    named: dict[EntityType, tuple[str, ...]]
    stems: dict[str, str]

    @classmethod
    def of(cls, articles: Sequence[ArticleView], context: Context) -> Scene:
        """The scene of a document."""
        named: dict[EntityType, dict[str, None]] = {kind: {} for kind in EntityType}
        for article in articles:
            for view in article.views:
                for f in view.found:
                    named[f.type].setdefault(f.name)
        stems = {stem: name for name in named[EntityType.DISTRICT] if (stem := _stem(name))}
        return cls(context, {kind: tuple(names) for kind, names in named.items()}, stems)

    def relation(
        self, view: View, article: ArticleView, span: tuple[int, int], subject: Ref, predicate: Predicate, obj: Ref, rule: str
    ) -> Relation:
        """A relation with the characters text[span] of `view` as its evidence."""
        evidence = view.evidence(self.context.source, *span)
        return Relation(evidence=evidence, rule=rule, article=article.start, subject=subject, predicate=predicate, object=obj)

    def districts(self, view: View) -> list[Found]:
        """All districts of a block, those inside longer names too; deictic words left out."""
        found = [f for f in find_districts(view.text, self.context) if f.rule != "deictic" and ")" not in f.name.partition("(")[0]]
        found += [f for f in view.found if f.rule == "known-place"]
        longest: dict[int, Found] = {}
        for f in found:
            if f.start not in longest or longest[f.start].end < f.end:
                longest[f.start] = f
        return sorted(longest.values())


def level(name: str) -> int:
    """How far down a district's name stands: 1 province … 4 township, 5 village; 3 for zones and for what the name does not tell."""
    found = divisions().named(name)
    if found and divisions().full_name(found[0]) == name:
        return found[0].level
    if re.search(r"(?:村|社区|嘎查|屯)$", name):
        return 5
    if re.search(r"(?:镇|乡|街道|苏木)$", name):
        return 4
    return 2 if re.search(r"(?:市|州|盟|地区)$", name) else 3


_KIND_OF_PLACE = re.compile(r"(?:经济技术开发区|高新技术产业开发区|经济开发区|开发区|高新区|经开区|新区|片区|新城|街道|[镇乡村])$")


def _stem(name: str) -> str | None:
    """The proper name of a place below the county, of two characters or more; None where it bears the name of a division (某市经开区)."""
    kind = _KIND_OF_PLACE.search(name)
    if not kind or (len(name) > 8 and kind.group() in "镇乡村街道"):
        return None
    stem = name[: kind.start()]
    for p in places_in(stem):
        if p.start == 0 and p.level <= 3:
            stem = stem[p.end :]
            break
    stem = re.sub(r"^(?:国家级?|省级)", "", stem)
    return stem if len(stem) >= 2 else None


@cache
def pattern(section: str, key: str = "pattern") -> re.Pattern[str]:
    """An expression of the grammar of relations."""
    return re.compile(toml("relation_grammar")[section][key])


__all__ = ["Scene", "level", "pattern"]
