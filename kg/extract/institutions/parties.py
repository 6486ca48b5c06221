"""Committees of the democratic parties, local (民革市委会) and central (民盟中央)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.work import Found
from kg.lexicon.parties import Party, branch_of, parties
from kg.model import EntityType

_O = EntityType.ORGANIZATION


@cache
def _branch_pattern() -> re.Pattern[str]:
    names = sorted((f for p in parties() if p.kind == "democratic" for f in (p.name, p.short, *p.forms)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(names)})(?:[\u4e00-\u9fff]{{0,12}}?(?:委员会|委会|总支部|支部|支社|[省市州县区旗]委(?!会|员)))")


@cache
def _centre_pattern() -> re.Pattern[str]:
    names = sorted((f for p in parties() if p.kind == "democratic" for f in (p.name, p.short, *p.forms)), key=len, reverse=True)
    return re.compile(rf"(?P<party>{'|'.join(names)})中央(?:委员会)?(?!政府)")


def centres(text: str) -> Iterator[Found]:
    """民革中央, 九三学社中央: the central committees of the democratic parties."""
    for m in _centre_pattern().finditer(text) if "中央" in text else ():
        party = next(p for p in parties() if m["party"] in (p.name, p.short, *p.forms))
        yield Found(m.start(), m.end(), _O, party.name + "中央委员会", "party-centre", (("kind", "party"),))


def branches(text: str, context: Context) -> Iterator[Found]:
    """Local committees of the democratic parties; in 民革、民建、九三学社阜阳市委会 the last carries the committee for all."""
    for m in _branch_pattern().finditer(text):
        branch = branch_of(m.group())
        if branch is None:
            continue
        place = context.at_level(branch.level) if branch.level else None
        name = branch.name_at(place or context.home)
        if name is None:
            continue
        yield Found(m.start(), m.end(), _O, name, "party-branch", (("kind", "party"),))
        at = m.start()
        while (head := _elided(text, at)) is not None:
            party, start = head
            if party.branch:
                yield Found(
                    start,
                    start + len(party.short),
                    _O,
                    name.replace(branch.party.name, party.name),
                    "party-branch-elided",
                    (("kind", "party"),),
                )
            at = start


def _elided(text: str, at: int) -> tuple[Party, int] | None:
    """The party named before 、 in front of text[at], and where its name begins."""
    for p in parties():
        for form in (p.short, p.name):
            if p.kind == "democratic" and text[max(0, at - len(form) - 1) : at] == form + "、":
                return p, at - len(form) - 1
    return None
