"""How things are timed: by processor time where one program works alone, by the clock where a user waits."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor time of this process, and what came of it. Other programs on the machine do not count."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def least(work: Callable[[], object], times: int = 5) -> float:
    """The least processor time of several runs, in milliseconds: what the work costs, whatever else the machine does."""
    return min(timed(work)[0] for _ in range(times)) * 1000


def milliseconds(work: Callable[[], object], times: int = 15) -> float:
    """The median of several runs after one to warm up, by the clock."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
