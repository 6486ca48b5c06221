"""Deputies told with the constituency that elected them: 某街道选区的甲调离本行政区域, 由某区选举单位选出的乙…代表资格终止.

The sentence calls them deputies once, before or behind; the constituency does so for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_facts import coordinated
from kg.extract.titles import deputy_body
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.names import is_name
from kg.model import Doubt, EntityType, Mention, Position

_P = EntityType.PERSON
_DEPUTIES = re.compile(r"人大代表|代表大会代表|代表资格|代表职务|代表[^,。]{0,6}出缺")
_FROM = re.compile(r"(?:选区|选举单位|选举产生|选出|军人代表大会)(?:选出|选举产生)?的(?:代表)?(?!代表|委员|[^,。]{0,12}人大)")
_NAME = re.compile(
    r"(?P<name>[\u3400-\u9fff]{2,4}?)(?=\([女男\u4e00-\u9fff,、]{1,12}\)|、|,|因|调[离出任]|病|去世|逝世|工作|辞|的代表资格|代表资格|迁|不幸|涉嫌|被|已|提出|、)"
)


def elected(article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """The deputies whom an article tells with the constituency that elected them."""
    for view in article.views:
        if "选" not in view.text or not _DEPUTIES.search(view.text):
            continue
        for m in _FROM.finditer(view.text):
            for f in _people(view, m.end()):
                if not any(known.start == f.start and known.end == f.end and known.type is _P for known in view.found):
                    yield Mention(_P, f.name, f.name, view.evidence(context.source, f.start, f.end), "elected")
                body = deputy_body("人大", None, context)
                yield Position(
                    evidence=view.evidence(context.source, m.start(), f.end), rule="elected", article=article.start,
                    doubts=() if body else (Doubt.NO_ORGANIZATION,), person=f.ref, role="代表", organization=body,
                )  # fmt: skip


def _people(view: View, at: int) -> Iterator[Found]:
    """The person at text[at], and those that stand side by side with him."""
    people = sorted(f for f in view.found if f.type is _P)
    first = next((f for f in people if f.start == at), None)
    if first is None:
        m = _NAME.match(view.text, at)
        if m is None or not is_name(m["name"]):
            return
        first = Found(at, m.end("name"), _P, m["name"], "elected")
    yield first
    last = first
    for f in people:
        if f.start > last.end and coordinated(view.text, last.end, f.start):
            yield f
            last = f


__all__ = ["elected"]
