"""The recognizer of the package: a small network over characters that ships with it. small/README.md is its card.

Made by `python -m kg.train`. It holds numbers only: no word of any text.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import RuleError
from kg.model import EntityType
from kg.recognizer.base import Span
from kg.recognizer.decode import decoded_together
from kg.recognizer.features import features
from kg.recognizer.forward import Forward
from kg.recognizer.network import Network, network

FOLDER = files("kg.recognizer") / "small"
_ABOUT, _WEIGHTS = "model.json", "weights.npz"
_AT_ONCE = 2000  # characters that are computed together: as many as stay in the processor's cache


class Small:
    """A trained network as a recognizer."""

    def __init__(self, version: str, least: Mapping[EntityType, float], model: Network) -> None:
        """version: of the weights, as it stands in the name. least: see Recognizer."""
        self.name = f"small/{version}"
        self.least = least
        self._forward = Forward(model)

    def spans(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """The names in each text, with scores."""
        at = 0
        while at < len(texts):
            end, size = at, 0
            while end < len(texts) and (end == at or size + len(texts[end]) <= _AT_ONCE):
                size += len(texts[end])
                end += 1
            told = [text for text in texts[at:end] if text]
            found = iter(decoded_together(self._forward.probabilities([features(text) for text in told])) if told else ())
            yield from (next(found) if text else [] for text in texts[at:end])
            at = end


@cache
def small() -> Small:
    """The recognizer that ships with the package, loaded once. Raises RuleError when its files are damaged."""
    return read(FOLDER)


def read(folder: Traversable) -> Small:
    """A recognizer from its files. Raises RuleError when they are missing or damaged."""
    try:
        about = json.loads(folder.joinpath(_ABOUT).read_text(encoding="utf-8"))
        model = network(int(about["width"]), int(about["depth"]), int(about["pieces"]))
        with folder.joinpath(_WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            for key, node, name in _parameters(model):
                node.set_param(name, arrays[key].astype(np.float32))
        least = {EntityType(type_): float(score) for type_, score in about["least"].items()}
        return Small(str(about["version"]), least, model)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise RuleError(f"{folder}: the recognizer cannot be loaded ({error}); install the package again, or build with --fast") from error


def write(folder: Path, model: Network, about: dict[str, Any]) -> None:
    """Writes the files of a recognizer; the same network gives the same bytes. about: `version`, `width`, `depth`, `pieces`, `least`, and
    how it was made."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {key: node.get_param(name).astype(np.float16) for key, node, name in _parameters(model)}
    np.savez_compressed(folder / _WEIGHTS, allow_pickle=False, **arrays)
    (folder / _ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _parameters(model: Network) -> Iterator[tuple[str, Any, str]]:
    """Every array of weights, with a key that says where it stands."""
    for number, node in enumerate(model.walk()):
        for name in node.param_names:
            yield f"{number}-{name}", node, name


__all__ = ["Small", "read", "small", "write"]
