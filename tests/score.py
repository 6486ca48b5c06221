"""Measure the real commands on the annotated documents beside the checkout: `python -m tests.score ../shared corpus [--errors N]`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SETS = {"corpus": ("eval/gold", "corpus"), "pages": ("pages/gold", "pages/text")}
"""Where the gold and the texts of each set lie below the shared folder."""


def rows(texts: Path, folder: Path) -> str:
    """What `kg tables` prints of a graph that `kg build --fast` makes from `texts` in `folder`: rules alone, since the recognizer of the
    package was trained on one of the sets, and its figures there would say nothing."""
    graph = folder / "graph"
    kg = [sys.executable, "-m", "kg"]
    subprocess.run([*kg, "build", str(texts), "-o", str(graph), "--fast", "--no-check"], check=True, stdout=subprocess.DEVNULL)
    return subprocess.run([*kg, "tables", str(graph), "--format", "jsonl"], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def scored(shared: Path, which: str, folder: Path, *options: str) -> str:
    """What the scorer prints of them."""
    gold, texts = (shared / part for part in SETS[which])
    command = [sys.executable, str(shared / "eval/score.py"), str(gold), str(texts), "-", *options]
    facts = rows(texts, folder)
    return subprocess.run(command, check=True, input=facts, stdout=subprocess.PIPE, encoding="utf-8").stdout


def figures(shared: Path, which: str, folder: Path) -> dict[str, dict[str, float]]:
    """The scorer's figures: for each name true and false positives, misses, precision, recall, f1."""
    out: dict[str, dict[str, float]] = json.loads(scored(shared, which, folder, "--json"))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("which", choices=sorted(SETS))
    parser.add_argument("--errors", default="0", metavar="N")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(scored(args.shared, args.which, Path(folder), "--errors", args.errors))


if __name__ == "__main__":
    main()
