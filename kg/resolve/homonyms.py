"""Two people of one name in one document: told apart where the notes behind the name contradict each other, as official lists write them
(李强（女） beside 李强).

In a roster that notes the women, a name without the note is a man's; likewise with ethnic groups, where only others than 汉族 are noted.
Outside rosters, the lack of a note says nothing: such a mention is of whoever of the name was mentioned last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import Any

from kg.lexicon.terms import ethnic_groups
from kg.model import Block, BlockKind, EntityType, Fact, Mention, Reading, Ref
from kg.resolve.refs import rewritten

_BEHIND = re.compile(r"\s{0,3}[(（]([^()（）]{1,40})[)）]")
_BRACKETS = re.compile(r"[(（]([^()（）]{1,40})[)）]")
_PARTS = re.compile(r"[,，、;；\s]+")
_UNSAID = {"gender": "男", "ethnicGroup": "汉族"}
_LISTS = (BlockKind.ROSTER, BlockKind.TABLE)


def told_apart(reading: Reading, findings: Any) -> Any:
    """Findings (kg.extract.Findings) in which people of one name whom the document tells apart have two names: the bare one, and one with
    the note. Notes behind a name become attributes of its mention, whichever rule found it."""
    mentions = tuple(_with_notes(m, reading) if m.type is EntityType.PERSON else m for m in findings.mentions)
    spans: dict[str, dict[int, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for m in mentions:
        if m.type is EntityType.PERSON:
            spans[m.name][m.evidence[0].start].append(m)
    names: dict[str, tuple[list[int], list[str]]] = {}
    for name, at in spans.items():
        if len(at) > 1 and (found := _partition(name, at, reading)) is not None:
            names[name] = (sorted(at), [found[start] for start in sorted(at)])
    if not names:
        return replace(findings, mentions=mentions)

    def called(name: str, start: int) -> str:
        starts, each = names[name]
        return each[max(0, bisect_right(starts, start) - 1)]

    def to(fact: Fact, ref: Ref) -> Ref:
        if ref.type is not EntityType.PERSON or ref.name not in names:
            return ref
        starts, each = names[ref.name]
        inside = {n for s, n in zip(starts, each, strict=True) for e in fact.evidence if e.start <= s < e.end}
        return Ref(ref.type, inside.pop() if len(inside) == 1 else called(ref.name, fact.evidence[0].start))

    told = (
        m._replace(name=called(m.name, m.evidence[0].start)) if m.type is EntityType.PERSON and m.name in names else m for m in mentions
    )
    return rewritten(findings, tuple(told), to)


def _partition(name: str, at: dict[int, list[Mention]], reading: Reading) -> dict[int, str] | None:
    """What the name at each place becomes; None where the notes do not contradict each other."""
    notes = {start: {k: v for m in many for k, v in m.attributes if k in _UNSAID} for start, many in at.items()}
    for kind, unsaid in _UNSAID.items():
        said = {start: note[kind] for start, note in notes.items() if kind in note}
        if not set(said.values()) - {unsaid}:
            continue
        for start in at.keys() - said.keys():
            if _noted_list(reading, start, kind):
                said[start] = unsaid
        if len(set(said.values())) < 2:
            continue
        now = said[min(said)]
        found = {}
        for start in sorted(at):
            now = said.get(start, now)
            found[start] = name if now == unsaid else f"{name}（{now}）"
        return found
    return None


def _with_notes(m: Mention, reading: Reading) -> Mention:
    """The mention with gender and ethnic group as the brackets behind it say."""
    behind = _BEHIND.match(reading.source.text, m.evidence[-1].end)
    if behind is None:
        return m
    known = {key for key, _ in m.attributes}
    notes = {kind: ethnic_groups().get(part, part) for part in _PARTS.split(behind[1]) if (kind := _kind(part)) and kind not in known}
    return m._replace(attributes=(*m.attributes, *notes.items())) if notes else m


def _kind(note: str) -> str | None:
    if note in ("男", "女"):
        return "gender"
    return "ethnicGroup" if note in ethnic_groups() else None


def _noted_list(reading: Reading, start: int, kind: str) -> bool:
    """Whether a character of the source stands in a list that notes this of people."""
    for block in _lists(reading):
        if block.offsets and block.offsets[0] <= start <= block.offsets[-1]:
            return any(_kind(part) == kind for m in _BRACKETS.finditer(block.text) for part in _PARTS.split(m[1]))
    return False


def _lists(reading: Reading) -> list[Block]:
    return [block for article in reading.articles for block in article.blocks if block.kind in _LISTS]
