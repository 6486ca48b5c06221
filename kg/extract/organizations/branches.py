"""Branches of the companies that are in every city: 中国工商银行某市分行, 国网某省电力公司某市供电公司, 中国移动某市分公司.

The name begins with the company's, which the lexicon lists, so its beginning is sure; places and middle companies follow up to
the word for the branch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.organizations.kinds import stops
from kg.extract.work import Found
from kg.lexicon.load import toml
from kg.model import EntityType

RULE = "branch-of-company"
_MIDDLE = r"[\u4e00-\u9fff()]"


def find(text: str) -> Iterator[Found]:
    """The branches named in a folded text."""
    at = 0
    while m := _pattern().search(text, at):
        middle = _firm().sub("", m["middle"])
        if not middle or _apart().search(middle) or stops().search(middle):
            at = m.end("parent")
            continue
        at = m.start("more") if m["more"] and _apart().search(m["more"]) else m.end()
        yield Found(m.start(), at, EntityType.ORGANIZATION, text[m.start() : at], RULE, (("kind", "company"),))


@cache
def _words() -> tuple[str, str, str]:
    data = toml("company_branches")
    parent, branch, below = ("|".join(sorted(data[key].split(), key=len, reverse=True)) for key in ("parent", "branch", "below"))
    return parent, branch, below


@cache
def _pattern() -> re.Pattern[str]:
    parent, branch, below = _words()
    return re.compile(
        rf"(?P<parent>{parent})(?:股份|有限|责任|集团|公司)*(?P<middle>{_MIDDLE}{{0,18}}?)(?:{branch})"
        rf"(?P<more>[\u4e00-\u9fff]{{0,6}}?(?:{below}))?(?![长员])"
    )


@cache
def _firm() -> re.Pattern[str]:
    return re.compile("(?:股份|有限|责任|集团|电力|省|通信|分)*公司|分行")


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(toml("company_branches")["apart"])


__all__ = ["RULE", "find"]
