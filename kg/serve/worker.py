"""A worker: a process that has the graph open for reading, and answers one job after the other until its input ends.

It can be killed at any moment, which is how a query is stopped: the engine itself cannot be told to. A timer of the operating system ends it
even if the front has died; a limit on its memory ends a query that gathers without end.

Messages are a length of four bytes (big-endian) and that many bytes of pickle; both ends are this package.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.graph import GraphStore
from kg.serve.abilities import Abilities
from kg.serve.answer import Answerer
from kg.serve.message import Job, Reply

LENGTH = 4
_MEMORY = 4 << 30
"""Bytes of data that a worker may hold, where the system keeps such limits."""

Message = tuple[str, Reply | str]
"""`reply` with a Reply, `ready` with nothing, `error` with a message for the user."""


def work(folder: Path, abilities: Abilities, seconds: float) -> int:
    """Serves jobs from standard input to standard output. seconds: the longest that a job may take. Returns the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the front, which ends its workers
    into = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the messages
    _limit_memory()
    timer = _timer(seconds * 1.5 + 5)
    try:
        store = GraphStore.open(folder, read_only=True)
    except KgError as error:
        _write(into, ("error", str(error)))
        return 2
    with store:
        answer = Answerer(store, abilities)
        _write(into, ("ready", ""))
        while (job := _read(sys.stdin.buffer)) is not None:
            timer(True)
            _write(into, _answered(answer, job))
            timer(False)
    return 0


def _answered(answer: Answerer, job: Job) -> Message:
    try:
        return "reply", answer(job)
    except MemoryError:
        return "error", "the query needs more memory than it may have"


def _read(out: BinaryIO) -> Job | None:
    head = out.read(LENGTH)
    if len(head) < LENGTH:
        return None
    job: Job = pickle.loads(out.read(int.from_bytes(head, "big")))
    return job


def _write(into: BinaryIO, message: Message) -> None:
    body = pickle.dumps(message)
    into.write(len(body).to_bytes(LENGTH, "big") + body)
    into.flush()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):  # a stricter limit is set already
            resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _timer(seconds: float) -> Callable[[bool], None]:
    """Sets (True) or stops (False) a timer that ends this process, also in the middle of a query."""
    if sys.platform == "win32":
        return lambda on: None
    signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def switch(on: bool) -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds if on else 0)

    return switch
