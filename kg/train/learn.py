"""The training itself: examples in, a network with weights out. The same examples and seed give the same weights on the same machine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from thinc.api import Adam, fix_random_seed, set_dropout_rate

from kg.recognizer.features import AFTER, BEFORE, CHARACTER, COLUMNS, SIGN, Features, features
from kg.recognizer.network import LABELS, OUTSIDE, Network, network
from kg.train.examples import Example
from kg.train.swap import Swapper

_LONGEST = 160  # characters of a text that are seen at a time while training
_UNTOLD = {CHARACTER: 0.08, BEFORE: 0.4, AFTER: 0.4, SIGN: 0.1}  # how often a feature is left out, so that none is relied on alone


class Course(NamedTuple):
    """How the network is trained. width, depth, pieces: its size. rounds: how often each example is seen. batch: characters of a step.
    rate: of learning at its highest; it rises over the first twentieth and falls to nothing."""

    width: int = 48
    depth: int = 4
    pieces: int = 2
    rounds: int = 10
    batch: int = 1500
    rate: float = 0.003
    dropout: float = 0.1
    seed: int = 4


def learned(examples: Sequence[Example], course: Course, note: Callable[[str], None] = lambda _: None) -> Network:
    """A network trained on the examples, which are swapped anew in every round. note: told of each round."""
    fix_random_seed(course.seed)
    choose = random.Random(course.seed)
    leave_out = np.random.default_rng(course.seed)
    model = network(course.width, course.depth, course.pieces)
    model.initialize([features("某市")])
    set_dropout_rate(model, course.dropout)
    optimizer = Adam(learn_rate=course.rate, L2=0.01, L2_is_weight_decay=True, use_averages=True)
    swapper = Swapper(examples, choose)
    steps = max(1, course.rounds * sum(len(e.text) for e in examples) // course.batch)
    step = 0
    for number in range(course.rounds):
        order = list(examples)
        choose.shuffle(order)
        loss, seen = 0.0, 0
        for texts, labels in _batches([swapper.swapped(e) for e in order], course.batch):
            for x in texts:
                for column in range(COLUMNS):
                    x[leave_out.random(len(x)) < _UNTOLD[column], column] = 0
            said, back = model.begin_update(texts)
            slopes = [_slope(p, y) for p, y in zip(said, labels, strict=True)]
            size = sum(len(y) for y in labels)
            back([(s / size * 20).astype("float32") for s in slopes])
            loss -= sum(float(np.log(np.maximum(p[np.arange(len(y)), y], 1e-9)).sum()) for p, y in zip(said, labels, strict=True))
            seen += size
            optimizer.learn_rate = course.rate * min(1.0, 20 * (step + 1) / steps, max(0.02, 1.05 * (1 - step / steps)))
            model.finish_update(optimizer)
            step += 1
        note(f"round {number + 1} of {course.rounds}: loss {loss / seen:.4f} a character")
    with model.use_params(optimizer.averages):
        return model.copy()


def _slope(said: Any, labels: Any) -> Any:
    """The slope of the cross-entropy."""
    out = said.copy()
    out[np.arange(len(labels)), labels] -= 1
    return out


def _batches(examples: Sequence[Example], size: int) -> Iterator[tuple[list[Features], list[Any]]]:
    texts: list[Features] = []
    labels: list[Any] = []
    number = 0
    for example in examples:
        whole, said = features(example.text), labelled(example)
        for at in range(0, len(said), _LONGEST):
            texts.append(whole[at : at + _LONGEST].copy())
            labels.append(said[at : at + _LONGEST])
            number += len(labels[-1])
        if number >= size:
            yield texts, labels
            texts, labels, number = [], [], 0
    if texts:
        yield texts, labels


def labelled(example: Example) -> Any:
    """The label of each character."""
    out = np.full(len(example.text), OUTSIDE, dtype=np.int64)
    for name in example.names:
        if name.end - name.start == 1:
            out[name.start] = LABELS.index(("S", name.type))
            continue
        out[name.start : name.end] = LABELS.index(("I", name.type))
        out[name.start] = LABELS.index(("B", name.type))
        out[name.end - 1] = LABELS.index(("E", name.type))
    return out


__all__ = ["Course", "labelled", "learned"]
