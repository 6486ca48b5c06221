"""Resolution inside one document: which names are one entity, what it is called, and the facts with their references set to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from kg.lexicon.authority import Authority
from kg.lexicon.divisions import divisions
from kg.model import DocumentFacts, Entity, EntityType, Fact, Issue, Mention, Reading, Ref
from kg.resolve.homonyms import told_apart
from kg.resolve.keys import key_of
from kg.resolve.listed import listed
from kg.resolve.names import abbreviates, clips, core, folded, is_part, names_fair, shortens, with_place
from kg.resolve.once import once_positions, once_relations
from kg.resolve.refs import mapped as set_to
from kg.resolve.refs import refs_of

_F = TypeVar("_F", bound=Fact)
_T = EntityType
_QUOTED = re.compile(r"“([^“”]{2,20})”")
_MERGED = (_T.ORGANIZATION, _T.PROJECT, _T.POLICY, _T.SESSION, _T.DISTRICT)


def resolve(reading: Reading, findings: Any, authority: Authority | None = None) -> DocumentFacts:
    """The entities and facts of one reading. `findings`: mentions and facts that refer by type and name (kg.extract.Findings).
    authority: names that a user listed."""
    if authority is not None and authority.names:
        findings = listed(authority, reading, findings)
    findings = told_apart(reading, findings)
    refs = Counter(m.ref for m in findings.mentions)
    facts: list[Fact] = [*findings.articles, *findings.positions, *findings.proposals, *findings.relations, *findings.observations]
    for fact in facts:
        for ref in refs_of(fact):
            refs.setdefault(ref, 0)
    groups = _groups(refs, findings.mentions)
    written = {m.form for m in findings.mentions if m.type is _T.DISTRICT}
    if reading.issue.place and any(reading.issue.place in m.form for m in findings.mentions):
        written.add(reading.issue.place)  # in the name of its report or its congress (衡阳市石鼓区财政局)
    shown = {group[0]: _shown(group[0], written) for group in groups}
    taken = Counter(shown.values())
    shown = {ref: name if taken[name] == 1 else ref for ref, name in shown.items()}  # two namesakes keep their full names
    canonical = {ref: shown[group[0]] for group in groups for ref in group}
    entities = _entities(groups, findings.mentions, reading.issue, shown)

    def mapped(items: Iterable[_F]) -> tuple[_F, ...]:
        return tuple(dict.fromkeys(set_to(f, canonical.__getitem__) for f in items))

    return DocumentFacts(
        source=reading.source,
        issue=reading.issue,
        articles=mapped(findings.articles),
        entities=tuple(entities),
        positions=once_positions(mapped(findings.positions)),
        proposals=mapped(findings.proposals),
        relations=once_relations(mapped(findings.relations)),
        observations=mapped(findings.observations),
        doubts=findings.doubts,
    )


_TOWNSHIP = 4  # the level of divisions


def _shown(ref: Ref, written: set[str]) -> Ref:
    """The name by which a document's entity goes: a district by the fullest name that the document writes (西陵区, not 宜昌市西陵区,
    where only that stands), a township by its own (西牛镇, whatever county stands before it); its key still tells it from its namesakes."""
    division = next(iter(_divisions(ref)), None)
    if division is None or division.name == ref.name or (ref.name in written and division.level < _TOWNSHIP):
        return ref
    return Ref(ref.type, division.name)


def _groups(refs: Counter[Ref], mentions: Iterable[Mention]) -> list[list[Ref]]:
    """Refs that are one entity, the canonical one first; groups in order of first appearance."""
    order = {ref: i for i, ref in enumerate(dict.fromkeys([*(m.ref for m in mentions), *refs]))}
    parent: dict[Ref, Ref] = {ref: ref for ref in refs}

    def root(ref: Ref) -> Ref:
        while parent[ref] != ref:
            parent[ref] = parent[parent[ref]]
            ref = parent[ref]
        return ref

    def join(a: Ref, b: Ref) -> None:
        a, b = sorted((root(a), root(b)), key=lambda r: order[r])
        parent[b] = a

    by_name: dict[tuple[str, bool], list[Ref]] = defaultdict(list)
    for ref in refs:
        by_name[core(ref.name) if ref.type in (_T.POLICY, _T.PROJECT) else folded(ref.name), ref.type in _MERGED].append(ref)
    for same in by_name.values():
        for other in same[1:]:
            if other.type == same[0].type or (other.type in _MERGED and same[0].type in _MERGED):
                join(same[0], other)
    for a, b in (*_same_place(mentions), *_written_as(refs, mentions)):
        join(a, b)
    _join_longer(refs, join, {m.ref for m in mentions if m.rule.startswith("organization-")})
    members: dict[Ref, list[Ref]] = defaultdict(list)
    for ref in sorted(refs, key=lambda r: order[r]):
        members[root(ref)].append(ref)
    groups = [sorted(g, key=lambda r: (-_weight(r, refs), order[r])) for g in members.values()]
    return sorted(groups, key=lambda g: min(order[r] for r in g))


def _same_place(mentions: Iterable[Mention]) -> list[tuple[Ref, Ref]]:
    """Pairs of refs of one type that the same characters name. A ref that shares its characters with several others (工商联界工作室 in two
    counties' rows of a table) belongs to none of them."""
    spans: dict[tuple[int, int, EntityType], list[Ref]] = defaultdict(list)
    for m in mentions:
        at = spans[m.evidence[0].start, m.evidence[-1].end, m.type]
        if m.ref not in at:
            at.append(m.ref)
    partners: dict[Ref, set[Ref]] = defaultdict(set)
    for refs in spans.values():
        for ref in refs if len(refs) > 1 else ():
            partners[ref].update(r for r in refs if r != ref)
    return [(ref, other) for ref, others in partners.items() for other in others if len(others) == 1 and len(partners[other]) == 1]


def _weight(ref: Ref, refs: Counter[Ref]) -> int:
    """The canonical ref has the fullest name; between equal ones the type that is mentioned more."""
    return len(folded(ref.name)) * 1000 + min(refs[ref], 999)


def _join_longer(refs: Counter[Ref], join: Any, named: set[Ref]) -> None:
    """Names that are others with a place in front, and abbreviations of one single longer name."""
    for kind in (_T.ORGANIZATION, _T.PROJECT, _T.POLICY, _T.SESSION, _T.DISTRICT):
        names = sorted({r.name for r in refs if r.type is kind}, key=len)
        fold = {name: folded(name) for name in names}
        for i, short in enumerate(names):
            rest = names[i + 1 :]
            longer = [long for long in rest if with_place(fold[long], fold[short], 3 if kind is _T.DISTRICT else 4)]
            if not longer and kind is _T.ORGANIZATION and Ref(kind, short) in named:
                longer = [long for long in rest if Ref(kind, long) in named and abbreviates(short, long)]
            elif not longer and kind is _T.POLICY:
                longer = [long for long in rest if shortens(fold[short], fold[long]) or is_part(short, long)]
            elif not longer and kind is _T.SESSION:
                longer = [long for long in rest if names_fair(fold[short], fold[long])]
            if len(longer) == 1:
                join(Ref(kind, longer[0]), Ref(kind, short))
    works = sorted((r for r in refs if r.type in (_T.PROJECT, _T.POLICY, _T.DISTRICT)), key=lambda r: len(r.name))
    for i, ref in enumerate(works):
        clipped = [w for w in works[i + 1 :] if clips(folded(ref.name), folded(w.name))] if len(ref.name) > 5 else []
        if len({w.name for w in clipped}) == 1:
            join(clipped[0], ref)


def _written_as(refs: Iterable[Ref], mentions: Iterable[Mention]) -> list[tuple[Ref, Ref]]:
    """Pairs of refs of which one bears the name that the document elsewhere writes for the other, and for it alone (宝丰乡 for
    云龙县宝丰乡)."""
    forms: dict[tuple[EntityType, str], set[Ref]] = defaultdict(set)
    for m in mentions:
        if m.type is not _T.PERSON:
            forms[m.type, folded(m.form)].add(m.ref)
    out = []
    for ref in refs:
        others = forms.get((ref.type, folded(ref.name)), set()) - {ref}
        if len(others) == 1:
            out.append((next(iter(others)), ref))
    return out


def _entities(groups: list[list[Ref]], mentions: Iterable[Mention], issue: Issue, shown: dict[Ref, Ref]) -> list[Entity]:
    by_ref: dict[Ref, list[Mention]] = defaultdict(list)
    for m in mentions:
        by_ref[m.ref].append(m)
    out = []
    for group in groups:
        own = sorted((m for ref in group for m in by_ref[ref]), key=lambda m: (m.evidence[0].start, m.evidence[0].end, m.rule))
        own = list({(m.evidence[0].start, m.evidence[-1].end): m for m in reversed(own)}.values())[::-1]
        own.sort(key=lambda m: (m.evidence[0].start, m.evidence[0].end))
        head = group[0]
        types = tuple(dict.fromkeys(r.type for r in group))
        forms = dict.fromkeys([*(m.form for m in own), *(r.name for r in group), *(d.name for d in _divisions(head)), *_cores(group)])
        attributes = dict(a for m in reversed(own) for a in m.attributes)
        kind = attributes.pop("kind", None)
        district = divisions().named(head.name) if head.type is _T.DISTRICT else ()
        exact = next((d for d in district if divisions().full_name(d) == head.name), None)
        key, jurisdiction = key_of(head, issue.place, exact)
        out.append(
            Entity(
                ref=shown[head],
                key=key,
                types=types,
                aliases=tuple(f for f in forms if f != shown[head].name),
                jurisdiction=jurisdiction,
                kind=kind,
                code=exact.code if exact and exact.level <= 3 else None,
                attributes=tuple(sorted(attributes.items())),
                mentions=tuple(own),
            )
        )
    return out


def _cores(group: list[Ref]) -> list[str]:
    """The quoted heart of a policy's name (农村“三变”改革: 三变), by which people look it up."""
    return [m[1] for ref in group if ref.type is _T.POLICY for m in [_QUOTED.search(ref.name)] if m and len(_QUOTED.findall(ref.name)) == 1]


def _divisions(ref: Ref) -> list[Any]:
    """The division that a district's canonical name names: its plain name (西陵区) is a form of it too."""
    found = divisions().named(ref.name) if ref.type is _T.DISTRICT else ()
    return [d for d in found if divisions().full_name(d) == ref.name][:1]
