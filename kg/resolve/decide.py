"""A person's decisions, applied to what one document says: nodes get the keys that were decided, and those that are one become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.lexicon.decisions import Change
from kg.model import DocumentFacts, Entity, EntityType, Ref
from kg.resolve.keys import place_of
from kg.resolve.once import once_positions, once_relations
from kg.resolve.refs import mapped

_TYPES = {t.value.lower(): t for t in EntityType}


def decided(facts: DocumentFacts, changes: Iterable[Change]) -> DocumentFacts:
    """The facts with the changes made (see Decisions.changes). An entity keeps in `merged` the key that it had before it became another's,
    so that the judgement can be seen; a split leaves no trace but the decision itself."""
    by_key = {change.before: change for change in changes}
    if not by_key:
        return facts
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in facts.entities:
        change = by_key.get(entity.key)
        groups[change.after if change else entity.key].append(entity)
    entities: list[Entity] = []
    to: dict[Ref, Ref] = {}
    for key, group in groups.items():
        entity = _one(key, group, by_key) if len(group) > 1 or group[0].key in by_key else group[0]
        entities.append(entity)
        to.update((e.ref, entity.ref) for e in group)
    entities = _told_apart(entities)
    new = {e.key: e.ref for e in entities}
    to = {ref: new[key] for key, group in groups.items() for ref in (e.ref for e in group)}

    def ref_to(ref: Ref) -> Ref:
        return to.get(ref, ref)

    return replace(
        facts,
        entities=tuple(entities),
        articles=tuple(mapped(f, ref_to) for f in facts.articles),
        positions=once_positions(tuple(mapped(f, ref_to) for f in facts.positions)),
        proposals=tuple(mapped(f, ref_to) for f in facts.proposals),
        relations=once_relations(tuple(mapped(f, ref_to) for f in facts.relations)),
        observations=tuple(mapped(f, ref_to) for f in facts.observations),
    )


def _one(key: str, group: list[Entity], by_key: dict[str, Change]) -> Entity:
    """Several entities of a document as one with this key: the name is that of the one that had it, else the longest."""
    head = min(group, key=lambda e: (e.key != key, -len(e.name), e.name))
    kind = _TYPES[key.partition("/")[0]]
    ordered = [head, *(e for e in group if e is not head)]
    names = dict.fromkeys(n for e in ordered for n in (e.name, *e.aliases))
    before = {c.apart or c.before for e in group if (c := by_key.get(e.key)) is not None}
    mentions = sorted((m for e in group for m in e.mentions), key=lambda m: (m.evidence[0].start, m.evidence[-1].end))
    return Entity(
        ref=Ref(kind, head.name),
        key=key,
        types=tuple(dict.fromkeys((kind, *(t for e in ordered for t in e.types)))),
        aliases=tuple(n for n in names if n != head.name),
        jurisdiction=head.jurisdiction if head.key == key else place_of(key),
        kind=next((e.kind for e in ordered if e.kind is not None), None),
        code=next((e.code for e in ordered if e.code is not None), None),
        attributes=tuple(dict.fromkeys(a for e in ordered for a in e.attributes)),
        mentions=tuple(mentions),
        doubts=tuple(dict.fromkeys(d for e in ordered for d in e.doubts)),
        merged=tuple(sorted(before - {key})),
    )


def _told_apart(entities: list[Entity]) -> list[Entity]:
    """Each with a ref of its own: of two that a decision left with one type and name, the later is called by the end of its key."""
    seen: set[Ref] = set()
    out = []
    for entity in entities:
        if entity.ref in seen:
            entity = replace(entity, ref=Ref(entity.ref.type, entity.key.rpartition("/")[2]))
        seen.add(entity.ref)
        out.append(entity)
    return out
