"""From a job to its reply, in a worker: which page, or which form of results; and what each failure becomes."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from kg.errors import GraphError, KgError
from kg.graph import GraphStore
from kg.serve.abilities import Abilities
from kg.serve.message import HTML, Job, Missing, Refused, Reply, SparqlQuery, Unacceptable, Visit
from kg.serve.negotiate import RESULTS, TRIPLES, best, chosen
from kg.serve.pages import Pages
from kg.serve.reader import Reader
from kg.serve.render import Renderer
from kg.serve.results import Solutions, written
from kg.serve.sparql import carried_out, serialized


class Answerer:
    """Answers jobs from one graph."""

    def __init__(self, store: GraphStore, abilities: Abilities) -> None:
        self._store = store
        self._pages = Pages(Reader(store), abilities)

    def __call__(self, job: Job) -> Reply:
        """The whole reply; a failure that concerns the visitor is one, too."""
        match job:
            case Visit():
                return self._visit(job)
            case SparqlQuery():
                return self._query(job)

    def _visit(self, visit: Visit) -> Reply:
        here = with_here(visit.path, visit.query)
        renderer = Renderer(self._store.base, visit.language, here)
        try:
            return self._pages(visit, renderer)
        except KgError as error:
            near = error.near if isinstance(error, Missing) else ()
            return failure(renderer, status_of(error), str(error), visit.accept, near)

    def _query(self, query: SparqlQuery) -> Reply:
        pairs = (("query", query.text), *(("format", query.format) for _ in [0] if query.format))
        renderer = Renderer(self._store.base, query.language, with_here("/sparql", pairs))
        try:
            return self._carried_out(query, renderer)
        except KgError as error:
            if query.format in ("", "html") and best(query.accept, ["text/plain", HTML]) == HTML:
                return self._pages.sparql(renderer, query.text, fault=str(error), status=status_of(error))
            return failure(renderer, status_of(error), str(error), "text/plain", ())

    def _carried_out(self, query: SparqlQuery, renderer: Renderer) -> Reply:
        answer = carried_out(self._store.store, query)
        more = answer[1] if isinstance(answer, tuple) else isinstance(answer, Solutions) and answer.more
        headers: tuple[tuple[str, str], ...] = (("Row-Limit", str(query.rows)), ("Row-Limit-Reached", str(more).lower()))
        if isinstance(answer, tuple):
            triples, _ = answer
            media = chosen(query.accept, query.format, TRIPLES, page=True)
            if media == HTML:
                text = serialized(triples, TRIPLES["ttl"]).decode("utf-8", "replace")
                return self._pages.sparql(renderer, query.text, triples=text, count=len(triples), more=more, headers=headers)
            return Reply(200, media, serialized(triples, media), headers)
        media = chosen(query.accept, query.format, RESULTS, page=True)
        if media == HTML:
            return self._pages.sparql(renderer, query.text, answer=answer, limit=query.rows, more=more, headers=headers)
        if query.format:
            headers = (*headers, ("Content-Disposition", f'attachment; filename="results.{query.format}"'))
        return Reply(200, media, written(answer, media, query.rows), headers)


def status_of(error: KgError) -> int:
    """The status of HTTP for a failure."""
    match error:
        case Refused():
            return 403
        case Missing():
            return 404
        case Unacceptable():
            return 406
        case GraphError():
            return 500
        case _:
            return 400


def failure(renderer: Renderer, status: int, message: str, accept: str, near: tuple[tuple[str, str], ...]) -> Reply:
    """A failure as a page, or as plain text for a program."""
    if best(accept, ["text/plain", HTML]) == HTML:
        return renderer.page("failure", status, code=status, message=message, near=near)
    lines = [message, *(f"{name}  {place}" for name, place in near)]
    return Reply(status, "text/plain", ("\n".join(lines) + "\n").encode("utf-8", "replace"))


def with_here(path: str, query: tuple[tuple[str, str], ...]) -> str:
    """The address of a page within the site."""
    return f"{path}?{urlencode(query, quote_via=quote)}" if query else path
