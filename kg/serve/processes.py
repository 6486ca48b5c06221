"""Starting worker processes, talking to them, and killing them, from an event loop.

Where the system can hand an open socket to another process (all but Windows), one process imports everything once and forks the workers; a
worker that was killed is replaced within a few hundredths of a second. Elsewhere each worker is started from nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import socket
import sys
from collections.abc import Callable, Sequence

from kg.serve.message import Broken, Job, Reply
from kg.serve.worker import LENGTH, Message

_LOW = 19
_START = 60.0
"""Seconds that a worker may take to start."""


class Worker:
    """One process, and the way to ask it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._process: int | None = None
        self._kill: Callable[[], None] = lambda: None
        self.slow = False

    async def ready(self) -> None:
        """Waits until it is. Raises Broken with what it said instead."""
        try:
            kind, said = await asyncio.wait_for(self._receive(), _START)
        except TimeoutError:
            raise Broken("a worker does not start") from None
        if kind != "ready":
            raise Broken(str(said))
        self._process = int(str(said))
        self._kill = _killer(self._process)

    async def ask(self, job: Job) -> Reply:
        """The reply. Raises Broken when the process ends instead."""
        body = pickle.dumps(job)
        self._writer.write(len(body).to_bytes(LENGTH, "big") + body)
        kind, said = await self._receive()
        if isinstance(said, Reply):
            return said
        raise Broken(f"{kind}: {said}")

    async def _receive(self) -> Message:
        try:
            head = await self._reader.readexactly(LENGTH)
            message: Message = pickle.loads(await self._reader.readexactly(int.from_bytes(head, "big")))
        except (asyncio.IncompleteReadError, OSError) as error:
            raise Broken("the worker ended in the middle of this query: it needed too much memory, or was ended from outside") from error
        return message

    def slow_down(self) -> None:
        """Lets the others come first."""
        self.slow = True
        if sys.platform != "win32" and self._process is not None:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process, _LOW)

    async def end(self) -> None:
        """Kills the process, and waits until its end of the line is closed."""
        self._kill()
        self._writer.close()
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await self._writer.wait_closed()


class Processes:
    """Starts workers by a command (see kg.serve.worker.work)."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._nursery: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> Worker:
        """A worker that is ready. Raises Broken with what is wrong."""
        try:
            worker = await (self._spawned() if sys.platform == "win32" else self._forked())
        except OSError as error:
            raise Broken(f"no worker can be started ({error})") from error
        try:
            await worker.ready()
        except BaseException:
            await worker.end()
            raise
        return worker

    async def stop(self) -> None:
        """Ends the process that forks."""
        if self._nursery is not None:
            self._nursery.close()
            self._nursery = None
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
            self._process = None

    async def _spawned(self) -> Worker:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*self._command, stdin=pipe, stdout=pipe)
        assert process.stdin is not None and process.stdout is not None
        return Worker(process.stdout, process.stdin)

    async def _forked(self) -> Worker:
        assert sys.platform != "win32"
        async with self._lock:
            ours, theirs = socket.socketpair()
            with theirs:
                for last in (False, True):
                    nursery = await self._nurse()
                    try:
                        socket.send_fds(nursery, [b"w"], [theirs.fileno()])
                        break
                    except OSError:  # it was ended from outside: another one
                        await self.stop()
                        if last:
                            ours.close()
                            raise
        return Worker(*await asyncio.open_connection(sock=ours))

    async def _nurse(self) -> socket.socket:
        """The way to the process that forks, which is started where there is none."""
        if self._nursery is None:
            ours, theirs = socket.socketpair()
            with theirs:
                self._process = await asyncio.create_subprocess_exec(*self._command, stdin=theirs.fileno())
            self._nursery = ours
        return self._nursery


def _killer(process: int) -> Callable[[], None]:
    """Kills this very process, even if its number has been given to another one since where the system can tell (Linux: pidfd)."""
    if sys.platform == "linux":
        try:
            handle = os.pidfd_open(process)
        except OSError:
            return lambda: None  # gone already

        def kill() -> None:
            nonlocal handle
            if handle >= 0:
                with contextlib.suppress(ProcessLookupError):
                    signal.pidfd_send_signal(handle, signal.SIGKILL)
                os.close(handle)
                handle = -1

        return kill

    def by_number() -> None:
        with contextlib.suppress(OSError):
            os.kill(process, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

    return by_number
