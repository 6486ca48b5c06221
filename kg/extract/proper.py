"""Whether a run of characters begins with a name of its own, before the general words (恒泽 in 恒泽重工高端锻件).

General words are those of jieba's dictionary; two or more characters that it can only read one by one are taken for a name. So is a
word that ends like the name of a hill, a bay, a quarter or a street. The lists are data (`own_name` of `project_grammar.toml`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import rjieba

from kg.lexicon.load import toml


class _Lists(NamedTuple):
    plain: frozenset[str]
    trades: frozenset[str]
    landmark: re.Pattern[str]
    plain_landmark: re.Pattern[str]


@lru_cache(maxsize=1 << 14)
def has_own_name(words: str) -> bool:
    """Whether `words` (folded, without white space) begin with a name, or hold a landmark."""
    lists = _lists()
    alone = ""
    for token in rjieba.cut(words, hmm=False):
        if len(token) > 1 or token in lists.plain or not "\u4e00" <= token <= "\u9fff":
            break
        alone += token
    if len(alone) > 1 and alone[:2] not in lists.trades:
        return True
    found = lists.landmark.search(words)
    return found is not None and not lists.plain_landmark.match(words[: found.end()])


@cache
def _lists() -> _Lists:
    data = toml("project_grammar")["own_name"]
    landmarks = "|".join(data["landmarks"].split())
    heads = "|".join(data["plain_heads"].split())
    return _Lists(
        frozenset(data["plain_characters"].replace("\n", "")),
        frozenset(data["trades"].split()),
        re.compile(rf"[\u4e00-\u9fff]{{2}}(?:{landmarks})"),
        re.compile(rf"^(?:{heads})*(?:{landmarks})$"),
    )


__all__ = ["has_own_name"]
