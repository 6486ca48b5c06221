"""The measures are those of the scorer of the annotated documents beside the checkout, written anew: the same figures, to the last digit.

One line differs on purpose. Where a name may be several entities of the annotation, the scorer also counts those that were not chosen as
wrong proposers (a dictionary that fills itself when it is asked); here they are not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import build
from kg.evaluate import evaluate_graph
from kg.graph import rows
from tests.score import SETS

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.score
@pytest.mark.parametrize("which", sorted(SETS))
def test_the_same_figures(which: str, tmp_path: Path) -> None:
    scorer = SHARED / "eval" / "score.py"
    if not scorer.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"the annotated documents are not at {SHARED}")
        pytest.skip("the annotated documents are not beside this checkout")
    gold, texts = (SHARED / part for part in SETS[which])
    with build(texts, tmp_path / "graph") as graph:
        got = evaluate_graph(graph.store, gold).figures
        said = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows(graph.store))
    command = [sys.executable, str(scorer), str(gold), str(texts), "-", "--json"]
    expected = json.loads(subprocess.run(command, check=True, input=said, stdout=subprocess.PIPE, encoding="utf-8").stdout)
    for kind in ("recommendation", "commitment"):
        mine, other = got.pop(f"proposers {kind}"), expected.pop(f"proposers {kind}")
        assert (mine["tp"], mine["fn"]) == (other["tp"], other["fn"]) and mine["fp"] <= other["fp"]
    assert got == expected
