"""Which proposals speak of a matter, and how closely.

The matter is what is left of the question's words without verbs and general words (加快跨境电商发展 → 跨境电商). A proposal
speaks of it when its title, words, topics, heading or what it is about hold these words, another writing of them, or all their parts.
Where a whole field is named (the label of a concept), proposals with a topic of the field follow. Nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.ask.asking import Asking
from kg.ask.words import same, words_of
from kg.lexicon.load import toml

_VIA = {"title": 0, "topic": 0, "text": 1, "about": 2, "in-topic": 2, "heading": 3}
_FIELD = 20
_PARTS = 10
_PARTICLES = re.compile(r"[的和与及、,;“”\"《》()\s]+")
_EDGE = "的和与及、,;“”\"《》()' "


@dataclass(frozen=True, slots=True)
class Matter:
    """asked: the words of the question. core: what they are about, in the writing of the graph's language; empty if they say nothing."""

    asked: str
    core: str


@dataclass(frozen=True, slots=True)
class Found:
    """closeness: by proposal, smaller is closer. by: the words by which they were found, in the order in which they were tried."""

    closeness: Mapping[str, int]
    by: tuple[str, ...]


def matter_of(words: str) -> Matter:
    """What the words of a question are about."""
    core = words.strip(_EDGE)
    while (shorter := _stripped(core)) != core:
        core = shorter
    if core.isascii():
        core = _chinese(core)
    empty = re.fullmatch("|".join(map(re.escape, (*words_of("class", "what"), *words_of("class", "noun")))), core)
    return Matter(words, "" if empty else core)


def _stripped(core: str) -> str:
    if core.lower() in _forms():
        return core
    lower, longest = core.lower(), next((n for n in range(len(core), 1, -1) if core[:n].lower() in _forms()), 0)
    for word in words_of("topic", "before"):
        gap = " " if word.isascii() else ""
        if lower.startswith(word + gap) and len(word) >= longest and len(core) - len(word) > 1:
            return core[len(word) :].strip(_EDGE)
    for word in words_of("topic", "after"):
        gap = " " if word.isascii() else ""
        if lower.endswith(gap + word) and len(core) - len(word) > 1:
            return core[: -len(word)].strip(_EDGE)
    return core


def _chinese(core: str) -> str:
    """The Chinese for an English name of a matter; the name itself where none is known."""
    lower = core.lower()
    if group := same("same").get(lower) or same("same").get(lower.removesuffix("s")):
        return group[0]
    return next((c["zh"] for c in toml("topics")["concept"] if c["en"].lower() in (lower, lower + "s", lower.removesuffix("s"))), core)


def speaking(asking: Asking, matter: Matter) -> Found:
    """The proposals that speak of the matter."""
    known = [(form, rank) for form, rank in _writings(matter.core)]
    hits = _hits(asking, known)
    if not hits:
        hits = _by_parts(asking, matter.core)
        known = [(part, _PARTS) for part in parts_of(asking, matter.core)] if hits else known
    for row in asking.run("on-topics", name=_field(matter.core)):
        hits.setdefault(str(row["iri"]), _FIELD)
    return Found(hits, tuple(form for form, _ in known))


def _writings(core: str) -> Iterator[tuple[str, int]]:
    """The words and their other writings, with a rank each; then what is left without a general word at the end (产业)."""
    seen: set[str] = set()
    endings = [core[: -len(w)] for w in words_of("topic", "short") if core.endswith(w) and len(core) - len(w) > 1]
    for base, rank in ((core, 0), *((e.strip(), 2) for e in endings[:1])):
        for step, form in enumerate((base, *same("same").get(base.lower(), ()))):
            if form and form not in seen and (not form.isascii() or form == core or form.isupper()):
                seen.add(form)
                yield form, (rank + (step > 0)) * 4


def _field(core: str) -> tuple[str, ...]:
    """The forms of a concept and of all under it, when the words are its label."""
    concepts = toml("topics")["concept"]
    chosen = {c["id"] for c in concepts if core in (c["zh"], c["en"])}
    grown = True
    while grown:
        more = {c["id"] for c in concepts if c.get("broader") in chosen} - chosen
        grown = bool(more)
        chosen |= more
    return tuple(form for c in concepts if c["id"] in chosen for form in (c["zh"], *c["alt"]) if form != core)


def _hits(asking: Asking, forms: Sequence[tuple[str, int]]) -> dict[str, int]:
    ranks = dict(forms)
    best: dict[str, int] = {}
    for row in asking.run("speaking", form=list(ranks)):
        iri, rank = str(row["iri"]), ranks[str(row["form"])] + _VIA[str(row["via"])]
        best[iri] = min(rank, best.get(iri, rank))
    return best


def _by_parts(asking: Asking, core: str) -> dict[str, int]:
    """Proposals that hold every part of the words, each in one of its writings."""
    parts = parts_of(asking, core)
    if len(parts) < 2:
        return {}
    each = [_hits(asking, [(form, 0) for form in dict.fromkeys((part, *same("same").get(part, ())))]) for part in parts]
    common = set.intersection(*(set(hits) for hits in each))
    return dict.fromkeys(sorted(common), _PARTS)


def parts_of(asking: Asking, core: str) -> list[str]:
    """The words that a phrase is made of: known topics, the longest first, and what stands between them; single characters are left out."""
    spans = sorted({core[i:j] for i in range(len(core)) for j in range(i + 2, len(core) + 1)} - {core})
    known = {str(r["name"]) for r in asking.run("topics-named", name=spans)}
    known |= {s for s in spans if s.lower() in _forms()}
    out, rest, at = [], "", 0
    while at < len(core):
        word = next((core[at:end] for end in range(len(core), at + 1, -1) if core[at:end] in known), "")
        if word:
            out += [*_PARTICLES.split(rest), word]
            rest, at = "", at + len(word)
        else:
            rest, at = rest + core[at], at + 1
    empty = {*words_of("topic", "before"), *words_of("topic", "after"), *words_of("topic", "short")}
    return [part for part in dict.fromkeys([*out, *_PARTICLES.split(rest)]) if len(part) > 1 and part not in empty]


@cache
def _forms() -> frozenset[str]:
    """Every form of a concept of the national list and of the matters with several writings, in lower case."""
    listed = (form for c in toml("topics")["concept"] for form in (c["zh"], c["en"], *c["alt"]))
    return frozenset(form.lower() for form in (*listed, *same("same")))


__all__ = ["Found", "Matter", "matter_of", "parts_of", "speaking"]
