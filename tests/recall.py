"""What rules, a recognizer and both find of the names listed for real texts beside the checkout: `python -m tests.recall ../shared`.

The lists (train/surfaces) were made by one careful reader; they are good for telling what is missed, and for comparing, not for exact
scores. The recognizer of the package has learned from all but those named by --only, if it was trained `--without` them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kg.extract import extract
from kg.model import EntityType, Reading, Source
from kg.recognizer import Recognizer, recognizer
from kg.recognizer.small import read
from kg.segment import segment
from kg.segment.fold import squeeze

_DEICTIC = re.compile(r"[我本该全各这]|大会$|会议$")
_MARKS = re.compile(r"[“”‘’《》()·,、—\-\s]")


class Count(NamedTuple):
    """How many names are listed, found, and both."""

    listed: int
    found: int
    both: int

    def line(self) -> str:
        precision, recall = self.both / max(1, self.found), self.both / max(1, self.listed)
        f1 = 2 * self.both / max(1, self.listed + self.found)
        return f"{precision:9.3f}{recall:8.3f}{f1:8.3f}{self.listed:8}{self.found:8}"


Forms = dict[EntityType, set[str]]


def listed(path: Path) -> Forms:
    data = json.loads(path.read_text(encoding="utf-8"))
    return {t: {key(f) for f in data.get(t.value, ())} for t in EntityType}


def key(form: str) -> str:
    return _MARKS.sub("", squeeze(form))


def by_rules(reading: Reading, beside: Recognizer | None) -> Forms:
    """The forms of the mentions that extraction gives, deictic ones left out as in the lists."""
    out: Forms = {t: set() for t in EntityType}
    for m in extract(reading, beside).mentions:
        if not _DEICTIC.match(m.form):
            out[m.type].add(key(m.form))
    return out


def alone(reading: Reading, model: Recognizer) -> Forms:
    """The forms that the recognizer by itself gives, whatever it may propose."""
    out: Forms = {t: set() for t in EntityType}
    texts = [b.text for a in reading.articles for b in a.blocks]
    for text, spans in zip(texts, model.spans(texts), strict=True):
        for s in spans:
            if s.score is None or s.score >= 0.5:
                out[s.type].add(key(text[s.start : s.end]))
    return out


def counted(want: Sequence[Forms], got: Sequence[Forms]) -> dict[EntityType, Count]:
    """By type, over documents: a form counts once in each."""
    total: dict[EntityType, Counter[str]] = {t: Counter() for t in EntityType}
    for one, other in zip(want, got, strict=True):
        for t in EntityType:
            total[t].update(listed=len(one[t]), found=len(other[t]), both=len(one[t] & other[t]))
    return {t: Count(c["listed"], c["found"], c["both"]) for t, c in total.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--model", default="small", help="name of a recognizer, or folder of one that kg.train made")
    parser.add_argument("--only", nargs="*", metavar="SOURCE", help="these texts, not all")
    args = parser.parse_args()
    model = read(Path(args.model)) if (Path(args.model) / "weights.npz").is_file() else recognizer(args.model)
    paths = [p for p in sorted((args.shared / "train/surfaces").glob("*.json")) if not args.only or f"{p.stem}.txt" in args.only]
    texts = [(args.shared / "more" / f"{p.stem}.txt").read_text(encoding="utf-8") for p in paths]
    readings = [segment(Source.of_text(f"{p.stem}.txt", t)) for p, t in zip(paths, texts, strict=True)]
    want = [listed(p) for p in paths]
    ways = {
        "rules alone": lambda r: by_rules(r, None),
        f"{model.name} alone": lambda r: alone(r, model),
        "rules, then it": lambda r: by_rules(r, model),
    }
    for name, way in ways.items():
        way(readings[0])
        began = time.process_time()
        got = [way(r) for r in readings]
        speed = sum(map(len, texts)) / (time.process_time() - began)
        sys.stdout.write(f"{name}: {speed:,.0f} characters a second of one core\n{'':14}precision  recall      F1  listed   found\n")
        counts = counted(want, got)
        every = Count(*(sum(c[i] for c in counts.values()) for i in range(3)))
        for label, count in [*((t.value, c) for t, c in counts.items()), ("all", every)]:
            sys.stdout.write(f"{label:14}{count.line()}\n")


if __name__ == "__main__":
    main()
