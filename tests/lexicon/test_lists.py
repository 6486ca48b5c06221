"""Every word list: it loads, holds nothing empty or twice, says where it is from, and its rules keep to their examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from kg.errors import RuleError
from kg.lexicon.load import check_examples, data_bytes, line_of, names, parse, toml
from kg.lexicon.parties import matches_rule as names_branch
from kg.lexicon.people import surnames
from kg.lexicon.roles import never_after_role, role_prefixes, roles
from kg.lexicon.sessions import matches_rule as names_session
from kg.lexicon.terms import countries, ethnic_groups, plan_pattern, policies, regions

OURS = [
    "countries",
    "customary_forms",
    "ethnic_groups",
    "national_policies",
    "national_sessions",
    "ordinary_places",
    "organs",
    "parties",
    "provinces",
    "regions",
    "renamed",
    "roles",
    "surnames",
]


def strings(value: Any) -> Iterator[str]:
    """Every string anywhere in a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def twice(items: list[str]) -> list[str]:
    return [item for item, count in Counter(items).items() if count > 1]


def forms_of(items: list[dict[str, Any]], *keys: str) -> list[str]:
    """The name of each item and what stands under `keys`."""
    return [form for item in items for key in ("name", *keys) for form in ([item[key]] if key == "name" else item.get(key, []))]


@pytest.mark.parametrize("name", names())
def test_every_list_loads(name: str) -> None:
    assert list(strings(toml(name)))


@pytest.mark.parametrize("name", OURS)
def test_no_entry_is_empty(name: str) -> None:
    assert [text for text in strings(toml(name)) if not text.strip()] == []


@pytest.mark.parametrize("name", OURS)
def test_every_list_says_what_it_is_and_where_it_is_from(name: str) -> None:
    head = data_bytes(f"{name}.toml").decode("utf-8").partition("\n\n")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "Origin:" in head and "Why it holds everywhere:" in head


@pytest.mark.parametrize("name", [n for n in OURS if n not in ("surnames", "ordinary_places", "parties")])
def test_writings_have_no_stray_white_space(name: str) -> None:
    said = {"about", "pattern"}
    bare = [text for key, value in toml(name).items() if key not in said for text in strings(value)]
    assert [text for text in bare if text != text.strip() or "\t" in text] == []


@pytest.mark.parametrize("rule", toml("parties")["branch_rule"], ids=lambda rule: rule["name"])
def test_branch_rules_keep_to_their_examples(rule: dict[str, Any]) -> None:
    assert check_examples("parties", rule, lambda text: names_branch(rule, text)) > 1


@pytest.mark.parametrize("rule", toml("national_sessions")["rule"], ids=lambda rule: rule["name"])
def test_session_rules_keep_to_their_examples(rule: dict[str, Any]) -> None:
    assert check_examples("national_sessions", rule, lambda text: names_session(rule, text)) > 1


@pytest.mark.parametrize("rule", toml("national_policies")["plan_rule"], ids=lambda rule: rule["name"])
def test_plan_rules_keep_to_their_examples(rule: dict[str, Any]) -> None:
    assert check_examples("national_policies", rule, lambda text: bool(plan_pattern(rule).search(text))) > 1


def test_surnames() -> None:
    data = toml("surnames")
    assert len(surnames().common) == len(data["common"].replace("\n", ""))
    assert len(surnames().rare) == len(data["rare"].replace("\n", ""))
    assert not twice(data["compound"])
    assert not surnames().common & surnames().rare
    assert len(surnames().compound) >= 100 and all(len(name) > 1 for name in surnames().compound)
    assert set("王李张刘陈杨黄赵吴周") <= surnames().common
    assert {"欧阳", "司马", "上官", "尉迟", "呼延", "闻人", "贺兰"} <= surnames().compound
    assert set("于和时高方万向全任包强明江海石水") <= surnames().word_like
    assert surnames().word_like <= surnames().common | surnames().rare | surnames().compound


# Names written by us of the most usual surnames and characters of given names: no list may forbid one.
@pytest.mark.parametrize(
    "name",
    ["王建国", "李和平", "张永强", "刘国庆", "陈向东", "欧阳建业", "杨在理", "黄从军", "赵为民", "孙议成", "徐会来", "马以诚"],
)
def test_the_stop_characters_spare_ordinary_given_names(name: str) -> None:
    surname = surnames().of(name)
    assert surname is not None
    assert not set(name[len(surname) :]) & surnames().given_stop
    assert name[-1] not in surnames().given_never_last


@pytest.mark.parametrize(
    ("name", "surname"), [("欧阳建业", "欧阳"), ("阳光", "阳"), ("欧阳", "欧"), ("司马光明", "司马"), ("王", None), ("的确", None)]
)
def test_the_surname_of_a_name(name: str, surname: str | None) -> None:
    assert surnames().of(name) == surname


def test_ethnic_groups_are_the_56() -> None:
    groups = toml("ethnic_groups")["group"]
    assert len(groups) == 56 and not twice(forms_of(groups, "former"))
    assert all(group["name"] == group["short"] + "族" for group in groups)
    assert ethnic_groups()["侗"] == ethnic_groups()["侗族"] == "侗族"


def test_countries() -> None:
    data = toml("countries")
    nations = [nation for continent in data["continent"] for nation in continent["country"]]
    assert len(nations) >= 190
    assert not twice(forms_of(nations + data["region"], "forms"))
    assert countries()["印尼"].name == "印度尼西亚" and countries()["东盟"].kind == "world-region"


def test_regions() -> None:
    entries = toml("regions")["region"]
    assert len(entries) >= 100 and not twice(forms_of(entries, "forms"))
    assert regions()["珠三角"].name == "珠江三角洲"


def test_policies_and_region_strategies_do_not_collide() -> None:
    groups = toml("national_policies")["group"]
    entries = [item for group in groups for item in group["policy"]]
    assert len(entries) >= 200 and not twice(forms_of(entries, "forms"))
    assert policies()["“双减”"] is policies()["双减政策"]
    strategies = {item["strategy"]: item for item in toml("regions")["region"] if "strategy" in item}
    for name, item in strategies.items():
        assert all(policies()[form].name == name for form in (name, *item.get("strategy_forms", ())) if form in policies())
        assert name in policies()
    assert not set(policies()) & set(regions())


def test_five_year_plans_follow_each_other() -> None:
    plans = toml("national_policies")["five_year_plan"]
    assert all(plan["last"] == plan["first"] + 4 for plan in plans)
    assert all(later["first"] == plan["last"] + 1 for plan, later in pairwise(plans))


def test_roles() -> None:
    listed = [role for category in toml("roles")["category"] for role in category["roles"]]
    assert len(listed) >= 300 and not twice(listed)
    assert {c["name"] for c in toml("roles")["category"]} == set(roles().values())
    lengths = [len(role) for role in roles()]
    assert lengths == sorted(lengths, reverse=True)
    assert not set(role_prefixes()) & set(roles())
    assert roles()["常务副市长"] == "government" and roles()["见习记者"] == "press"
    alternation = re.compile("|".join(roles()))
    found = alternation.search("拟任副市长人选")
    assert found and found.group() == "副市长"
    assert "们" in never_after_role()


def test_session_forms_are_told_apart() -> None:
    data = toml("national_sessions")
    assert not twice(forms_of(data["conference"] + data["event"], "forms"))


def test_a_missing_list_is_named() -> None:
    with pytest.raises(RuleError, match=r"no-such-list\.toml.*surnames"):
        toml("no-such-list")
    with pytest.raises(RuleError, match="install the package again"):
        data_bytes("no-such-file.gz")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b'a = 1\nb = "', r"x\.toml.*line 2"), (b"a = 1\n\n# \xff\n", r"x\.toml, line 3: not UTF-8"), (b"a = 1\na = 2", "line 2")],
)
def test_damage_is_reported_with_file_and_line(content: bytes, says: str) -> None:
    with pytest.raises(RuleError, match=says):
        parse(content, "x.toml")


def test_a_rule_that_contradicts_its_examples_is_refused() -> None:
    rule = toml("parties")["branch_rule"][0]
    line = line_of("parties", rule["examples"][0])
    assert line > 1
    with pytest.raises(RuleError, match=f"parties.toml, line {line}: .* does not match its example"):
        check_examples("parties", rule, lambda text: False)
    with pytest.raises(RuleError, match="it says it never does"):
        check_examples("parties", rule, lambda text: True)
    with pytest.raises(RuleError, match="has no example"):
        check_examples("parties", {"name": "bare"}, lambda text: True)
    assert check_examples("parties", {"name": "one", "examples": [{"text": "甲"}]}, lambda text: text == "甲") == 1
