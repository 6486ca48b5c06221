"""The names in a question that the graph knows, and names that are near to one that it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.ask.asking import Asking, Record
from kg.ask.places import Places
from kg.lexicon.divisions import divisions
from kg.lexicon.organs import organs_with

_LONGEST = 40
_NEAR = 0.5
_SEVERAL = re.compile(r"[、,]|和|与|跟|及|\band\b")


@dataclass(frozen=True, slots=True)
class Named:
    """What a form in a question can stand for. iris, labels: of everything that bears it, in step."""

    form: str
    type: str
    iris: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The form, with the full name where it is one thing that is called otherwise."""
        full = sorted(set(self.labels))
        if full == [self.form]:
            return self.form
        return f"{self.form}({'、'.join(full[:4])}{'…' if len(full) > 4 else ''})"


class Names:
    """The names that stand in one question, looked up all at once."""

    def __init__(self, asking: Asking, text: str, printed: str = "") -> None:
        """text: the question. printed: its characters before they became simplified ones; a few (乾) may have meant themselves."""
        self._asking = asking
        self._places = Places(asking)
        self._forms: dict[tuple[str, str], dict[str, str]] = {}
        self._seen: set[str] = set()
        spans = [(i, j) for i in range(len(text)) for j in range(i + 2, min(len(text), i + _LONGEST) + 1)]
        self._look_up(text[i:j] for i, j in spans)
        if printed and printed != text:
            self._look_up_printed({printed[i:j]: text[i:j] for i, j in spans if printed[i:j] != text[i:j]})

    def _look_up(self, forms: Iterable[str]) -> None:
        wanted = sorted({f for f in forms if f.strip() == f} - self._seen)
        self._seen.update(wanted)
        if not wanted:
            return
        for row in self._asking.run("named", name=wanted):
            self._forms.setdefault((str(row["name"]), str(row["type"])), {})[str(row["iri"])] = str(row["label"])
        for row in self._asking.run("topics-named", name=wanted):
            self._forms.setdefault((str(row["name"]), "Topic"), {})[str(row["iri"])] = str(row["name"])

    def _look_up_printed(self, forms: Mapping[str, str]) -> None:
        """Looks up names as the question prints them, for its simplified forms that the graph does not know."""
        wanted = sorted(form for form in forms if form.strip() == form)
        for row in self._asking.run("named", name=wanted):
            name = (forms[str(row["name"])], str(row["type"]))
            self._forms.setdefault(name, {}).setdefault(str(row["iri"]), str(row["label"]))

    def exact(self, form: str, *types: str) -> Named | None:
        """What bears exactly this form, of the first of the types that has it."""
        self._look_up([form])
        for type_ in types:
            if found := self._forms.get((form, type_)):
                return Named(form, type_, tuple(sorted(found)), tuple(found[iri] for iri in sorted(found)))
        return None

    def inside(self, *types: str) -> list[Named]:
        """All names of these types in the question, the longest first."""
        forms = sorted({form for form, type_ in self._forms if type_ in types}, key=lambda f: (-len(f), f))
        return [named for form in forms if (named := self.exact(form, *types))]

    def place(self, form: str) -> Named | None:
        """The district of this form; also of a customary short form that no document uses (桂林), by the national list of divisions."""
        if found := self.exact(form, "District"):
            return found
        book = divisions()
        full = [name for d in book.named(form) for name in (d.name, *(p.name + d.name for p in book.parents(d)))] if len(form) > 1 else []
        known = [named for name in dict.fromkeys(full) if (named := self.exact(name, "District"))]
        iris = tuple(dict.fromkeys(iri for named in known for iri in named.iris))
        return Named(form, "District", iris, tuple(dict.fromkeys(x for n in known for x in n.labels))) if iris else None

    def several(self, text: str, *types: str) -> tuple[Named, ...]:
        """The names in an enumeration (甲、乙和丙); none when one of them is unknown."""
        parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        found = [self.exact(part, *types) for part in parts]
        return tuple(n for n in found if n) if len(parts) > 1 and all(found) else ()

    def body(self, text: str) -> tuple[Named, str] | None:
        """The body that the words mean, and what they say more of it (市政协的委员工作室 → 市政协, 委员工作室)."""
        text = text.removesuffix("的").strip()
        if not text:
            return None
        if found := self.exact(text, "Organization") or self.organ(text):
            return found, ""
        for at in range(len(text) - 2, 1, -1):
            head, rest = text[:at], text[at:].removeprefix("的")
            if rest and (found := self.exact(head, "Organization") or self.organ(head)):
                return found, rest
        return (near, "") if len(text) > 2 and (near := self.holding(text, "Organization")) else None

    def organ(self, text: str) -> Named | None:
        """The organ that a district and a short name mean together (湖城教育局 → 湖城市教育局)."""
        for at in range(len(text) - 1, 1, -1):
            if (kinds := organs_with(text[at:])) and (place := self.place(text[:at])):
                whole = dict.fromkeys((*self._places.full_names(place), *place.labels))
                names = [organ.name_at(name) for organ in kinds for name in whole]
                found = [named for name in names if (named := self.exact(name, "Organization"))]
                if found:
                    return Named(text, "Organization", tuple(i for n in found for i in n.iris), tuple(x for n in found for x in n.labels))
        return None

    def holding(self, text: str, type_: str) -> Named | None:
        """What has the whole text as a part of its name."""
        found = {str(r["iri"]): str(r["label"]) for r in holding(self._asking, text) if r["type"] == type_}
        return Named(text, type_, tuple(found), tuple(found.values())) if found else None

    def near(self, text: str, types: Sequence[str], limit: int = 5) -> list[str]:
        """Names of these types with many of the same characters, the nearest first."""
        characters = {c for c in text if not c.isspace()}
        alike: dict[float, list[str]] = {}
        for row in self._asking.run("forms"):
            form = str(row["form"])
            if not characters.isdisjoint(form) and _at_most(text, form) >= _NEAR and (score := closeness(text, form)) >= _NEAR:
                alike.setdefault(score, []).append(form)
        scores: dict[str, float] = {}
        seen: set[str] = set()
        for score in sorted(alike, reverse=True):  # there may be thousands: what bears them is looked up until there are enough
            bearers = {str(row["iri"]) for row in self._asking.run("bearing", printed=alike[score])} - seen
            seen |= bearers
            for row in self._asking.run("called", iri=sorted(bearers)):
                if row["type"] in types:
                    scores.setdefault(str(row["label"]), score)
            if len(scores) >= limit:
                break
        return sorted(scores, key=lambda label: (-scores[label], label))[:limit]


def holding(asking: Asking, text: str) -> list[Record]:
    """What has the whole text as a part of one of its names: IRI, type and label."""
    return asking.run("called", iri=sorted({str(row["iri"]) for row in asking.run("near", part=[text])}))


def closeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: the share of characters in common, in order (difflib), or of the shorter one in the longer."""
    return _share(sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()), one, other)


def _at_most(one: str, other: str) -> float:
    """What `closeness` cannot be above, found sooner: in whatever order the characters stand."""
    return _share(min(sum(c in other for c in one), sum(c in one for c in other)), one, other)


def _share(common: int, one: str, other: str) -> float:
    return max(2 * common / (len(one) + len(other)), 0.9 * common / len(one) if len(one) > 2 else 0)


__all__ = ["Named", "Names", "closeness", "holding"]
