"""What a personal name can be made of: surnames, and characters that no given name holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lexicon.load import toml


@dataclass(frozen=True, slots=True)
class Surnames:
    """Surnames and signs against names. common, rare: one character each, without overlap. compound: two characters and more.
    word_like: those of the three that are everyday words too. given_stop: characters that no Han given name holds.
    given_never_last: characters that none ends with."""

    common: frozenset[str]
    rare: frozenset[str]
    compound: frozenset[str]
    word_like: frozenset[str]
    given_stop: frozenset[str]
    given_never_last: frozenset[str]

    def of(self, name: str) -> str | None:
        """The surname that `name` begins with, a compound before a single one; None when it begins with none or nothing follows it."""
        for length in range(min(max(map(len, self.compound)), len(name) - 1), 1, -1):
            if name[:length] in self.compound:
                return name[:length]
        return name[0] if len(name) > 1 and (name[0] in self.common or name[0] in self.rare) else None


@cache
def surnames() -> Surnames:
    """The surnames of `surnames.toml`, read once."""
    data = toml("surnames")
    return Surnames(
        common=_characters(data["common"]),
        rare=_characters(data["rare"]),
        compound=frozenset(data["compound"]),
        word_like=_characters(data["word_like"]) | frozenset(data["compound_word_like"]),
        given_stop=_characters(data["given_stop"]),
        given_never_last=_characters(data["given_never_last"]),
    )


def _characters(text: str) -> frozenset[str]:
    return frozenset(text) - {"\n"}


__all__ = ["Surnames", "surnames"]
