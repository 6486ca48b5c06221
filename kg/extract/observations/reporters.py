"""Who reports in an article, so whose figures it gives where it names nobody: a township's government, a standing committee.

The press of a county prints the reports of its townships, and a site of a city those of its congress and its conference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from kg.extract.context import Context
from kg.extract.observations.words import rules
from kg.extract.work import View
from kg.lexicon.divisions import divisions
from kg.model import BlockKind, EntityType, Ref

_HEADS = (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.KICKER)
_OPENING = 6  # blocks at the head of an article in which it says who reports
_LOCAL = ("镇", "乡", "街道", "村", "社区", "苏木", "开发区", "新区", "园区")
_GOVERNMENT = re.compile(r"(?:人民)?(?:政府|办事处|管委会|管理委员会)?(?:\d{4}年)?(?:度)?(?:政府)?工作(?:报告|总结|要点)")
_SESSION = re.compile(r"在(?P<at>[一-鿿]{2,14}?(?:镇|乡|民族乡|街道|苏木))第?[一二三四五六七八九十]{1,4}届人(?:民代表)?大")


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Of each kind of body the titles of its reports and how its full name ends."""
    return tuple((re.compile(r["pattern"]), re.compile(r["ending"])) for r in rules("figure_grammar", "report"))


def reporter(title: str, views: Sequence[View], context: Context) -> Ref | None:
    """The township, the committee or the court whose report an article is; None if it is that of the issuing place or no report.

    title: of the article. views: its blocks with their mentions.
    """
    if not re.search(r"报告|总结|要点", title + "".join(v.text for v in views if v.block.kind in _HEADS)):
        return None
    heads = [v for v in takewhile(lambda v: v.block.kind is not BlockKind.HEADING, views[:_OPENING]) if "。" not in v.text]
    for view in heads:
        text = view.text.lstrip("—-")
        shift = len(view.text) - len(text)
        for f in view.found:
            if f.start > shift + 2 and not any(o.start == shift and o.end == f.start for o in view.found):
                continue  # 某县某镇人民政府 opens with the county
            local = f.type is EntityType.DISTRICT and f.name.endswith(_LOCAL) and _is_below(f.name, context)
            if local and _GOVERNMENT.match(view.text, f.end):
                return f.ref
        body = next((ending for title_of, ending in _bodies() if title_of.match(text)), None)
        if body is not None:
            bodies = [_conference(f.name) for v in views for f in v.found if f.type is EntityType.ORGANIZATION]
            own = [_conference(f.name) for f in view.found if f.type is EntityType.ORGANIZATION]
            named = Counter(name for name in own or bodies if body.search(name)) or Counter(n for n in bodies if body.search(n))
            if named:
                return Ref(EntityType.ORGANIZATION, named.most_common(1)[0][0])
    for view in heads:
        m = _SESSION.search(view.text)
        name = _last_place(m["at"], context) if m else None
        if name:
            return Ref(EntityType.DISTRICT, name)
    return None


def _conference(name: str) -> str:
    """A body, for the standing committee of a conference the conference in whose name it acts."""
    return name.removesuffix("常务委员会") if "政治协商会议" in name else name


def _last_place(form: str, context: Context) -> str | None:
    """The township that a chain of names ends with (迁西县洒河桥镇 → 洒河桥镇)."""
    name = form
    for d in reversed(context.chain):
        for head in (d.name, *divisions().short_forms(d)):
            if name.startswith(head) and len(name) > len(head) + 1:
                name = name[len(head) :]
                break
    return name if 3 <= len(name) <= 8 else None


def _is_below(name: str, context: Context) -> bool:
    return context.home is None or not context.home.endswith(name)


__all__ = ["reporter"]
