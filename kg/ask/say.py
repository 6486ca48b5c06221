"""Sentences, in the language of the question."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ask.scope import Scope

_SHOWN = 8


def pick(english: bool, chinese: str, other: str) -> str:
    """The sentence in the language of the question."""
    return other if english else chinese


def listed(names: Sequence[str], english: bool) -> str:
    """The first names of a list, and how many there are when that is not all."""
    kept = list(dict.fromkeys(names))
    head = (", " if english else "、").join(kept[:_SHOWN])
    if len(kept) <= _SHOWN:
        return head
    return pick(english, f"{head}等{len(kept)}个", f"{head} and {len(kept) - _SHOWN} more")


def limits(scope: Scope, english: bool) -> str:
    """Years, sessions and documents, in words; empty when there are none."""
    parts = [pick(english, f"{'、'.join(scope.years)}年", ", ".join(scope.years))] if scope.years else []
    parts += [named.shown for named in scope.meetings]
    parts += list(scope.documents)
    return (", " if english else "、").join(parts)


def quoted(text: str, english: bool) -> str:
    """A word of the question, in quotation marks."""
    return pick(english, f"“{text}”", f'"{text}"')


__all__ = ["limits", "listed", "pick", "quoted"]
