"""Short forms of documents that the page has named in full: 《甲市物业管理条例》(以下简称《条例》) is later 《条例》, 物业条例."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.work import ArticleView, Found
from kg.model import EntityType

_Y = EntityType.POLICY
_INTRODUCED = re.compile(
    r"《(?P<full>[^《》]{5,60})》[^。;《》()]{0,4}"
    r"\((?:以下|下|后|下文)?(?:统一|均)?简称(?:为|:)?[《“]?(?P<short>[^《》“”()]{2,16})[》”]?[,)]"
)
_KIND = re.compile(
    r"(?:若干措施|实施意见|实施方案|实施细则|行动计划|行动方案|条例|办法|规定|意见|措施|方案|规划|计划|纲要|细则|决定|目录|清单|决议)$"
)
_NOTE = re.compile(r"\([^()]*\)$")


def unite(articles: Sequence[ArticleView]) -> None:
    """Gives short forms of a document the name by which the page introduces it. Without an introduction, only a form that can be short for
    one of the page's documents alone."""
    introduced: dict[str, str] = {}
    for view in (v for a in articles for v in a.views):
        for m in _INTRODUCED.finditer(view.text) if "简称" in view.text else ():
            introduced.setdefault(m["short"], _NOTE.sub("", m["full"]))
    found = [f for a in articles for v in a.views for f in v.found if f.type is _Y and _KIND.search(f.name)]
    fulls = tuple(dict.fromkeys(f.name for f in found))
    if not introduced and len(fulls) < 2:
        return
    names = {f: full for f in dict.fromkeys(found) if (full := introduced.get(f.name) or _only(f, fulls))}
    if names:
        for view in (v for a in articles for v in a.views):
            view.found = [f._replace(name=names[f]) if f in names else f for f in view.found]


def _only(f: Found, fulls: Sequence[str]) -> str | None:
    """The one longer name that a form can be short for."""
    longer = [n for n in fulls if len(n) > len(f.name) and _short_for(f, n)]
    longest = max(longer, key=len, default=None)
    return longest if longest and all(n == longest or _within(n, longest) for n in longer) else None


def _short_for(f: Found, full: str) -> bool:
    kind = _KIND.search(full)
    own = _KIND.search(f.name)
    if kind is None or own is None or kind.group() != own.group() or not _within(f.name, full):
        return False
    if f.name == own.group():
        return True
    if f.rule == "title" and len(f.name) > 5:
        return f.name[:2] == full[:2] and len(full) - len(f.name) <= 2  # 《优化营商环境条例》 is not the province's
    return len(f.name) >= 4 and (f.rule == "title" or full.endswith(f.name))


def _within(short: str, full: str) -> bool:
    """Whether the characters of one stand in the other in their order."""
    rest = iter(full)
    return all(c in rest for c in short)


__all__ = ["unite"]
