"""`python -m kg.train ../shared`: trains the recognizer of the package anew, in about five minutes of one core.

Writes kg/recognizer/small, or the folder that -o names. `--without` leaves documents out, to measure on them.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

# The sums of several threads are rounded otherwise from run to run; read when the library of matrices is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from kg.recognizer.small import write
from kg.train.examples import Example, gold, silver
from kg.train.learn import Course, learned

VERSION = "1"
_FOLDER = Path(__file__).parents[1] / "recognizer" / "small"
_PAGES_COUNT = 4  # pages are few and of the genre: they are learned from as if there were so many times as many
# How sure the recognizer must be of a name to propose it beside the rules, by type; chosen from the figures in the card.
_LEAST = {"Person": 0.95, "Organization": 0.95, "Project": 0.95, "Policy": 0.95, "Session": 0.8}


def examples(shared: Path, without: frozenset[str]) -> list[Example]:
    """All that is learned from, without the named sources."""
    news = [e for e in silver(shared / "train" / "surfaces", shared / "more") if e.source not in without]
    pages = [e for e in gold(shared / "pages" / "gold", shared / "pages" / "text") if e.source not in without]
    return [*news, *pages * _PAGES_COUNT]


def main() -> None:
    """Reads, learns, writes; tells on standard error how far it is."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with train/, more/ and pages/, beside the checkout")
    parser.add_argument("-o", "--output", type=Path, default=_FOLDER)
    parser.add_argument("--without", nargs="*", default=[], metavar="SOURCE", help="names of documents to leave out")
    parser.add_argument("--rounds", type=int, default=Course().rounds)
    args = parser.parse_args()
    learn_from = examples(args.shared, frozenset(args.without))
    course = Course(rounds=args.rounds)
    began = time.monotonic()

    def note(text: str) -> None:
        sys.stderr.write(f"{text}, {time.monotonic() - began:.0f} s\n")

    model = learned(learn_from, course, note)
    names = Counter(name.type.value for example in learn_from for name in example.names)
    about = {
        "version": VERSION,
        **{key: value for key, value in course._asdict().items() if key in ("width", "depth", "pieces")},
        "least": _LEAST,
        "made": {
            **course._asdict(),
            "documents": len({example.source for example in learn_from}),
            "characters": sum(len(example.text) for example in learn_from),
            "names": dict(sorted(names.items())),
        },
    }
    write(args.output, model, about)
    note(f"written to {args.output}")


if __name__ == "__main__":
    main()
