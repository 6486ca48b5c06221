"""partOf: standing committees, committees and offices of a body, units of a hospital or bureau, phases and items of a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.own_units import OF_PAPER
from kg.extract.relations.scene import Scene, pattern
from kg.extract.titles import congress_of
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.parties import party_named
from kg.model import EntityType, Mention, Position, Predicate, Ref, Relation

_O, _J, _Y = EntityType.ORGANIZATION, EntityType.PROJECT, EntityType.POLICY
_PART = Predicate.PART_OF
_CONGRESS = re.compile(r"(?P<place>.+?)人民代表大会(?P<standing>常务委员会)?(?P<unit>[^第].*)?")
_CONGRESS_SHORT = re.compile(r"(?P<place>.+?)人大常委会(?:.{2,}(?:委员会|办公室|检查组|调研组|研究室|工委|工作室)|主任会议)")
_OF_SITTING = re.compile(
    r"(?P<place>.+?)第[一二三四五六七八九十]+届人民代表大会第[一二三四五六七八九十]+次会议(?:主席团|[^第]{2,12}审查委员会)"
)
_CPPCC_STANDING = re.compile(r"(?P<body>中国人民政治协商会议.+?委员会)(?:常务委员会|办公室|常务委员会办公室)")
_CPPCC_UNIT = re.compile(r"(?P<place>[^“”]+?)政协(?P<unit>[^“”]*(?:委员会|办公室|研究室|专委会|秘书处|党组|机关|主席会议))")
_CPPCC_UNIT_FULL = re.compile(r"(?P<body>中国人民政治协商会议.+?委员会).+(?:委员会|办公室|研究室|党组)")
_PARTY_STANDING = re.compile(r"(?P<body>中共.+?委员会)常务委员会")
_GOVERNMENT_OFFICE = re.compile(r"(?P<body>.+?人民政府)(?:办公室|办公厅|督查室|研究室)")
_PARTY_OFFICE = re.compile(r"中共(?P<place>[^委]+)委员会(?:办公室|[^委]{2,8}部|政法委员会|政策研究室)")
_SITE_OFFICE = re.compile(r"(?P<company>.+?集团).+(?:项目经理部|项目部)")
_PHASE = re.compile(r"(?P<whole>.{4,}?)[一二三四五]期(?:项目|工程)?")
_BELOW = re.compile(r"(?:下属|所属|下辖|直属|下设|旗下|隶属)的?")
_WHOLE = re.compile(r"[一二三四五六七八九十]+[大件].*(?:项目|工程|实事)”?$")
_STANDING = "人民代表大会常务委员会"
_DEPUTIES = re.compile(r"人大代表|届人大(?!常)|届人民代表大会(?!常)")
_BYNAME = re.compile(r"[省市州县区旗]人大(?!常)")
_ITS_COMMITTEE = "及其常委会"


def parts(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations partOf of one block."""
    for f in view.found:
        if f.type is _O:
            whole = body_of(f.name, scene)
            if whole and whole != f.name and (not f.name.endswith(_STANDING) or _speaks_of(whole, scene)):
                yield scene.relation(view, article, (f.start, f.end), f.ref, _PART, Ref(_O, whole), "part-of-body")
            if f.name.endswith("人民代表大会") and view.text.startswith(_ITS_COMMITTEE, f.end):
                committee = Ref(_O, f.name + "常务委员会")
                yield scene.relation(view, article, (f.start, f.end + len(_ITS_COMMITTEE)), committee, _PART, f.ref, "its-committee")
            if below := _BELOW.match(view.text[f.end :]):
                for unit in (o for o in view.found if o.type is _O and o.start == f.end + below.end()):
                    yield scene.relation(view, article, (f.start, unit.end), unit.ref, _PART, f.ref, "unit-below")
        elif f.type is _J and (phase := _PHASE.fullmatch(f.name)) and (whole := _known(phase["whole"], f.name, scene)):
            yield scene.relation(view, article, (f.start, f.end), f.ref, _PART, Ref(_J, whole), "phase-of-project")
        if f.type in (_J, _Y) and _WHOLE.search(f.name):
            yield from _listed(view, article, scene, f)


def offices(stated: Iterable[Mention | Position], scene: Scene) -> Iterator[Relation]:
    """The relations partOf of bodies that no block names in full: those of lines of publication (来源:区人大常委会办公室) and those that
    only an office tells of (市委常委、宣传部部长)."""
    for x in stated:
        unit = Ref(_O, x.name) if isinstance(x, Mention) else x.organization
        if unit is None or unit.type is not _O or unit.name in scene.named[_O] or unit.name.endswith(_STANDING):
            continue
        of_paper = isinstance(x, Mention) and x.rule == OF_PAPER
        whole = scene.context.reading.issue.paper if of_paper else body_of(unit.name, scene)
        if whole and whole != unit.name:
            article = None if isinstance(x, Mention) else x.article
            yield Relation(
                evidence=x.evidence, rule="part-of-body", article=article, subject=unit, predicate=_PART, object=Ref(_O, whole)
            )


def _speaks_of(congress: str, scene: Scene) -> bool:
    """Whether the document speaks of a congress and not of its standing committee alone: by its name, by a session of it, or by the
    deputies of the issuing place."""
    if congress in scene.named[_O] or any((held := congress_of(s)) and held.name == congress for s in scene.named[EntityType.SESSION]):
        return True
    text = scene.context.source.text
    return congress == f"{scene.context.home}人民代表大会" and bool(_DEPUTIES.search(text) or _BYNAME.search(text))


def body_of(name: str, scene: Scene) -> str | None:
    """The full name of the body that an organization is a part of, read from its own full name."""
    if m := _CONGRESS_SHORT.fullmatch(name):
        return f"{m['place']}人民代表大会常务委员会"
    if m := _OF_SITTING.fullmatch(name):
        return f"{m['place']}人民代表大会"
    if (m := _CONGRESS.fullmatch(name)) and (m["standing"] or m["unit"]):
        if m["unit"] and not re.search(r"(?:委员会|办公室|检查组|调研组|研究室|工委|联络站|工作室|秘书处|主任会议)$", m["unit"]):
            return None
        return f"{m['place']}人民代表大会" + ("常务委员会" if m["standing"] and m["unit"] else "")
    for rule in (_CPPCC_STANDING, _PARTY_STANDING, _GOVERNMENT_OFFICE, _CPPCC_UNIT_FULL):
        if m := rule.fullmatch(name):
            return m["body"]
    if m := _CPPCC_UNIT.fullmatch(name):
        below = m["place"].endswith(("镇", "乡", "街道", "苏木", "开发区", "高新区"))  # the CPPCC has no committee there
        return None if below else f"中国人民政治协商会议{m['place']}委员会"
    if m := _PARTY_OFFICE.fullmatch(name):
        return f"中共{m['place']}委员会"
    if m := _SITE_OFFICE.fullmatch(name):
        return next((o for o in scene.named[_O] if o.startswith(m["company"]) and o.endswith("公司")), m["company"])
    longest = ""
    for other in scene.named[_O]:
        if (
            len(longest) < len(other) < len(name)
            and name.startswith(other)
            and party_named(other) is None  # a party's local committee is no unit of a body
            and pattern("unit").match(name[len(other) :])
        ):
            longest = other
    return longest or None


def _known(stem: str, name: str, scene: Scene) -> str | None:
    """The project of the document that is `stem`, perhaps with its place in front, or its first phase."""
    for other in scene.named[_J]:
        if other != name and (other == stem or (len(stem) >= 5 and other.endswith(stem))):
            return other
    return None


def _listed(view: View, article: ArticleView, scene: Scene, whole: Found) -> Iterator[Relation]:
    """甲、乙等十大产业项目, 列入十件民生实事的甲、乙: each item is a part."""
    behind = pattern("listed_in", "behind").match(view.text[whole.end :])
    if behind and pattern("listed_in", "before").search(view.text[: whole.start]):
        at = whole.end + behind.end()
        for f in (f for f in view.found if f.type in (_J, _Y) and f.start >= at):
            if f.start != at and view.text[at : f.start] not in ("、", "和", "与", "及", "以及"):
                break
            yield scene.relation(view, article, (whole.start, f.end), f.ref, _PART, whole.ref, "item-of-list")
            at = f.end
    start: int | None = None
    for f in reversed([f for f in view.found if f.type in (_J, _Y) and f.end <= whole.start and not _WHOLE.search(f.name)]):
        gap = view.text[f.end : start if start is not None else whole.start]
        if (start is None and re.fullmatch(r"”?等(?:一批)?", gap)) or (start is not None and gap in ("、", "和", "")):
            yield scene.relation(view, article, (f.start, whole.end), f.ref, _PART, whole.ref, "item-of-list")
            start = f.start
        else:
            return


__all__ = ["body_of", "offices", "parts"]
