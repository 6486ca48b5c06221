"""Decides between mentions that overlap: one place in a text names one thing, and the longer name is it.

A place inside a longer name is kept only where the name itself is not an entity's; relations read the place in a name from the lexicon again.
"""

from __future__ import annotations

from kg.extract.work import Found
from kg.model import EntityType

# Between equal stretches: who is surer of its grammar.
_ORDER = {
    EntityType.SESSION: 0, EntityType.PERSON: 1, EntityType.ORGANIZATION: 2, EntityType.PROJECT: 3, EntityType.POLICY: 4, EntityType.DISTRICT: 5,
}  # fmt: skip


def settle(found: list[Found]) -> list[Found]:
    """The mentions that stay, sorted by start: longest first, then by type, then by place; none overlaps another."""
    kept: list[Found] = []
    nested = [f for f in found if (f.type is EntityType.DISTRICT and f.rule in _PLACES) or f.rule == "organization-company"]
    taken: list[bool] = [False] * (max((f.end for f in found), default=0) + 1)
    for f in sorted(found, key=lambda f: (-(f.end - f.start), _ORDER[f.type], f.start, f.name)):
        if not any(taken[f.start : f.end]):
            kept.append(f)
            taken[f.start : f.end] = [True] * (f.end - f.start)
    held = {(f.start, f.end) for f in kept}
    for d in nested:
        holder = next((f for f in kept if f.start <= d.start and d.end <= f.end and f.type in _HOLDERS and (f.start, f.end) != (d.start, d.end)), None)
        if holder is not None and (d.start, d.end) not in held and not any(d.start < e and s < d.end and (s, e) in held and e - s >= d.end - d.start for s, e in held if s >= holder.start and e <= holder.end and (s, e) != (holder.start, holder.end)):
            held.add((d.start, d.end))
            kept.append(d)
    return sorted(kept)


_PLACES = ("division", "township", "township-grammar", "village-grammar", "township-ethnic", "area", "zone")
_HOLDERS = (EntityType.ORGANIZATION, EntityType.PROJECT, EntityType.POLICY)
