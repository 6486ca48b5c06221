"""issuedBy: who made a report, a plan, a regulation or a set of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.institutions import find as find_institutions
from kg.extract.relations.scene import Scene, level, pattern
from kg.extract.work import ArticleView, Found, View
from kg.model import EntityType, Predicate, Ref, Relation

_D, _O, _Y = EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.POLICY
_ISSUED = Predicate.ISSUED_BY
_REPORT = re.compile(
    r"(?P<body>.+(?:人民政府|人民代表大会常务委员会|委员会常务委员会|人民法院|人民检察院)|国务院(?=政府))(?:政府)?工作报告"
)
_PRINTED = re.compile(r"(?:20\d\d年)?(?P<place>[^\d]{2,14}?)(?:20\d\d年)?政府工作报告")
_YEARLY = re.compile(r"(?:国民经济和社会发展|预算).*(?:计划|预算)(?:草案|\(草案\))?的报告$|(?:国民经济和社会发展计划|预算)(?:草案)?$")
_BY_ORDER = re.compile(r"受[^,。]{1,14}委托")
_CLAUSE = re.compile(r"[。!?;]")


def issuers(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations issuedBy of one block."""
    for f in view.found:
        if f.type is not _Y:
            continue
        made = _by_name(view, article, f, scene)
        if made is None:
            made = _by_subject(view, article, f, scene)
        if made is not None:
            obj, start, rule = made
            yield scene.relation(view, article, (min(start, f.start), f.end), f.ref, _ISSUED, obj, rule)


def _by_name(view: View, article: ArticleView, f: Found, scene: Scene) -> tuple[Ref, int, str] | None:
    """A report's body; the body or the place that a title begins with."""
    if m := _REPORT.fullmatch(f.name):
        return Ref(_O, m["body"]), f.start, "report-of-body"
    if (m := _PRINTED.fullmatch(f.name)) and (place := scene.context.place_before(m["place"], len(m["place"]))):
        return Ref(_O, place[0] + "人民政府"), f.start, "report-of-body"
    if f.rule == "report-heard":
        before = [o for o in view.found if o.type is _O and o.end <= f.start and not re.search(r"[。;]", view.text[o.end : f.start])]
        behind = before and (before[-1].end == f.start or re.fullmatch(r"(?:关于[^。;]*报告[、和])+", view.text[before[-1].end : f.start]))
        return (before[-1].ref, before[-1].start, "report-of-body") if behind else None
    if f.rule == "plan-of-year" or f.rule == "plan-of-year-short":
        return _by_order(view, f)
    if f.rule.startswith("title") and _YEARLY.search(f.name) and (made := _by_order(view, f)) is not None:
        return made
    form = view.text[f.start : f.end]
    bare = form.lstrip("《“")
    shift = f.start + len(form) - len(bare)
    districts = [d for d in scene.districts(view) if d.start >= f.start and d.end <= f.end]
    for o in find_institutions(view.text, districts, scene.context):
        if o.start == shift and o.end < f.end:
            return Ref(_O, o.name), f.start, "title-begins-with-body"
    if f.rule in ("title", "law") or re.search(r"(?:条例|办法|规划|方案|措施|规定|决定)[》”]?$", form):
        if pattern("asked_for").search(view.text[: f.start]) and _subject(view, f) is None:
            return None
        if said := _by_subject(view, article, f, scene):
            return said
        first = next((d for d in districts if d.start == shift and level(d.name) <= 3), None)
        if first:
            return first.ref, f.start, "title-begins-with-place"
        before = re.search(r"自治区$|(?:(?<![一-鿿])|(?<=[、和照据制入]))[省市州县]$", view.text[: f.start])
        if before and (place := scene.context.at_level(before.group())):
            return Ref(_D, place), before.start(), "place-before-title"
        sign = re.match(r"自治区|[省市州县](?![场政委])", bare)
        if sign and (place := scene.context.at_level(sign.group())):
            return Ref(_D, place), f.start, "title-begins-with-place"
    return None


def _by_order(view: View, f: Found) -> tuple[Ref, int, str] | None:
    """A plan that is reported 受区人民政府委托: the draft of the coming year, not the account of the last."""
    order = next((m for m in _BY_ORDER.finditer(view.text, 0, f.start)), None)
    later = [g for g in view.found if g.rule.startswith("plan-of-year") and g.name > f.name]
    if order is None or later:
        return None
    bodies = view.within(order.start(), order.end(), _O)
    return (bodies[0].ref, bodies[0].start, "by-order") if bodies else None


def _by_subject(view: View, article: ArticleView, f: Found, scene: Scene) -> tuple[Ref, int, str] | None:
    """出台 and its like, with the body before it; without one, the body whose report this is, or the issuing place."""
    if not re.search(r"[\d一二三四五六七八九十]+条|措施|新政|办法|条例|方案|意见", f.name):
        return None
    body = _subject(view, f)
    if body is not None:
        return body.ref, body.start, "issues"
    start = max((m.end() for m in _CLAUSE.finditer(view.text, 0, f.start)), default=0)
    said = view.text[start : f.start]
    if (
        not re.search(r"(?:出台|印发|编制实施|发布|研究出台)[^,。;《]{0,4}$|(?:出台|印发)(?:了)?[“《][^,。]*$", said)
        or not scene.context.home
    ):
        return None
    if "政府工作报告" in article.article.title or article.article.title.endswith("工作报告"):
        return Ref(_O, f"{scene.context.home}人民政府"), f.start, "issued-in-own-report"
    return Ref(_D, scene.context.home), f.start, "issued-by-place"


def _subject(view: View, f: Found) -> Found | None:
    """The body that stands before a verb of issuing in the clause of `f`."""
    before = [o for o in view.found if o.type is _O and o.end <= f.start]
    if not before:
        return None
    gap = view.text[before[-1].end : f.start]
    return before[-1] if pattern("issues").match(gap) else None


__all__ = ["issuers"]
