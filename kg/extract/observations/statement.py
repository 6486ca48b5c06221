"""A figure with its name: what the grammar hands to the one who dates, places and judges it."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.observations.figures import Figure


class Statement(NamedTuple):
    """A figure with its name. start, end: the clause that says it. item: start of the item in which it stands. form: as in `Naming`.
    member: the name in a list for which this one stands (甲镇 in 甲镇、乙镇分别…). leans: it leans on a figure before it."""

    name: str
    figure: Figure
    start: int
    end: int
    item: int
    form: str
    member: str = ""
    leans: bool = False
