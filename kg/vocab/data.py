"""Where the files that travel with the package lie: in the wheel beside the code, in a checkout at the top level."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import RuleError


@cache
def data_folder(name: str) -> Traversable:
    """The folder `ontology` or `queries`: `kg/_data/<name>` of an installed wheel, else `<name>` at the root of the checkout.

    Raises RuleError when neither is there, which means a damaged installation.
    """
    installed = files("kg") / "_data" / name
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[2] / name
    if checkout.is_dir():
        return checkout
    raise RuleError(f"{name}: this folder of the package is missing; install the package again")
