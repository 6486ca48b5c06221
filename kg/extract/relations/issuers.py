"""issuedBy: who made a report, a plan, a regulation or a set of measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.institutions import find as find_institutions
from kg.extract.relations.scene import Scene, level, pattern
from kg.extract.titles import congress_of
from kg.extract.work import ArticleView, Found, View
from kg.model import EntityType, Predicate, Ref, Relation

_D, _O, _Y = EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.POLICY
_ISSUED = Predicate.ISSUED_BY
_REPORT = re.compile(
    r"(?P<body>.+(?:人民政府|人民代表大会常务委员会|委员会常务委员会|人民法院|人民检察院)|国务院(?=政府))(?:政府)?工作报告"
)
_PRINTED = re.compile(r"(?:20\d\d年)?(?P<place>[^\d]{2,14}?)(?:20\d\d年)?政府工作报告")
_OF_SESSION = re.compile(r".{2,20}?第[一二三四五六七八九十百]+届人民代表大会第[一二三四五六七八九十]+次会议")
_SITTING = re.compile(r"(?:人大常委会|人民代表大会常务委员会)(?:举行|召开)?第[一二三四五六七八九十百]+次会议")
_PASSES = re.compile(r"(?:通过|颁布|修订|修改|制定)[^。;]*$")
_OWN_REPORT = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,12}?[省市县区州盟旗])?(?:人大常委会|人民代表大会常务委员会)工作报告")
_LISTED_REPORTS = re.compile(r"(?:关于[^。;]*报告[、和])*")
_YEARLY = re.compile(r"(?:国民经济和社会发展|预算).*(?:计划|预算)(?:草案|\(草案\))?的报告$|(?:国民经济和社会发展计划|预算)(?:草案)?$")
_DRAFTS = ("plan-of-year", "plan-of-year-short", "budget-of-year")
_BY_ORDER = re.compile(r"受[^,。]{1,14}委托")
_OF_MEMBERS = re.compile(r"代表|委员(?!会)")  # 市人大代表建议办理办法 is about its deputies
_DOCUMENT = re.compile(r"[\d一二三四五六七八九十]+条|措施|新政|办法|条例|方案|意见|规划|细则|规定|目录")
_TITLES = re.compile(r"(?:《[^《》]*》[、和与及]?)+$")
_OTHER_WRITERS = ("media", "company", "school", "hospital")  # before a title they are its readers, or it is no document of an organ
_MADE = re.compile(r"(?:牵头|组织|正式|联合|表决|审议|负责|研究){0,2}(?:制定|编制|印发|发布|公布|出台|颁布|通过|起草|下发)")
_WISHED = re.compile(r"希望|建议|呼吁|期盼|期待|盼|能否|尽快|尽早|应当?|需要?|要[^求素]|可以")  # nobody has issued it yet
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
            if rule == "issues":
                for o in _together(view, start):
                    yield scene.relation(view, article, (o.start, f.end), f.ref, _ISSUED, o.ref, rule)


def _by_name(view: View, article: ArticleView, f: Found, scene: Scene) -> tuple[Ref, int, str] | None:
    """A report's body; the body or the place that a title begins with."""
    if m := _REPORT.fullmatch(f.name):
        return Ref(_O, m["body"]), f.start, "report-of-body"
    if (printed := _PRINTED.fullmatch(f.name)) and (chain := scene.context.place_before(printed["place"], len(printed["place"]))):
        return Ref(_O, chain[0] + "人民政府"), f.start, "report-of-body"
    if f.rule == "report-heard":
        maker = next((o for o in reversed(view.found) if o.type is _O and o.end <= f.start), None)
        behind = maker is not None and _LISTED_REPORTS.fullmatch(view.text, maker.end, f.start)
        return (maker.ref, maker.start, "report-of-body") if maker and behind else None
    if f.rule in _DRAFTS:
        return _by_order(view, f)
    if f.rule.startswith("title") and _YEARLY.search(f.name) and (made := _by_order(view, f)) is not None:
        return made
    if (sitting := _OF_SESSION.match(f.name)) and (body := congress_of(sitting.group())):
        return body, f.start, "title-begins-with-session"
    lead = article.article.title + "".join(v.text[:160] for v in article.views[:3])
    own = _OWN_REPORT.search(article.article.title) or (_SITTING.search(lead) and _PASSES.search(view.text, max(0, f.start - 60), f.start))
    place = (own.groupdict().get("place") if own else None) or scene.context.home
    if own and f.rule in ("title", "law") and place and f.name.startswith(place):
        return Ref(_O, place + "人民代表大会常务委员会"), f.start, "law-in-own-report"
    form = view.text[f.start : f.end]
    bare = form.lstrip("《“")
    shift = f.start + len(form) - len(bare)
    districts = [d for d in scene.districts(view) if d.start >= f.start and d.end <= f.end]
    for o in find_institutions(view.text, districts, scene.context):
        if o.start == shift and o.end < f.end and not _OF_MEMBERS.match(view.text, o.end):
            return Ref(_O, o.name), f.start, "title-begins-with-body"
    if f.rule in ("title", "law") or re.search(r"(?:条例|办法|规划|方案|措施|规定|决定)[》”]?$", form):
        wanted = pattern("asked_for").search(view.text[: f.start]) or pattern("asked_for", "behind").match(view.text, f.end)
        if wanted and _subject(view, f) is None:
            return None
        if said := _by_subject(view, article, f, scene):
            return said
        if _YEARLY.search(f.name):
            return None  # made by a government, if the page says which
        first = next((d for d in districts if d.start == shift and level(d.name) <= 3 and d.name.endswith(view.text[d.end - 1])), None)
        if first:
            return first.ref, f.start, "title-begins-with-place"
        placed = next((d for d in view.found if d.type is _D and d.end == f.start and level(d.name) <= 3), None)
        if placed is not None and form.startswith("《"):
            return placed.ref, placed.start, "place-before-title"
        before = re.search(r"自治区$|(?:(?<![一-鿿])|(?<=[、和照据制入]))[省市州县]$", view.text[: f.start])
        if before and (place := scene.context.at_level(before.group())):
            return Ref(_D, place), before.start(), "place-before-title"
        sign = re.match(r"自治区|[省市州县](?![场政委])", bare)
        if sign and (place := scene.context.at_level(sign.group())):
            return Ref(_D, place), f.start, "title-begins-with-place"
    return None


def _together(view: View, start: int) -> Iterator[Found]:
    """The bodies listed before the one at text[start] that issue with it: 中共某市委、某市人民政府印发."""
    for o in reversed([o for o in view.found if o.type is _O and o.end < start]):
        if view.text[o.end : start] not in ("、", "和", "与", "联合"):
            return
        yield o
        start = o.start


def _by_order(view: View, f: Found) -> tuple[Ref, int, str] | None:
    """A plan that is reported 受区人民政府委托: the draft of the coming year, not the account of the last."""
    order = _BY_ORDER.search(view.text, 0, f.start)
    later = [g for g in view.found if g.rule in _DRAFTS and g.rule[:4] == f.rule[:4] and g.name > f.name]
    if order is None or later:
        return None
    bodies = view.within(order.start(), order.end(), _O)
    return (bodies[0].ref, bodies[0].start, "by-order") if bodies else None


def _by_subject(view: View, article: ArticleView, f: Found, scene: Scene) -> tuple[Ref, int, str] | None:
    """出台 and its like, with the body before it; without one, the body whose report this is, or the issuing place."""
    body = _owner(view, f)
    if body is not None:
        return body.ref, body.start, "body-before-name"
    if not (view.text.startswith("《", f.start) or _DOCUMENT.search(f.name)):
        return None
    body = _consenting(view, f) or _subject(view, f)
    if body is not None:
        return body.ref, body.start, "issues"
    start = max((m.end() for m in _CLAUSE.finditer(view.text, 0, f.start)), default=0)
    said = view.text[start : f.start]
    if (
        not re.search(r"(?:出台|印发|编制实施|发布|研究出台)[^,。;《]{0,4}$|(?:出台|印发)(?:了)?[“《][^,。]*$", said)
        or _WISHED.search(said)
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
    gap = _TITLES.sub("", view.text[before[-1].end : f.start])  # 印发《甲办法》《乙细则》: of both
    if not pattern("issues").match(gap):
        return None
    if len(before) > 1 and _WITH.fullmatch(view.text, before[-2].end, before[-1].start):
        return before[-2]  # 某部会同某部研究制定: the one who acts
    return before[-1]


def _owner(view: View, f: Found) -> Found | None:
    """The body right before a title (国务院《…条例》), or the organ right before a quoted name or what it set it up by (市委提出的“…”)."""
    gaps = pattern("sets_up")
    for o in (o for o in view.found if o.type is _O and o.end <= f.start):
        kind = dict(o.attributes).get("kind")
        gap = view.text[o.end : f.start]
        if view.text.startswith("《", f.start) and not gap and kind not in _OTHER_WRITERS:
            return o
        if view.text[f.start] in "“‘" and kind in ("party", "government") and gaps.match(gap):
            return o
    return None


def _consenting(view: View, f: Found) -> Found | None:
    """The body behind a document that issues it, or consents so that it is issued: 《…》由县人大常委会通过, 《…》经市政府同意印发."""
    ahead = pattern("consents", "before").match(view.text, f.end)
    body = next((o for o in view.found if ahead and o.type is _O and o.start == ahead.end()), None)
    passed = ahead is not None and "由" in ahead.group() and body and _MADE.match(view.text, body.end)
    return body if body and (passed or pattern("consents", "behind").match(view.text, body.end)) else None


_WITH = re.compile(r"[^。;,]{0,4}(?:会同|商(?=$)|牵头,?会同|协同)")


__all__ = ["issuers"]
