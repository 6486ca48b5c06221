"""A worker: a process that has the graph open for reading, and answers one job after the other until its input ends.

It can be killed at any moment, which is how a query is stopped: the engine itself cannot be told to. A timer of the operating system
ends it even if the front has died; a limit on its memory ends a query that gathers without end.

Messages are a length of four bytes (big-endian) and that many bytes of pickle; both ends are this package.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import socket
import stat
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kg.errors import GraphError, KgError
from kg.graph import GraphStore
from kg.graph.manifest import NAME as MANIFEST
from kg.serve.abilities import Abilities
from kg.serve.answer import Answerer
from kg.serve.message import Job, Reply
from kg.serve.queries import library
from kg.serve.render import words
from kg.serve.slots import labels
from kg.vocab import ontology

LENGTH = 4
_MEMORY = 4 << 30
"""Bytes of data that a worker may hold, where the system keeps such limits."""

Message = tuple[str, Reply | str]
"""`reply` with a Reply, `ready` with the number of the process, `error` with a message for the user."""


def work(folder: Path, abilities: Abilities, seconds: float) -> int:
    """Serves jobs of the front at the other end of standard input and output; if standard input is a socket, starts workers that do, one
    for each socket that comes in by it. seconds: the longest that a job may take. Returns the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the front, which ends its workers
    if stat.S_ISSOCK(os.fstat(0).st_mode):
        return _nurse(folder, abilities, seconds)
    into = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not come between the messages
    return _serve(sys.stdin.buffer, into, folder, abilities, seconds)


def _nurse(folder: Path, abilities: Abilities, seconds: float) -> int:
    """Forks a worker for each socket. Everything is imported and read once, here: a worker is there in a few hundredths of a second.

    The graph is opened after the fork: a store with its threads must not be carried over it.
    """
    assert sys.platform != "win32"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the workers; the front learns of their end by their sockets
    warm()
    gc.freeze()
    with socket.socket(fileno=os.dup(0)) as front:
        while True:
            word, handles, _, _ = socket.recv_fds(front, 1, 1)
            if not word:
                return 0
            if os.fork() == 0:
                front.close()
                with socket.socket(fileno=handles[0]) as own:
                    os._exit(_serve(own.makefile("rb"), own.makefile("wb"), folder, abilities, seconds))
            for handle in handles:
                os.close(handle)


def warm() -> None:
    """Reads what every worker needs."""
    ontology()
    library()
    labels()
    words()


def _serve(out: BinaryIO, into: BinaryIO, folder: Path, abilities: Abilities, seconds: float) -> int:
    _limit_memory()
    timer = _timer(seconds * 1.5 + 5)
    try:
        store, published = _opened(folder)
        answer = Answerer(store, abilities)
        _write(into, ("ready", str(os.getpid())))
        while (job := _read(out)) is not None:
            if _published(folder) != published:  # the graph has been built further
                store.close()
                store, published = _opened(folder)
                answer = Answerer(store, abilities)
            timer(True)
            _write(into, _answered(answer, job))
            timer(False)
    except KgError as error:
        _write(into, ("error", str(error)))
        return 2
    store.close()
    return 0


def _opened(folder: Path) -> tuple[GraphStore, int]:
    """The graph, and which state of it this is."""
    published = _published(folder)
    return GraphStore.open(folder, read_only=True), published


def _published(folder: Path) -> int:
    """Changes when another state of the graph is published. Raises GraphError when it is gone."""
    try:
        return (folder / MANIFEST).stat().st_mtime_ns
    except OSError as error:
        raise GraphError(f"{folder}: is no longer there ({error.strerror})") from error


def _answered(answer: Answerer, job: Job) -> Message:
    try:
        return "reply", answer(job)
    except MemoryError:
        return "error", "the query needs more memory than it may have"
    except Exception:  # a defect: said in full on standard error; this worker ends, as nobody knows what state it is in
        traceback.print_exc()
        return "error", "a defect of the program, described on its standard error"


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
