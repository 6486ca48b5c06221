"""One writer or several readers: an advisory lock on a file of the graph's folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from kg.errors import GraphError


class Lock:
    """Holds `path` locked, for readers together or for one writer alone, until `release`. The system drops it when the process ends.

    Raises GraphError when another process (or another object of this one) holds it in a way that excludes this use. On Windows
    the store's own lock, which only excludes a second writer, has to do.
    """

    def __init__(self, path: Path, *, exclusive: bool) -> None:
        self._file: IO[bytes] | None = None
        try:
            self._file = path.open("ab" if exclusive else "rb")
        except FileNotFoundError:
            return  # a graph that was copied without its lock file, perhaps to a place where nothing can be written
        except OSError as error:
            raise GraphError(f"{path.parent}: cannot be locked ({error.strerror}); is the folder writable?") from error
        if sys.platform == "win32":
            return
        import fcntl

        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            self._file = None
            other = "in use by another program" if exclusive else "being written by another program"
            raise GraphError(f"{path.parent}: the graph is {other}; wait until that is done, or name another folder") from error

    def release(self) -> None:
        """Gives the lock back; twice does no harm."""
        if self._file is not None:
            self._file.close()
            self._file = None
