"""Documents come back in order, from one process or several, and a failure concerns one document."""

from __future__ import annotations

import functools

import pytest

from kg.build import BuildOptions
from kg.build.pool import Failure, run
from kg.errors import KgError
from kg.model import Source
from tests.build.readers import first_word

WORK = functools.partial(first_word, options=BuildOptions())


def sources(*texts: str) -> list[Source]:
    return [Source.of_text(f"{number}.txt", text) for number, text in enumerate(texts)]


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_results_come_in_the_order_of_the_documents(jobs: int | None) -> None:
    documents = sources("柳青慢", "杭远", "错", "秦川", "证", *["苗禾"] * 20)
    results = list(run(iter(documents), WORK, jobs))
    assert [source for source, _ in results] == documents
    assert [isinstance(result, Failure) for _, result in results] == [False, False, True, False, True] + [False] * 20


def test_a_failure_says_what_and_where() -> None:
    (_, crash), (_, evidence) = run(iter(sources("错", "证")), WORK, 1)
    assert isinstance(crash, Failure) and isinstance(evidence, Failure)
    assert crash.reason == "a defect of the program, not of the document: ZeroDivisionError: division by zero"
    assert evidence.reason == "'证' does not stand at characters 0-1"


def test_a_process_that_dies_is_one_clear_error() -> None:
    with pytest.raises(KgError, match="ended from outside"):
        list(run(iter(sources("柳青", "死")), WORK, 2))


def test_no_more_documents_are_taken_than_are_on_their_way() -> None:
    taken: list[str] = []

    def watched() -> object:
        for source in sources(*["柳青"] * 100):
            taken.append(source.name)
            yield source

    results = run(watched(), WORK, 1)  # type: ignore[arg-type]
    next(results)
    assert len(taken) == 1
