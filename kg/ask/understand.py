"""From a question to its meaning: a frame whose parts the graph knows, or what it was that could not be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.ask.asking import Asking
from kg.ask.frames import Frame, frames
from kg.ask.names import Named, Names
from kg.ask.scope import Scope, folded, is_english, plain, scope_of
from kg.ask.slots import Figure, Post, Subject, figure_of, indicators, post_of, subject_of, variants
from kg.ask.topics import Matter, matter_of
from kg.ask.words import alternation, words_of
from kg.lexicon.characters import in_simplified
from kg.lexicon.load import toml

_LONGEST = 150
_PLACED = frozenset({"proposals", "promises", "uptake"})
_NAMED = {"person": ("Person",), "place": ("District",), "project": ("Project",), "policy": ("Policy",)}


_BARE = "figures-bare"  # the frame that has no word that asks


@dataclass(frozen=True, slots=True)
class Meaning:
    """A question that was understood. thing: the person, place, project or policy that the frame asks about. filed: whether it asks for
    filed documents by their name (提案, 议案)."""

    frame: Frame
    scope: Scope
    subject: Subject | None = None
    matter: Matter | None = None
    figure: Figure | None = None
    post: Post | None = None
    thing: Named | None = None
    filed: bool = False

    @property
    def english(self) -> bool:
        """Whether the question was put in English."""
        return self.frame.lang == "en"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A question whose form was understood, but which names something that the graph does not know. types: what it can be."""

    frame: Frame
    text: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A question that was not understood. part: the words that could not be read. why: code of the reason (empty, long, relative, reason
    for what no graph can answer, form)."""

    part: str
    why: str
    names: tuple[Named, ...] = ()
    english: bool = False


def understand(question: str, asking: Asking) -> tuple[Meaning | Unknown | Unread, Names]:
    """The meaning of a question, with the names that it holds. One in traditional characters means what it means in simplified ones."""
    printed = folded(question)
    simple = in_simplified(printed)
    text = plain(simple)
    english = is_english(text)
    if not text or len(text) > _LONGEST:
        return Unread(text[:20], "long" if text else "empty", english=english), Names(asking, "")
    at = simple.index(text)
    printed = printed[at : at + len(text)]
    names = Names(asking, text, printed)
    scope = scope_of(text, printed, names, asking)
    inside = tuple(names.inside("Person", "Organization", "District", "Project", "Policy", "Topic"))
    if scope.relative:
        return Unread(scope.relative, "relative", inside, english), names
    if isinstance(counted := _first(scope.text, scope, names, asking, "topics"), Meaning):
        return counted, names
    if unsupported := _unsupported(scope.text, inside):
        return Unread(unsupported, "reason", inside, english), names
    first = _first(scope.text, scope, names, asking)
    if isinstance(first, Meaning):
        return first, names
    if (at_place := _at_place(scope, names, asking)) is not None:
        return at_place, names
    return first or Unread(_left(scope.text, inside), "form", inside, english), names


def _first(text: str, scope: Scope, names: Names, asking: Asking, intent: str = "") -> Meaning | Unknown | None:
    """The first frame (of this intent, if one is given) that can be read; else the first that fits but for a name."""
    first: Unknown | None = None
    for frame in frames():
        if intent and frame.intent != intent:
            continue
        for slots in frame.readings(text):
            read = _read(frame, slots, scope, names, asking)
            if isinstance(read, Meaning):
                return read
            first = first or read
    return first


def _at_place(scope: Scope, names: Names, asking: Asking) -> Meaning | None:
    """The meaning of a question about proposals with a place before it (湖城谁关注夜市)."""
    for at in range(len(scope.text) - 2, 1, -1):
        if place := names.place(scope.text[:at]):
            read = _first(scope.text[at:].removeprefix("的"), scope, names, asking)
            if isinstance(read, Meaning) and read.frame.intent in _PLACED:
                subject = read.subject or Subject()
                if not (subject.people or subject.bodies or subject.place):
                    return replace(read, subject=replace(subject, place=place))
    return None


def _read(frame: Frame, slots: dict[str, str], scope: Scope, names: Names, asking: Asking) -> Meaning | Unknown | None:
    subject: Subject | None = None
    matter = matter_of(slots["topic"]) if "topic" in slots else None
    for slot in {"subject", "group", "thing"} & slots.keys():
        subject = subject_of(slots[slot], names)
        if subject is None and slot == "thing":
            matter = matter_of(slots[slot])
        elif subject is None or (subject.detail and frame.intent != "holders"):
            return Unknown(frame, slots[slot], ("Person", "Organization", "District"))
    if matter and not matter.core:
        if not re.search(r"\w", matter.asked):
            return None  # signs alone are no matter, and not the same as none
        matter = None
    if "role" in slots and subject:
        post = post_of(slots["role"], names)
        if post is None or not (subject.bodies or subject.place) or subject.capacity:
            return Unknown(frame, slots["role"], ("Organization",))
        body = subject.bodies[0] if subject.bodies else None
        return Meaning(frame, scope, post=replace(post, body=body, place=subject.place, detail=subject.detail))
    for slot, types in _NAMED.items():
        if slot in slots:
            found = names.place(slots[slot]) if slot == "place" else names.exact(slots[slot], *types)
            thing = found or (names.holding(slots[slot], types[0]) if len(slots[slot]) > 2 else None)
            return Meaning(frame, scope, thing=thing) if thing else Unknown(frame, slots[slot], types)
    if "figure" in slots:
        figure = figure_of(slots["figure"], names)
        if figure is None or (not figure.place and not figure.indicator):
            return Unknown(frame, slots["figure"], ("District",))
        if frame.name == _BARE and not (figure.place and figure.indicator):
            return None  # 夜间经济 alone asks for nothing
        if figure.indicator and not asking.run("figures-named", word=variants(indicators(figure.indicator)[0])):
            return Unknown(frame, figure.indicator, ("Indicator",) if figure.place else ("District", "Indicator"))
        return Meaning(frame, scope, figure=figure)
    if "post" in slots:
        post = post_of(slots["post"], names)
        return Meaning(frame, scope, post=post) if post else Unknown(frame, slots["post"], ("Organization", "District"))
    named = subject and (subject.people or subject.bodies or subject.place)
    if matter and not named and frame.intent in _PLACED and (place := names.place(matter.core)):  # who speaks of a whole district
        subject, matter = replace(subject or Subject(), place=place), None
    return Meaning(frame, scope, subject, matter, filed=_asks_for_filed(scope.text, names))


def _asks_for_filed(text: str, names: Names) -> bool:
    for named in names.inside("Person", "Organization", "Project", "Policy"):
        text = text.replace(named.form, "＿")
    return bool(re.search(alternation(words_of("filed", "words")), text, re.IGNORECASE))


def _unsupported(text: str, names: tuple[Named, ...]) -> str | None:
    for named in names:
        text = text.replace(named.form, "＿")
    found = _never_answered().search(text)
    return found[0] if found else None


@cache
def _never_answered() -> re.Pattern[str]:
    return re.compile("|".join(toml("questions")["unsupported"]["patterns"]), re.IGNORECASE)


def _left(text: str, names: tuple[Named, ...]) -> str:
    """The longest piece of the question that is neither a name nor a word of the frames."""
    whole = text
    for named in names:
        text = text.replace(named.form, "\n")
    for word in _known_words():
        text = re.sub(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word), "\n", text, flags=re.IGNORECASE)
    pieces = [piece.strip() for piece in text.split("\n") if piece.strip()]
    return max(pieces, key=len, default=whole)


@cache
def _known_words() -> tuple[str, ...]:
    words = (word for key in toml("questions")["class"] for word in words_of("class", key) if len(word) > 1 or word in "谁在的")
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


__all__ = ["Meaning", "Unknown", "Unread", "understand"]
