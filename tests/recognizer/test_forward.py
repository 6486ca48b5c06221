"""The quick way through the network gives what the network itself gives."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import fix_random_seed

from kg.recognizer.features import features
from kg.recognizer.forward import Forward
from kg.recognizer.network import LABELS, network

TEXTS = ["田玉蓉说,青石大桥要快建。", "好", "宜昌市第七届人民代表大会第五次会议" * 30]


@pytest.mark.parametrize(("width", "depth", "pieces"), [(16, 1, 2), (48, 4, 2), (24, 3, 3)])
def test_the_same_probabilities(width: int, depth: int, pieces: int) -> None:
    fix_random_seed(width)
    model = network(width, depth, pieces)
    model.initialize([features(TEXTS[0])])
    rng = np.random.default_rng(0)
    for node in model.walk():
        for name in node.param_names:
            node.set_param(name, rng.normal(0, 0.3, node.get_param(name).shape).astype("float32"))
    seen = [features(text) for text in TEXTS]
    quick = Forward(model)
    for text, own, ours in zip(TEXTS, model.predict(seen), quick.probabilities(seen), strict=True):
        assert ours.shape == (len(text), len(LABELS))
        assert np.allclose(own, ours, atol=1e-5)
    (alone,) = quick.probabilities(seen[:1])
    assert np.allclose(alone, quick.probabilities(seen[::-1])[-1], atol=1e-6)
