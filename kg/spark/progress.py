"""How far Spark is, for a person who waits: a thread that asks it now and then."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

OnProgress = Callable[[int, int], None]
"""Called with how many tasks of the present stage are done, and how many there are."""
_EVERY = 0.5  # seconds


@contextmanager
def following(spark: Any, on_progress: OnProgress) -> Iterator[None]:
    """Calls `on_progress` while the body runs."""
    ended = threading.Event()

    def look() -> None:
        tracker = spark.statusTracker()
        while not ended.wait(_EVERY):
            for stage in tracker.getActiveStageIds():
                if (info := tracker.getStageInfo(stage)) is not None:
                    on_progress(info.numCompletedTasks, info.numTasks)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
