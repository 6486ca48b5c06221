"""Identity from content: the key of an entity is computed from its type, its jurisdiction and its name, so that documents agree without
talking."""

from __future__ import annotations

import re

from kg.lexicon.divisions import Division
from kg.lexicon.gazetteer import places_in
from kg.model import EntityType, Ref
from kg.resolve.names import folded

_NATIONAL = re.compile(r"^(?:中国|全国|中华|国家|国务院|中共中央|最高|中央|党中央|九三学社|台湾民主)")

UNKNOWN = "未详"
"""Stands in a key for a place of issue that is not known."""


def key_of(ref: Ref, place: str | None, division: Division | None) -> tuple[str, str | None]:
    """The key of an entity and the jurisdiction in it.

    A division's key is its code of GB/T 2260 with its name. People, and bodies, projects, policies and meetings whose names do not tell
    where they belong, are told apart by the place of issue: 教育局 in one city's paper is not 教育局 in another's.
    """
    kind = ref.type.value.lower()
    name = folded(ref.name) if ref.type is not EntityType.PERSON else ref.name
    if division is not None:
        return f"{kind}/{division.code}-{ref.name}", None
    if ref.type is EntityType.DISTRICT or (ref.type is not EntityType.PERSON and _says_where(ref)):
        return f"{kind}/{name}", None
    where = place or UNKNOWN
    return f"{kind}/{where}/{name}", place


def place_of(key: str) -> str | None:
    """The jurisdiction in a key, as `key_of` gives it."""
    parts = key.split("/")
    return parts[1] if len(parts) > 2 and parts[1] != UNKNOWN else None


def _says_where(ref: Ref) -> bool:
    """Whether a name carries its place or belongs to the whole country."""
    if _NATIONAL.match(ref.name):
        return True
    if ref.type is EntityType.POLICY:
        return False
    places = [p for p in places_in(ref.name[:30]) if p.full or p.level <= 2]
    return bool(places)
