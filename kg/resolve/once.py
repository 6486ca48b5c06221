"""What a document says several times is one fact."""

from __future__ import annotations

from typing import Any


def once_positions(positions: tuple[Any, ...]) -> tuple[Any, ...]:
    """Positions said several times are one fact: the first statement stands, with the best-known organization; a role without an
    organization gives way to the same role with one."""
    best: dict[tuple[Any, ...], Any] = {}
    for p in positions:
        key = (p.person, p.role, p.organization, p.rule == "removal")
        if key not in best or (p.start and p.rule == "biography" and not best[key].start):
            best[key] = p  # a life tells the years too
    removed = {k[:3] for k in best if k[3]}
    best = {k: p for k, p in best.items() if k[3] or k[:3] not in removed or p.rule == "appointment"}  # told with and without its end
    bodied = {(p.person, p.role) for p in best.values() if p.organization}
    kept = [p for p in best.values() if p.organization or (p.person, p.role) not in bodied]
    return tuple(p for p in kept if not _contained(p, kept))


def _contained(p: Any, others: list[Any]) -> bool:
    """Whether another position of the person at the same body has a role that says the same more fully (书记, 党委书记)."""
    return any(
        o is not p
        and o.person == p.person
        and o.organization == p.organization
        and o.role != p.role
        and o.role.endswith(p.role)
        and o.rule == p.rule
        and o.evidence == p.evidence
        for o in others
    )


def once_relations(relations: tuple[Any, ...]) -> tuple[Any, ...]:
    """A relation said several times is one edge; none joins an entity to itself."""
    best: dict[tuple[Any, ...], Any] = {}
    for r in relations:
        if r.subject != r.object:
            best.setdefault((r.subject, r.predicate, r.object), r)
    return tuple(best.values())
