"""Reading the parts of a question: who is meant, which place and indicator, which post in which body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.ask.names import Named, Names
from kg.ask.words import Capacity, capacities, english_roles, longest_first, same, same_role
from kg.lexicon.roles import roles

_TITLES = re.compile(r"(?:同志|先生|女士|们|等人|等)+$")
_FROM = re.compile(r"^(?:来自|关于|身为|the\s+|all\s+(?:the\s+)?)", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|in|for|at|from)\s+(?:the\s+)?", re.IGNORECASE)
_PLACES = ("District", "Project", "Organization")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is meant: people or bodies by name, a body or place to which they belong, a capacity. detail: what the question says more of the
    body (委员工作室)."""

    people: tuple[Named, ...] = ()
    bodies: tuple[Named, ...] = ()
    place: Named | None = None
    capacity: Capacity | None = None
    detail: str = ""

    @property
    def shown(self) -> str:
        """In words."""
        named = "、".join(n.shown for n in (*self.people, *self.bodies, *([self.place] if self.place else [])))
        capacity = self.capacity.words[0] if self.capacity and self.capacity.roles else ""
        return "的".join(part for part in (named, self.detail, capacity) if part)


@dataclass(frozen=True, slots=True)
class Figure:
    """A place (or body, project) and an indicator, each if named."""

    place: Named | None
    indicator: str


@dataclass(frozen=True, slots=True)
class Post:
    """Roles in a body or a place. detail: what the question says more of the body."""

    roles: tuple[str, ...]
    body: Named | None = None
    place: Named | None = None
    detail: str = ""


def subject_of(text: str, names: Names) -> Subject | None:
    """Who is meant by the words; None when that is nobody whom the graph knows."""
    text = _FROM.sub("", text.strip())
    bare = _TITLES.sub("", text)
    for form in dict.fromkeys((text, bare)):
        if found := names.exact(form, "Person"):
            return Subject(people=(found,))
        if found := names.exact(form, "Organization"):
            return Subject(bodies=(found,))
    if several := names.several(bare, "Person", "Organization"):
        return Subject(people=tuple(n for n in several if n.type == "Person"), bodies=tuple(n for n in several if n.type != "Person"))
    if found_subject := _with_capacity(bare, names):
        return found_subject
    if found := names.place(bare):
        return Subject(place=found)
    if body := names.body(bare):
        return Subject(bodies=(body[0],), detail=body[1])
    return None


def _with_capacity(text: str, names: Names) -> Subject | None:
    lower = text.lower()
    for word, capacity in capacities():
        if lower == word:
            return Subject(capacity=capacity)
        if lower.endswith(word) and (found := _holder(text[: -len(word)].strip().removesuffix("的"), names, capacity)):
            return found
        if lower.startswith(word):
            rest = _OF.sub("", text[len(word) :], count=1).strip()
            if person := names.exact(rest, "Person"):
                return Subject(people=(person,), capacity=capacity)
            if rest.isascii() is False and _OF.match(text[len(word) :]) and (found := _holder(rest, names, capacity)):
                return found
    return None


def _holder(text: str, names: Names, capacity: Capacity) -> Subject | None:
    if person := names.exact(text, "Person"):
        return Subject(people=(person,), capacity=capacity)
    if several := names.several(text, "Person"):
        return Subject(people=several, capacity=capacity)
    if place := names.place(text):
        return Subject(place=place, capacity=capacity)
    if body := names.body(text):
        return Subject(bodies=(body[0],), capacity=capacity, detail=body[1])
    return None


def figure_of(text: str, names: Names) -> Figure | None:
    """A place and an indicator; None when the words begin or end with no place and are no plausible indicator."""
    text = re.sub(r"'s$", "", text.strip().removesuffix("的"))
    place: Named | None = None
    parts = _OF.split(text, maxsplit=1)
    if len(parts) == 2 and (place := names.place(parts[1]) or names.exact(parts[1], *_PLACES) or names.organ(parts[1])):
        return Figure(place, parts[0])
    rest = text
    while head := _head(rest, names):
        place, rest = head, rest[len(head.form) :].removeprefix("的").strip()
    if place is None and (tail := _tail(rest, names)):
        place, rest = tail, rest[: -len(tail.form)].removesuffix("的").strip()
    if place is None and (organ := names.organ(rest)):
        place, rest = organ, ""
    return Figure(place, rest) if place or rest else None


def _head(text: str, names: Names) -> Named | None:
    for at in range(len(text), 1, -1):
        if found := names.place(text[:at]) or names.exact(text[:at], "Organization") or names.organ(text[:at]):
            return found
    return None


def _tail(text: str, names: Names) -> Named | None:
    return next((n for at in range(1, len(text) - 1) if (n := names.exact(text[at:], "District", "Organization"))), None)


def post_of(text: str, names: Names) -> Post | None:
    """A role in a body (市政协的委员工作室召集人), or everyone in a body; None when neither role nor body is known."""
    text = text.strip().removesuffix("们")
    for word, meant in sorted(english_roles().items(), key=lambda item: -len(item[0])):
        if text.lower().startswith(word):
            return _post(_OF.sub("", text[len(word) :], count=1).strip(), meant, names)
    for role in longest_first([*roles(), "召集人", "成员", "领导", "负责人", "人员"]):
        if text.endswith(role):
            meant = () if role in {"成员", "领导", "负责人", "人员"} else same_role(role)
            return _post(text[: -len(role)].removesuffix("的"), meant, names)
    return _post(text, (), names)


def _post(rest: str, meant: tuple[str, ...], names: Names) -> Post | None:
    if not rest:
        return Post(meant) if meant else None
    if place := names.place(rest):
        return Post(meant, place=place)
    if body := names.body(rest):
        return Post(meant, body[0], detail=body[1])
    for at in range(len(rest) - 1, 1, -1):  # 湖城市委员工作室: a place, and what is in it
        if place := names.place(rest[:at]):
            return Post(meant, place=place, detail=rest[at:].removeprefix("的"))
    return None


def indicators(asked: str) -> tuple[str, ...]:
    """The asked name of an indicator with the usual writings of its parts (GDP增长 → 地区生产总值增长); empty for none."""
    asked = re.sub(r"^the ", "", asked.strip().removesuffix("的"), flags=re.IGNORECASE)
    return (normal(asked),) if asked else ()


def normal(indicator: str) -> str:
    """An indicator with the first writing of each of its parts that have several."""
    known = same("indicator")
    pattern = re.compile("|".join(re.escape(word) for word in longest_first(known)), re.IGNORECASE)
    return pattern.sub(lambda found: known[found[0].lower()][0], indicator)


def variants(indicator: str) -> tuple[str, ...]:
    """The writings under which documents may have a (normal) indicator, without what says a change."""
    groups = {group[0]: group for group in same("indicator").values()}
    base = indicator.removesuffix("增长") or indicator
    head = next((first for first in longest_first(groups) if base.startswith(first)), None)
    return tuple(base.replace(head, form, 1) for form in groups[head]) if head else (base,)


__all__ = ["Figure", "Post", "Subject", "figure_of", "indicators", "normal", "post_of", "subject_of", "variants"]
