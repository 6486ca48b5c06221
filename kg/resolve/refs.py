"""The references of facts: which entities a fact points at, and the same fact pointing at others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache, partial
from typing import Any, TypeVar

from kg.model import Fact, Mention, Ref

_F = TypeVar("_F", bound=Fact)


@cache
def _slots(kind: Any) -> tuple[str, ...]:
    """The slots of a kind of fact that can hold references."""
    return tuple(f.name for f in fields(kind) if "Ref" in str(f.type))


def refs_of(fact: Fact) -> list[Ref]:
    """The references of a fact, in the order of its slots."""
    out: list[Ref] = []
    kind: Any = type(fact)
    for name in _slots(kind):
        value = getattr(fact, name)
        if isinstance(value, Ref):
            out.append(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Ref):
            out += value
    return out


def mapped(fact: _F, to: Callable[[Ref], Ref]) -> _F:
    """The fact with each reference replaced; the fact itself where none changes."""
    changes: dict[str, Any] = {}
    kind: Any = type(fact)
    for name in _slots(kind):
        value = getattr(fact, name)
        if isinstance(value, Ref):
            if (other := to(value)) is not value:
                changes[name] = other
        elif isinstance(value, tuple) and value and isinstance(value[0], Ref):
            changes[name] = tuple(dict.fromkeys(map(to, value)))
    return replace(fact, **changes) if changes else fact


def rewritten(findings: Any, mentions: tuple[Mention, ...], to: Callable[[Fact, Ref], Ref]) -> Any:
    """Findings (kg.extract.Findings) with other mentions, and each reference of each fact replaced by what `to` gives for it."""
    kinds = ("articles", "positions", "proposals", "relations", "observations")
    facts = {kind: tuple(mapped(fact, partial(to, fact)) for fact in getattr(findings, kind)) for kind in kinds}
    return replace(findings, mentions=mentions, **facts)
