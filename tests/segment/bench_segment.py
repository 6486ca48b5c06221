"""How fast pages become articles: millions of characters a second on one core, for running text and for short lines."""

from __future__ import annotations

from pathlib import Path
from time import process_time

from kg.model import Source
from kg.segment import segment
from tests.segment.beside import need, texts

EXAMPLES = Path(__file__).parents[2] / "kg" / "examples"
FLOOR = 1.0  # million characters a second


def bench_running_text() -> None:
    documents = [path.read_text(encoding="utf-8") for path in texts("more") if path.name != "README.md"]
    need(documents)
    one = "\n\n".join(documents * 10)[:5_000_000]
    segment(Source.of_text("warm.txt", documents[0]))
    short = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    for name, pages in (("one file", [one]), ("many files", documents * 3), ("newspaper pages", short * 40)):
        before = process_time()
        for text in pages:
            segment(Source.of_text("page.txt", text))
        speed = sum(map(len, pages)) / (process_time() - before) / 1e6
        print(f"\n{name}: {speed:.2f} M characters a second")
        assert speed >= FLOOR
