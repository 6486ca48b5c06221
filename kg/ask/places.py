"""Districts by their place among the divisions: full names, what lies within, and the district of a body by its name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.ask.asking import Asking
from kg.lexicon.divisions import divisions

if TYPE_CHECKING:
    from kg.ask.names import Named


class Places:
    """The districts of one graph, read when first needed."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    @cached_property
    def _known(self) -> dict[str, tuple[str, str]]:
        """Full name and code of each district that has a code of GB/T 2260, which tells 鼓楼区 of one city from that of another."""
        out = {}
        for row in self._asking.run("districts"):
            if division := divisions().get(str(row["code"])):
                out[str(row["iri"])] = (divisions().full_name(division), division.code)
        return out

    def full_names(self, place: Named) -> tuple[str, ...]:
        """The full names of the districts that a form can mean."""
        return tuple(dict.fromkeys(self._known.get(iri, (label,))[0] for iri, label in zip(place.iris, place.labels, strict=True)))

    def within(self, place: Named) -> tuple[str, ...]:
        """The districts themselves and all of the graph that lie in them."""
        book, codes = divisions(), {self._known[iri][1] for iri in place.iris if iri in self._known}
        inside = [iri for iri, (_, code) in self._known.items() if (d := book.get(code)) and codes & {p.code for p in book.parents(d)}]
        return tuple(dict.fromkeys((*place.iris, *sorted(inside))))

    def of_body(self, label: str) -> tuple[str, ...]:
        """The districts whose full name a body's name begins with, the longest."""
        heads = {iri: full for iri, (full, _) in self._known.items() if label.startswith(full)}
        longest = max(map(len, heads.values()), default=0)
        return tuple(sorted(iri for iri, full in heads.items() if len(full) == longest))


__all__ = ["Places"]
