"""The network of the small recognizer: spaCy's encoder (hashed embeddings, then windows of maxout layers) and a label for each character.

spaCy's own `ner` on the same encoder says no probabilities, which decide whether a proposal is worth telling; see small/README.md.
"""

from __future__ import annotations

from typing import Any

from thinc.api import HashEmbed, Maxout, Model, Softmax_v2, chain, clone, concatenate, expand_window, residual, with_array

from kg.model import EntityType
from kg.recognizer.features import AFTER, BEFORE, CHARACTER, COLUMNS, SIGN, Features

OUTSIDE = 0
PLACES_IN_NAME = "BIES"  # first, inner and last character of a name, and a name of one character
LABELS: tuple[tuple[str, EntityType] | None, ...] = (None, *((place, type_) for type_ in EntityType for place in PLACES_IN_NAME))
"""What can be said of a character: that it is in no name, or at which place of a name of which type."""

_ROWS = {CHARACTER: 4000, BEFORE: 12000, AFTER: 12000, SIGN: 500}

Network = Model[list[Features], list[Any]]


def network(width: int, depth: int, pieces: int) -> Network:
    """The network without its weights. width: numbers for a character; depth: layers, each of which sees one character more to both sides;
    pieces: of a maxout unit. Embedding and encoder are those of spaCy's MultiHashEmbed and MaxoutWindowEncoder
    (https://spacy.io/api/architectures)."""
    embed: Any = concatenate(*[HashEmbed(width, _ROWS[column], column=column, seed=7 + column) for column in range(COLUMNS)])
    mix = Maxout(width, nI=width * COLUMNS, nP=pieces, normalize=True)
    layer = residual(chain(expand_window(window_size=1), Maxout(width, nI=width * 3, nP=pieces, normalize=True)))
    model: Any = with_array(chain(embed, mix, clone(layer, depth), Softmax_v2(nO=len(LABELS), nI=width)), pad=depth)
    return model  # type: ignore[no-any-return]


__all__ = ["LABELS", "OUTSIDE", "Network", "network"]
