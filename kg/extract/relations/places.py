"""locatedIn: places inside places, inside names, before names, and by verbs (落户, 建成, 位于)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.cells import span
from kg.extract.organizations import parted
from kg.extract.organizations.units import RULE as UNIT
from kg.extract.relations.in_names import can_hold, in_name
from kg.extract.relations.scene import Scene, level, pattern
from kg.extract.relations.sites import held
from kg.extract.relations.tables import placed_works
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.divisions import Division, divisions
from kg.lexicon.gazetteer import meanings, places_in
from kg.lexicon.load import toml
from kg.model import BlockKind, EntityType, Predicate, Ref, Relation

_D, _O, _J, _Y = EntityType.DISTRICT, EntityType.ORGANIZATION, EntityType.PROJECT, EntityType.POLICY
_IN = Predicate.LOCATED_IN
_INTO = ("", "(", "的", "办事处", "下辖的", "所辖的")  # between a place and one that lies in it
_LIST = ("、", "和", "与", "及", "至", "—")


def places(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations locatedIn of one block."""
    text = view.text
    in_table = view.block.table is not None  # whose cells stand side by side without saying anything of each other
    near = scene.districts(view)
    placed = placed_works(view)
    for start, end in _pieces(view):
        yield from _chains(view, article, scene, [d for d in near if start <= d.start and d.end <= end])
    for f in view.found:
        if f.type is _D:
            yield from _zone(view, article, scene, f, near)
        elif f.type in (_J, _Y) and not f.rule.startswith("title"):
            inside = [d for d in near if f.start <= d.start and d.end <= f.end]
            own = f.type is _J and f.start not in placed  # else the column of places says where it lies
            for place in dict.fromkeys(in_name(text, f, inside, scene)) if own else ():
                yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, Ref(_D, place), "place-in-name")
            if not in_table:
                yield from _before(view, article, scene, f, near)
        elif f.type is _O:
            yield from _of_organization(view, article, scene, f, near)
    if not in_table:
        yield from _settled(view, article, scene, near)
        yield from _sited(view, article, scene, near)
        yield from _under_its_name(view, article, scene, near)


def _pieces(view: View) -> Iterator[tuple[int, int]]:
    """The stretches of a block that are written together: the whole of it, or each cell of a table."""
    table = view.block.table
    if table is None:
        yield 0, len(view.text)
        return
    for row in table.rows:
        yield from (span(view.block, cell) for cell in row if cell.text)


def _chains(view: View, article: ArticleView, scene: Scene, near: Sequence[Found]) -> Iterator[Relation]:
    """甲县乙镇丙村: each in the one before; 甲县乙镇、丁镇: both in the county; 某市某区 written as one name."""
    holder: Found | None = None  # what the last district was found to lie in
    last: Found | None = None
    for d in near:
        gap = view.text[last.end : d.start] if last is not None else " "
        if last is not None and gap in _INTO and level(d.name) > level(last.name) and can_hold(last.name, d.name):
            holder = last
        elif last is None or not (
            holder and view.text[last.end : d.start] in ("、", "和", "至") and level(d.name) == level(last.name) and level(d.name) >= 4
        ):
            holder = None
        if holder is not None:
            yield scene.relation(view, article, (holder.start, d.end), d.ref, _IN, Ref(_D, holder.name), "place-after-place")
        elif whole := _written_together(view.text, d):
            yield scene.relation(view, article, (d.start, d.end), d.ref, _IN, Ref(_D, whole), "place-with-its-city")
        last = d


def _written_together(text: str, d: Found) -> str | None:
    """The division written before the name in one form with it: the city in 某市某区, the province in 某省某县 and, by its short name, in
    山东阳谷."""
    found = divisions().named(d.name)
    if not found or found[0].level not in (2, 3):
        return None
    form = text[d.start : d.end]
    for above in divisions().parents(found[0]):
        shorts = divisions().short_forms(above) if above.level == 1 else ()
        behind = next((form[len(s) :] for s in shorts if form.startswith(s)), "")
        if (form.startswith(above.name) and form != above.name) or (len(behind) > 1 and found[0].name.startswith(behind[:2])):
            return divisions().full_name(above)
    return None


def _zone(view: View, article: ArticleView, scene: Scene, f: Found, near: Sequence[Found]) -> Iterator[Relation]:
    """A zone whose name begins with its division's name, or holds it in brackets."""
    if divisions().named(f.name) or level(f.name) >= 4:
        return
    form = view.text[f.start : f.end]
    inner = next(places_in(form), None)
    if inner is not None and inner.start == 0 and inner.end < len(form) and not any(d.start == f.start and d.end < f.end for d in near):
        options = meanings(inner.form, scene.context.place)
        far = options and options[0].level == 3 and scene.context.chain and not _shares_prefecture(options[0], scene)
        named = options and not far and options[0].level >= 2 and not _OTHER_NAME.match(form, inner.end)
        if named and (options[0] != scene.context.place or not options[0].name.endswith(_SHARED)):
            city = Ref(_D, divisions().full_name(options[0]))
            yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, city, "place-in-zone")
    for d in near:
        if f.start <= d.start and d.end <= f.end and d.name != f.name and (d.start > f.start or d.end < f.end):
            bracketed = view.text[d.start - 1 : d.start] == "("
            if (d.start == f.start and level(d.name) <= 4) or bracketed or re.match(r"片区$", form[d.end - f.start :]):
                yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, d.ref, "place-in-zone")


_OTHER_NAME = re.compile(r"[河江湖山港口]")  # 某河口湿地 is called after a river
_SHARED = ("州", "盟", "地区")  # the seat of such a prefecture often bears the same short name


def _shares_prefecture(d: Division, scene: Scene) -> bool:
    """Whether a county lies in a division of the page's own chain below the province (清水塘片区 bears no name of a county far off)."""
    near = {c.code for c in scene.context.chain if c.level >= 2}
    return d.code in near or any(p.code in near for p in divisions().parents(d))


def _of_organization(view: View, article: ArticleView, scene: Scene, f: Found, near: Sequence[Found]) -> Iterator[Relation]:
    """An organization named by the county, town or village that it serves, or with the place in brackets at the end."""
    inside = [d for d in near if f.start <= d.start and d.end <= f.end]
    rule = toml("relation_grammar")["serves"]
    form = view.text[f.start : f.end]
    kind = dict(f.attributes).get("kind")
    chain = [d for d in inside if d.start == f.start]
    for d in inside:
        if chain and d.start == chain[-1].end and can_hold(chain[-1].name, d.name):
            chain.append(d)
    last = chain[-1] if chain else None
    if (local := parted(form)) and local[0] in scene.named[_D]:
        if level(local[0]) < 5:
            return
        above = next((d for d in near if d.end == f.start + form.find(local[0]) and level(d.name) == 4), None)
        if above is not None:
            yield scene.relation(view, article, (above.start, f.end), Ref(_D, local[0]), _IN, above.ref, "place-after-place")
        yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, Ref(_D, local[0]), "place-that-it-serves")
        return
    serves = (kind in rule["kinds"] and f.rule != UNIT) or bool(re.search(rule["suffix"], form))  # where a unit is, its body tells
    of_town = chain and level(chain[0].name) >= 4 and f.name.startswith(chain[0].name) and view.block.kind is BlockKind.PARAGRAPH
    if of_town and re.search(rule["suffix_in_prose"], form):
        serves = True  # in lists of such stations the place is but a part of the name
    if (ruled := re.fullmatch(r"(.{2,12})[村居]民委员会", f.name)) and not inside and ruled[1] in scene.named[_D]:
        yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, Ref(_D, ruled[1]), "place-that-it-serves")
    # 山西上党新材料股份有限公司: a company that bears a county's short name need not lie there
    if last and kind == "company" and not re.search(r"[县区市旗镇乡村]$|街道$|社区$", view.text[last.start : last.end]):
        serves = False
    if last and serves and level(last.name) >= 3:
        yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, last.ref, "place-that-it-serves")
    if not chain and serves:
        named = max((n for n in scene.named[_D] if form.startswith(n) and len(form) > len(n) and level(n) >= 4), key=len, default=None)
        stems = ((s, n) for s, n in scene.stems.items() if form.startswith(s) and level(n) == 4)
        stem = next((n for s, n in stems if _OF_TOWN.fullmatch(form[len(s) :])), None)
        named = named or stem
        if named:
            yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, Ref(_D, named), "place-that-it-serves")
        ahead = [d for d in near if d.end <= f.start]
        if (ahead and view.text[ahead[-1].end : f.start] == "的" and level(ahead[-1].name) >= 4) or (
            ahead and re.fullmatch(r"(?:设立|成立|建立|开设|挂牌成立|建起|办起|建成)了?", view.text[ahead[-1].end : f.start])
        ):
            yield scene.relation(view, article, (ahead[-1].start, f.end), f.ref, _IN, ahead[-1].ref, "place-of-organization")
    if not inside and kind in ("hospital", "school") and _OF_COUNTY.fullmatch(form) and (county := scene.context.at_level(form[:1])):
        yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, Ref(_D, county), "place-that-it-serves")
    if branch := _BRANCH.search(form):
        held = next(
            (d.ref for d in inside if f.start + branch.start() - (d.end - d.start) <= d.start and d.end == f.start + branch.start()), None
        )
        stem = next((name for s, name in scene.stems.items() if form[: branch.start()].endswith(s)), None)
        if held or stem:
            yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, held or Ref(_D, str(stem)), "place-of-branch")
    end = inside[-1] if inside else None
    if end and view.text[end.start - 1 : end.start] == "(" and view.text[end.end : end.end + 1] == ")":
        yield scene.relation(view, article, (f.start, f.end), f.ref, _IN, end.ref, "place-in-brackets")


# 县人民医院, 旗民族幼儿园 of the page's own county; a ward or another campus of it is no body that the county has one of.
_OF_COUNTY = re.compile(r"[县旗].+(?:医院|保健院|学校|中学|小学|幼儿园|[一二三四五六七八九十]中)")
# 青石人民医院, 青石中心小学 of 青石镇: what every township has one of; others that begin so may be called after a river.
_OF_TOWN = re.compile(r"(?:中心)?(?:(?:人民)?医院|卫生院|小学|(?:初级)?中学|幼儿园|[敬养]老院|(?:供电|派出|司法|财政|税务)所|法庭|文化站)")
# 某医院青石分院 lies in 青石.
_BRANCH = re.compile(r"(?:分院|院区|校区|分校)$")


def _before(view: View, article: ArticleView, scene: Scene, f: Found, near: Sequence[Found]) -> Iterator[Relation]:
    """A place before a project with nothing, 的 or a verb of building between, or at the head of its sentence."""
    text = view.text
    of_province = scene.context.place is not None and scene.context.place.level == 1
    ahead = [d for d in near if d.end <= f.start and level(d.name) >= (2 if of_province else 3) and d.name != scene.context.home]
    if not ahead:
        return
    last = ahead[-1]
    gap = text[last.end : f.start]
    if len(gap) > 60 or re.search(r"[。!?]", gap):
        return
    in_list = re.match(r"^[、和与]", gap) or (re.search(r"[^、]、", gap) and not re.search(r"^[^、]*(?:建设|建成|打造|实施)", gap))
    quoted = text[f.start] in "“‘"
    adjacent = gap == "" and (f.type is _J or (quoted and (f.rule == "quoted" or f.name.endswith("试点"))))
    acts = bool(pattern("builds").match(gap)) and not in_list and f.type is _J and not _RANKED.search(gap)
    tried = quoted and bool(re.fullmatch(r"[^。;,“”]{0,6}?(?:试点|试行|推行|开展)", gap))
    stands = (
        f.type is _J
        and bool(pattern("where").match(gap))
        and bool(re.search(r"(?:^|[。;!?,:“])(?:我?在|(?:记者)?(?:走进|来到))?$", text[: _first(ahead, text).start]))
    )
    if last.rule != "provinces-between" and (adjacent or acts or tried or stands):
        for d in _together(ahead, text):
            yield scene.relation(view, article, (d.start, f.end), f.ref, _IN, d.ref, "place-before-project")


_RANKED = re.compile(r"最[大长高早先好快多]|唯一|首[个座条家]|第一")  # 某地区最大的大桥: it is compared with the others there


def _first(ahead: Sequence[Found], text: str) -> Found:
    return _together(ahead, text)[0]


def _together(ahead: Sequence[Found], text: str) -> list[Found]:
    """The last place, and those listed with it on one level (平水、王坛、稽东三镇); of a chain the innermost."""
    out = [ahead[-1]]
    for d in reversed(ahead[:-1]):
        first = out[0]
        if d.end == first.start:
            continue
        if text[d.end : first.start] in _LIST[:4] and level(d.name) == level(first.name):
            out.insert(0, d)
        else:
            break
    return out


def _settled(view: View, article: ArticleView, scene: Scene, near: Sequence[Found]) -> Iterator[Relation]:
    """Projects listed before 落户 and a place, or before 在, a place and what was done there (在某镇开工)."""
    text = view.text
    for f in view.found:
        at = held(view, scene, f.end + 1) if f.type is _J and text.startswith(("在", "于"), f.end) else []
        for d in at if at and pattern("work", "opens").match(text[at[-1].end :]) else ():
            yield scene.relation(view, article, (f.start, d.end), f.ref, _IN, d.ref, "opens-in")
    for d in near:
        before = [f for f in view.found if f.type is _J and f.end <= d.start]
        if not before or not pattern("settles").match(text[before[-1].end : d.start]):
            continue
        start = d.start
        for f in reversed(before):
            if f.end == before[-1].end or text[f.end : start] in ("、", "和"):
                yield scene.relation(view, article, (f.start, d.end), f.ref, _IN, d.ref, "settles-in")
                start = f.start
            else:
                break


def _sited(view: View, article: ArticleView, scene: Scene, near: Sequence[Found]) -> Iterator[Relation]:
    """启动某场建设,选址在甲县乙镇: the clause behind a work says where it lies."""
    for f in view.found:
        first = next((d for d in near if d.start >= f.end), None) if f.type is _J else None
        if first is None or not pattern("work", "site").match(view.text[f.end : first.start]):
            continue
        inner = first
        for d in near:
            inner = d if d.start == inner.end else inner
        if level(inner.name) >= 3:
            yield scene.relation(view, article, (f.start, inner.end), f.ref, _IN, inner.ref, "site-of-work")


def _under_its_name(view: View, article: ArticleView, scene: Scene, near: Sequence[Found]) -> Iterator[Relation]:
    """A paragraph that begins with a place and a colon tells of that place: the projects in it lie there, and its towns are those that
    the list of divisions has there."""
    first = next((d for d in near if d.start == 0 and level(d.name) >= 3), None)
    if first is None or not re.match(r"(?:\([^()]*\))?:", view.text[first.end :]):
        return
    for f in view.found:
        if f.type is _J and not any(f.start <= d.start and d.end <= f.end for d in near):
            yield scene.relation(view, article, (first.start, f.end), f.ref, _IN, first.ref, "under-the-name-of-the-place")
    for d in near:
        above = (p for town in divisions().named(d.name) if town.level == 4 for p in divisions().parents(town))
        if d.start > first.end and any(first.name in (p.name, divisions().full_name(p)) for p in above):
            yield scene.relation(view, article, (first.start, d.end), d.ref, _IN, first.ref, "under-the-name-of-the-place")


__all__ = ["places"]
