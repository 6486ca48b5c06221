"""Policies of the whole country, which documents name without quotation marks (乡村振兴, “双减”, “十四五”规划)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.lexicon.terms import five_year_plans_in, policies
from kg.model import EntityType

_PLAN_FORMS = ("“{n}五”规划和2035年远景目标纲要", "“{n}五”规划纲要", "“{n}五”规划", "“{n}五”", "{n}五规划", "{n}五")


def national(text: str) -> Iterator[Found]:
    """The national policies named in a folded text, the longest form at each place; quotation marks around a form belong to it."""
    matcher, names = _matcher()
    for index, start, end in matcher.find_matches_as_indexes(text):
        if text[start - 1 : start] == "“" and text[end : end + 1] == "”":
            start, end = start - 1, end + 1
        if _inside_word(text, start, end):
            continue
        yield Found(start, end, EntityType.POLICY, names[index], "national-policy")


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a form of figures or of two characters is cut out of something longer (十四五年, 三保险)."""
    form = text[start:end]
    if form == "宪法":
        return text[end : end + 1] in ("宣", "日", "意", "学", "教", "精", "法", "性", "周")
    return len(form) <= 2 and (text[end : end + 1] not in "“”,。;:、的等政工标任改" or "\u4e00" <= text[start - 1 : start] <= "\u9fff")


@cache
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    forms = {form: term.name for form, term in policies().items()}
    for plan in toml("national_policies")["five_year_plan"]:
        for form in _PLAN_FORMS:
            written = form.replace("{n}", plan["ordinal"])
            name = next((p.name for p in five_year_plans_in(f"“{plan['ordinal']}五”规划")), None)
            if len(written) > 2 and name:
                forms.setdefault(written, name)
    return ahocorasick_rs.AhoCorasick(list(forms), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), list(forms.values())


__all__ = ["national"]
