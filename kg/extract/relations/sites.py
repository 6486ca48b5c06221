"""locatedIn by verbs that say where a thing lies (位于, 坐落于) and between which places a road runs (起于, 止于, 途经)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.in_names import can_hold
from kg.extract.relations.scene import Scene, level, pattern
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.terms import countries
from kg.model import EntityType, Predicate, Relation

_D, _O, _J = EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.PROJECT
_IN = Predicate.LOCATED_IN
_PARK = re.compile(r"(?:园|园区|基地|新城|小镇|港|集聚区)$")  # works that others lie in; beside a road is no place
_ZONE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:新区|高新区|经开区|开发区|工业区|片区)(?=[\u4e00-\u9fff]{2,6}(?:路|街|道)$)")
_LOCAL = re.compile(r"(?:我|本|该|全)[省市县区州旗盟镇乡]的?")
_APART = re.compile(r"(?:以|之)?[东南西北]{1,2}(?:方向|方|侧)?约?[\d一二三四五六七八九十百]+(?:多|余)?(?:公里|千米|米|里)|附近|之间|周边")


def sites(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations of what a verb of lying is said of, before it (某园位于某镇) or behind it (位于某镇的某公司)."""
    for m in pattern("work", "lies").finditer(view.text):
        subject = _subject(view, m.start())
        holders = held(view, scene, m.end())
        if not holders:
            continue
        end = holders[-1].end
        behind = next((f for f in view.found if f.start == end + 1 and f.type is _O), None) if view.text.startswith("的", end) else None
        for holder in holders:
            if subject is not None and _fits(subject, holder):
                yield scene.relation(view, article, (subject.start, holder.end), subject.ref, _IN, holder.ref, "lies-in")
            if behind is not None:
                yield scene.relation(view, article, (m.start(), behind.end), behind.ref, _IN, holder.ref, "lies-in")


def held(view: View, scene: Scene, at: int) -> list[Found]:
    """The places that text[at] begins to name: of a chain the innermost, of a list each; none where they are only near."""
    if m := _LOCAL.match(view.text, at):
        at = m.end()
    parks = [f for f in view.found if f.type is _J and _PARK.search(f.name)]
    near = sorted([*scene.districts(view), *parks, *_swallowed(view, scene, at)], key=lambda f: (f.start, -f.end))
    out: list[Found] = []
    while (first := next((f for f in near if f.start == at), None)) is not None:
        inner = first
        while (nxt := next((f for f in near if f.start == inner.end and (f.type is _J or can_hold(inner.name, f.name))), None)) is not None:
            inner = nxt
        out.append(inner)
        if not re.match(r"[、和与及]", view.text[inner.end :]):
            break
        at = inner.end + 1
    return [] if out and _APART.match(view.text, out[-1].end) else out


def _swallowed(view: View, scene: Scene, at: int) -> Iterator[Found]:
    """The zone or park at text[at] that an address holds together with its street (城南新区龙蟠大道): one that the document names
    elsewhere, or one whose name says what it is."""
    street = next((f for f in view.found if f.type is _J and f.start == at), None)
    if street is None:
        return
    known = [(n, t) for t in (_D, _J) for n in scene.named[t] if street.name.startswith(n) and (t is _D or _PARK.search(n))]
    name, kind = max(known, key=lambda k: len(k[0]), default=(None, _D))
    if name is not None and name != street.name and view.text.startswith(name, at):
        yield Found(at, at + len(name), kind, name, "place-of-address")
    elif name is None and (zone := _ZONE.match(view.text, at, street.end)):
        yield Found(at, zone.end(), _D, zone.group(), "place-of-address")


def _subject(view: View, at: int) -> Found | None:
    """What the verb at text[at] is said of: the name right before it, perhaps with a word for its site or a bracket."""
    before = (f for f in view.found if f.type in (_D, _O, _J) and f.rule != "deictic" and f.end <= at)
    said = (f for f in before if pattern("work", "of_site").match(view.text[f.end : at]))
    return min(said, key=lambda f: f.start, default=None)


def _fits(subject: Found, holder: Found) -> bool:
    """Whether the subject may lie in the place: a work or a body in any but a province, a place in one above it."""
    if holder.name in countries() or holder.name == subject.name:
        return False
    if subject.type is not _D:
        return holder.type is _J or level(holder.name) >= 2
    return holder.type is _D and level(subject.name) > level(holder.name) and can_hold(holder.name, subject.name)


def ends(view: View, scene: Scene, topic: Found, start: int, end: int) -> Iterator[Found]:
    """The places at which a road begins and ends, and through which it runs, as a sentence text[start:end] about it says."""
    if not pattern("work", "road").search(topic.name):
        return
    floor = 2 if scene.context.place is None or scene.context.place.level == 1 else 3
    for m in pattern("work", "ends").finditer(view.text, start, end):
        for d in held(view, scene, m.end()):
            if d.type is _D and level(d.name) >= floor and d.end <= end:
                yield d


__all__ = ["ends", "held", "sites"]
