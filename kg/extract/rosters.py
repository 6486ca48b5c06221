"""Rosters: who stands under which label, and which body the label speaks of.

The label nearest above decides: an office (副秘书长名单), a body whose members are listed (主席团,
议案审查委员会组成人员), or offices in the lines themselves (主任委员:…; 某区代表团 团长:…; 提案委员会 主 任:…).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.context import Context
from kg.extract.people import roles
from kg.extract.position_facts import facts
from kg.extract.roster_bodies import announced, headings_above, label_above, of_label, standing
from kg.extract.titles import deputy_body, titles_before
from kg.extract.work import ArticleView, Found, View
from kg.lexicon.labels import Label, roster_labels
from kg.lexicon.names import could_be_name
from kg.lexicon.rosters import RosterName, roster_names, stated_count
from kg.lexicon.rows import level
from kg.lexicon.terms import ethnic_groups
from kg.model import Doubt, EntityType, Evidence, Mention, Position, Ref

_P, _O = EntityType.PERSON, EntityType.ORGANIZATION
FOLD = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)} | {"\u3000": " ", "•": "·", "‧": "·", "・": "·", "*": " ", "_": " "}
)
_DELEGATION = re.compile(r"(?P<name>[\u4e00-\u9fff][\u4e00-\u9fff、]{1,18}代表团)[ \t]+")
_MEASURE = re.compile(r"[十百千万亿]+[元吨人户亩件台]")
_LONG = 6  # characters of a name without a dot


class _Part(NamedTuple):
    """A stretch of a roster: where it lies, the office and the body that hold in it, and the label that it stands behind."""

    start: int
    end: int
    role: str | None
    body: Ref | None
    label: Label | None


def roster(view: View, article: ArticleView, context: Context) -> Iterator[Mention | Position]:
    """The names of a roster block, and the position that its label or the offices in its lines give to each."""
    if not view.block.offsets:
        return
    start, end = view.block.offsets[0], view.block.offsets[-1] + 1
    raw = level(context.source.text[start:end].translate(FOLD))
    above = label_above(view, article, context)
    parts = list(_parts(raw, above.role, above.body, view, article, context))
    read = [(roster_names(raw[p.start : p.end]), p) for p in parts]
    count = sum(len(names) for names, _ in read)
    stated = stated_count(above.label) if above.label else None
    doubts = (Doubt.ROSTER_COUNT,) if stated is not None and stated != count and len(parts) == 1 else ()
    for names, p in read:
        if p.label and p.label.body and p.body and not p.body.name.endswith("代表团"):
            yield _body_mention(p.body, p.label.body, start + p.label.body_at[0], start + p.label.body_at[1], context)
        yield from named(names, start + p.start, p.role, p.body, article, context, doubts, "roster")
        for n in names:
            yield from _in_brackets(n, start + p.start, view, article, context)
    if above.body is not None and above.named and not any(f.type is _O for f in above.named[0].found):
        heading, a, b = above.named
        if above.body.name.endswith(heading.text[a:b]) and not above.body.name.endswith(("代表团", "主席团")):
            places = heading.block.offsets
            yield _body_mention(above.body, heading.text[a:b], places[a], places[b - 1] + 1, context)


def _in_brackets(n: RosterName, start: int, view: View, article: ArticleView, context: Context) -> Iterator[Position]:
    """The office that the note behind a name says with its body (甲(某镇卫生院护士长)). start: where the roster begins in the source."""
    if not any(len(note) > _LONG for note in n.notes):
        return
    a, b = bisect_left(view.block.offsets, start + n.start), bisect_left(view.block.offsets, start + n.end)
    opens, closes = b + 1, view.text.find(")", b)
    if view.text[b : b + 1] != "(" or closes < 0:
        return
    titles = [t for t in titles_before(view, closes, context) if t.start >= opens and t.organization is not None]
    if titles:
        yield from facts(titles, Found(a, b, _P, n.name, "roster"), view, article, context, "office-in-brackets")


def _parts(
    raw: str, role: str | None, body: Ref | None, view: View, article: ArticleView, context: Context
) -> Iterator[_Part]:
    """Stretches of a roster with the role and the body that hold in each. An office holds up to the next label, with the body that it
    begins with, if it does, or that the announcement of the list gives it; a delegation at the head of a line holds for the line, a
    label that is no office (第一组:) says nothing."""
    held = list(_HELD.finditer(raw))
    if held and len(held) == len([line for line in raw.split("\n") if line.strip()]) and all(m["office"] in roles() for m in held):
        for m in held:
            yield _Part(m.start(), m.start("office"), m["office"], standing(body, m["office"]), None)
        return
    labels = roster_labels(raw)
    taken = {label.start for label in labels}
    teams = [m for m in _DELEGATION.finditer(raw) if m.start() not in taken]
    cuts = sorted([*((x.start, x.end, x) for x in labels), *((m.start(), m.end(), None) for m in teams)], key=lambda cut: cut[:2])
    above = headings_above(view, article) if labels else []
    at, now, whose, last = 0, role, body, None
    for a, b, label in cuts:
        if a < at:
            continue
        if at < a:
            yield _Part(at, a, now, whose, last)
        at, last = b, label
        if label is not None and not label.office and _NO_NAMES.match(raw[a:b]):
            line_end = raw.find("\n", b)
            at = line_end if line_end >= 0 else len(raw)
            continue
        if label is None:
            whose = Ref(_O, raw[a:b].split()[0])
        elif not label.office:
            now, whose = _proposer(raw[a:b], context) if _FILES.search(raw[a:b]) else (role, body)
        else:
            now = {"领衔代表": "代表", "领衔委员": "委员"}.get(label.office, label.office)
            own = of_label(label, _folded(raw, b - len(raw[a:b]) + _office_end(raw[a:b])), view, above, context)
            own = own or (deputy_body("人大" if now == "代表" else "政协", None, context) if _PUTS.search(raw[a:b]) else None)
            whose = own or (announced(now, view, article, context) if not _of_inner(whose) else None) or standing(whose or body, now)
    yield _Part(at, len(raw), now, whose, last)


# A name and behind it the office, alone on a line.
_HELD = re.compile(
    r"(?m)^[ \t]*[\u3400-\u9fff·]+(?:[ \t]+[\u3400-\u9fff]{1,2})?[ \t]*(?:\([^()\n]{1,14}\)[ \t]*|[ \t])"
    r"(?P<office>[\u3400-\u9fff]{2,8})[ \t]*$"
)
_FILES = re.compile(r"(?:提案|建议|议案|领衔|附议|联名|提议|承办|主办|协办|会办|督办|报送|推荐|联系)[\u4e00-\u9fff ]{0,4}:")


# Fields that name no persons: what stands behind them in their line is left out.
_NO_NAMES = re.compile(r"\s*(?:选举单位|选\s*区|推荐单位|所在单位|工作单位|单\s*位|地\s*点|时\s*间|电\s*话|界\s*别)\s*:")
_PUTS = re.compile(r"(?:领衔|附议|联名|牵头|提出|提案|建议)\s*(?:代\s*表|委\s*员)")
_PROPOSES = re.compile(r"(?:提案者|(?:第一|联名|领衔)?提案人|附议人|联名人|领衔人|附议者|联名者):")


def _proposer(label: str, context: Context) -> tuple[str | None, Ref | None]:
    """What the label of a field that is no office says of the names behind it."""
    body = proposer(context) if _PROPOSES.match(re.sub(r"\s", "", label)) else None
    return ("委员", body) if body else (None, None)


def proposer(context: Context) -> Ref | None:
    """The CPPCC that a person who files a proposal (提案) by name is a member of; None where the page speaks of none."""
    return deputy_body("政协", None, context) if "政协" in context.source.text else None


def _of_inner(body: Ref | None) -> bool:
    """Whether a body is a committee or a delegation within one, whose next offices stay its own (副主任 below 提案委员会 主任)."""
    return body is not None and bool(re.search(r"(?:政协|代表大会|常务委员会).{2,}(?:委员会|办公室|室)$|代表团$", body.name)) and not (
        body.name.endswith("常务委员会") or body.name.startswith("中国人民政治协商会议")
    )


def _office_end(label: str) -> int:
    """Where the office ends in a label, before its count, its colon or its blanks."""
    return len(re.sub(r"(?:\([^()]*\)|[: \t])*$", "", label))


def _folded(raw: str, at: int) -> int:
    """The place in the block's text of raw[at]; a block's text has no white space."""
    return len(re.sub(r"\s", "", raw[:at]))


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
        if n.name in roles() or _MEASURE.fullmatch(n.name) or ("·" not in n.name and not could_be_name(n.name) and len(n.name) > _LONG):
            continue  # an office on a line of its own; 单位:万元; a body
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


def _body_mention(body: Ref, form: str, start: int, end: int, context: Context) -> Mention:
    """A committee as its label writes it."""
    kind = "congress" if "人民代表大会" in body.name else "cppcc"
    return Mention(_O, body.name, form, (Evidence.of(context.source, start, end),), "roster-body", (("kind", kind),))
