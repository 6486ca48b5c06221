"""The one writer of a graph: documents are gathered, loaded many at once into the writer's own copy of the store, and published.

Loading through RocksDB's bulk files costs the same few files for one document as for a hundred, so documents wait until there are enough.
What a reader sees changes only when a version is published (kg.graph.versions).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.errors import GraphError
from kg.graph.frame import Triple
from kg.graph.manifest import FORMAT, Manifest, SourceEntry
from kg.graph.migrate import migrations
from kg.graph.prepare import Prepared
from kg.graph.run import SOFTWARE
from kg.graph.textindex import TextIndex
from kg.graph.texts import Texts
from kg.graph.union import LocalSayings, Statements, changes, entity_statements, joined
from kg.graph.units import units
from kg.graph.versions import Versions
from kg.vocab import Mint, Term, digest, iri, ontology

_MOST_WAITING = 64_000_000
"""Bytes of N-Quads that wait to be loaded together; about ten times as much memory is used while they are loaded."""
_FEW = 500_000
"""Bytes of N-Quads that are not worth bulk files of their own."""
_PUBLISH_EVERY = 20.0
"""Seconds of a long build between two published versions; a killed one repeats what came after the last."""

_WORTH_ORDERING = 100_000
"""Quads written, from which on it is worth to put the store's files in order: below, every look-up is quick."""
_SHARE_TO_ORDER = 4
"""One in so many of the quads must be new: what a growing graph costs to be put in order again and again is then little beside what its
documents cost to be read."""


class Writer:
    """manifest: the contents as they are now, with what waits. Make one only while holding the graph's lock."""

    def __init__(self, folder: Path, versions: Versions, manifest: Manifest) -> None:
        self.manifest = manifest
        self._folder = folder
        self._versions = versions
        self._mint = Mint(manifest.base)
        self._texts = Texts(folder)
        self._waiting: dict[str, Prepared] = {}
        self._size = 0
        self._gone: list[str] = []  # named graphs to be removed with the next load
        self._batching = False
        self._changed = False
        self._loaded = 0  # quads since the files of the store were put in order
        self._published = time.monotonic()
        self._index: TextIndex | None = None
        self._store: Store | None = None
        try:
            work = versions.work_on(manifest.version)
            self._store = Store(str(work))
            self._index = self._indexed(self._store)
            self._bring_up_to_date(self._store)
        except BaseException:
            self.discard()
            raise

    @property
    def store(self) -> Store:
        """The writer's copy of the store, with nothing waiting. Raises GraphError when the graph is closed."""
        self._load()
        return self._open()

    def count(self) -> None:
        """Brings the numbers of the manifest up to date."""
        self._load()

    def put(self, document: Prepared) -> None:
        """Replaces all that the source of this name said. Raises GraphError when there is no room; the graph is then as last published."""
        item = document.entry
        with self._or_back("written"):
            self._texts.write(item.sha256, document.text)
            before = self.manifest.sources.get(item.name)
            if (waits := self._waiting.pop(item.name, None)) is not None:
                self._size -= len(waits.nquads)
            elif before is not None:
                self._let_go(before)
            self._waiting[item.name] = document
            self._size += len(document.nquads)
            self.manifest.sources[item.name] = item
            self._done()

    def forget(self, name: str) -> None:
        """Removes all that a source said. The name must be one of the manifest's. Raises GraphError as `put`."""
        with self._or_back("removed"):
            known = self.manifest.sources.pop(name)
            if (waits := self._waiting.pop(name, None)) is not None:
                self._size -= len(waits.nquads)
            else:
                self._let_go(known)
            self._done()

    def replace_graph(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Makes `triples` all that a named graph says which is none of a source. Raises GraphError as `put`."""
        store = self.store
        said = {Quad(s, p, o, graph) for s, p, o in triples}
        present = set(store.quads_for_pattern(None, None, None, graph))
        with self._or_back("written"):
            if present != said:
                self._exchange(store, sorted(present - said, key=str), sorted(said - present, key=str))
                self._done()

    def change_graph(self, graph: NamedNode, gone: Iterable[Triple], come: Iterable[Triple]) -> None:
        """`replace_graph` where it is known what is no more said and what is new; what is in both stays. Raises GraphError as `put`."""
        store = self.store
        old, new = (_as_stored(Quad(s, p, o, graph) for s, p, o in triples) for triples in (gone, come))
        removed = sorted((quad for quad in old - new if quad in store), key=str)
        added = sorted((quad for quad in new - old if quad not in store), key=str)
        with self._or_back("written"):
            if removed or added:
                self._exchange(store, removed, added)
                self._done()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Many changes in a row: they are loaded together, and published now and then and at the end."""
        self._batching = True
        try:
            yield
        finally:
            self._batching = False
            if self._store is not None:
                self._publish_if_changed()

    def put_in_order(self) -> None:
        """Publishes everything; then, where much of it is new, merges the store's files and publishes that: look-ups take half the time.

        Measured: 2 seconds at a million quads, 20 at ten million, next to no memory, and as much disk as the store has while it goes on.
        Readers keep the version that they opened, and a writer that is killed meanwhile leaves the one before. Where there is no room, the
        graph stays as it was published, whole, and the writer ends: nothing is to be written after this.
        """
        self._publish_if_changed()
        if self._loaded < max(_WORTH_ORDERING, self.manifest.quads // _SHARE_TO_ORDER):
            return
        try:
            self._open().optimize()
            self._versions.publish(self._open(), self.manifest)
        except (OSError, GraphError):
            self.discard()
            return
        self._loaded = 0
        self._swept()

    def close(self) -> None:
        """Publishes what is not yet published, tidies up, and ends. Twice does no harm."""
        if self._store is None:
            return
        try:
            self._publish_if_changed()
        finally:
            self.discard()

    def discard(self) -> None:
        """Ends without publishing."""
        if self._index is not None:
            self._index.close()
        self._store = self._index = None
        self._versions.drop_work()

    def _let_go(self, item: SourceEntry) -> None:
        self._gone.append(item.graph)
        self.manifest.quads -= item.quads

    def _open(self) -> Store:
        if self._store is None:
            raise GraphError(f"{self._folder}: the graph is closed")
        return self._store

    def _done(self) -> None:
        self._changed = True
        if not self._batching:
            self._publish_if_changed()
        elif self._size >= _MOST_WAITING:
            self._load()
            if time.monotonic() - self._published >= _PUBLISH_EVERY:
                self._publish_if_changed()

    def _load(self) -> None:
        """Brings what waits into the store and the text index."""
        if not (self._waiting or self._gone):
            return
        with self._or_back("written"):
            store, index = self._open(), self._index
            assert index is not None
            documents = list(self._waiting.values())
            old = [NamedNode(graph) for graph in self._gone]
            gone: Statements = joined(entity_statements(store.quads_for_pattern(None, None, None, graph)) for graph in old)
            for graph in old:
                store.remove_graph(graph)
            coming = {d.entry.graph for d in documents}
            staying = {item.graph for item in self.manifest.sources.values()} - coming
            said = joined(d.said for d in documents)
            removed, added = changes(LocalSayings(store, self._mint, staying.__contains__), self._mint, gone, said)
            self._exchange(store, removed, added, [d.nquads for d in documents])
            new = sum(d.entry.quads for d in documents)
            self.manifest.quads += new
            self._loaded += new
            index.add((d.entry.key, d.units) for d in documents)
            self._waiting.clear()
            self._gone.clear()
            self._size = 0

    def _exchange(self, store: Store, removed: list[Quad], added: list[Quad], written: Iterable[bytes] = ()) -> None:
        for quad in removed:
            store.remove(quad)
        data = b"".join((*written, serialize(added, format=RdfFormat.N_QUADS) or b""))
        # what the mapping wrote is known to be valid, so the loader need not look
        if len(data) > _FEW:
            store.bulk_load(data, format=RdfFormat.N_QUADS, lenient=True)
        elif data:
            store.load(data, format=RdfFormat.N_QUADS, lenient=True)
        self.manifest.quads += len(added) - len(removed)
        self._loaded += len(added)
        for quads, step in ((removed, -1), (added, 1)):
            for quad in quads:
                if quad.predicate == iri(Term.MAIN_TYPE) and quad.graph_name == self._mint.entities_graph:
                    class_ = quad.object.value  # type: ignore[union-attr]
                    self.manifest.entities[class_] = self.manifest.entities.get(class_, 0) + step
        self.manifest.entities = {class_: number for class_, number in self.manifest.entities.items() if number}

    def _publish_if_changed(self) -> None:
        if not self._changed:
            return
        with self._or_back("published"):
            self._load()
            self._texts.settle()
            self._versions.publish(self._open(), self.manifest)
            self._changed = False
            self._published = time.monotonic()
        self._swept()

    def _swept(self) -> None:
        """Removes what is not needed any more; a writer that ended before this point left it to the next one."""
        if self._versions.sweep(self.manifest.version):
            self._tidy()

    def _tidy(self) -> None:
        assert self._index is not None
        self._index.keep({item.key for item in self.manifest.sources.values()})
        self._texts.keep({item.sha256 for item in self.manifest.sources.values()})

    def _indexed(self, store: Store) -> TextIndex:
        """The text index, with the documents that it lacks."""
        index = TextIndex(self._folder, read_only=False)
        known = index.keys()
        missing = [item for item in self.manifest.sources.values() if item.key not in known]
        index.add((item.key, units(self._quads(store, item), NamedNode(item.graph), self._texts.read(item.sha256))) for item in missing)
        return index

    @staticmethod
    def _quads(store: Store, item: SourceEntry) -> Iterable[Quad]:
        return store.quads_for_pattern(None, None, None, NamedNode(item.graph))

    def _bring_up_to_date(self, store: Store) -> None:
        """Loads the ontology when it changed, and carries a graph of an older one over to it."""
        words, manifest = ontology(), self.manifest
        key = digest([str(q) for q in words.triples])
        if manifest.version and manifest.ontology_digest == key:
            return
        before = set(store.quads_for_pattern(None, None, None, words.graph))
        after = {Quad(q.subject, q.predicate, q.object, words.graph) for q in words.triples}
        self._exchange(store, sorted(before - after, key=str), sorted(after - before, key=str))
        for update in migrations(self._folder, manifest.ontology, read_only=False):
            store.update(update.read_text(encoding="utf-8"), prefixes=words.prefixes)
            manifest.quads = len(store)
        manifest.ontology, manifest.ontology_digest = words.version, key
        manifest.software, manifest.format = SOFTWARE, FORMAT
        self._changed = True

    @contextmanager
    def _or_back(self, done: str) -> Iterator[None]:
        """Where something cannot be written, the writer ends, and the graph stays as it was published last."""
        try:
            yield
        except OSError as error:
            self.discard()
            why = f"{self._folder}: cannot be {done} ({error.strerror or error}); is the disk full?"
            raise GraphError(f"{why} The graph is as it was published last; free some room and build again") from error
        except GraphError:
            self.discard()
            raise


def _as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """The quads with their numbers as Oxigraph writes them (1.0 is 1), so that they can be compared with what is read from it."""
    store = Store()
    store.extend(quads)
    return set(store)
