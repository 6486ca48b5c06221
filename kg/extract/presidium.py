"""Who sits on the presidium of a session, as reports of its opening and closing list them.

Beside its standing chairmen, who are told with an office before each name, a presidium is listed as 大会主席团常务主席及成员甲、乙、丙
在主席台前排就座, or by 甲、乙、丙等主席团其他成员在主席台就座.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_facts import coordinated, sitting_body
from kg.extract.work import ArticleView, Found, View
from kg.model import Doubt, EntityType, Position

ROLE = "主席团成员"
_BEFORE = re.compile(r"主席团(?:(?:常务主席|执行主席|秘书长)[、和及与]?)*(?:其他|其它|全体|部分)?成员(?:还有|有|为|是)?[::]?$")
_AFTER = re.compile(r"(?:等(?:\d{1,3}[名位人])?|[为是,])(?:的)?(?:大会)?主席团(?:其他|其它|全体|部分)?成员")
_LABEL = 22  # characters: the longest label before a list


def presidium(view: View, article: ArticleView, context: Context) -> Iterator[Position]:
    """The positions of a list of members of the presidium, before or behind their label."""
    text = view.text
    if "主席团" not in text or "成员" not in text:
        return
    people = [f for f in view.found if f.type is EntityType.PERSON]
    body = sitting_body(context)
    for names in _lists(text, people):
        first, last = names[0], names[-1]
        labelled = _BEFORE.search(text, max(0, first.start - _LABEL), first.start) or _AFTER.match(text, last.end)
        if not labelled:
            continue
        for f in names:
            yield Position(
                evidence=view.evidence(context.source, min(labelled.start(), f.start), max(labelled.end(), f.end)),
                rule="presidium-list", article=article.start, doubts=() if body else (Doubt.NO_ORGANIZATION,),
                person=f.ref, role=ROLE, organization=body,
            )  # fmt: skip


def _lists(text: str, people: list[Found]) -> Iterator[list[Found]]:
    """People who stand side by side, in runs."""
    run: list[Found] = []
    for f in people:
        if run and not coordinated(text, run[-1].end, f.start):
            yield run
            run = []
        run.append(f)
    if run:
        yield run
