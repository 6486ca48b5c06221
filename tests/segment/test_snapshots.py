"""How each invented page beside the checkout is split, in a form that people read. A changed page is written beside its snapshot as
`.new`, and the test fails until someone has looked at it and put it in the place of the old."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Reading, Source
from kg.segment import segment
from tests.segment.beside import need, texts

FOLDER = Path(__file__).parent / "snapshots"
PAGES = texts("pages/text")


def shown(reading: Reading) -> str:
    """A page as lines: `== kind | date | writers | title` for each article, `kind | level | text` for each block."""
    lines = [f"issue | {reading.issue.place} | {reading.issue.date} | {reading.issue.paper}"]
    for a in reading.articles:
        lines.append(f"\n== {a.kind} | {a.date} | {' '.join(a.bylines)} | {a.title}")
        for b in a.blocks:
            lines.append(f"{b.kind} | {b.level} | {b.text}")
            if b.table:
                lines += [f"  {' ¦ '.join(h.replace(chr(10), '/') for h in b.table.header)}"]
                lines += [f"  {' ¦ '.join(c.text for c in row)}" for row in b.table.rows]
    lines += ["\n== furniture", *(f"furniture | 0 | {b.text}" for b in reading.furniture)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", PAGES or [None], ids=lambda p: p.stem if p else "absent")
def test_a_page_is_split_as_before(path: Path | None) -> None:
    need(path)
    assert path is not None
    now = shown(segment(Source.of_text(path.name, path.read_text(encoding="utf-8"))))
    kept = FOLDER / f"{path.stem}.txt"
    fresh = kept.with_suffix(".new")
    if kept.exists() and kept.read_text(encoding="utf-8") == now:
        fresh.unlink(missing_ok=True)
        return
    FOLDER.mkdir(exist_ok=True)
    fresh.write_text(now, encoding="utf-8")
    pytest.fail(f"{path.name} is split in another way than {kept.name} says; compare {fresh}")


def test_every_snapshot_has_its_page() -> None:
    need(PAGES)
    assert {p.stem for p in FOLDER.glob("*.txt")} == {p.stem for p in PAGES}
