"""Named things of national standing that have one canonical name and several writings: ethnic groups, countries, regions, policies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from kg.lexicon.load import toml

_CALLED_GUIHUA_FROM = 2006  # the eleventh was the first to be called 规划 instead of 计划


@dataclass(frozen=True, slots=True)
class Term:
    """A named thing. name: canonical. forms: other writings. kind: of a policy: strategy, campaign, reform, system, policy, law;
    of a place: country, world-region, region; of a group of people: ethnic-group."""

    name: str
    kind: str
    forms: tuple[str, ...] = ()


class FiveYearPlan(NamedTuple):
    """A five-year plan named in a text. start, end: characters of that text; period: the words mean the years, not the plan."""

    form: str
    start: int
    end: int
    name: str
    first: int
    last: int
    period: bool


@cache
def ethnic_groups() -> Mapping[str, str]:
    """Each writing of an ethnic group (侗族, 侗, former names) and its official name."""
    return MappingProxyType(
        {form: g["name"] for g in toml("ethnic_groups")["group"] for form in (g["name"], g["short"], *g.get("former", ()))}
    )


@cache
def countries() -> Mapping[str, Term]:
    """Each writing of a country or a region of the world."""
    data = toml("countries")
    items = [_term(item, "world-region") for item in data["region"]]
    items += [_term(item, "country") for continent in data["continent"] for item in continent["country"]]
    return _by_form(items)


@cache
def regions() -> Mapping[str, Term]:
    """Each writing of a region of China of national standing."""
    return _by_form([_term(item, "region") for item in toml("regions")["region"]])


@cache
def policies() -> Mapping[str, Term]:
    """Each writing of a national policy, those that bear the name of a region among them."""
    groups = toml("national_policies")["group"]
    items = [_term(item, group["kind"]) for group in groups for item in group["policy"]]
    known = {term.name for term in items}
    for item in toml("regions")["region"]:
        if (strategy := item.get("strategy")) and strategy not in known:
            items.append(Term(strategy, "strategy", tuple(item.get("strategy_forms", ()))))
    return _by_form(items)


def five_year_plans_in(text: str) -> Iterator[FiveYearPlan]:
    """The five-year plans and their periods that `text` names, left to right."""
    years = {item["ordinal"]: (item["first"], item["last"]) for item in toml("national_policies")["five_year_plan"]}
    found = []
    for rule in toml("national_policies")["plan_rule"]:
        for match in plan_pattern(rule).finditer(text):
            ordinal = next(value for value in match.groups() if value)
            first, last = years[ordinal]
            name = f"国民经济和社会发展第{ordinal}个五年{'规划' if first >= _CALLED_GUIHUA_FROM else '计划'}"
            found.append(FiveYearPlan(match.group(), *match.span(), name, first, last, rule["names"] == "period"))
    end = 0
    for plan in sorted(found, key=lambda plan: (plan.start, -plan.end)):
        if plan.start >= end:
            yield plan
            end = plan.end


def plan_pattern(rule: Mapping[str, Any]) -> re.Pattern[str]:
    """The expression of one rule for five-year plans; its groups hold the ordinal."""
    ordinals = sorted((item["ordinal"] for item in toml("national_policies")["five_year_plan"]), key=len, reverse=True)
    return re.compile(str(rule["pattern"]).replace("{ordinal}", f"({'|'.join(ordinals)})"))


def _term(item: Mapping[str, Any], kind: str) -> Term:
    return Term(item["name"], kind, tuple(item.get("forms", ())))


def _by_form(terms: list[Term]) -> Mapping[str, Term]:
    return MappingProxyType({form: term for term in terms for form in (term.name, *term.forms)})


__all__ = ["FiveYearPlan", "Term", "countries", "ethnic_groups", "five_year_plans_in", "plan_pattern", "policies", "regions"]
