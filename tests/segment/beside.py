"""The annotated documents that lie beside the checkout: tests on them are skipped where they are absent, but never in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"


def texts(*folders: str) -> list[Path]:
    """The documents of the given folders of ../shared, sorted; none when they are absent."""
    return sorted(path for folder in folders for path in (SHARED / folder).glob("*.txt"))


def need(found: object) -> None:
    """Skips the test when the documents are absent; fails it in CI."""
    if not found:
        assert os.environ.get("CI") != "true", f"{SHARED} is absent"
        pytest.skip(f"{SHARED} is absent")
