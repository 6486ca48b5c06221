"""Serving a graph until it is told to stop."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Mapping, Sequence

import uvicorn

from kg.errors import InputError
from kg.serve.pool import Pool
from kg.serve.site import make_site

_LINE = 1 << 18
"""Longest head of a request in bytes: queries come in the address, too."""


def serve(
    command: Sequence[str],
    base: str,
    static: Mapping[str, bytes],
    *,
    host: str,
    port: int,
    seconds: float,
    workers: int,
    told: Callable[[str], None],
) -> None:
    """Serves until SIGINT or SIGTERM. command: starts a worker. base: of the graph's IRIs. static: further files. port: 0 for any free one.
    told: is called with the address once it can be reached. Raises InputError when the address cannot be used."""
    listening = _listening(host, port)
    bound = listening.getsockname()[1]
    pool = Pool(command, size=workers, slow=workers)
    app = make_site(pool, base, static, seconds=seconds, hosts=_hosts(host))
    config = uvicorn.Config(app, log_level="warning", access_log=False, h11_max_incomplete_event_size=_LINE, timeout_graceful_shutdown=3)
    server = _Server(config, lambda: told(f"http://{f'[{host}]' if ':' in host else host}:{bound}/"))
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _listening(host: str, port: int) -> socket.socket:
    try:
        (family, kind, _, _, place), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        found = socket.socket(family, kind)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(place)
        found.listen(256)
    except (OSError, OverflowError) as error:
        raise InputError(f"--host {host} --port {port}: cannot be used ({error}); --port 0 takes a free one") from error
    return found


def _hosts(host: str) -> list[str]:
    """On the loopback address only its own names, so that a page elsewhere cannot reach it under a name of its own."""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return ["localhost", "127.0.0.1", "[::1]", host] if local else ["*"]
