"""The graph of the bundled examples holds together: no violation, and every quote is what its text says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Done


def test_the_examples_have_no_violation(kg: Callable[..., Done], examples: Path) -> None:
    done = kg("check", examples, "--format", "json")
    report = json.loads(done.out)
    assert [f for f in report["findings"] if f["severity"] == "violation"] == []
    assert done.status == 0 and report["quotes"] > 1000 and report["graphs"] == 9 + 4
