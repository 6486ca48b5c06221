"""Entities: whether what the document names was found, under any of its forms, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.evaluate.compare import alike, folded
from kg.evaluate.gold import Gold, GoldEntity
from kg.evaluate.measures import Measures

MODES = ("strict", "relaxed")


def measure_entities(gold: Gold, rows: Sequence[Mapping[str, Any]], measures: Measures) -> None:
    """strict: the same form. relaxed: also a form that lies in the other, see `alike`. Each for all types together and for each type.

    An entity that the graph has twice is right once and wrong once.
    """
    for mode in MODES:
        found: set[str] = set()
        for row in rows:
            forms = {folded(form) for form in (row["name"], *row["aliases"])} - {""}
            hits = [entity.id for entity in gold.entities if row["type"] in entity.types and _same(entity, forms, mode)]
            fresh = [key for key in hits if key not in found]
            for measure in (measures[f"entities {mode}"], measures[f"entities {mode} {row['type']}"]):
                if fresh:
                    measure.right += 1
                else:
                    measure.is_wrong(f"{gold.source} {row['type']} {row['name']}" + (" (again)" if hits else ""))
            found.update(fresh[:1])
        for entity in gold.entities:
            if entity.id not in found:
                for measure in (measures[f"entities {mode}"], measures[f"entities {mode} {entity.types[0]}"]):
                    measure.is_missed(f"{gold.source} {entity.types[0]} {entity.name}")


def _same(entity: GoldEntity, forms: set[str], mode: str) -> bool:
    if not forms.isdisjoint(entity.forms):
        return True
    return mode == "relaxed" and any(alike(form, other) for form in forms for other in entity.forms)
