"""The front: HTTP in, jobs for the workers out. It holds no graph, so that no visitor can make it wait for another."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.serve.answer import failure, with_here
from kg.serve.message import HTML, Broken, Busy, Job, Late, Reply, SparqlQuery, Visit
from kg.serve.pool import Pool
from kg.serve.render import LANGUAGES, Renderer

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of every page: nothing inline, nothing from elsewhere."""
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Of a picture, which holds its own style sheet and no script."""

_COOKIE = "language"
_LONGEST = 1 << 20
_MEDIA = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


def make_site(pool: Pool, base: str, static: Mapping[str, bytes], *, seconds: float, hosts: list[str]) -> Starlette:
    """The application. base: of the graph's IRIs. static: further files below /static/view/. seconds: the deadline of every job. hosts: by
    which names it may be asked for (against DNS rebinding); `*` for any."""
    front = _Front(pool, base, seconds)
    given = {f"view/{name}": body for name, body in static.items()}

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        yield
        await pool.stop()

    return Starlette(
        routes=[
            Route("/static/{name:path}", _static(given), methods=["GET"]),
            Route("/language/{language}", _switch, methods=["GET"]),
            Route("/sparql", front.sparql, methods=["GET", "POST"]),
            Route("/{path:path}", front.visit, methods=["GET"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False), Middleware(_Hardened)],
        lifespan=life,
    )


class _Front:
    """Turns requests into jobs, and what comes back into responses."""

    def __init__(self, pool: Pool, base: str, seconds: float) -> None:
        self._pool, self._base, self._seconds = pool, base, seconds

    async def visit(self, request: Request) -> Response:
        """A page."""
        path = request.scope.get("raw_path", request.scope["path"].encode()).decode("ascii", "replace").partition("?")[0]
        query = tuple(parse_qsl(request.scope["query_string"].decode("ascii", "replace"), keep_blank_values=True, errors="replace"))
        visit = Visit(path, query, request.headers.get("accept", HTML), _language(request))
        return await self._done(request, visit, with_here(path, query), visit.accept)

    async def sparql(self, request: Request) -> Response:
        """The query operation of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), and the page of the editor."""
        pairs = parse_qsl(request.scope["query_string"].decode("ascii", "replace"), keep_blank_values=True, errors="replace")
        accept, language = request.headers.get("accept", "*/*"), _language(request)
        renderer = Renderer(self._base, language, "/sparql")
        text: str | None = None
        if request.method == "POST":
            body = await _body(request)
            if body is None:
                return _response(failure(renderer, 413, f"a query may have {_LONGEST} bytes", accept, ()))
            media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            match media:
                case "application/x-www-form-urlencoded":
                    pairs += parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")
                case "application/sparql-query":
                    text = body.decode("utf-8", "replace")
                case "application/sparql-update":
                    return _response(failure(renderer, 403, "updates are refused: this server only reads", accept, ()))
                case _:
                    needed = "send application/x-www-form-urlencoded or application/sparql-query"
                    return _response(failure(renderer, 415, f"{media or 'no content type'}: {needed}", "text/plain", ()))
        if any(key == "update" for key, _ in pairs):
            return _response(failure(renderer, 403, "updates are refused: this server only reads", accept, ()))
        queries = [value for key, value in pairs if key == "query"] + ([text] if text is not None else [])
        if not queries or (not queries[0].strip() and HTML in accept):
            if HTML in accept:
                return await self._done(request, Visit("/sparql", tuple(pairs), accept, language), "/sparql", accept)
            return _response(failure(renderer, 400, "no query: give the parameter query, or POST it", "text/plain", ()))
        if len(queries) > 1:
            return _response(failure(renderer, 400, "one query at a time", "text/plain", ()))
        job = SparqlQuery(
            queries[0],
            tuple(v for k, v in pairs if k == "default-graph-uri") or None,
            tuple(v for k, v in pairs if k == "named-graph-uri") or None,
            accept,
            next((v for k, v in pairs if k == "format"), ""),
            language,
        )
        return await self._done(request, job, "/sparql", accept)

    async def _done(self, request: Request, job: Job, here: str, accept: str) -> Response:
        """The response of a worker; when the visitor goes away, the work is stopped."""
        renderer = Renderer(self._base, _language(request), here)
        work = asyncio.ensure_future(self._pool.run(job, self._seconds))
        gone = asyncio.ensure_future(_gone(request.receive))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise ClientDisconnect
            return _response(work.result())
        except (Late, Busy, Broken) as error:
            return self._unfinished(renderer, error, accept)
        finally:
            gone.cancel()
            work.cancel()

    def _unfinished(self, renderer: Renderer, error: KgError, accept: str) -> Response:
        match error:
            case Late():
                said = renderer.say("late", seconds=f"{self._seconds:g}")
            case Busy():
                said = renderer.say("busy", seconds=f"{self._seconds:g}")
            case _:
                said = renderer.say("broken", reason=error)
        reply = failure(renderer, 503, said, accept, ())
        return _response(Reply(reply.status, reply.media, reply.body, (("Retry-After", "5"),)))


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(request: Request) -> bytes | None:
    """The body; None when it is too long."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > _LONGEST:
            return None
    return bytes(found)


def _response(reply: Reply) -> Response:
    text = reply.media.startswith("text/") or reply.media.endswith("xml")
    headers = {"Content-Type": f"{reply.media}; charset=utf-8" if text else reply.media, "Cache-Control": "no-cache"}
    headers["Vary"] = "Accept, Cookie"
    headers.update(reply.headers)
    if reply.media == "image/svg+xml":
        headers["Content-Security-Policy"] = SVG_POLICY
    return Response(reply.body, reply.status, headers)


def _language(request: Request) -> str:
    known = request.cookies.get(_COOKIE, "")
    return known if known in LANGUAGES else LANGUAGES[0]


async def _switch(request: Request) -> Response:
    """Sets the language, and leads back to the page."""
    language = request.path_params["language"]
    back = request.query_params.get("back", "/")
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    response = Response(status_code=303, headers={"Location": _ascii(back) if safe else "/"})
    if language in LANGUAGES:
        response.set_cookie(_COOKIE, language, max_age=31_536_000, samesite="lax", httponly=True)
    return response


def _ascii(address: str) -> str:
    from urllib.parse import quote

    return quote(address, safe="/%?&=+!$'()*,;:@-._~#")


def _static(more: Mapping[str, bytes]) -> Callable[[Request], Awaitable[Response]]:
    """The files that pages need, all from installed packages."""
    own = {f.name: f.read_bytes() for f in (files("kg.serve") / "static").iterdir() if f.is_file()}
    found = {**own, **more}
    tags = {name: f'"{hashlib.sha256(body).hexdigest()[:16]}"' for name, body in found.items()}

    async def serve(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in found:
            return Response("no such file\n", 404, media_type="text/plain")
        headers = {"ETag": tags[name], "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tags[name]:
            return Response(status_code=304, headers=headers)
        return Response(found[name], headers=headers, media_type=_MEDIA[name.rpartition(".")[2]])

    return serve


class _Hardened:
    """Sets what keeps a page from doing anything but what it is for, on every response that does not say otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                names = {name.lower() for name, _ in headers}
                wanted = (*_HEADERS, (b"content-security-policy", POLICY.encode()))
                message["headers"] = headers + [pair for pair in wanted if pair[0] not in names]
            await send(message)

        await self._app(scope, receive, hardened if scope["type"] == "http" else send)
