"""What the small recognizer sees of a text, and how probabilities of labels become names."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from kg.model import EntityType
from kg.recognizer.decode import decoded, decoded_together
from kg.recognizer.features import AFTER, BEFORE, CHARACTER, SIGN, features
from kg.recognizer.network import LABELS

PROJECT, POLICY = EntityType.PROJECT, EntityType.POLICY


def said(*labels: str, sure: float = 0.9, type_: EntityType = PROJECT) -> np.ndarray:
    """Probabilities of a text whose characters have these labels (O, B, I, E, S)."""
    out = np.full((len(labels), len(LABELS)), (1 - sure) / (len(LABELS) - 1))
    for row, label in enumerate(labels):
        out[row, 0 if label == "O" else LABELS.index((label, type_))] = sure
    return out


def test_every_character_has_a_row_and_none_is_untold() -> None:
    text = "市人大代表、湖北某某公司董事长田玉蓉"
    seen = features(text)
    assert seen.shape == (len(text), 4)
    assert (seen > 0).all()
    assert len(features("")) == 0


def test_neighbours_are_seen() -> None:
    one, two = features("甲路桥"), features("乙路桥")
    assert one[1, CHARACTER] == two[1, CHARACTER]
    assert one[1, BEFORE] != two[1, BEFORE]
    assert one[1, AFTER] == two[1, AFTER]


def test_places_of_a_kind_look_alike() -> None:
    assert (features("在潍坊市开工")[:, SIGN] == features("在泸州市开工")[:, SIGN]).all()
    assert (features("在宜昌市开工")[:, SIGN] != features("在那个市开工")[:, SIGN]).any()


def test_a_name_is_found_with_its_score() -> None:
    (found,) = decoded(said("O", "B", "I", "E", "O"))
    assert (found.start, found.end, found.type) == (1, 4, PROJECT)
    assert found.score == pytest.approx(0.9)


def test_names_stand_side_by_side() -> None:
    assert [(s.start, s.end) for s in decoded(said("B", "E", "B", "I", "E", "S"))] == [(0, 2), (2, 5), (5, 6)]


@pytest.mark.parametrize("labels", ["OIIO", "OBIO", "OIEO", "BBBB", "EEEE", "OB", "EO"])
def test_what_does_not_fit_becomes_names_that_begin_and_end(labels: str) -> None:
    spans = list(decoded(said(*labels)))
    assert all(0 <= s.start < s.end <= len(labels) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.score is not None and s.score < 0.5 for s in spans)


def test_a_name_has_one_type() -> None:
    mixed = np.vstack([said("B", "I"), said("E", type_=POLICY)])
    assert all(s.score is not None and s.score < 0.5 for s in decoded(mixed))


def test_texts_together_give_what_each_gives_alone() -> None:
    choose = np.random.default_rng(7)
    texts = [said("O", "B", "I", "E", "O"), said(), said("S", type_=POLICY), said("O", "O")]
    texts += [choose.dirichlet(np.full(len(LABELS), 0.2), length) for length in (1, 2, 5, 17, 40, 3)]
    assert decoded_together(texts) == [list(decoded(text)) for text in texts]
    assert decoded_together([]) == []


def test_nothing_in_nothing() -> None:
    assert list(decoded(said("O", "O", "O"))) == []
    assert list(decoded(said())) == []
