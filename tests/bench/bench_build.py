"""How fast: characters a second for a build, seconds for a question, on the examples many times over. Prints; asserts nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = sorted((Path(__file__).parents[2] / "kg" / "examples").glob("*.txt"))
COPIES = 10


def kg(*arguments: str) -> float:
    """Seconds that a command takes, the start of the program included."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, capture_output=True)
    return time.perf_counter() - began


def bench_the_whole_way(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    characters = 0
    for number in range(COPIES):
        for example in EXAMPLES:
            text = f"{example.read_text(encoding='utf-8')}\n{number}\n"
            (documents / f"{number:03}-{example.name}").write_text(text, encoding="utf-8")
            characters += len(text)
    graph = str(tmp_path / "graph")
    figures = {
        "kg --help": kg("--help"),
        "kg build (one process)": kg("build", str(documents), "-o", str(tmp_path / "one"), "--jobs", "1"),
        "kg build (a process for each core)": kg("build", str(documents), "-o", graph),
        "kg build (nothing changed)": kg("build", str(documents), "-o", graph),
        "kg query who-proposed-what": kg("query", graph, "who-proposed-what"),
        "kg tables": kg("tables", graph, "--format", "jsonl"),
    }
    sys.stdout.write(f"\n{COPIES * len(EXAMPLES)} documents, {characters:,} characters\n")
    for name, seconds in figures.items():
        rate = f"{characters / seconds:12,.0f} characters/s" if name.startswith("kg build") else ""
        sys.stdout.write(f"{name:36}{seconds:8.2f} s {rate}\n")
