"""From probabilities of labels to names: the likeliest sequence of labels in which every name that begins also ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    return iter(decoded_together([probabilities])[0])


def decoded_together(texts: Sequence[Probabilities]) -> list[list[Span]]:
    """The names in each of several texts, which takes a third of the time of one after the other."""
    found: list[list[Span]] = [[] for _ in texts]
    places = [(number, start, end) for number, text in enumerate(texts) for start, end in _stretches(text)]
    logs = [np.log(np.maximum(texts[number][start:end], 1e-9)) for number, start, end in places]
    for (number, start, _), said, path in zip(places, logs, _paths(logs), strict=True):
        found[number] += _named(start, said, path)
    return found


def _stretches(probabilities: Probabilities) -> Iterator[tuple[int, int]]:
    """Where characters stand that may be in a name."""
    inside = probabilities[:, OUTSIDE] < 1 - _LEAST
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8))).tolist()
    return zip(edges[::2], edges[1::2], strict=True)


def _named(start: int, logs: Probabilities, path: Sequence[int]) -> Iterator[Span]:
    """The names of a stretch that begins at character `start`."""
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


def _paths(stretches: Sequence[Probabilities]) -> Iterator[list[int]]:
    """The best path through each stretch, before and behind which no name stands (Viterbi, 1967); step by step through all at once."""
    if not stretches:
        return iter(())
    between, first, last = _steps()
    order = sorted(range(len(stretches)), key=lambda number: -len(stretches[number]))
    longest = len(stretches[order[0]])
    logs = np.zeros((len(order), longest, len(LABELS)), dtype=stretches[0].dtype)
    for row, number in enumerate(order):
        logs[row, : len(stretches[number])] = stretches[number]
    going = [sum(len(stretch) > step for stretch in stretches) for step in range(longest)]  # so many first rows are longer
    total = logs[:, 0] + first
    back = np.zeros(logs.shape, dtype=np.int64)
    for step in range(1, longest):
        some = going[step]
        ways = total[:some, :, None] + between
        back[:some, step] = ways.argmax(axis=1)
        total[:some] = ways.max(axis=1) + logs[:some, step]
    paths = np.zeros((len(order), longest), dtype=np.int64)
    end = (total + last).argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        ends = going[step + 1] if step + 1 < longest else 0
        paths[ends : going[step], step] = end[ends : going[step]]
        paths[:ends, step] = back[np.arange(ends), step + 1, paths[:ends, step + 1]] if ends else 0
    found = dict(zip(order, paths, strict=True))
    return (found[number][: len(stretch)].tolist() for number, stretch in enumerate(stretches))


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


__all__ = ["Probabilities", "decoded", "decoded_together"]
