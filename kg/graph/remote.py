"""A graph in a SPARQL server instead of a folder: the same contents, read and written by the same commands (`--store URL`).

A named graph `graph/contents` says what the graph has, with the text of each source; it is what manifest.json and the folder of texts are
elsewhere. A source is in the graph when it is listed there, which is the last thing that happens when it is put, and the first that is
undone when it is taken away. So whatever breaks off a build, the next one finds graphs that are not listed, drops them, and goes on.
"""

from __future__ import annotations

import json
import os
import socket
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.errors import GraphError
from kg.graph.endpoint import Endpoint
from kg.graph.frame import Triple, integer
from kg.graph.manifest import Manifest, SourceEntry
from kg.graph.prepare import Prepared
from kg.graph.remotestore import RemoteSayings, RemoteStore, services, statement
from kg.graph.run import SOFTWARE
from kg.graph.union import Statements, changes, entity_statements, everything, joined
from kg.vocab import DEFAULT_BASE, Mint, Term, digest, iri, ontology

_HOLD = 900.0
"""Seconds for which a lock holds without a sign of life from who took it."""
_BATCH = 20
"""Documents that are put between two changes of the graph of entities."""
_LINES = 2000
"""Triples in one update: Virtuoso compiles no more than 10,000 lines."""


def contents_graph(base: str) -> NamedNode:
    """The named graph that says what a graph in a server has."""
    return Mint(base).path("graph", "contents")


def connect(url: str) -> RemoteStore:
    """The server at an address, with the credentials of the environment. Raises GraphError when none answers there."""
    endpoint = Endpoint()
    return RemoteStore(endpoint, services(url, endpoint))


def contents(store: RemoteStore, url: str, *, base: str | None) -> Manifest | None:
    """What a server has; None when it has no graph of this kind. base: of its IRIs, where there may be several.

    Raises GraphError when there are several and no base is given, or a query does not see all named graphs together.
    """
    heads = {cast(Literal, row["base"]).value: row for row in store.rows("head")}
    if base is None and len(heads) > 1:
        raise GraphError(f"{url}: holds several graphs ({', '.join(sorted(heads))}); only one base can be used")
    if not heads or (base is not None and base not in heads):
        return None
    here = base or next(iter(heads))
    row = heads[here]
    place = contents_graph(here)
    if not bool(store.query(statement("union.rq", contents=place), use_default_graph_as_union=True)):
        raise GraphError(f"{url}: a query that names no graph does not see the named graphs; set the server up so that it does")
    version = cast(NamedNode, row["version"]).value.rpartition("/")[2]
    manifest = Manifest(SOFTWARE, version, cast(Literal, row["digest"]).value, here)
    for found in store.rows("contents", contents=place):
        name, sha256, quads, counts = (cast(Literal, found[key]).value for key in ("name", "sha256", "quads", "counts"))
        options = cast(NamedNode, found["run"]).value.removeprefix(Mint(here).run("").value)
        graph = cast(NamedNode, found["source"]).value
        manifest.sources[name] = SourceEntry(name, sha256, graph, options, int(quads), json.loads(counts))
    count(store, manifest)
    return manifest


def count(store: RemoteStore, manifest: Manifest) -> None:
    """Brings the numbers of quads and of entities up to date. What else the server holds is not counted."""
    mint = Mint(manifest.base)
    others = [ontology().graph, mint.entities_graph, mint.inferred_graph, mint.dataset_graph, mint.authority_graph]
    manifest.quads = sum(item.quads for item in manifest.sources.values()) + store.size(others)
    manifest.entities = {
        class_.value: int(cast(Literal, found["n"]).value)
        for found in store.rows("entities", entities=mint.entities_graph)
        if isinstance(class_ := found["class"], NamedNode)
    }


def listing(item: SourceEntry, text: str, mint: Mint) -> list[Quad]:
    """What the graph of contents says of a source."""
    node = NamedNode(item.graph)
    said: list[Triple] = [
        (node, iri(Term.SCHEMA_NAME), Literal(item.name)),
        (node, iri(Term.SCHEMA_SHA256), Literal(item.sha256)),
        (node, iri(Term.PROV_WAS_GENERATED_BY), mint.run(item.options)),
        (node, iri(Term.VOID_TRIPLES), integer(item.quads)),
        (node, iri(Term.DCTERMS_DESCRIPTION), Literal(json.dumps(item.counts, ensure_ascii=False))),
        # as JSON, because servers turn line ends into others
        (node, iri(Term.OA_EXACT), Literal(json.dumps(text, ensure_ascii=False))),
    ]
    return [Quad(*triple, contents_graph(mint.base)) for triple in said]


def heading(base: str) -> list[Quad]:
    """What the graph of contents says of the graph as a whole: its base, and the ontology that it keeps to."""
    words, node = ontology(), contents_graph(base)
    said: list[Triple] = [
        (node, iri(Term.VOID_URI_SPACE), Literal(base)),
        (node, iri(Term.DCTERMS_CONFORMS_TO), NamedNode(f"{words.graph.value}/{words.version}")),
        (node, iri(Term.SCHEMA_SHA256), Literal(digest([str(q) for q in words.triples]))),
    ]
    return [Quad(*triple, node) for triple in said]


class RemoteTexts:
    """The texts of the sources, from the server."""

    def __init__(self, store: RemoteStore, manifest: Manifest) -> None:
        self._store, self._manifest = store, manifest

    def read(self, sha256: str) -> str:
        """A text exactly as decoded. Raises GraphError when it is not there."""
        for item in self._manifest.sources.values():
            if item.sha256 == sha256:
                for row in self._store.rows("text", contents=contents_graph(self._manifest.base), source=NamedNode(item.graph)):
                    return json.loads(cast(Literal, row["text"]).value)  # type: ignore[no-any-return]
        raise GraphError(f"{self._store.where.query}: does not have the text; build the graph again")


class RemoteWriter:
    """The one writer of a graph in a server; what kg.graph.writer.Writer is for a folder. Holds the graph's lock until it is closed."""

    def __init__(self, store: RemoteStore, manifest: Manifest, url: str) -> None:
        self.manifest = manifest
        self._remote = store
        self._url = url
        self._mint = Mint(manifest.base)
        self._contents = contents_graph(manifest.base)
        self._lock = self._mint.path("graph", "lock")
        self._token = f"{socket.gethostname()} {os.getpid()} {uuid.uuid4()}"
        self._waiting: dict[str, Prepared] = {}
        self._batching = False
        self._open = True
        self._taken = 0.0
        self._counted = False
        self._take_lock()
        try:
            self._mend()
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    @property
    def store(self) -> Store:
        """The server's triples, with nothing waiting. Raises GraphError when the graph is closed."""
        self._load()
        if not self._open:
            raise GraphError(f"{self._url}: the graph is closed")
        return cast(Store, self._remote)

    def count(self) -> None:
        """Brings the numbers of the manifest up to date."""
        self._load()
        if not self._counted:
            count(self._remote, self.manifest)
            self._counted = True

    def put(self, document: Prepared) -> None:
        """Replaces all that the source of this name said."""
        self._waiting[document.entry.name] = document
        self.manifest.sources.setdefault(document.entry.name, document.entry)
        if not self._batching or len(self._waiting) >= _BATCH:
            self._load()

    def forget(self, name: str) -> None:
        """Removes all that a source said."""
        self._load()
        self._exchange([self.manifest.sources.pop(name)], [])

    def replace_graph(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Makes `triples` all that a named graph says which is none of a source."""
        store = self.store
        said = {Quad(s, p, o, graph) for s, p, o in triples}
        present = set(store.quads_for_pattern(None, None, None, graph))
        if said != present:
            self._put_graph(graph, said)
            self._counted = False

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Many changes in a row."""
        self._batching = True
        try:
            yield
        finally:
            self._batching = False
            if self._open:
                self._load()

    def close(self) -> None:
        """Puts what waits, and gives the lock back. Twice does no harm."""
        if not self._open:
            return
        try:
            self._load()
        finally:
            self._open = False
            self._remote.endpoint.drop_graph(self._remote.where.graphs, self._lock.value)

    def _load(self) -> None:
        if not self._waiting:
            return
        self._keep_lock()
        documents = list(self._waiting.values())
        self._waiting.clear()
        listed = [item for d in documents if (item := self.manifest.sources.get(d.entry.name)) is not None and item is not d.entry]
        self._exchange(listed, documents)

    def _exchange(self, gone: list[SourceEntry], come: list[Prepared]) -> None:
        """Replaces sources, in an order in which everything can be taken up again from any point."""
        remote, coming = self._remote, {d.entry.name: d.entry for d in come}
        listed = {item.graph for item in gone}
        staying = {i.graph for n, i in self.manifest.sources.items() if n not in coming and i.graph not in listed}
        lost: Statements = joined(entity_statements(remote.quads_for_pattern(None, None, None, NamedNode(g))) for g in sorted(listed))
        self._unlist(gone)
        for document in come:
            remote.endpoint.put_graph(remote.where.graphs, document.entry.graph, _triples(document.nquads))
        sayings = RemoteSayings(remote, self._mint.entities_graph, staying)
        removed, added = changes(sayings, self._mint, lost, joined(d.said for d in come))
        self._update("DELETE DATA", removed)
        self._update("INSERT DATA", added)
        self._list(come)
        for graph in listed - {item.graph for item in coming.values()}:
            remote.endpoint.drop_graph(remote.where.graphs, graph)
        self.manifest.sources.update(coming)
        self._counted = False

    def _unlist(self, items: list[SourceEntry]) -> None:
        place = self._contents
        self._update("DELETE DATA", [q for i in items for q in self._remote.quads_for_pattern(NamedNode(i.graph), None, None, place)])

    def _list(self, documents: list[Prepared]) -> None:
        for document in documents:
            self._update("INSERT DATA", listing(document.entry, document.text, self._mint))

    def _mend(self) -> None:
        """What a writer before left half done: graphs of sources that are not listed are dropped, and the entities put together anew."""
        remote, known = self._remote, {item.graph for item in self.manifest.sources.values()}
        sources = self._mint.path("source", "").value
        orphans = [g for g in remote.named_graphs() if g.value.startswith(sources) and g.value not in known]
        for graph in orphans:
            remote.endpoint.drop_graph(remote.where.graphs, graph.value)
        if orphans:
            said = everything(cast(Store, remote), self._mint, [NamedNode(graph) for graph in sorted(known)])
            self._put_graph(self._mint.entities_graph, said)

    def _bring_up_to_date(self) -> None:
        words = ontology()
        key = digest([str(q) for q in words.triples])
        if self.manifest.ontology_digest == key:
            return
        self._put_graph(words.graph, words.triples)
        self._update("DELETE DATA", list(self._remote.quads_for_pattern(self._contents, None, None, self._contents)))
        self._update("INSERT DATA", heading(self.manifest.base))
        self.manifest.ontology, self.manifest.ontology_digest = words.version, key

    def _put_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        written = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""
        self._remote.endpoint.put_graph(self._remote.where.graphs, graph.value, written)

    def _update(self, form: str, quads: list[Quad]) -> None:
        for at in range(0, len(quads), _LINES):
            self._remote.endpoint.update(self._remote.where.update, f"{form} {{ {_block(quads[at : at + _LINES])} }}")

    def _take_lock(self) -> None:
        """Raises GraphError when another program is writing."""
        mine = Literal(f"{self._token} {time.time() + _HOLD:.0f}")
        holders = self._holders()
        if holders and all(float(holder.rpartition(" ")[2]) < time.time() for holder in holders):
            self._remote.endpoint.drop_graph(self._remote.where.graphs, self._lock.value)
        self._remote.endpoint.update(self._remote.where.update, statement("lock.ru", lock=self._lock, mine=mine))
        if [h.rpartition(" ")[0] for h in self._holders()] != [self._token]:
            raise GraphError(f"{self._url}: the graph is in use by another program; wait until that is done, or name another store")
        self._taken = time.monotonic()

    def _keep_lock(self) -> None:
        if time.monotonic() - self._taken > _HOLD / 3:
            if [h.rpartition(" ")[0] for h in self._holders()] != [self._token]:
                raise GraphError(f"{self._url}: another program took the graph over; build again when it is done")
            node, mine = self._lock, Literal(f"{self._token} {time.time() + _HOLD:.0f}")
            self._put_graph(node, [Quad(node, iri(Term.STATUS), mine, node)])
            self._taken = time.monotonic()

    def _holders(self) -> list[str]:
        return [cast(Literal, row["holder"]).value for row in self._remote.rows("held", lock=self._lock)]


def _triples(nquads: bytes) -> bytes:
    """N-Quads of one named graph as N-Triples."""
    return serialize((quad.triple for quad in parse(nquads, format=RdfFormat.N_QUADS)), format=RdfFormat.N_TRIPLES) or b""


def _block(quads: list[Quad]) -> str:
    """Quads in the syntax of SPARQL's quad data."""
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(f"{quad.triple} .")
    return "\n".join("GRAPH " + graph + " {\n" + "\n".join(triples) + "\n}" for graph, triples in by_graph.items())


def new_manifest(base: str | None) -> Manifest:
    """The contents of a graph that is not there yet."""
    return Manifest(SOFTWARE, ontology().version, "", base or DEFAULT_BASE)
