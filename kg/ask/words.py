"""The word list of questions (kg/lexicon/data/questions.toml), read once into the shapes that the steps need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon.load import toml
from kg.lexicon.roles import roles


@dataclass(frozen=True, slots=True)
class Capacity:
    """The capacity in which people speak. words: how questions name it. roles: roles of positions; none for just anybody. sorts: kinds of
    the bodies that the positions are in; none for any."""

    words: tuple[str, ...]
    roles: tuple[str, ...]
    sorts: tuple[str, ...] = ()


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words without doubles, so that an alternation prefers the longest."""
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words."""
    return "|".join(re.escape(word) for word in longest_first(words))


@cache
def capacities() -> tuple[tuple[str, Capacity], ...]:
    """Each word for a capacity with its meaning, the longest first; the roles of the national list mean themselves."""
    listed = [Capacity(tuple(i["words"]), tuple(i["roles"]), tuple(i.get("sorts", ()))) for i in toml("questions")["capacity"]]
    found = {role: Capacity((role,), same_role(role)) for role in roles()}
    found.update({word: capacity for capacity in listed for word in capacity.words})
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def same_role(role: str) -> tuple[str, ...]:
    """All names of the office (常委: 常委, 常务委员), the asked one first."""
    return tuple(dict.fromkeys((role, *same("same_role").get(role, ()))))


@cache
def english_roles() -> Mapping[str, tuple[str, ...]]:
    """Roles as English questions name them."""
    return MappingProxyType({word: tuple(item["roles"]) for item in toml("questions")["role"] for word in item["words"]})


@cache
def same(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Each writing (lower case) and all writings of the thing, of the tables `same` (matters), `indicator` or `same_role`."""
    groups = [tuple(item["words"]) for item in toml("questions")[kind]]
    return MappingProxyType({word.lower(): group for group in groups for word in group})


@cache
def words_of(table: str, key: str) -> tuple[str, ...]:
    """The words of one list, the longest first."""
    return longest_first(toml("questions")[table][key])


__all__ = ["Capacity", "alternation", "capacities", "english_roles", "longest_first", "same", "same_role", "words_of"]
