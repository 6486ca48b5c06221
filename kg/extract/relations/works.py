"""What a paragraph about one work says of it: where it lies, through which counties it runs, who builds it, what is a part of it.

The work is the one that the sentence begins with, perhaps behind a date or what is said of it (同日开工的某桥), or, where it begins
with 该项目, the only one of the sentence before, of the heading or of the paragraph before. A hospital or a school whose builder is told
is a work too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.scene import Scene, level, pattern
from kg.extract.relations.sites import ends, held
from kg.extract.work import ArticleView, Found, View
from kg.model import BlockKind, EntityType, Predicate, Ref, Relation

_D, _O, _J = EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.PROJECT
_DEICTIC = re.compile(
    r"(?:该|这个|这一)?(?:项目|工程|大桥|水库|公路|园区|基地|电站)(?![\u4e00-\u9fff]{0,3}[一二三四五六七八九十\d]+[个项])"
)
_DATED = re.compile(r"(?:[^,。]{0,30}(?:讯|电)(?:\([^()]*\))?)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午)?,?")
_LEAD = re.compile(r"(?:(?:另悉|据悉|据了解|据介绍|其中|此外|同时|目前|同日|当天),?)?(?:[^,。;:、]{0,30}的)?")
_ROLE = re.compile(r"^(?:建设|施工|承建|投资|实施|总承包|代建|业主)(?:单位|企业|主体|方)?(?:为|是|:|系)")
_THIS = re.compile(r"该(?:项目|工程|大桥|水库|公路|线路|路|园区|基地|电站|院|校)")
_SENTENCE = re.compile(r"[^。!?]+?(?=[,;]该(?:项目|工程|公路|园区|水库)|[。!?]|$)")  # 主会场为某园,该项目…: 该 begins anew
_THROUGH = re.compile(r"境内(?=[\d长约段路线,、;。])")


def works(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations of the work that a paragraph is about."""
    if view.block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET):
        return
    topic = _of_heading(view, article)
    last = 0
    for m in _SENTENCE.finditer(view.text):
        start, end = m.start() + view.text.startswith((",", ";"), m.start()), m.end()
        spoken_of = _only(view, last, start) if _THIS.match(view.text, start) else None
        topic, last = _opening(view, start, end) or spoken_of or topic, start
        if topic is None:
            continue
        start = topic.start if topic in view.found and start <= topic.start < end else start
        others = [f for f in view.within(start, end, _J) if f.name != topic.name]
        first = min((f.start for f in others), default=end)
        yield from _lies(view, article, scene, topic, start, end)
        yield from _runs(view, article, scene, topic, start, end)
        yield from _built(view, article, scene, topic, start, end, first)
        for f in others:
            if ";" not in view.text[start : f.start] and pattern("work", "part").search(view.text, max(start, f.start - 8), f.start):
                yield scene.relation(view, article, (start, f.end), f.ref, Predicate.PART_OF, topic.ref, "part-of-work")


def _opening(view: View, start: int, end: int) -> Found | None:
    """The work that a sentence begins with, perhaps behind a dateline (1月8日,…)."""
    named = view.within(start, end, _J)[:1]
    if any(_ROLE.match(clause) for clause in view.text[start:end].split(",")):
        named = [f for f in view.within(start, end, _O)[:1] if dict(f.attributes).get("kind") in ("hospital", "school")] + named
    for f in named:
        dated = _DATED.match(view.text, start, f.start)
        if _LEAD.fullmatch(view.text, dated.end() if dated else start, f.start):
            return f
    return None


def _only(view: View, start: int, end: int) -> Found | None:
    """The one work that text[start:end] names."""
    named = view.within(start, end, _J)
    return named[0] if len({f.name for f in named}) == 1 else None


def _of_heading(view: View, article: ArticleView) -> Found | None:
    """The one work of the heading or paragraph before, where a paragraph begins with 该项目."""
    if not _DEICTIC.match(view.text):
        return None
    at = next((i for i, v in enumerate(article.views) if v is view), 0)
    for before in reversed(article.views[max(0, at - 2) : at]):
        named = [f for f in before.found if f.type is _J]
        if len({f.name for f in named}) == 1:
            return named[0]
        if named:
            return None
    return None


def _lies(view: View, article: ArticleView, scene: Scene, topic: Found, start: int, end: int) -> Iterator[Relation]:
    """位于某县某镇: the innermost place, or the park, that follows."""
    m = pattern("work", "lies").search(view.text, start, end)
    if m is None or not (_said_of_topic(view, topic, start, m.start()) or _goes_on(view, topic, start, m.start())):
        return
    for holder in held(view, scene, m.end()):
        if holder.name != topic.name and (holder.type is _J or level(holder.name) >= 3):
            yield scene.relation(view, article, (start, holder.end), topic.ref, Predicate.LOCATED_IN, holder.ref, "work-lies-in")


def _goes_on(view: View, topic: Found, start: int, at: int) -> bool:
    """Whether a clause begins with the verb, and no other work has been named since the sentence began: 总投资5亿元,位于某镇."""
    return view.text[at - 1 : at] in (",", ";") and not any(f.name != topic.name for f in view.within(start, at, _J))


def _said_of_topic(view: View, topic: Found, start: int, at: int) -> bool:
    """Whether nothing but the work, or 该项目, stands between the beginning of the sentence and the verb."""
    said = view.text[start:at]
    named = next((f for f in view.found if f.start == start and f.name == topic.name), None)
    rest = view.text[named.end : at] if named else said
    return bool(re.fullmatch(r"(?:该|这个)?(?:项目|工程|水库|大桥|公路|园区|基地|电站)?,?(?:选址)?", rest))


def _runs(view: View, article: ArticleView, scene: Scene, topic: Found, start: int, end: int) -> Iterator[Relation]:
    """其中甲县境内31公里、乙县境内23公里; 起于甲镇,止于乙镇: the places through which a road runs."""
    for place in ends(view, scene, topic, start, end):
        yield scene.relation(view, article, (start, place.end), topic.ref, Predicate.LOCATED_IN, place.ref, "ends-of-road")
    for m in _THROUGH.finditer(view.text, start, end):
        d = next((d for d in scene.districts(view) if d.end == m.start()), None)
        if d is not None and level(d.name) >= 3:
            yield scene.relation(view, article, (d.start, m.end()), topic.ref, Predicate.LOCATED_IN, d.ref, "work-runs-through")


def _built(view: View, article: ArticleView, scene: Scene, topic: Found, start: int, end: int, first: int) -> Iterator[Relation]:
    """由甲公司投资建设,乙公司负责施工总承包; 施工单位为丙公司."""
    for o in view.within(start, end, _O):
        before, after = view.text[start : o.start], view.text[o.end : end]
        led = pattern("work", "by").search(before) and pattern("work", "builds").match(after)
        if not (led or pattern("work", "role").search(before) or pattern("work", "contracts").match(after)):
            continue
        if first < o.start and not _DEICTIC.match(view.text, start) and topic.start != start:
            continue  # another work has been named since
        yield scene.relation(view, article, (o.start, o.end), topic.ref, Predicate.CARRIED_OUT_BY, o.ref, "builder-of-work")


def road_sections(scene: Scene) -> Iterator[tuple[str, str]]:
    """甲至乙段 with the one road of the document that begins at the same place: (section, road)."""
    roads = [n for n in scene.named[_J] if not n.endswith("段")]
    for name in scene.named[_J]:
        m = re.fullmatch(r"(?P<head>[\u4e00-\u9fff]{2,6}[至—])[\u4e00-\u9fff]{2,6}段", name)
        same = [r for r in roads if m and r.startswith(m["head"])]
        if len(same) == 1:
            yield name, same[0]


def sections(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """partOf between sections of a road and the road."""
    known = dict(road_sections(scene))
    for f in view.found if known else ():
        if f.type is _J and f.name in known:
            yield scene.relation(view, article, (f.start, f.end), f.ref, Predicate.PART_OF, Ref(_J, known[f.name]), "section-of-road")


__all__ = ["sections", "works"]
