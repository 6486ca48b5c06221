"""The writings of organs, all in one matcher."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from kg.lexicon.organs import Organ, Rank, organs

SIGNS = ("自治区", "省", "市", "州", "县", "区", "旗", "盟", "镇", "乡", "街道")
ORDINAL = "第?[一二三四五六七八九十百]+届"


class Form(NamedTuple):
    """A writing of an organ. sign: the sign of the level that it begins with or holds; "" for a writing without the place; "国" for
    national."""

    organ: Organ
    sign: str
    at: int  # place of the sign in the writing


@cache
def matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, Form]]]:
    """The matcher of all writings, and for each of its patterns the text and the form."""
    forms: dict[str, Form] = {}
    for organ in organs():
        if organ.rank is Rank.NATIONAL:
            for text in (organ.full, *organ.short):
                forms.setdefault(text, Form(organ, "国", 0))
            continue
        for sign in SIGNS:
            if (organ.rank is Rank.PROVINCE) != (sign in ("省", "自治区")) and organ.rank is Rank.PROVINCE:
                continue
            for text in organ.written_at(sign):
                forms.setdefault(text, Form(organ, sign, text.find(sign)))
            if organ.pattern == "{place}" + organ.full:
                forms.setdefault(sign + organ.full, Form(organ, sign, 0))
        for text in (organ.full, *organ.short):
            if len(text) >= 2 and organ.kind != "party":
                forms.setdefault(text, Form(organ, "", 0))
    for sign in (*SIGNS[:6], "镇", "乡"):
        forms.setdefault(f"{sign}党委", Form(party_committee(), sign, 0))
        forms.setdefault(f"中共{sign}委", Form(party_committee(), sign, 2))
    pairs = list(forms.items())
    return ahocorasick_rs.AhoCorasick([t for t, _ in pairs], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), pairs


@cache
def party_committee() -> Organ:
    """The committee of the ruling party at any level."""
    return next(o for o in organs() if o.full == "中共委员会")


@cache
def party_offices() -> dict[str, Organ]:
    """The offices of a committee of the ruling party by every writing behind 委 (组织部, 统战部)."""
    out: dict[str, Organ] = {}
    for organ in organs():
        local = organ.kind == "party" and organ.rank is Rank.LOCAL and organ is not party_committee()
        if local and organ.pattern.startswith("中共{place}委"):
            for form in (organ.full, *organ.short):
                out.setdefault(form, organ)
    return out


@cache
def organ_named(full: str) -> Organ:
    """The local organ of this full name (without its place)."""
    return next(o for o in organs() if o.full == full and o.rank is Rank.LOCAL)


def kind_of(organ: Organ) -> tuple[tuple[str, str], ...]:
    """The attribute that says what kind of organization an organ is."""
    return (("kind", organ.kind),)
