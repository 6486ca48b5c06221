"""SPARQL servers of their own for a test, on free ports, with nothing in them: Oxigraph (from PyPI) and Virtuoso (from Debian)."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OXIGRAPH = shutil.which("oxigraph", path=f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ.get('PATH', '')}")
VIRTUOSO = shutil.which("virtuoso-t")
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
TransactionFile = {folder}/virtuoso.trx
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
Striping = 0
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
ServerThreads = 10
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
ServerThreads = 5
MaxClientConnections = 5
[SPARQL]
ResultSetMaxRows = 1000000
[Client]
SQL_PREFETCH_ROWS = 100
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """`oxigraph serve`; its address."""
    assert OXIGRAPH is not None and importlib.util.find_spec("pyoxigraph")
    port = free_port()
    with _running([OXIGRAPH, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"], f"http://127.0.0.1:{port}", "/"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Virtuoso with its first user dba, whose password is dba; its address."""
    assert VIRTUOSO is not None
    http = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(folder=folder, http=http, sql=free_port()), encoding="utf-8")
    with _running([VIRTUOSO, "+foreground", "+configfile", str(folder / "virtuoso.ini")], f"http://127.0.0.1:{http}", "/sparql"):
        yield f"http://127.0.0.1:{http}"


@contextmanager
def _running(command: list[str], url: str, path: str) -> Iterator[None]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(url + path, timeout=5).close()
                break
            except OSError:
                assert server.poll() is None and time.monotonic() < deadline, f"{command[0]} does not begin"
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
