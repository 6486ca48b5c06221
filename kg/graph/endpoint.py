"""Requests to a SPARQL server: authentication, time-outs, and retries, which are safe because every request of this program may come twice.

Protocols: SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) and Graph Store HTTP Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/). A graph has no blank nodes and its IRIs are computed from content, so that what is
inserted or put twice is there once.

Environment variables: KG_STORE_USER and KG_STORE_PASSWORD (Basic or Digest, as the server asks), or KG_STORE_TOKEN (Bearer);
KG_STORE_TIMEOUT (seconds a request, 300 if not set).
"""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPMessage
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from kg import __version__
from kg.errors import GraphError

_TRIES = 4
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which a request is worth sending again (RFC 9110, sections 15.5 and 15.6; 500 for deadlocks, as Virtuoso reports them)."""
_SAFE = "!#$&'()*+,-./:;=?@_~%"


@dataclass(frozen=True, slots=True)
class Answer:
    """status: of HTTP. body: as it came."""

    status: int
    body: bytes


class Endpoint:
    """A server that is spoken to with the environment's credentials. Make one for each server."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """Raises GraphError when a variable of the environment makes no sense."""
        given = os.environ if environment is None else environment
        try:
            self._timeout = float(given.get("KG_STORE_TIMEOUT", "300"))
        except ValueError:
            raise GraphError(f"KG_STORE_TIMEOUT={given['KG_STORE_TIMEOUT']}: not a number of seconds") from None
        self._headers = {"User-Agent": f"lianghui-kg/{__version__}"}
        self._digest: _Digest | None = None
        handlers: list[urllib.request.BaseHandler] = []
        if "KG_STORE_TOKEN" in given:
            self._headers["Authorization"] = f"Bearer {given['KG_STORE_TOKEN']}"
        elif "KG_STORE_USER" in given:
            passwords = _AnyHost(given["KG_STORE_USER"], given.get("KG_STORE_PASSWORD", ""))
            self._digest = _Digest(passwords)
            handlers += [urllib.request.HTTPBasicAuthHandler(passwords), self._digest]
        self._opener = urllib.request.build_opener(*handlers)

    def send(
        self, method: str, url: str, body: bytes | None = None, *, content: str = "", accept: str = "*/*", wait: float = 0.5
    ) -> Answer:
        """One request, sent again after a pause when the server cannot be reached or is busy.

        wait: seconds before the second try; doubled each time. A status of 400 or more that is not worth another try is an answer.
        Raises GraphError when the server cannot be reached, stays busy, or has the request and does not answer in time: it is still at
        work then, and a second request would only keep it from that.
        """
        headers = {**self._headers, "Accept": accept, **({"Content-Type": content} if content else {})}
        why = ""
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(wait * 2 ** (attempt - 1))
            request = urllib.request.Request(url, data=body, headers=headers, method=method)
            try:
                with self._opener.open(request, timeout=self._timeout) as response:
                    return Answer(response.status, response.read())
            except urllib.error.HTTPError as error:
                if error.code not in _AGAIN:
                    return Answer(error.code, error.read())
                why = f"{error.code} {error.reason}: {_first_line(error.read())}"
            except TimeoutError:
                raise GraphError(f"{_host(url)}: no answer within {self._timeout:g} seconds; KG_STORE_TIMEOUT allows for more") from None
            except (OSError, ValueError) as error:
                why = str(getattr(error, "reason", error))
                self._learn(url)
        what = f"does not do what it is asked ({why}); tried {_TRIES} times; is the server running, and is this its address?"
        raise GraphError(f"{_host(url)}: {what}")

    def _learn(self, url: str) -> None:
        """Asks for the challenge of a server that closed the connection before it had read a body: it may have wanted credentials first."""
        if self._digest is None or self._digest.challenge is not None:
            return
        try:
            self._opener.open(urllib.request.Request(url, headers=self._headers), timeout=self._timeout).close()
        except (OSError, ValueError):
            return  # the next try says what is wrong

    def query(
        self, url: str, sparql: str, *, graphs: Sequence[str] | None = None, options: Sequence[tuple[str, str]] = (), accept: str
    ) -> Answer:
        """A query by POST. graphs: the dataset, both as default graph and as named graphs; None for the server's own."""
        fields = [("query", sparql), *options]
        for graph in graphs or ():
            fields += [("default-graph-uri", graph), ("named-graph-uri", graph)]
        return self.send("POST", url, urlencode(fields).encode(), content="application/x-www-form-urlencoded", accept=accept)

    def update(self, url: str, sparql: str) -> None:
        """An update by POST. Raises GraphError when the server refuses it."""
        refused(self.send("POST", url, sparql.encode(), content="application/sparql-update"), url)

    def put_graph(self, url: str, graph: str, triples: bytes) -> None:
        """Replaces a named graph by N-Triples. Raises GraphError when the server refuses it."""
        refused(self.send("PUT", _graph(url, graph), triples, content="application/n-triples"), url)

    def drop_graph(self, url: str, graph: str) -> None:
        """Removes a named graph, if it is there. Raises GraphError when the server refuses it."""
        answer = self.send("DELETE", _graph(url, graph))
        if answer.status != 404:
            refused(answer, url)


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Digest authentication that answers the challenge of an earlier request at once (RFC 7616, section 3.6), so that no body is sent in
    vain to a server that closes the connection after its 401.

    challenge: what the server asked for last; None before it did.
    """

    challenge: dict[str, str] | None = None

    def http_error_auth_reqed(self, auth_header: str, host: str, req: urllib.request.Request, headers: HTTPMessage) -> Any:
        given = headers.get(auth_header, "")
        scheme, _, rest = given.partition(" ")
        if scheme.lower() == "digest":
            self.challenge = urllib.request.parse_keqv_list(list(filter(None, urllib.request.parse_http_list(rest))))
        return super().http_error_auth_reqed(auth_header, host, req, headers)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """Adds the answer to the challenge that is known."""
        if self.challenge is not None and not req.has_header(self.auth_header):
            answer = self.get_authorization(req, self.challenge)
            if answer:
                req.add_unredirected_header(self.auth_header, f"Digest {answer}")
        return req

    https_request = http_request


class _AnyHost(urllib.request.HTTPPasswordMgr):
    """One user for the one server that is spoken to."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__()
        self._known = (user, password)

    def find_user_password(self, realm: str, authuri: str) -> tuple[str | None, str | None]:
        return self._known


def refused(answer: Answer, url: str) -> None:
    """Raises GraphError when the server did not do what it was asked."""
    if answer.status in (401, 403):
        raise GraphError(f"{_host(url)}: may not be written; set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN")
    if answer.status >= 400:
        raise GraphError(f"{url}: {answer.status}: {_first_line(answer.body)}")


def _graph(url: str, graph: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}graph={quote(graph, safe='')}"


def _host(url: str) -> str:
    return quote(urlsplit(url)._replace(query="").geturl(), safe=_SAFE)


def _first_line(body: bytes) -> str:
    return next((line.strip() for line in body.decode("utf-8", "replace").splitlines() if line.strip()), "no reason given")[:300]
