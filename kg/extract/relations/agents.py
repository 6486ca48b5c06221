"""carriedOutBy: who builds, runs or organizes a project, by the verb or by the company in the project's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.relations.scene import Scene, pattern
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.gazetteer import places_in
from kg.model import EntityType, Predicate, Ref, Relation

_O, _J, _Y = EntityType.ORGANIZATION, EntityType.PROJECT, EntityType.POLICY
_DONE = Predicate.CARRIED_OUT_BY
_STEM = 3  # characters of a company's own name that a project's name must hold


# Who speaks of a work, or gives orders about it, does not carry it out.
_ORDERS = re.compile(r"强调|指出|要求|表示|说|会议")
# What is called so is a way of working, which many follow: a body that is to set it up does not carry out a work.
_RULE = re.compile(r"(?:制|档|台账|清单)”?$")
# A school or hospital that is being founded is a project too.
_FOUNDED = re.compile(r"(?:共建|合建|合办|创办|筹建|筹办|兴办|援建)$")


_HOUSE = re.compile(r"(?:小学|中学|学校|校区|幼儿园|学院|医院|院区|卫生院|中心|[图文体展博科]\w{0,4}馆)$")
_BY = re.compile(r"(?:[^。;!?“”]{0,40}?[,、:])?由(?!于)")
_IS_BUILT = re.compile(r"(?:负责|组织|统一|全额|投资|联合){0,2}(?:承建|建设|代建|兴建|施工|援建)(?!的)")


def agents(view: View, article: ArticleView, scene: Scene) -> Iterator[Relation]:
    """The relations carriedOutBy of one block."""
    for f in view.found:
        if f.type is _O and (o := _builder(view, f)) is not None:
            yield scene.relation(view, article, (f.start, o.end), f.ref, _DONE, o.ref, "builder-of-house")
        founded = f.type is _O and bool(_FOUNDED.search(view.text[: f.start]))
        if f.type is not _J and not founded and not (f.type is _Y and f.rule.startswith("quoted") and not _RULE.search(f.name)):
            continue
        for body in _named(view, f, scene) if f.type is _J else ():
            yield scene.relation(view, article, (f.start, f.end), f.ref, _DONE, Ref(_O, body), "company-in-name")
        if f.type is _J and (o := _noted(view, f)) is not None:
            yield scene.relation(view, article, (f.start, o.end), f.ref, _DONE, o.ref, "agent-in-brackets")
        for o in _asked(view, f):
            span = min(o.start, f.start), max(o.end, f.end)  # the body stands behind in "…由甲公司承建"
            yield scene.relation(view, article, span, f.ref, _DONE, o.ref, "agent-of-verb")


def _named(view: View, f: Found, scene: Scene) -> Iterator[str]:
    """Companies of the document whose name, or the beginning of whose own name, the project's name begins with."""
    form = view.text[f.start : f.end]
    bare = _without_place(form)
    for name in scene.named[_O]:
        if not re.search(r"(?:公司|集团|(?<![水电热源理])厂|大学|学院)$", name):
            continue
        own = _without_place(name)
        if form.startswith(name) or (len(own) > _STEM and bare.startswith(own[:_STEM]) and "公司" in name):
            yield name
            return


def _without_place(name: str) -> str:
    first = next(places_in(name), None)
    return name[first.end :] if first and first.start == 0 and len(name) - first.end >= _STEM else name


def _asked(view: View, f: Found) -> Iterator[Found]:
    """The bodies that are to do it, or do it, in the sentence of `f`."""
    text = view.text
    start = max((m.end() for m in re.finditer(r"[。!?;]", text[: f.start])), default=0)
    bodies = [o for o in view.found if o.type is _O and start <= o.start and o.end <= f.start]
    for i, o in enumerate(bodies):
        if not pattern("agent", "before").search(text[start : o.start]):
            if _builds(text, o, f) or (f.type is _J and _defines(text, o, f)):
                yield o
                return
            continue
        group = [o]
        for nxt in bodies[i + 1 :]:
            if text[group[-1].end : nxt.start] in ("、", "和", "与"):
                group.append(nxt)
        between = text[group[-1].end : f.start]
        if between.endswith(("把", "将")):
            if re.match(r"(?:建|办|修|开|搞|运营)", text[f.end :]):
                yield from group
            return
        if (
            pattern("agent", "between").match(between)
            and not _ORDERS.search(between)
            and not any(
                g.type is _J and group[-1].end <= g.start and g.end <= f.start and "、" not in text[g.end : f.start] for g in view.found
            )
        ):
            yield from group
            return
    behind = text[f.end : f.end + 40]
    if (m := re.match(r"[^。;]{0,16}?(?<![和与及、])由", behind)) and not re.search(r"(?:位于|坐落于|落户|选址|毗邻)$", text[: f.start]):
        yield from view.within(f.end + m.end(), f.end + m.end() + 24, _O)[:1]


def _builder(view: View, house: Found) -> Found | None:
    """The body by which a school, a hospital or a house of theirs is built, said behind its name in the sentence (某中学位于某街道,由某公司
    承建); None if nothing says so."""
    m = _BY.match(view.text, house.end) if _HOUSE.search(house.name) else None
    by = next((o for o in view.within(m.end(), m.end() + 30, _O) if o.start == m.end()), None) if m else None
    return by if by is not None and by.ref != house.ref and _IS_BUILT.match(view.text, by.end) else None


def _noted(view: View, f: Found) -> Found | None:
    """The body that brackets behind a work name as the one who builds it: 某某管网改造工程5.1亿元(实施单位:某局)."""
    bodies = view.within(f.end, f.end + 60, _O)
    return bodies[0] if bodies and pattern("work", "role_noted").match(view.text[f.end : bodies[0].start]) else None


def _builds(text: str, o: Found, f: Found) -> bool:
    """Whether a company that begins a clause builds the project: 某公司在甲镇建成…."""
    firm = dict(o.attributes).get("kind") == "company" and not re.search(r"[\u4e00-\u9fff]$", text[: o.start])
    return f.type is _J and firm and bool(pattern("agent", "built").match(text[o.end : f.start]))


def _defines(text: str, o: Found, f: Found) -> bool:
    """Whether the body and what it does define the project (某局实施的某工程), or it begins its clause and builds it."""
    said = text[o.end : f.start]
    if pattern("agent", "defining").fullmatch(said):
        return True
    return dict(o.attributes).get("kind") in ("government", "company") and bool(
        pattern("agent", "starts").fullmatch(said) and not re.search(r"[\u4e00-\u9fff]$", text[: o.start])
    )


__all__ = ["agents"]
