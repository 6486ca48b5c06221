"""The figures on annotated documents hold: none falls below its floor, and every figure has one."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from tests.score import SETS, figures

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.score
@pytest.mark.parametrize("which", sorted(SETS))
def test_no_figure_falls_below_its_floor(which: str, tmp_path: Path) -> None:
    if not (SHARED / "eval/score.py").is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the annotated documents are not at {SHARED}")
        pytest.skip("the annotated documents are not beside this checkout")
    got = {name: row["f1"] for name, row in figures(SHARED, which, tmp_path).items()}
    floors = FLOORS[which]
    assert floors.keys() == got.keys(), "floors.toml names every figure of the scorer, and no other"
    fallen = {name: f"{got[name]:.4f} is below {floor:.4f}" for name, floor in floors.items() if got[name] < floor}
    assert not fallen
