"""Many documents through one function, in one process or several, with the results in the order of the documents.

A failure is a result like any other: it concerns one document, and the others go on. Only a bounded number of documents is on its way at
any time, so that memory does not grow with the folder.
"""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import kg
from kg.errors import KgError
from kg.model import Source

T = TypeVar("T")

_FEW = 6  # as many documents as one process reads before another has loaded the word lists
_AHEAD = 4  # documents on their way for each process, at least
_CHARACTERS_AHEAD = 40_000  # and as many more as have this length together, so that processes have work while the store is being loaded
_MOST_AHEAD = 32
_PACKAGE = Path(kg.__file__).parent


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read to its end. reason: one line for the user."""

    reason: str


def run(sources: Iterator[Source], work: Callable[[Source], T], jobs: int | None) -> Generator[tuple[Source, T | Failure], None, None]:
    """`work` on each of `sources`, in their order. jobs: processes; None for the number of cores, or one for a few documents.

    Close it to end its processes. Raises KgError when a process was ended from outside (out of memory, for instance).
    """
    if jobs is None:
        few = list(itertools.islice(sources, _FEW + 1))
        jobs = 1 if len(few) <= _FEW else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        sources = itertools.chain(few, sources)
    if jobs == 1:
        return _run_here(sources, work)
    return _run_in_processes(sources, work, jobs)


def attempt(work: Callable[[Source], T], source: Source) -> T | Failure:
    """The result of `work`, or why there is none. A defect of a rule is told with its place in the program, not with a traceback."""
    try:
        return work(source)
    except KgError as error:
        return Failure(str(error).removeprefix(f"{source.name}: "))
    except Exception as error:  # whatever a rule does wrong concerns this document only
        frames = [(Path(f.filename), f.lineno) for f in traceback.extract_tb(error.__traceback__) if f.filename != __file__]
        inside = [(path, line) for path, line in frames if path.is_relative_to(_PACKAGE) and not path.is_relative_to(_PACKAGE / "build")]
        ours = [f"{path.relative_to(_PACKAGE.parent)}:{line}" for path, line in inside]
        place = f" at {ours[-1]}" if ours else ""
        said = " ".join(str(error).split())[:200]
        return Failure(f"a defect of the program, not of the document: {type(error).__name__}: {said}{place}")


def _run_here(sources: Iterator[Source], work: Callable[[Source], T]) -> Generator[tuple[Source, T | Failure], None, None]:
    for source in sources:
        yield source, attempt(work, source)


def _run_in_processes(
    sources: Iterator[Source], work: Callable[[Source], T], jobs: int
) -> Generator[tuple[Source, T | Failure], None, None]:
    # Processes are started fresh, not forked: the store's threads and lock must not be copied into them.
    context = multiprocessing.get_context("spawn")
    waiting: deque[tuple[Source, Future[T | Failure]]] = deque()
    ahead = 0  # characters
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    try:
        for source in itertools.chain(sources, [None]):
            if source is not None:
                waiting.append((source, executor.submit(attempt, work, source)))
                ahead += len(source.text)
            while waiting and (source is None or _enough(len(waiting) / jobs, ahead / jobs)):
                done, future = waiting.popleft()
                ahead -= len(done.text)
                yield done, future.result()
    except BrokenProcessPool:
        raise KgError("a process was ended from outside (out of memory?): what is built is kept; run again with fewer --jobs") from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _enough(documents: float, characters: float) -> bool:
    """Whether so much is on its way for each process that the next result is waited for."""
    return documents >= _AHEAD and (characters >= _CHARACTERS_AHEAD or documents >= _MOST_AHEAD)


def _begin() -> None:
    """How a process of the pool is set up. Ctrl-C goes to all processes of the terminal; only the first one is to act on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()


def collect_seldom() -> None:
    """Documents make many values that live until they are stored, and next to no cycles: looking for those so often as is usual takes a
    third of the time of the mapping, and a tenth of that of the inference."""
    gc.set_threshold(50_000, 20, 100)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """`collect_seldom` for as long as something is done in a process that goes on to other things."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
