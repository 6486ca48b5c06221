"""Rosters: who stands under which label, and which body the label speaks of.

The label nearest above decides: an office (副秘书长名单), a body whose members are listed (主席团,
议案审查委员会组成人员), or offices in the lines themselves (主任委员:…; 某区代表团 团长:…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.context import Context
from kg.extract.people import role_spans, roles
from kg.extract.sessions.meetings import main_session
from kg.extract.titles import congress_of, deputy_body, titles_before
from kg.extract.work import ArticleView, View
from kg.lexicon.rosters import RosterName, roster_names, stated_count
from kg.lexicon.terms import ethnic_groups
from kg.model import BlockKind, Doubt, EntityType, Evidence, Mention, Position, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
FOLD = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {"\u3000": " ", "•": "·", "‧": "·", "・": "·", "*": " ", "_": " "}
)
_ROLE_TAIL = re.compile(r"(?:名单)?(?:\([^()]*\))?:?$")
_INSIDE = re.compile(r"(?P<label>[\u4e00-\u9fff](?:[ \t]*[\u4e00-\u9fff]){0,7})[ \t]*:")
_ALONE = re.compile(r"(?m)^[ \t]*(?P<label>(?:大会)?副?秘书长)[ \t]*$")  # an office on a line of its own, its holders below
_DELEGATION = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,14}代表团)[ \t]+")
_BODY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{0,20}?(?:主席团|委员会|领导小组|工作小组|工作组|专家组|评委会|理事会|代表团))"
    r"(?:组成人员|成员|委员)?(?:建议)?(?:名单)?$"
)
_OF_SESSION = re.compile(r"(?:审查|资格|选举|法案|议案|提案|计划|预算|财政|决算|秘书处)")
_MEASURE = re.compile(r"[十百千万亿]+[元吨人户亩件台]")
_MEMBER = {"主席团": "主席团成员", "委员会": "委员", "代表团": "成员"}


def roster(view: View, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """The names of a roster block, and the position that its label or the offices in its lines give to each."""
    if not view.block.offsets:
        return
    start, end = view.block.offsets[0], view.block.offsets[-1] + 1
    raw = context.source.text[start:end].translate(FOLD)
    label, role, body = label_above(view, article, context)
    named_at = {view.block.offsets[f.start] - start: f.ref for f in view.found if f.type is _O}
    parts = list(_parts(raw, role, body, named_at))
    read = [(roster_names(raw[a:b]), a, r, o) for a, b, r, o in parts if a < b]
    count = sum(len(names) for names, *_ in read)
    stated = stated_count(label) if label else None
    doubts = (Doubt.ROSTER_COUNT,) if stated is not None and stated != count and len(parts) == 1 else ()
    for names, at, r, o in read:
        yield from named(names, start + at, r, o, article, context, doubts, "roster")
    if body is not None and label and (found := label.find(body.name[-6:])) >= 0 and body.name.endswith("审查委员会"):
        yield from _body_mention(body, label, found, article, context)


def _parts(raw: str, role: str | None, body: Ref | None, named_at: Mapping[int, Ref]) -> Iterator[tuple[int, int, str | None, Ref | None]]:
    """Stretches of a roster with the role and the body that hold in each. An office before a colon holds up to the next, with the body
    that it begins with, if it does; a delegation at the head of a line holds for the line. named_at: bodies by where they begin."""
    labels = [m for m in _INSIDE.finditer(raw) if _office_at_end(re.sub(r"\s", "", m["label"]))]
    labels += [m for m in _ALONE.finditer(raw) if m["label"] in roles()]
    delegations = list(_DELEGATION.finditer(raw))
    cuts = [(m.start(), m.end(), "label", re.sub(r"\s", "", m["label"])) for m in labels]
    own = {m.start(): ref for m in labels if (ref := named_at.get(m.start("label")))}
    cuts = sorted(cuts + [(m.start(), m.end(), "team", m["name"]) for m in delegations])
    at, now, whose = 0, role, body
    for a, b, kind, text in cuts:
        if a < at:
            continue
        yield at, a, now, whose
        at = b
        if kind == "team":
            whose = Ref(_O, text)
        else:
            now = _office_at_end(text)
            whose = own.get(a, whose)
    yield at, len(raw), now, whose


def _office_at_end(label: str) -> str:
    """The longest office that a label ends with (市政协联系领导 → 联系领导); empty if it ends with none."""
    return next((label[-n:] for n in range(len(label), 1, -1) if label[-n:] in roles()), "")


def named(
    names: Sequence[RosterName],
    start: int,
    role: str | None,
    body: Ref | None,
    article: ArticleView,
    context: Context,
    doubts: tuple[Doubt, ...],
    rule: str,
) -> Iterator[Mention | Position]:
    """A mention and, where a role is known, a position for each name; places in names count from `start` of the source."""
    for n in names:
        if n.name in roles() or _MEASURE.fullmatch(n.name):
            continue  # an office on a line of its own; 单位:万元
        evidence = (Evidence.of(context.source, start + n.start, start + n.end),)
        yield Mention(_P, n.name, n.name, evidence, rule, attributes_of(n))
        if role:
            yield Position(
                evidence=evidence, rule=rule, article=article.start, doubts=doubts if body else (*doubts, Doubt.NO_ORGANIZATION),
                person=Ref(_P, n.name), role=role, organization=body,
            )  # fmt: skip


def attributes_of(n: RosterName) -> tuple[tuple[str, str], ...]:
    """Sex and ethnic group from the notes behind a name."""
    out = []
    for note in n.notes:
        if note in ("女", "男"):
            out.append(("gender", note))
        elif note in ethnic_groups():
            out.append(("ethnicGroup", ethnic_groups()[note]))
    return tuple(out)


def label_above(view: View, article: ArticleView, context: Context) -> tuple[str, str | None, Ref | None]:
    """The label above a roster, the role that it gives, and the body that the role belongs to."""
    heads = [v for v in article.views if v.block.kind in (BlockKind.HEADLINE, BlockKind.SUBTITLE, BlockKind.HEADING, BlockKind.KICKER)]
    at = view.block.offsets[0]
    above = sorted((v for v in heads if v.block.offsets and v.block.offsets[0] < at), key=lambda v: -v.block.offsets[0])
    label = above[0].text if above else ""
    for v in above:
        bare = re.sub(r"\([^()]*\)|:$", "", v.text)
        label = label if stated_count(label) is not None else v.text
        body = _BODY.match(bare)
        if body:
            role = next(r for k, r in {**_MEMBER, "": "成员"}.items() if body["name"].endswith(k))
            return label, role, _body(body["name"], v, above, context)
        spans = role_spans(v.text)
        cut = [s for s in spans if _ROLE_TAIL.match(v.text, s[1])] or spans
        if cut and "通过" not in v.text[cut[-1][1] :]:
            role = v.text[cut[-1][0] : cut[-1][1]]
            titles = titles_before(v, cut[-1][1], context)
            if titles and titles[-1].organization:
                return label, role, titles[-1].organization
            return label, role, _body("", v, above, context, role)
    return label, None, None


def _body(name: str, own: View, above: Sequence[View], context: Context, role: str | None = None) -> Ref | None:
    """The body of a label: one found in it, a committee of the session, else the congress of the session that the page is about."""
    session = next((f.name for v in above for f in v.found if f.type is EntityType.SESSION), None) or main_session(context)
    if name and not name.endswith("主席团"):
        if name.endswith("委员会") and not name.endswith("审查委员会") and (place := _cppcc_above(above)):
            return Ref(_O, place + name)
        if session and _OF_SESSION.search(name):
            return Ref(_O, session + name)
        found = next((f.ref for f in own.found if f.type is _O), None)
        return found or Ref(_O, name)
    for v in above:
        for f in v.found:
            if f.type is _O:
                return f.ref
            if f.type is EntityType.SESSION and (body := congress_of(f.name)):
                return body
    if session and (body := congress_of(session)):
        return body
    capacity = {"代表": "人大", "委员": "政协"}.get(role or "")
    return deputy_body(capacity, None, context) if capacity else None


def _cppcc_above(above: Sequence[View]) -> str | None:
    """毕节市政协, when a heading above speaks of the committees of a CPPCC; so the names of its committees begin."""
    for v in above:
        if re.search(r"政协|政治协商", v.text) and re.search(r"专门委员会|专委会", v.text):
            for f in (f for w in above for f in w.found):
                if m := re.match(r"中国人民政治协商会议(.+?)(?:第[一二三四五六七八九十]+届)?委员会", f.name):
                    return m[1] + "政协"
                if m := re.match(r"(.+?政协)", f.name):
                    return m[1]
    return None


def _body_mention(body: Ref, label: str, found: int, article: ArticleView, context: Context) -> Iterator[Mention]:
    """The committee as its label writes it."""
    m = _BODY.match(re.sub(r"\([^()]*\)|:$", "", label))
    at = context.source.text.find(m["name"], article.start) if m else -1
    if m and at >= 0:
        evidence = Evidence.of(context.source, at, at + len(m["name"]))
        yield Mention(_O, body.name, m["name"], (evidence,), "roster-body", (("kind", "congress"),))
