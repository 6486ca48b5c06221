"""From probabilities of labels to names: the likeliest sequence of labels in which every name that begins also ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.recognizer.base import Span
from kg.recognizer.network import LABELS, OUTSIDE

Probabilities = npt.NDArray[Any]  # characters × labels

_LEAST = 0.1  # a character that is in a name with less than this is in none
_NEVER = -1e9


def decoded(probabilities: Probabilities) -> Iterator[Span]:
    """The names in one text. The score of a name weighs the least probable of its labels as much as the first and the last together: the
    edges are where a name goes wrong."""
    inside = probabilities[:, OUTSIDE] < 1 - _LEAST
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        logs = np.log(np.maximum(probabilities[start:end], 1e-9))
        path = _best(logs)
        at = 0
        while at < len(path):
            label = LABELS[path[at]]
            if label is None:
                at += 1
                continue
            last = at
            while (here := LABELS[path[last]]) is not None and here[0] not in "ES":
                last += 1
            said = [logs[i, path[i]] for i in range(at, last + 1)]
            yield Span(start + at, start + last + 1, label[1], float(np.exp(min(said) / 2 + (said[0] + said[-1]) / 4)))
            at = last + 1


def _best(logs: Probabilities) -> list[int]:
    """The best path through a stretch before and behind which no name stands (Viterbi, 1967)."""
    between, first, last = _steps()
    total = logs[0] + first
    back = np.zeros(logs.shape, dtype=np.int64)
    for i in range(1, len(logs)):
        ways = total[:, None] + between
        back[i] = ways.argmax(axis=0)
        total = ways.max(axis=0) + logs[i]
    path = [int((total + last).argmax())]
    for i in range(len(logs) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


@cache
def _steps() -> tuple[Probabilities, Probabilities, Probabilities]:
    """What may follow what, what may begin and what may end: 0 for yes, a very small number for no."""

    def opens(label: int) -> bool:
        of = LABELS[label]
        return of is None or of[0] in "BS"

    def closes(label: int) -> bool:
        of = LABELS[label]
        return of is None or of[0] in "ES"

    def follows(a: int, b: int) -> bool:
        one, two = LABELS[a], LABELS[b]
        if one is not None and two is not None and one[0] in "BI":
            return two[0] in "IE" and one[1] is two[1]
        return closes(a) and opens(b)

    every = range(len(LABELS))
    between = np.array([[0.0 if follows(a, b) else _NEVER for b in every] for a in every])
    first = np.array([0.0 if opens(b) else _NEVER for b in every])
    last = np.array([0.0 if closes(a) else _NEVER for a in every])
    return between, first, last


__all__ = ["Probabilities", "decoded"]
