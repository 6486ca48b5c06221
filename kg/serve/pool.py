"""A small pool of workers that can be killed, so that a runaway query is stopped on time and the others do not notice.

A job that is not done after `patience` seconds counts as slow: its worker gets a lower priority of the operating system, and another
worker takes its place, up to `slow` of them. A slow worker is ended when it is done (its priority cannot be raised again) or when its
time is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from kg.serve.message import Broken, Busy, Job, Late, Reply
from kg.serve.processes import Processes, Worker


class Pool:
    """Workers by one command. size: how many stand ready. slow: how many slow jobs may run besides. patience: in seconds."""

    def __init__(self, command: Sequence[str], *, size: int = 4, slow: int = 4, patience: float = 0.7) -> None:
        self._processes = Processes(command)
        self._size, self._most_slow, self._patience = size, slow, patience
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._alive: set[Worker] = set()
        self._starting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self._fault = ""

    async def start(self) -> None:
        """Starts the workers; there is one when this returns. Raises Broken."""
        self._add(await self._processes.start())
        self._top_up()

    async def stop(self) -> None:
        """Ends all workers."""
        self._closed = True
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in [*self._alive]))
        await self._processes.stop()
        self._alive.clear()

    async def run(self, job: Job, seconds: float) -> Reply:
        """The reply of a worker within so many seconds, waiting for one included.

        Raises Busy when none became free, Late when the time was over (the worker is killed), Broken when it ended by itself. When
        the caller is cancelled, the work is stopped.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        try:
            worker = await asyncio.wait_for(self._idle.get(), seconds)
        except TimeoutError:
            raise (Broken(self._fault) if self._fault else Busy(f"no worker was free within {seconds:g} seconds")) from None
        asked = asyncio.ensure_future(worker.ask(job))
        try:
            await asyncio.wait({asked}, timeout=min(self._patience, end - loop.time()))
            if not asked.done():
                self._slow_down(worker)
                await asyncio.wait({asked}, timeout=end - loop.time())
            if not asked.done():
                raise Late(f"stopped after {seconds:g} seconds")
            return asked.result()
        finally:
            if asked.done() and not asked.cancelled() and asked.exception() is None and not worker.slow:
                self._idle.put_nowait(worker)
            else:
                asked.cancel()
                self._spawn(self._remove(worker))

    def _slow_down(self, worker: Worker) -> None:
        if sum(w.slow for w in self._alive) < self._most_slow:
            worker.slow_down()
            self._top_up()

    def _add(self, worker: Worker) -> None:
        self._fault = ""
        self._alive.add(worker)
        self._idle.put_nowait(worker)

    async def _remove(self, worker: Worker) -> None:
        self._alive.discard(worker)
        self._top_up()
        await worker.end()

    def _top_up(self) -> None:
        while not self._closed and sum(not w.slow for w in self._alive) + self._starting < self._size:
            self._starting += 1
            self._spawn(self._start_one())

    async def _start_one(self) -> None:
        try:
            worker = await self._processes.start()
        except Broken as error:
            self._fault = str(error)
            await asyncio.sleep(1)
            self._starting -= 1
            self._top_up()
            return
        except BaseException:
            self._starting -= 1
            raise
        self._starting -= 1
        self._add(worker)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
